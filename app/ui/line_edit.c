#include "app/ui/line_edit.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/text.h"

void line_edit_init(struct line_edit *edit, size_t max)
{
    buf_init(&edit->text, max);
    edit->at = 0;
}

void line_edit_dispose(struct line_edit *edit)
{
    buf_dispose(&edit->text);
    edit->at = 0;
}

void line_edit_set(struct line_edit *edit, const char *text)
{
    buf_clear(&edit->text);
    text_clean_line(&edit->text, str_of(text), edit->text.max);
    edit->at = edit->text.len;
}

/* INSERT takes the place of the LEN bytes at FROM, if there is room. */
static void replace(struct line_edit *edit, size_t from, size_t len, struct str insert)
{
    char *rest;
    size_t rest_len = edit->text.len - from - len;

    if (insert.len > edit->text.max - (edit->text.len - len))
        return;
    rest = buf_take(&edit->text);
    if (rest != NULL) {
        buf_add(&edit->text, rest, from);
        buf_add_str(&edit->text, insert);
        buf_add(&edit->text, rest + from + len, rest_len);
    } else {
        buf_add_str(&edit->text, insert);
    }
    free(rest);
    edit->at = from + insert.len;
}

/* A space that is typed stays one; within longer text spaces are tidied. */
void line_edit_type(struct line_edit *edit, struct str text)
{
    struct buf clean;

    if (str_is(text, " ")) {
        replace(edit, edit->at, 0, text);
        return;
    }
    buf_init(&clean, edit->text.max);
    text_clean_line(&clean, text, edit->text.max);
    replace(edit, edit->at, 0, buf_str(&clean));
    buf_dispose(&clean);
}

void line_edit_move(struct line_edit *edit, enum line_move move)
{
    const struct str text = buf_str(&edit->text);
    const size_t before = edit->at > 0 ? text_grapheme_start(text, edit->at) : 0;
    const size_t behind = edit->at < text.len ? text_grapheme_end(text, edit->at) : text.len;

    switch (move) {
    case LINE_LEFT:
        edit->at = before;
        break;
    case LINE_RIGHT:
        edit->at = behind;
        break;
    case LINE_START:
        edit->at = 0;
        break;
    case LINE_END:
        edit->at = text.len;
        break;
    case LINE_ERASE:
        replace(edit, before, edit->at - before, str_of(""));
        break;
    case LINE_DELETE:
        replace(edit, edit->at, behind - edit->at, str_of(""));
        break;
    }
}
