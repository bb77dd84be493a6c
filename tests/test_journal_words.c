#include "app/journal/taught.h"
#include "app/journal/words.h"

#include <stdlib.h>

#include "app/journal/cards.h"
#include "app/journal/games.h"
#include "app/journal/mend.h"
#include "app/journal/tags.h"
#include "tests/journal_folder.h"

enum { HOUR_MS = 3600 * 1000 };

/* The headwords that came, in order, as "a b c". */
static void join(void *ctx, const struct word_row *row)
{
    struct buf *line = ctx;

    if (line->len > 0)
        buf_addc(line, ' ');
    buf_add_str(line, row->headword);
}

static void keep(struct journal *journal, const char *lang, const char *headword, const char *game,
                 double hour)
{
    struct keep keep = { .lang = lang,
                         .headword = headword,
                         .form = headword,
                         .game = game,
                         .now_ms = noon_ms + (int64_t)(hour * HOUR_MS) };
    struct kept kept;

    CHECK(journal_keep(journal, &keep, &kept) == OK, "keep %s: %s", headword, err_message());
}

static void mark(struct journal *journal, const char *headword, enum word_state state)
{
    struct kept kept = { 0 };

    CHECK(journal_word_seen(journal, "it", headword, &kept) == OK &&
              journal_set_state(journal, kept.word, state) == OK,
          "mark %s: %s", headword, err_message());
}

static void test_filters(void)
{
    static const struct {
        const char *row;
        struct word_filter filter;
        const char *want;
    } rows[] = {
        { "all", { 0 }, "uno haus due tre" },
        { "a language", { .lang = "it" }, "uno due tre" },
        { "another", { .lang = "de" }, "haus" },
        { "none of it", { .lang = "fr" }, "" },
        { "since", { .since_ms = noon_ms + 2 * (int64_t)HOUR_MS }, "uno haus" },
        { "until", { .until_ms = noon_ms + 2 * (int64_t)HOUR_MS }, "due uno tre" },
        { "between",
          { .since_ms = noon_ms + HOUR_MS, .until_ms = noon_ms + 3 * (int64_t)HOUR_MS },
          "haus due uno" },
        { "a game", { .game = "Celeste" }, "uno haus" },
        { "a part of a game's name", { .game = "battle FOR" }, "due uno tre" },
        { "no pattern", { .game = "%" }, "" },
        { "no SQL", { .game = "' OR 1=1 --" }, "" },
        { "a state", { .by_state = true, .state = WORD_KNOWN }, "due" },
        { "those still learned", { .by_state = true, .state = WORD_LEARNING }, "uno haus" },
        { "a limit", { .limit = 2 }, "uno haus" },
        { "a session", { .session = 1 }, "tre" },
    };
    struct journal *journal = folder_begin();
    struct undone undone;
    struct buf line;
    size_t i;

    keep(journal, "it", "tre", "The Battle for Wesnoth", -1);
    keep(journal, "it", "uno", "The Battle for Wesnoth", 0);
    keep(journal, "it", "uno", "The Battle for Wesnoth", 1);
    keep(journal, "it", "due", "The Battle for Wesnoth", 1.5);
    keep(journal, "de", "haus", "Celeste", 2);
    keep(journal, "it", "uno", "Celeste", 3);
    keep(journal, "it", "via", NULL, 4);
    CHECK(journal_undo_last(journal, noon_ms, &undone) == OK, "undo: %s", err_message());
    mark(journal, "due", WORD_KNOWN);
    mark(journal, "tre", WORD_IGNORED);

    buf_init(&line, 1000);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_clear(&line);
        CHECK(journal_words(journal, &rows[i].filter, join, &line) == OK, "%s: %s", rows[i].row,
              err_message());
        CHECK_STR(buf_text(&line), rows[i].want, rows[i].row);
    }
    buf_dispose(&line);
    folder_end(journal);
}

static int64_t id_of(struct journal *journal, const char *headword)
{
    struct kept kept = { 0 };

    CHECK(journal_word_seen(journal, "it", headword, &kept) == OK && kept.word != 0, "%s",
          headword);
    return kept.word;
}

static void check_list(struct journal *journal, const struct word_filter *filter, const char *want,
                       const char *row)
{
    struct buf line;

    buf_init(&line, 1000);
    CHECK(journal_words(journal, filter, join, &line) == OK, "%s: %s", row, err_message());
    CHECK_STR(buf_text(&line), want, row);
    buf_dispose(&line);
}

static void put_card(struct journal *journal, const char *headword, double stability, int64_t due)
{
    const struct card_row card = { .word = id_of(journal, headword),
                                   .stability = stability,
                                   .due_ms = due };

    CHECK(journal_card_put(journal, &card) == OK, "%s: %s", headword, err_message());
}

