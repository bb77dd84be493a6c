#include "app/exchange/intake_columns.h"

#include <stdint.h>

#include "app/exchange/charset.h"
#include "dict/base/mem.h"
#include "tests/check.h"

/* --- headings --- */

static const struct {
    const char *name;
    enum err rc;
    enum intake_column column;
} headings[] = {
    { "word", OK, COLUMN_WORD },
    { "  HeadWord ", OK, COLUMN_WORD },
    { "parola", OK, COLUMN_WORD },
    { "Vokabel", OK, COLUMN_WORD },
    { "mot", OK, COLUMN_WORD },
    { "TÉRMINO", OK, COLUMN_WORD },
    { "lingua", OK, COLUMN_LANG },
    { "Sprache", OK, COLUMN_LANG },
    { "Définition", OK, COLUMN_MEANING },
    { "Erkla\xcc\x88rung", OK, COLUMN_MEANING },
    { "Übersetzung", OK, COLUMN_TRANSLATION },
    { "frase", OK, COLUMN_SENTENCE },
    { "Satz", OK, COLUMN_SENTENCE },
    { "oración", OK, COLUMN_SENTENCE },
    { "jeu", OK, COLUMN_GAME },
    { "Schlagwörter", OK, COLUMN_TAGS },
    { "état", OK, COLUMN_STATE },
    { "last", OK, COLUMN_TIME },
    { "nota", OK, COLUMN_NOTE },
    { "", ERR_ABSENT, COLUMN_COUNT },
    { "wordy", ERR_ABSENT, COLUMN_COUNT },
    { "wor", ERR_ABSENT, COLUMN_COUNT },
    { "word\xff", ERR_ABSENT, COLUMN_COUNT },
};

static void test_headings(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(headings); i++) {
        enum intake_column column = COLUMN_COUNT;

        CHECK_INT(intake_heading(str_of(headings[i].name), &column), headings[i].rc,
                  headings[i].name);
        CHECK_INT(column, headings[i].column, headings[i].name);
    }
}

/* --- as the learner says --- */

enum { CELLS = 3 };

static const struct {
    const char *option;
    enum err rc;
    const char *says; /* of a failure */
    size_t word, meaning, sentence;
    bool headed;
} options[] = {
    { "word=1,meaning=3,sentence=2", OK, NULL, 0, 2, 1, false },
    { " word = 2 ", OK, NULL, 1, SIZE_MAX, SIZE_MAX, false },
    { "word=64", OK, NULL, 63, SIZE_MAX, SIZE_MAX, false },
    { "word=quelle,bedeutung=3", OK, NULL, 1, 2, SIZE_MAX, true },
    { "parola=1,frase=QUELLE", OK, NULL, 0, SIZE_MAX, 1, true },
    { "word=0", ERR_USAGE, "no column is called \"0\"", 0, 0, 0, false },
    { "word=65", ERR_USAGE, "no column is called \"65\"", 0, 0, 0, false },
    { "word=99999999999999999999", ERR_USAGE, "no column is called", 0, 0, 0, false },
    { "word=Wort", ERR_USAGE, "the first row has \"a\", \"Quelle\", \"c\"", 0, 0, 0, false },
    { "", ERR_USAGE, "word=1", 0, 0, 0, false },
    { "word", ERR_USAGE, "not \"word\"", 0, 0, 0, false },
    { "word=", ERR_USAGE, "not \"word=\"", 0, 0, 0, false },
    { "word=1,,meaning=2", ERR_USAGE, "not \"\"", 0, 0, 0, false },
    { "meaning=1", ERR_USAGE, "does not say which is the word's", 0, 0, 0, false },
    { "word=1,colour=2", ERR_USAGE, "not \"colour\"", 0, 0, 0, false },
};

