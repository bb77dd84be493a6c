#include "app/journal/journal.h"

#include <stdlib.h>

#include "app/journal/games.h"
#include "app/journal/words.h"
#include "dict/base/text.h"
#include "tests/journal_folder.h"

enum { MINUTE_MS = 60 * 1000 };

static void test_badge(void)
{
    struct journal *journal = folder_begin();
    struct kept kept = { .word = 99 };

    CHECK(journal_word_seen(journal, "it", "casa", &kept) == OK, "seen: %s", err_message());
    CHECK_INT(kept.word, 0, "an unknown word");
    CHECK_INT(kept.times_before, 0, "an unknown word");

    kept = folder_keep(journal, "casa", "Wesnoth", noon_ms);
    CHECK_INT(kept.times_before, 0, "new");
    CHECK_INT(kept.last_ms, 0, "new");
    CHECK_STR(kept.last_game, "", "new");
    CHECK_INT(strlen(kept.encounter), UUID_LEN, "an id");

    kept = folder_keep(journal, "casa", "Stardew Valley", noon_ms + 5000);
    CHECK_INT(kept.times_before, 1, "second time");
    CHECK_INT(kept.last_ms, noon_ms, "second time");
    CHECK_STR(kept.last_game, "Wesnoth", "second time");

    kept = folder_keep(journal, "casa", NULL, noon_ms + 9000);
    CHECK_INT(kept.times_before, 2, "third time");
    CHECK_STR(kept.last_game, "Stardew Valley", "third time");
    CHECK_INT(kept.state, WORD_LEARNING, "third time");

    CHECK(journal_set_state(journal, kept.word, WORD_KNOWN) == OK, "state: %s", err_message());
    CHECK(journal_word_seen(journal, "it", "casa", &kept) == OK, "seen: %s", err_message());
    CHECK_INT(kept.state, WORD_KNOWN, "known");
    CHECK_INT(kept.times_before, 3, "known");
    CHECK_STR(kept.last_game, "", "the last time was in no game");
    CHECK_INT(journal_lookup_count(journal, "it", "casa"), 3, "weight");
    CHECK_INT(journal_lookup_count(journal, "de", "casa"), 0, "another language's word");
    CHECK(journal_word_seen(journal, "it", "", &kept) == ERR_USAGE, "no word at all");
    folder_end(journal);
}

static void test_undo(void)
{
    struct journal *journal = folder_begin();
    struct kept first = folder_keep(journal, "uno", NULL, noon_ms);
    struct kept second = folder_keep(journal, "due", NULL, noon_ms);
    struct kept again = folder_keep(journal, "uno", NULL, noon_ms);
    struct undone undone;
    char named[UUID_LEN + 1];

    CHECK(journal_undo_last(journal, noon_ms, &undone) == OK, "undo: %s", err_message());
    CHECK_STR(undone.encounter, again.encounter, "of one millisecond the last is the newest");
    CHECK_STR(undone.headword, "uno", "undo");
    CHECK_INT(journal_lookup_count(journal, "it", "uno"), 1, "the first is left");

    memcpy(named, first.encounter, sizeof(named));
    CHECK(journal_undo(journal, named, noon_ms, &undone) == OK, "undo one: %s", err_message());
    CHECK_STR(undone.encounter, first.encounter, "undo one");
    CHECK(journal_undo(journal, named, noon_ms, &undone) == ERR_ABSENT, "it is undone already");
    CHECK(journal_undo(journal, "nonsense", noon_ms, &undone) == ERR_ABSENT, "no such id");

    CHECK(journal_undo_last(journal, noon_ms, &undone) == OK, "undo: %s", err_message());
    CHECK_STR(undone.encounter, second.encounter, "the other word is left");
    CHECK(journal_undo_last(journal, noon_ms, &undone) == ERR_ABSENT, "nothing is left");
    CHECK(journal_recast(journal, named, "tre", &first) == ERR_ABSENT, "an undone one stays");

    first = folder_keep(journal, "uno", NULL, noon_ms + 1);
    CHECK_INT(first.times_before, 0, "what was undone does not count");
    folder_end(journal);
}

