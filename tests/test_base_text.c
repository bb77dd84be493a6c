#include "dict/base/text.h"

#include <stdlib.h>

#include "dict/base/mem.h"
#include "tests/check.h"

static void test_fold(void)
{
    static const struct {
        const char *in, *want_case, *want;
    } rows[] = {
        { "Größe", "grösse", "grosse" },
        { "ÀÈÉ", "àèé", "aee" },
        { "perche\xcc\x81", "perché", "perche" },
        { "L\xe2\x80\x99"
          "Albero",
          "l'albero", "l'albero" },
        { "Ёлка", "ёлка", "елка" },
        { "мой", "мой", "мой" },
        { "замо\xcc\x81к", "замо\xcc\x81к", "замок" },
        { "がぎ", "がぎ", "がぎ" },
        { "ｶﾞ", "ガ", "ガ" },
        { "Łódź", "łódź", "lodz" },
        { "cœur", "cœur", "coeur" },
        { "ﬁne", "fine", "fine" },
        { "so\xc2\xadgar", "sogar", "sogar" },
        { "ΆΣ", "άσ", "ασ" },
        { "", "", "" },
        { "\xff", "\xef\xbf\xbd", "\xef\xbf\xbd" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        char *cased = text_fold_case_dup(str_of(rows[i].in));
        char *folded = text_fold_dup(str_of(rows[i].in));

        CHECK_STR(cased, rows[i].want_case, rows[i].in);
        CHECK_STR(folded, rows[i].want, rows[i].in);
        free(cased);
        free(folded);
    }
}

static void test_validity(void)
{
    CHECK(text_is_valid(str_of("perché")), "valid text");
    CHECK(!text_is_valid(str_of("\xc3")), "cut in the middle");
    CHECK(!text_is_valid(str_of("\xed\xa0\x80")), "a surrogate");
    CHECK(!text_is_valid(str_of("\xc0\xaf")), "an overlong slash");
    CHECK(!text_is_valid(str_make("a\0b", 3)), "a NUL");
}

static void test_graphemes(void)
{
    struct str flag = str_of("e\xcc\x81🇮🇹x");

    CHECK_INT(text_grapheme_end(flag, 0), 3, "accented letter");
    CHECK_INT(text_grapheme_end(flag, 3), 11, "flag");
    CHECK_INT(text_grapheme_start(flag, 11), 3, "flag backwards");
    CHECK_INT(text_grapheme_count(flag), 3, "all");
    CHECK_INT(text_grapheme_count(str_of("")), 0, "nothing");
}

static void test_clean_line(void)
{
    static const struct {
        const char *in;
        size_t max;
        const char *want;
    } rows[] = {
        { "  Nel\n ventottesimo\tanno ", 100, "Nel ventottesimo anno" },
        { "a\xe2\x80\xae"
          "b",
          100, "a b" },
        { "perché", 6, "perch" },
        { "\x1b[31mrosso", 100, "[31mrosso" },
        { "", 10, "" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct buf out;

        buf_init(&out, 1000);
        text_clean_line(&out, str_of(rows[i].in), rows[i].max);
        CHECK_STR(buf_text(&out), rows[i].want, rows[i].in);
        buf_dispose(&out);
    }
}

int main(void)
{
    test_fold();
    test_validity();
    test_graphemes();
    test_clean_line();
    return check_done();
}
