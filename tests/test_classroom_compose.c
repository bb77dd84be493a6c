/* Sets of questions made of words: turns, tests in two forms, control words, replacing. */

#include "app/classroom/compose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/engine.h"
#include "tests/check.h"

enum { WORDS = 18 };

static char headwords[WORDS][16], sentences[WORDS][80], definitions[WORDS][40];
static struct question_word words[WORDS];

/* Words like "parolae" in sentences of eight words; no two definitions share a head word. */
static void make_words(void)
{
    for (int i = 0; i < WORDS; i++) {
        snprintf(headwords[i], sizeof(headwords[i]), "parola%c", 'a' + i);
        snprintf(sentences[i], sizeof(sentences[i]), "Ieri sera il re disse %s a tutti.",
                 headwords[i]);
        snprintf(definitions[i], sizeof(definitions[i]), "%csenso%c vario", 'a' + i, 'a' + i);
        words[i] = (struct question_word){
            .headword = headwords[i],
            .form = headwords[i],
            .sentence = sentences[i],
            .form_at = 22,
            .form_len = strlen(headwords[i]),
            .definition = definitions[i],
            .session = 1,
            .is_old = i == WORDS - 1,
        };
    }
}

static struct question_set *compose(const struct compose_options *options, size_t count)
{
    struct question_set *set = NULL;
    size_t left_out = 99;

    CHECK(compose_set(&set, words, count, options, &left_out) == OK, "%s", err_message());
    CHECK_INT(left_out, 0, "all words carry a question");
    return set;
}

static size_t count_of(const struct question_set *set, enum question_form form, bool is_control)
{
    size_t count = 0;

    for (size_t i = 0; i < set->count; i++)
        count += set->items[i].form == form && set->items[i].is_control == is_control;
    return count;
}

static size_t kinds_of(const struct question_set *set, enum question_form form,
                       enum question_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < set->count; i++)
        count += set->items[i].form == form && set->items[i].kind == kind;
    return count;
}

static void test_turns(void)
{
    const struct compose_options usual = { .lang = "it", .title = "Roma", .seed = 5 };
    const struct compose_options chosen = { .lang = "it",
                                            .title = "Roma",
                                            .kinds = { QUESTION_ORDER, QUESTION_TO_WORD },
                                            .kind_count = 2,
                                            .most = 10 };
    struct question_set *set = compose(&usual, WORDS);

    CHECK_INT(set->count, WORDS, "a question a word");
    CHECK_INT(kinds_of(set, FORM_PRACTICE, QUESTION_CLOZE), WORDS * 4 / 6, "mostly typed gaps");
    CHECK_INT(kinds_of(set, FORM_PRACTICE, QUESTION_TO_WORD), WORDS / 6, "and definitions");
    set_free(set);
    set = compose(&chosen, WORDS);
    CHECK_INT(set->count, 10, "no more than asked for");
    CHECK_INT(kinds_of(set, FORM_PRACTICE, QUESTION_ORDER), 5, "in turn");
    CHECK_INT(kinds_of(set, FORM_PRACTICE, QUESTION_TO_WORD), 5, "in turn");
    set_free(set);
}

static const struct question *find(const struct question_set *set, const char *headword,
                                   enum question_form form)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i].form == form && strcmp(set->items[i].headword, headword) == 0)
            return &set->items[i];
    return NULL;
}

/* Each word tested is in both forms in two kinds; each kind is as often in A as in B. */
static void test_forms(void)
{
    const struct compose_options options = {
        .lang = "it", .title = "Roma", .has_tests = true, .controls = 4, .seed = 9
    };
    struct question_set *set = compose(&options, WORDS);

    CHECK_INT(count_of(set, FORM_PRACTICE, false), WORDS - 4, "control words are not practised");
    CHECK_INT(count_of(set, FORM_PRACTICE, true), 0, "control words are not practised");
    for (int form = FORM_A; form <= FORM_B; form++) {
        CHECK_INT(count_of(set, (enum question_form)form, true), 4, "control words are tested");
        CHECK_INT(count_of(set, (enum question_form)form, false), WORDS - 4, "and all others");
    }
    CHECK_INT(kinds_of(set, FORM_A, QUESTION_CLOZE), kinds_of(set, FORM_B, QUESTION_CLOZE),
              "as many typed gaps in A as in B");
    CHECK(kinds_of(set, FORM_A, QUESTION_CLOZE) > 0, "there are typed gaps in the tests");
    for (int i = 0; i < WORDS; i++) {
        const struct question *a = find(set, headwords[i], FORM_A);
        const struct question *b = find(set, headwords[i], FORM_B);

        CHECK(a != NULL && b != NULL && a->kind != b->kind && a->is_control == b->is_control,
              "%s is in both forms, in two kinds", headwords[i]);
    }
    set_free(set);
    CHECK_INT(compose_controls(30), 6, "control words of 30");
    CHECK_INT(compose_controls(12), 4, "of 12");
    CHECK_INT(compose_controls(5), 1, "of 5");
    CHECK_INT(compose_controls(2), 0, "of 2");
}

static void test_again(void)
{
    const struct compose_options options = { .lang = "it", .title = "Roma", .seed = 5 };
    struct question_set *set = compose(&options, WORDS);
    const enum question_kind kind = set->items[3].kind;
    char headword[16];

    snprintf(headword, sizeof(headword), "%s", set->items[3].headword);
    CHECK(compose_again(set, 3, words, WORDS, 1) == OK, "%s", err_message());
    CHECK(set->items[3].kind != kind, "another kind");
    CHECK_STR(set->items[3].headword, headword, "of the same word");
    CHECK(compose_again(set, WORDS, words, WORDS, 1) == ERR_ABSENT, "past the end");
    CHECK(compose_again(set, 3, words, 0, 1) == ERR_ABSENT, "a word that is not there");
    set_free(set);
}

static void test_nothing(void)
{
    static const struct question_word bare = { .headword = "boh" };
    const struct compose_options options = { .lang = "it", .title = "Roma" };
    struct question_set *set = NULL;
    size_t left_out = 0;

    CHECK(compose_set(&set, words, 0, &options, &left_out) == ERR_ABSENT, "no words");
    CHECK(compose_set(&set, &bare, 1, &options, &left_out) == ERR_ABSENT, "a bare word");
    CHECK(strstr(err_message(), "boh") != NULL, "it says which: %s", err_message());
    CHECK_INT(left_out, 1, "it is counted");
}

/* The engine opens the practice with the word of an earlier session, also from a file. */
static void test_old_first(void)
{
    const struct compose_options options = { .lang = "it", .title = "Roma", .seed = 5 };

    for (uint64_t seed = 0; seed < 5; seed++) {
        const struct engine_options how = { .seed = seed };
        struct question_set *made = compose(&options, WORDS), *set = NULL;
        char *text = set_text(made);
        struct engine *engine;
        struct board board;

        CHECK(set_parse(&set, str_of(text), "the text") == OK, "%s", err_message());
        engine = engine_new(set->items, set->count, &how);
        CHECK(engine_apply(engine, &(struct event){ .kind = EVENT_START }) == OK, "%s",
              err_message());
        engine_board(engine, &board);
        CHECK_STR(board.at.question->headword, headwords[WORDS - 1], "the old word comes first");
        engine_free(engine);
        free(text);
        set_free(set);
        set_free(made);
    }
}

int main(void)
{
    make_words();
    test_turns();
    test_forms();
    test_again();
    test_nothing();
    test_old_first();
    return check_done();
}