static void test_orders(void)
{
    static const struct {
        const char *row;
        struct word_filter filter;
        const char *want;
    } rows[] = {
        { "found", { .order = ORDER_FOUND }, "\u00e8 zia Eco casa" },
        { "frequency", { .order = ORDER_FREQUENCY }, "zia \u00e8 Eco casa" },
        { "alphabet", { .order = ORDER_ALPHABET }, "casa \u00e8 Eco zia" },
        { "strength", { .order = ORDER_STRENGTH }, "casa Eco zia \u00e8" },
        { "the first of an order", { .order = ORDER_STRENGTH, .limit = 2 }, "casa Eco" },
        { "due", { .due_ms = noon_ms }, "zia" },
        { "due later", { .due_ms = noon_ms + 5 }, "\u00e8 zia" },
        { "the last session", { .session = SESSION_LAST }, "\u00e8 zia" },
        { "of a language", { .session = SESSION_LAST, .lang = "de" }, "" },
    };
    enum word_order order = ORDER_FOUND;
    struct journal *journal = folder_begin();
    size_t i;

    keep(journal, "it", "casa", "A", 0);
    keep(journal, "it", "Eco", "A", 1);
    keep(journal, "it", "zia", "A", 1);
    keep(journal, "it", "zia", "A", 9);
    keep(journal, "it", "\u00e8", "A", 9);
    put_card(journal, "casa", 0, noon_ms);
    mark(journal, "casa", WORD_KNOWN); /* due, but nobody asks for it any more */
    put_card(journal, "zia", 10, noon_ms);
    put_card(journal, "\u00e8", 200, noon_ms + 5);
    put_card(journal, "Eco", 0.5, noon_ms + 60);
    for (i = 0; i < ARRAY_LEN(rows); i++)
        check_list(journal, &rows[i].filter, rows[i].want, rows[i].row);
    for (i = 0; i <= ORDER_STRENGTH; i++)
        CHECK(word_order_find(&order, word_order_name((enum word_order)i)) &&
                  order == (enum word_order)i,
              "%zu", i);
    CHECK(!word_order_find(&order, "Found"), "no order");
    folder_end(journal);
}

/* --- tags --- */

static void note_tags(void *ctx, const struct word_row *row)
{
    buf_printf(ctx, "%.*s[%.*s]", STR_ARG(row->headword), STR_ARG(row->tags));
}

static void join_tag(void *ctx, struct str tag, int64_t words)
{
    buf_printf(ctx, "%.*s:%lld ", STR_ARG(tag), (long long)words);
}

static void check_tags(struct journal *journal, int64_t word, const char *want, const char *row)
{
    struct buf line;

    buf_init(&line, 1000);
    CHECK(journal_tag_list(journal, word, join_tag, &line) == OK, "%s: %s", row, err_message());
    CHECK_STR(buf_text(&line), want, row);
    buf_dispose(&line);
}

static void test_tags(void)
{
    const struct word_filter tagged = { .tag = "cibo" }, all = { 0 };
    struct journal *journal = folder_begin();
    int64_t pane, vino, word = 0;
    struct buf line;

    keep(journal, "it", "pane", NULL, 0);
    keep(journal, "it", "vino", NULL, 1);
    pane = id_of(journal, "pane");
    vino = id_of(journal, "vino");
    CHECK(journal_tag_add(journal, pane, "cibo") == OK, "%s", err_message());
    CHECK(journal_tag_add(journal, pane, "cibo") == OK, "once more: %s", err_message());
    CHECK(journal_tag_add(journal, pane, "a::b") == OK, "%s", err_message());
    CHECK(journal_tag_add(journal, vino, "cibo") == OK, "%s", err_message());
    check_tags(journal, pane, "a::b:1 cibo:1 ", "of a word");
    check_tags(journal, 0, "a::b:1 cibo:2 ", "of all");
    check_list(journal, &tagged, "vino pane", "by tag");
    CHECK_INT(journal_tag_add(journal, pane, "due parole"), ERR_USAGE, "a space");
    CHECK_INT(journal_tag_add(journal, pane, "a,b"), ERR_USAGE, "a comma");
    CHECK_INT(journal_tag_add(journal, pane, ""), ERR_USAGE, "empty");
    CHECK_INT(journal_tag_add(journal, 999, "cibo"), ERR_ABSENT, "no such word");
    CHECK_INT(journal_tag_remove(journal, vino, "a::b"), ERR_ABSENT, "no such tag");
    CHECK(journal_tag_remove(journal, vino, "cibo") == OK, "%s", err_message());
    check_list(journal, &tagged, "pane", "one less");

    buf_init(&line, 1000);
    CHECK(journal_words(journal, &all, note_tags, &line) == OK, "%s", err_message());
    CHECK_STR(buf_text(&line), "vino[]pane[a::b cibo]", "a row's tags");
    buf_dispose(&line);

    CHECK(journal_word_rename(journal, pane, "vino", &word) == OK && word == vino, "%s",
          err_message());
    check_tags(journal, vino, "a::b:1 cibo:1 ", "tags go over to the other word");
    folder_end(journal);
}

