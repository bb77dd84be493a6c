/* The line being typed: each row is keys and what stands there then, | the caret. */

#include "app/ui/line_edit.h"

#include <stdlib.h>

#include "dict/base/mem.h"
#include "tests/check.h"

/* KEYS: < > [ ] for left, right, start, end, - for erase, x for delete; others are typed. */
static void press(struct line_edit *edit, const char *keys)
{
    static const char signs[] = "<>[]-x";
    size_t at = 0, end;
    const struct str text = str_of(keys);

    while (at < text.len) {
        const char *sign = strchr(signs, keys[at]);

        end = at + 1;
        while (end < text.len && ((unsigned char)keys[end] & 0xC0) == 0x80)
            end++;
        if (sign != NULL)
            line_edit_move(edit, (enum line_move)(sign - signs));
        else
            line_edit_type(edit, str_sub(text, at, end - at));
        at = end;
    }
}

static void test_keys(void)
{
    static const struct {
        const char *keys, *want;
    } rows[] = {
        { "", "|" },
        { "abc", "abc|" },
        { "abc<<", "a|bc" },
        { "abc<<-", "|bc" },
        { "abc[x", "|bc" },
        { "abc[]>>d", "abcd|" },
        { "caffè-", "caff|" },
        { "perché<è", "perchè|é" },
        { "a b", "a b|" },
        { "-x<", "|" },
        { "日本語<-", "日|語" },
        { "e\xcc\x81"
          "a<<",
          "|e\xcc\x81"
          "a" }, /* a letter and its mark are one */
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct line_edit edit;
        char *shown;

        line_edit_init(&edit, 100);
        press(&edit, rows[i].keys);
        shown = xasprintf("%.*s|%s", (int)edit.at, buf_text(&edit.text),
                          buf_text(&edit.text) + edit.at);
        CHECK_STR(shown, rows[i].want, rows[i].keys);
        free(shown);
        line_edit_dispose(&edit);
    }
}

static void test_bounds(void)
{
    struct line_edit edit;

    line_edit_init(&edit, 5);
    line_edit_set(&edit, "guerra");
    CHECK_STR(buf_text(&edit.text), "guerr", "what is set is cut");
    line_edit_type(&edit, str_of("x"));
    CHECK_STR(buf_text(&edit.text), "guerr", "what does not fit is left");
    line_edit_set(&edit, "a\nb\tc");
    CHECK_STR(buf_text(&edit.text), "a b c", "one line");
    line_edit_set(&edit, NULL);
    CHECK(edit.text.len == 0 && edit.at == 0, "nothing");
    line_edit_type(&edit, str_make("\xff\x00z", 3));
    CHECK(edit.at <= edit.text.len, "broken bytes do no harm");
    line_edit_dispose(&edit);
}

int main(void)
{
    test_keys();
    test_bounds();
    return check_done();
}