static void test_options(void)
{
    const struct str cells[CELLS] = { str_of("a"), str_of("Quelle"), str_of("c") };
    size_t i;

    for (i = 0; i < ARRAY_LEN(options); i++) {
        struct intake_columns columns;
        bool headed = false;
        const enum err rc =
            intake_columns_choose(&columns, options[i].option, cells, CELLS, &headed);

        CHECK_INT(rc, options[i].rc, options[i].option);
        if (rc != OK) {
            CHECK(strstr(err_message(), options[i].says) != NULL, "%s: it says \"%s\"",
                  options[i].option, err_message());
            continue;
        }
        CHECK_INT(columns.places[COLUMN_WORD], options[i].word, options[i].option);
        CHECK_INT(columns.places[COLUMN_MEANING], options[i].meaning, options[i].option);
        CHECK_INT(columns.places[COLUMN_SENTENCE], options[i].sentence, options[i].option);
        CHECK_INT(headed, options[i].headed, options[i].option);
    }
}

/* --- encodings: right or refused --- */

static const struct {
    const char *row, *bytes;
    size_t len; /* 0: to the NUL */
    const char *encoding, *want;
    enum err rc;
    size_t line;
} texts[] = {
    { "ASCII", "a\nb", 0, NULL, "a\nb", OK, 0 },
    { "nothing", "", 0, NULL, "", OK, 0 },
    { "UTF-8", "perch\xc3\xa9", 0, NULL, "perché", OK, 0 },
    { "UTF-8 with a mark", "\xef\xbb\xbf\xc3\xa9", 0, NULL, "é", OK, 0 },
    { "and told", "\xef\xbb\xbf\xc3\xa9", 0, "UTF-8", "é", OK, 0 },
    { "the language's", "perch\xe9", 0, NULL, "perché", OK, 0 },
    { "another that is told", "perch\x82", 0, "CP850", "perché", OK, 0 },
    { "a letter that it has not", "a\nb\n\x81", 0, NULL, NULL, ERR_FORMAT, 3 },
    { "UTF-8 that is broken", "\xc3\xa9\n\xc3\xa8\n\xc3", 0, NULL, NULL, ERR_FORMAT, 3 },
    { "UTF-8 that is told and is not", "a\n\xe9", 0, "UTF-8", NULL, ERR_FORMAT, 2 },
    { "UTF-16, little", "\xff\xfe\x04\x04\n\0a\0", 8, NULL, "Є\na", OK, 0 },
    { "UTF-16, big", "\xfe\xff\x04\x04\0\n\0a", 8, NULL, "Є\na", OK, 0 },
    { "little, without a mark", "\x3a\x04\x3e\x04\n\0", 6, NULL, "ко\n", OK, 0 },
    { "big, without a mark", "\x04\x3a\x04\x3e\0\n", 6, NULL, "ко\n", OK, 0 },
    { "UTF-16 as it is told", "\xfe\xff\0a", 4, "UTF-16", "a", OK, 0 },
    { "half a letter", "\xff\xfe\n\0a\0\x3d\xd8", 8, NULL, NULL, ERR_FORMAT, 2 },
    { "a zero byte", "casa\nvi\0a", 9, NULL, NULL, ERR_FORMAT, 2 },
    { "a zero byte, of an even length", "casa\nvia\0", 9, NULL, NULL, ERR_FORMAT, 2 },
    { "Chinese without a mark", "\x2d\x4e\x87\x65\n\0", 6, NULL, NULL, ERR_FORMAT, 2 },
    { "and told", "\x2d\x4e\x87\x65\n\0", 6, "UTF-16LE", "中文\n", OK, 0 },
    { "no encoding", "a", 0, "KLINGON", NULL, ERR_UNSUPPORTED, 0 },
    { "one that would hide what is off", "\xff", 0, "UTF-8//IGNORE", NULL, ERR_UNSUPPORTED, 0 },
};

static void test_encodings(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(texts); i++) {
        const size_t len = texts[i].len > 0 ? texts[i].len : strlen(texts[i].bytes);
        size_t line = 0;
        struct buf out;
        enum err rc;

        buf_init(&out, 1000);
        rc = charset_decode_exactly(&out, (const uint8_t *)texts[i].bytes, len, texts[i].encoding,
                                    "WINDOWS-1252", &line);
        CHECK_INT(rc, texts[i].rc, texts[i].row);
        CHECK_INT(line, texts[i].line, texts[i].row);
        if (rc == OK)
            CHECK_STR(buf_text(&out), texts[i].want, texts[i].row);
        buf_dispose(&out);
    }
}

int main(void)
{
    test_headings();
    test_options();
    test_encodings();
    return check_done();
}