struct word {
    char sentence[200], game[GAME_NAME_MAX + 1], note[100];
    int64_t times, first_ms, last_ms;
    int count;
};

static void copy(char *out, size_t size, struct str text)
{
    snprintf(out, size, "%.*s", STR_ARG(text));
}

static void note_word(void *ctx, const struct word_row *row)
{
    struct word *word = ctx;

    word->count++;
    copy(word->sentence, sizeof(word->sentence), row->sentence);
    copy(word->game, sizeof(word->game), row->game);
    copy(word->note, sizeof(word->note), row->note);
    word->times = row->times;
    word->first_ms = row->first_ms;
    word->last_ms = row->last_ms;
}

/* A row tells of the encounters that the filter lets through, and of no others. */
static void test_row(void)
{
    struct journal *journal = folder_begin();
    struct word_filter filter = { .game = "Celeste" };
    struct kept kept = { 0 };
    struct word word = { .count = 0 };
    int i;

    for (i = 0; i < 4; i++) {
        char sentence[32];
        struct keep keep = { .lang = "it",
                             .headword = "casa",
                             .form = "casa",
                             .form_len = 4,
                             .game = i == 3 ? "Wesnoth" : "Celeste",
                             .now_ms = noon_ms + i };

        snprintf(sentence, sizeof(sentence), "casa %d", i);
        keep.sentence = str_of(sentence);
        CHECK(journal_keep(journal, &keep, &kept) == OK, "keep: %s", err_message());
    }
    CHECK(journal_set_note(journal, kept.word, "like \u201echâteau\u201c") == OK, "note: %s",
          err_message());
    CHECK(journal_words(journal, &filter, note_word, &word) == OK, "list: %s", err_message());
    CHECK_INT(word.count, 1, "one row a word");
    CHECK_INT(word.times, 3, "in this game");
    CHECK_INT(word.first_ms, noon_ms, "first");
    CHECK_INT(word.last_ms, noon_ms + 2, "last");
    CHECK_STR(word.sentence, "casa 2", "the last sentence");
    CHECK_STR(word.game, "Celeste", "game");
    CHECK_STR(word.note, "like \u201echâteau\u201c", "note");

    CHECK(journal_set_note(journal, kept.word, "") == OK, "no note: %s", err_message());
    CHECK(journal_words(journal, &filter, note_word, &word) == OK, "list: %s", err_message());
    CHECK_STR(word.note, "", "no note");
    CHECK_INT(journal_set_state(journal, 999, WORD_KNOWN), ERR_ABSENT, "no such word");
    CHECK_INT(journal_set_note(journal, 999, "x"), ERR_ABSENT, "no such word");
    folder_end(journal);
}

static void test_states(void)
{
    static const char *const names[] = { "learning", "known", "ignored" };
    enum word_state state = WORD_LEARNING;
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        CHECK(word_state_find(&state, names[i]) && state == (enum word_state)i, "%s", names[i]);
        CHECK_STR(word_state_name((enum word_state)i), names[i], names[i]);
    }
    CHECK(!word_state_find(&state, "Known") && !word_state_find(&state, ""), "no state");
}

/* --- what was taught --- */

static const char *taught(struct journal *journal, const char *lang, const char *form)
{
    const char *headword = journal_override_get(journal, lang, form);

    return headword != NULL ? headword : "(nothing)";
}

static void test_overrides(void)
{
    struct journal *journal = folder_begin();

    CHECK_STR(taught(journal, "it", "andai"), "(nothing)", "at first");
    CHECK(journal_override_set(journal, "it", "Andai", "andare") == OK, "%s", err_message());
    CHECK_STR(taught(journal, "it", "andai"), "andare", "whatever its case");
    CHECK_STR(taught(journal, "it", "ANDAI"), "andare", "whatever its case");
    CHECK_STR(taught(journal, "fr", "andai"), "(nothing)", "of one language");
    CHECK(journal_override_set(journal, "it", "andai", "recarsi") == OK, "%s", err_message());
    CHECK_STR(taught(journal, "it", "andai"), "recarsi", "the last one holds");
    CHECK(journal_override_set(journal, "it", "ANDAI", NULL) == OK, "%s", err_message());
    CHECK_STR(taught(journal, "it", "andai"), "(nothing)", "forgotten");
    CHECK_INT(journal_override_set(journal, "it", "", "x"), ERR_USAGE, "no form");
    CHECK_INT(journal_override_set(journal, "it", "x", ""), ERR_USAGE, "no headword");
    folder_end(journal);
}