static void test_recast(void)
{
    struct journal *journal = folder_begin();
    struct kept kept = folder_keep(journal, "porta", "A", noon_ms), before = kept;
    struct kept other;

    /* As the overlay does it: the id lies in the struct that is filled anew. */
    CHECK(journal_recast(journal, kept.encounter, "portare", &kept) == OK, "recast: %s",
          err_message());
    CHECK_STR(kept.encounter, before.encounter, "the same encounter");
    CHECK(kept.word != before.word, "another word");
    CHECK_INT(kept.times_before, 0, "the encounter itself does not count");
    CHECK_INT(journal_lookup_count(journal, "it", "porta"), 0, "left");
    CHECK_INT(journal_lookup_count(journal, "it", "portare"), 1, "arrived");

    other = folder_keep(journal, "porta", "B", noon_ms + 1);
    CHECK_INT(other.times_before, 0, "a word that nothing is left of is new again");
    CHECK(journal_recast(journal, other.encounter, "portare", &other) == OK, "recast: %s",
          err_message());
    CHECK_INT(other.times_before, 1, "it joins the other one");
    CHECK_STR(other.last_game, "A", "it joins the other one");
    CHECK(journal_recast(journal, other.encounter, "portare", &other) == OK, "to the same word");
    CHECK_INT(other.times_before, 1, "to the same word");
    CHECK(journal_recast(journal, other.encounter, " ", &other) == ERR_USAGE, "to nothing");
    folder_end(journal);
}

/* --- sessions --- */

static int64_t last_session;

static void note_session(void *ctx, const struct encounter_row *row)
{
    bool *first = ctx;

    if (*first)
        last_session = row->session;
    *first = false;
}

static int64_t session_of(struct journal *journal, int64_t word)
{
    bool first = true;

    CHECK(journal_encounters(journal, word, note_session, &first) == OK, "encounters: %s",
          err_message());
    return last_session;
}

static void test_sessions(void)
{
    static const struct {
        const char *row, *game, *lang;
        int64_t minutes;
        bool same; /* as the one before */
    } rows[] = {
        { "the first", "Wesnoth", "it", 0, false },
        { "soon", "Wesnoth", "it", 10, true },
        { "half an hour later", "Wesnoth", "it", 40, true },
        { "more than that", "Wesnoth", "it", 71, false },
        { "another game", "Celeste", "it", 72, false },
        { "the first game again", "Wesnoth", "it", 73, false },
        { "another language", "Wesnoth", "de", 74, false },
        { "no game", NULL, "de", 75, false },
        { "no game still", NULL, "de", 76, true },
        { "the clock set back a little", NULL, "de", 70, true },
        { "the clock set back a day", NULL, "de", -1440, false },
    };
    struct journal *journal = folder_begin();
    int64_t before = 0, now;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct keep keep = { .lang = rows[i].lang,
                             .form = "ora",
                             .game = rows[i].game,
                             .now_ms = noon_ms + rows[i].minutes * MINUTE_MS };
        struct kept kept = { 0 };
        char headword[16];

        snprintf(headword, sizeof(headword), "ora%zu", i);
        keep.headword = headword;
        CHECK(journal_keep(journal, &keep, &kept) == OK, "%s: %s", rows[i].row, err_message());
        now = session_of(journal, kept.word);
        CHECK_INT(now == before, rows[i].same, rows[i].row);
        before = now;
    }
    folder_end(journal);
}

/* --- sentences --- */

struct seen_sentence {
    char form[1100], sentence[9000];
    size_t form_at, form_len;
};

static void note_sentence(void *ctx, const struct encounter_row *row)
{
    struct seen_sentence *seen = ctx;

    snprintf(seen->form, sizeof(seen->form), "%.*s", STR_ARG(row->form));
    snprintf(seen->sentence, sizeof(seen->sentence), "%.*s", STR_ARG(row->sentence));
    seen->form_at = row->form_at;
    seen->form_len = row->form_len;
}

static void test_sentences(void)
{
    static const struct {
        const char *row, *sentence, *form;
        size_t at, len;
        const char *want, *placed;
    } rows[] = {
        { "plain", "La casa \u00e8 grande.", "casa", 3, 4, "La casa \u00e8 grande.", "casa" },
        { "no place", "La casa.", "casa", 0, 0, "La casa.", "" },
        { "no place, a stale offset", "La casa.", "casa", 500, 0, "La casa.", "" },
        { "decomposed", "Perche\u0301 la citta\u0300?", "citta\u0300", 12, 7,
          "Perch\u00e9 la citt\u00e0?", "citt\u00e0" },
        { "broken bytes", "\xff la casa", "casa", 5, 4, "\ufffd la casa", "casa" },
        { "lines", "una\nriga", "riga", 4, 4, "una\nriga", "riga" },
        { "quotes", "'); DROP TABLE word;-- %s \"", "word", 15, 4, "'); DROP TABLE word;-- %s \"",
          "word" },
    };
    struct journal *journal = folder_begin();
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct keep keep = { .lang = "it",
                             .headword = rows[i].row,
                             .form = rows[i].form,
                             .sentence = str_of(rows[i].sentence),
                             .form_at = rows[i].at,
                             .form_len = rows[i].len,
                             .now_ms = noon_ms };
        struct kept kept = { 0 };
        struct seen_sentence seen = { .form_at = 0 };

        CHECK(journal_keep(journal, &keep, &kept) == OK, "%s: %s", rows[i].row, err_message());
        CHECK(journal_encounters(journal, kept.word, note_sentence, &seen) == OK, "%s",
              err_message());
        CHECK_STR(seen.sentence, rows[i].want, rows[i].row);
        seen.sentence[seen.form_at + seen.form_len] = '\0';
        CHECK_STR(seen.sentence + seen.form_at, rows[i].placed, rows[i].row);
    }
    folder_end(journal);
}

