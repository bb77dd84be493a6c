/* Marking: the table of Italian cases, the three levels, what a teacher accepted. */

#include "dict/mark.h"

#include "dict/base/file.h"
#include "dict/base/text.h"
#include "dict/dict.h"
#include "tests/check.h"

/* Words of their own: a slip never leads to one of them. */
static bool is_word(void *ctx, struct str fold)
{
    static const char *const words[] = {
        "cavalcare", "uomo", "cassa", "strada",  "spalla", "neve",     "cento", "fonte", "pena",
        "note",      "pala", "festa", "mercato", "gioco",  "cappello", "lupi",  "caso",
    };

    (void)ctx;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_is(fold, words[i]))
            return true;
    return false;
}

static void test_table(string_list articles)
{
    struct buf file;
    struct str rest, line, want = { 0 }, typed = { 0 };
    int cases = 0, seen[MARK_COUNT] = { 0 };

    buf_init(&file, 1 << 20);
    CHECK(file_read(&file, WORDLOOT_SOURCE_DIR "/tests/data/mark/it.tsv") == OK, "%s",
          err_message());
    rest = buf_str(&file);
    while (str_next(&rest, '\n', &line)) {
        struct mark_question question = { .articles = articles, .is_word = is_word };
        enum mark mark;

        if (str_starts(line, str_of("#")) || line.len == 0)
            continue;
        CHECK(str_next(&line, '\t', &want) && str_next(&line, '\t', &typed), "a row of three");
        question.want = want;
        mark = mark_answer(&question, typed);
        CHECK(str_is(line, mark_name(mark)), "%.*s, typed %.*s: %s, not %.*s", STR_ARG(want),
              STR_ARG(typed), mark_name(mark), STR_ARG(line));
        seen[mark]++;
        cases++;
    }
    CHECK(cases >= 150, "%d cases", cases);
    for (int i = 0; i < MARK_COUNT; i++)
        CHECK(i == MARK_ACCEPTED || seen[i] > 0, "no case of %s", mark_name((enum mark)i));
    buf_dispose(&file);
}

static void test_accepted(string_list articles)
{
    const struct str accepted[] = { str_of("la cattedrale"), str_of("chiesa") };
    const struct mark_question question = {
        .want = str_of("duomo"),
        .accepted = accepted,
        .accepted_count = 2,
        .articles = articles,
    };

    CHECK_INT(mark_answer(&question, str_of("Cattedrale")), MARK_ACCEPTED, "without its article");
    CHECK_INT(mark_answer(&question, str_of("chiesa.")), MARK_ACCEPTED, "with a full stop");
    CHECK_INT(mark_answer(&question, str_of("il duomo")), MARK_ARTICLE, "the answer itself first");
    CHECK_INT(mark_answer(&question, str_of("torre")), MARK_WRONG, "not accepted");
}

static void test_levels(void)
{
    static const struct {
        enum mark mark;
        bool strict, normal, lenient;
    } rows[] = {
        { MARK_EXACT, true, true, true },           { MARK_SPACING, true, true, true },
        { MARK_ARTICLE, true, true, true },         { MARK_ACCEPTED, true, true, true },
        { MARK_ACCENT, false, true, true },         { MARK_SLIP, false, true, true },
        { MARK_OTHER_ARTICLE, false, false, true }, { MARK_WRONG, false, false, false },
        { MARK_EMPTY, false, false, false },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *name = mark_name(rows[i].mark);

        CHECK_INT(mark_is_right(rows[i].mark, MARK_STRICT), rows[i].strict, name);
        CHECK_INT(mark_is_right(rows[i].mark, MARK_NORMAL), rows[i].normal, name);
        CHECK_INT(mark_is_right(rows[i].mark, MARK_LENIENT), rows[i].lenient, name);
    }
}

static void test_bounds(void)
{
    static char long_answer[MARK_ANSWER_MAX + 2];
    const struct mark_question question = { .want = str_of("spada") };

    memset(long_answer, 'a', sizeof(long_answer) - 1);
    CHECK_INT(mark_answer(&question, str_of(long_answer)), MARK_WRONG, "longer than any answer");
    CHECK_INT(mark_answer(&question, str_of("\xff\xfe")), MARK_WRONG, "broken bytes");
    CHECK_INT(mark_answer(&question, str_of("spda")), MARK_SLIP, "without articles and words");
}

int main(void)
{
    const struct language *italian = NULL;

    CHECK(language_load(&italian, WORDLOOT_SOURCE_DIR "/assets", "it") == OK, "%s", err_message());
    if (italian == NULL)
        return check_done();
    test_table(italian->articles);
    test_accepted(italian->articles);
    test_levels();
    test_bounds();
    language_free(italian);
    return check_done();
}