/* --- games --- */

static void list_game(void *ctx, const struct game_row *row)
{
    buf_printf(ctx, "%.*s %lld/%lld;", STR_ARG(row->name), (long long)row->words,
               (long long)row->encounters);
}

static void check_games(struct journal *journal, const char *want, const char *row)
{
    struct buf line;

    buf_init(&line, 1000);
    CHECK(journal_games(journal, list_game, &line) == OK, "%s: %s", row, err_message());
    CHECK_STR(buf_text(&line), want, row);
    buf_dispose(&line);
}

static void keep_in_window(struct journal *journal, const char *headword, const char *window_class,
                           const char *title, const char *want)
{
    struct game_name game;
    struct keep keep = { .lang = "it", .headword = headword, .form = headword, .now_ms = noon_ms };
    struct kept kept;

    journal_game_name(journal, window_class, title, &game);
    CHECK_STR(game.name, want, title);
    keep.game = game.name;
    keep.game_key = game.key;
    CHECK(journal_keep(journal, &keep, &kept) == OK, "keep: %s", err_message());
}

static void test_games(void)
{
    struct journal *journal = folder_begin();

    check_games(journal, "", "none yet");
    keep_in_window(journal, "uno", "wesnoth-1.16", "The Battle for Wesnoth - 1.16.8",
                   "The Battle for Wesnoth");
    keep_in_window(journal, "uno", "wesnoth-1.18", "Wesnoth is loading", "The Battle for Wesnoth");
    check_games(journal, "The Battle for Wesnoth 1/2;", "the class counts, not the title");

    CHECK(journal_game_rename(journal, "The Battle for Wesnoth", "Wesnoth") == OK, "%s",
          err_message());
    check_games(journal, "Wesnoth 1/2;", "the past is renamed");
    keep_in_window(journal, "due", "wesnoth-1.18", "The Battle for Wesnoth - 1.18.0", "Wesnoth");
    (void)folder_keep(journal, "tre", "The Battle for Wesnoth", noon_ms);
    check_games(journal, "Wesnoth 3/4;", "and so is the future, by class and by name");

    (void)folder_keep(journal, "uno", "Celeste", noon_ms - 1);
    CHECK(journal_game_rename(journal, "Celeste", "Wesnoth") == OK, "%s", err_message());
    check_games(journal, "Wesnoth 3/5;", "two become one");
    (void)folder_keep(journal, "uno", "Celeste", noon_ms);
    check_games(journal, "Wesnoth 3/6;", "for good");

    CHECK(journal_game_rename(journal, "Wesnoth", "Celeste") == OK, "%s", err_message());
    (void)folder_keep(journal, "uno", "Celeste", noon_ms);
    check_games(journal, "Celeste 3/7;", "a former name can be taken up again");
    CHECK(journal_game_rename(journal, "Celeste", "Celeste") == OK, "to itself: %s", err_message());
    CHECK_INT(journal_game_rename(journal, "Doom", "x"), ERR_ABSENT, "no such game");
    CHECK_INT(journal_game_rename(journal, "Celeste", " "), ERR_USAGE, "no name");
    CHECK_INT(journal_game_rename(journal, "'; DROP TABLE game; --", "x"), ERR_ABSENT, "no SQL");
    CHECK(journal_check(journal) == OK, "check: %s", err_message());
    folder_end(journal);
}

static void test_long_game_names(void)
{
    struct journal *journal = folder_begin();
    char name[GAME_NAME_MAX * 4];
    struct kept kept;
    size_t i;

    for (i = 0; i + 2 < sizeof(name); i += 2)
        memcpy(name + i, "\u00e8", 2);
    name[i] = '\0';
    (void)folder_keep(journal, "uno", name, noon_ms);
    kept = folder_keep(journal, "uno", name, noon_ms);
    CHECK_INT(strlen(kept.last_game), GAME_NAME_MAX, "cut between letters");
    CHECK_INT(journal_game_rename(journal, kept.last_game, name), ERR_USAGE,
              "a new one is refused");
    folder_end(journal);
}

int main(void)
{
    test_filters();
    test_orders();
    test_tags();
    test_row();
    test_states();
    test_overrides();
    test_games();
    test_long_game_names();
    return check_done();
}