/* A sentence over the ceiling is cut around the form, never within a letter. */
static void test_long_sentences(void)
{
    enum { LETTERS = 20000 };
    struct journal *journal = folder_begin();
    char *text = xmalloc(2 * LETTERS + 64);
    size_t at, i;

    for (at = 0; at <= LETTERS; at += LETTERS / 4) {
        struct keep keep = { .lang = "it",
                             .headword = "x",
                             .form = "casa",
                             .form_len = 4,
                             .form_at = 2 * at,
                             .now_ms = noon_ms + (int64_t)at };
        struct kept kept = { 0 };
        struct seen_sentence seen = { .form_at = 0 };
        char headword[32];

        for (i = 0; i < LETTERS; i++)
            memcpy(text + 2 * i + (i >= at ? 4 : 0), "\u00e8", 2);
        memcpy(text + 2 * at, "casa", 4);
        snprintf(headword, sizeof(headword), "at%zu", at);
        keep.headword = headword;
        keep.sentence = str_make(text, 2 * LETTERS + 4);
        CHECK(journal_keep(journal, &keep, &kept) == OK, "form at %zu: %s", at, err_message());
        CHECK(journal_encounters(journal, kept.word, note_sentence, &seen) == OK, "read");
        CHECK(strlen(seen.sentence) <= JOURNAL_SENTENCE_MAX &&
                  strlen(seen.sentence) > JOURNAL_SENTENCE_MAX - 8,
              "form at %zu: %zu bytes", at, strlen(seen.sentence));
        CHECK(text_is_valid(str_of(seen.sentence)), "form at %zu: cut within a letter", at);
        CHECK(strncmp(seen.sentence + seen.form_at, "casa", 4) == 0, "form at %zu: lost", at);
    }
    free(text);
    folder_end(journal);
}

static void test_refused(void)
{
    static char long_word[JOURNAL_WORD_MAX + 2];
    struct journal *journal = folder_begin();
    struct kept kept = { .times_before = 77 };
    struct undone undone;
    size_t i;

    memset(long_word, 'a', sizeof(long_word) - 1);
    const struct {
        const char *row;
        struct keep keep;
        enum err want;
    } rows[] = {
        { "no headword", { .lang = "it", .headword = "", .form = "a" }, ERR_USAGE },
        { "no form", { .lang = "it", .headword = "a", .form = " \n" }, ERR_USAGE },
        { "a long headword", { .lang = "it", .headword = long_word, .form = "a" }, ERR_LIMIT },
        { "a long form", { .lang = "it", .headword = "a", .form = long_word }, ERR_LIMIT },
        { "a place behind the sentence",
          { .lang = "it",
            .headword = "a",
            .form = "a",
            .sentence = { "abc", 3 },
            .form_at = 2,
            .form_len = 2 },
          ERR_USAGE },
        { "a place that wraps",
          { .lang = "it",
            .headword = "a",
            .form = "a",
            .sentence = { "abc", 3 },
            .form_at = 2,
            .form_len = SIZE_MAX },
          ERR_USAGE },
    };
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_INT(journal_keep(journal, &rows[i].keep, &kept), rows[i].want, rows[i].row);
        CHECK_INT(kept.times_before, 77, rows[i].row);
    }
    CHECK(journal_undo_last(journal, noon_ms, &undone) == ERR_ABSENT, "something was kept");
    folder_end(journal);
}

/* Another program's connection sees each keep at once, and both can write. */
static void test_two_at_once(void)
{
    struct journal *here = folder_begin(), *there = folder_open();
    struct kept kept;

    (void)folder_keep(here, "casa", "A", noon_ms);
    kept = folder_keep(there, "casa", "A", noon_ms + 1);
    CHECK_INT(kept.times_before, 1, "seen from there");
    kept = folder_keep(here, "casa", "A", noon_ms + 2);
    CHECK_INT(kept.times_before, 2, "and back");
    journal_close(there);
    folder_end(here);
}

int main(void)
{
    test_badge();
    test_undo();
    test_recast();
    test_sessions();
    test_sentences();
    test_long_sentences();
    test_refused();
    test_two_at_once();
    return check_done();
}
