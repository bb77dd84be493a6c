#include "app/exchange/intake.h"

#include "app/journal/games.h"
#include "app/journal/imports.h"
#include "app/journal/pictures.h"
#include "app/journal/reviews.h"
#include "app/journal/taught.h"
#include "tests/intake_desk.h"

/* The journal of the folder FOLDER_PATH/NAME, a new one. */
static struct journal *second_journal(const char *name)
{
    char *path = file_join(journal_folder, name);
    struct journal *journal = NULL;

    if (!CHECK(journal_open(&journal, path) == OK, "%s: %s", name, err_message()))
        exit(1);
    free(path);
    return journal;
}

/* All of JOURNAL as its JSON Lines; empty for an empty one. */
static void dump(struct journal *journal, struct buf *out)
{
    char *path = file_join(journal_folder, "dump");
    struct export_report report = { 0 };

    unlink(path);
    CHECK(desk_export(journal, "jsonl", path, NULL, &report, out) == OK, "%s", err_message());
    free(path);
}

static void check_same(struct journal *a, struct journal *b, const char *row)
{
    struct buf first, second;

    buf_init(&first, EXPORT_MAX);
    buf_init(&second, EXPORT_MAX);
    dump(a, &first);
    dump(b, &second);
    CHECK_STR(buf_text(&second), buf_text(&first), row);
    buf_dispose(&first);
    buf_dispose(&second);
}

/* --- a journal out and in --- */

static void rate(struct journal *journal, int64_t word, int64_t time_ms, int rating, bool undo)
{
    const struct review_row review = { .word = word,
                                       .time_ms = time_ms,
                                       .rating = rating,
                                       .duration_ms = 900,
                                       .interval_days = 3,
                                       .place = rating == 4 ? "class" : "desk" };
    char id[UUID_LEN + 1];

    CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
    /* By a clock that was set back since. */
    if (undo)
        CHECK(journal_review_undo(journal, id, time_ms - 100) == OK, "%s", err_message());
}

/* Something of everything that is kept, and of what is hostile in it. */
static void fill(struct journal *journal)
{
    static const char picture[] = "RIFF\0\xff\x01WEBP";
    int64_t word =
        desk_put(journal, "=gatto,\t#1\n\"", str_of("Ho \"visto\"\ti gatti,\n\\n</script>"), 13, 5,
                 "a note\nof two lines");
    struct kept kept = folder_keep(journal, "casa", "The Battle for Wesnoth", noon_ms + 1);
    struct undone undone;

    rate(journal, word, noon_ms + 10, 3, false);
    rate(journal, word, noon_ms + 9, 1, true);
    rate(journal, kept.word, noon_ms + 10, 4, false);
    CHECK(journal_picture_add(journal, kept.encounter, picture, sizeof(picture)) == OK &&
              journal_game_rename(journal, "The Battle for Wesnoth", "Wesnoth") == OK &&
              journal_tag_add(journal, word, "cibo") == OK &&
              journal_tag_add(journal, kept.word, "a::b") == OK &&
              journal_override_set(journal, "it", "Andai", "andare") == OK &&
              journal_definition_set(journal, "it", "casa", "a \"house\"; {x}") == OK &&
              journal_set_state(journal, kept.word, WORD_IGNORED) == OK,
          "%s", err_message());
    (void)folder_keep(journal, "via", NULL, noon_ms + 2);
    CHECK(journal_undo_last(journal, noon_ms + 3, &undone) == OK, "%s", err_message());
    CHECK(db_exec(journal->db, "UPDATE encounter SET guess = 'house', sense = 'of wood'"
                               " WHERE word = 1") == OK,
          "%s", err_message());
}

static void test_round_trip(void)
{
    static const char *const types[] = { "game",    "window",    "word",   "tag",  "session",
                                         "picture", "encounter", "review", "form", "definition" };
    struct journal *journal = folder_begin(), *second = second_journal("second.db");
    char *path = file_join(journal_folder, "dump");
    struct intake_report report = { 0 };
    struct buf all;
    size_t i;

    fill(journal);
    buf_init(&all, EXPORT_MAX);
    dump(journal, &all);
    for (i = 0; i < ARRAY_LEN(types); i++) {
        char want[40];

        snprintf(want, sizeof(want), "{\"type\":\"%s\",", types[i]);
        CHECK(strstr(buf_text(&all), want) != NULL, "a row of the type %s", types[i]);
    }
    CHECK(strstr(buf_text(&all), "\"undoes\":") != NULL, "a review undone");
    CHECK(strstr(buf_text(&all), "\"undone_ms\":") != NULL, "an encounter undone");

    CHECK(take(second, "jsonl", path, true, &report) == OK, "dry: %s", err_message());
    CHECK(report.rows > 15 && report.added == report.rows, "all would be new");
    CHECK_INT(folder_count("dump", NULL), 1, "the file");
    buf_clear(&all);
    CHECK(take(second, "jsonl", path, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.added, report.rows, "all is new");
    check_same(journal, second, "out, in, out");
    CHECK(journal_check(second) == OK, "%s", err_message());
    CHECK_INT(journal_lookup_count(second, "it", "casa"), 1, "a word can be found");

    CHECK(take(second, "jsonl", path, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.unchanged, report.rows, "once more: nothing is new");
    check_same(journal, second, "once more");
    buf_dispose(&all);
    free(path);
    journal_close(second);
    folder_end(journal);
}

/* Two journals of one learner become one whichever way round, and later changes hold. */
static void test_merge(void)
{
    struct card_row card = { .word = 1, .stability = 1 };
    struct journal *journal = folder_begin(), *second = second_journal("second.db");
    struct intake_report report = { 0 };
    char *path = file_join(journal_folder, "dump");
    struct kept kept;
    struct buf all;

    fill(journal);
    (void)folder_keep(second, "casa", "Celeste", noon_ms + 500);
    (void)folder_keep(second, "nuovo", "Doom", noon_ms + 501);
    CHECK(db_exec(journal->db, "UPDATE word SET changed_ms = 5000") == OK &&
              db_exec(second->db, "UPDATE word SET changed_ms = 1, state = 'known'") == OK,
          "%s", err_message());
    CHECK(journal_card_put(second, &card) == OK, "%s", err_message());
    buf_init(&all, EXPORT_MAX);
    dump(journal, &all);
    CHECK(take(second, "jsonl", path, false, &report) == OK, "%s", err_message());
    CHECK_INT(journal_card_get(second, 1, &card), ERR_ABSENT, "computed from fewer reviews");
    CHECK_INT(journal_lookup_count(second, "it", "casa"), 2, "met in both");
    CHECK(journal_word_seen(second, "it", "casa", &kept) == OK, "%s", err_message());
    CHECK_INT(kept.state, WORD_IGNORED, "the later change holds");
    CHECK(journal_word_seen(second, "it", "nuovo", &kept) == OK, "%s", err_message());
    CHECK_INT(kept.state, WORD_KNOWN, "the other's own word");
    CHECK(journal_check(second) == OK, "%s", err_message());

    /* casa has one uuid here and one there, and keeps what each journal gave it. */
    dump(second, &all);
    CHECK(take(journal, "jsonl", path, false, &report) == OK, "%s", err_message());
    CHECK(db_exec(journal->db, "UPDATE word SET uuid = headword") == OK &&
              db_exec(second->db, "UPDATE word SET uuid = headword") == OK,
          "%s", err_message());
    check_same(journal, second, "both have all");
    buf_dispose(&all);
    free(path);
    journal_close(second);
    folder_end(journal);
}

/* A journal that another one was merged into is as it was before once that is taken back. */
static void test_merge_undone(void)
{
    struct journal *journal = folder_begin(), *second = second_journal("second.db");
    const struct import_undo undo = { .now_ms = noon_ms };
    char *path = file_join(journal_folder, "dump");
    struct intake_report report = { 0 };
    struct import_undone undone;
    struct buf before, after;

    fill(journal);
    (void)folder_keep(second, "casa", "Celeste", noon_ms + 500);
    (void)folder_keep(second, "nuovo", "Doom", noon_ms + 501);
    CHECK(journal_definition_set(second, "it", "casa", "mine") == OK &&
              db_exec(journal->db, "UPDATE word SET changed_ms = 5000; UPDATE encounter"
                                   " SET undone_ms = 7 WHERE undone_ms IS NULL") == OK &&
              db_exec(second->db, "UPDATE word SET changed_ms = 1;"
                                  " UPDATE definition SET changed_ms = 1") == OK,
          "%s", err_message());
    buf_init(&before, EXPORT_MAX);
    buf_init(&after, EXPORT_MAX);
    dump(journal, &after);
    dump(second, &before);
    CHECK(file_write(path, buf_text(&after), after.len, 0600) == OK, "%s", err_message());
    CHECK(take(second, "jsonl", path, false, &report) == OK, "%s", err_message());
    CHECK(report.added > 5 && report.merged == 2, "%zu new, %zu merged", report.added,
          report.merged);
    CHECK(journal_import_undo(second, &undo, &undone) == OK, "%s", err_message());
    CHECK(undone.restored == 2 && undone.stayed == 0, "%lld restored, %lld stay",
          (long long)undone.restored, (long long)undone.stayed);
    dump(second, &after);
    CHECK_STR(buf_text(&after), buf_text(&before), "as it was");
    CHECK(journal_check(second) == OK, "%s", err_message());
    buf_dispose(&before);
    buf_dispose(&after);
    free(path);
    journal_close(second);
    folder_end(journal);
}

/* --- what is refused --- */

#define HEAD "{\"format\":\"wordloot\",\"version\":1}\n"
#define GAME "{\"type\":\"game\",\"name\":\"Celeste\"}\n"
#define WORD                                                                               \
    "{\"type\":\"word\",\"uuid\":\"u\",\"lang\":\"it\",\"headword\":\"casa\",\"state\":\"" \
    "learning\",\"changed_ms\":1}\n"

#define SESSION \
    "{\"type\":\"session\",\"uuid\":\"s\",\"lang\":\"it\",\"start_ms\":1,\"end_ms\":1}\n"
#define ENCOUNTER                                                                            \
    "{\"type\":\"encounter\",\"id\":\"e\",\"lang\":\"it\",\"headword\":\"casa\",\"form\":\"" \
    "case\",\"game\":\"Celeste\",\"session\":\"s\",\"time_ms\":1795176000000}\n"

static const struct {
    const char *row, *format, *text;
    enum err rc;
    const char *says;
} refused[] = {
    { "an empty file", "jsonl", "", ERR_FORMAT, "empty" },
    { "no journal", "jsonl", "{\"a\":1}\n", ERR_FORMAT, "line 1: this is no journal" },
    { "no JSON", "jsonl", "casa\n", ERR_FORMAT, "line 1: " },
    { "a newer one", "jsonl", "{\"format\":\"wordloot\",\"version\":2}\n", ERR_NEWER, "line 1: " },
    { "broken JSON", "jsonl", HEAD GAME "{\"type\":\n" WORD, ERR_FORMAT, "line 3: " },
    { "a list", "jsonl", HEAD GAME "[1]\n", ERR_FORMAT, "line 3: no JSON object" },
    { "an empty line", "jsonl", HEAD GAME "\n" WORD, ERR_FORMAT, "line 3: " },
    { "no type", "jsonl", HEAD GAME "{\"name\":\"x\"}\n", ERR_FORMAT,
      "line 3: no row has the type" },
    { "a setting", "jsonl", HEAD GAME "{\"type\":\"setting\"}\n", ERR_FORMAT,
      "line 3: no row has" },
    { "one field more", "jsonl", HEAD GAME "{\"type\":\"game\",\"name\":\"x\",\"y\":1}\n",
      ERR_FORMAT, "line 3: a field that no game has" },
    { "one field less", "jsonl", HEAD GAME "{\"type\":\"game\"}\n", ERR_FORMAT,
      "line 3: \"name\" is missing" },
    { "a number for a text", "jsonl", HEAD GAME "{\"type\":\"game\",\"name\":1}\n", ERR_FORMAT,
      "line 3: \"name\" is no text" },
    { "a text for a number", "jsonl",
      HEAD GAME
      "{\"type\":\"session\",\"uuid\":\"s\",\"lang\":\"it\",\"start_ms\":\"1\",\"end_ms\":1}\n",
      ERR_FORMAT, "line 3: \"start_ms\" is no whole number" },
    { "before 1970", "jsonl",
      HEAD GAME
      "{\"type\":\"session\",\"uuid\":\"s\",\"lang\":\"it\",\"start_ms\":-1,\"end_ms\":1}\n",
      ERR_FORMAT, "line 3: \"start_ms\" cannot be -1" },
    { "no word of that name", "jsonl",
      HEAD GAME "{\"type\":\"tag\",\"lang\":\"it\",\"headword\":\"x\",\"tag\":\"y\"}\n", ERR_IO,
      "line 3: " },
    { "no game of that name", "jsonl",
      HEAD GAME WORD "{\"type\":\"session\",\"uuid\":\"s\",\"game\":\"Doom\",\"lang\":\"it\","
                     "\"start_ms\":1,\"end_ms\":1}\n",
      ERR_IO, "line 4: " },
    { "a state that there is not", "jsonl",
      HEAD GAME "{\"type\":\"word\",\"uuid\":\"u\",\"lang\":\"it\",\"headword\":\"casa\","
                "\"state\":\"new\",\"changed_ms\":1}\n",
      ERR_IO, "line 3: " },
    { "an empty headword", "jsonl",
      HEAD GAME "{\"type\":\"word\",\"uuid\":\"u\",\"lang\":\"it\",\"headword\":\"\","
                "\"state\":\"known\",\"changed_ms\":1}\n",
      ERR_FORMAT, "line 3: \"headword\" is empty" },
    { "a picture that is none", "jsonl",
      HEAD GAME "{\"type\":\"picture\",\"id\":\"p\",\"webp\":\"?\"}\n", ERR_FORMAT,
      "line 3: \"webp\" is not in base64" },
    { "the same key twice", "jsonl",
      HEAD GAME "{\"type\":\"game\",\"name\":\"x\",\"name\":\"y\"}\n", ERR_FORMAT, "line 3: " },
    { "no words", "csv", "\n\n", ERR_FORMAT, "no words" },
    { "a quote without end", "csv", "word,note\ncasa,x\nvia,\"y\n", ERR_FORMAT, "line 3: a quote" },
    { "HTML of Anki", "tsv", "#separator:Tab\n#html:true\ncasa\tx\n", ERR_UNSUPPORTED, "line 2: " },
    { "behind a quote, after lines in quotes", "csv", "word\n\"a\nb\"\n\"c\"d\n", ERR_FORMAT,
      "line 4: " },
};

static void test_refused(void)
{
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "in");
    struct intake_report report;
    struct buf before, after;
    size_t i;

    (void)folder_keep(journal, "prima", "A", noon_ms);
    buf_init(&before, EXPORT_MAX);
    buf_init(&after, EXPORT_MAX);
    dump(journal, &before);
    for (i = 0; i < ARRAY_LEN(refused); i++) {
        CHECK(file_write(path, refused[i].text, strlen(refused[i].text), 0600) == OK, "%s",
              err_message());
        report = (struct intake_report){ .rows = 7 };
        CHECK_INT(take(journal, refused[i].format, path, false, &report), refused[i].rc,
                  refused[i].row);
        CHECK(strstr(err_message(), refused[i].says) != NULL, "%s: it says \"%s\"", refused[i].row,
              err_message());
        CHECK(strstr(err_message(), path) != NULL, "%s: it names the file", refused[i].row);
        dump(journal, &after);
        CHECK_STR(buf_text(&after), buf_text(&before), refused[i].row);
    }
    unlink(path);
    CHECK_INT(take(journal, "jsonl", path, false, &report), ERR_ABSENT, "no file");
    CHECK_INT(take(journal, "csv", path, false, &report), ERR_ABSENT, "no file");
    CHECK_INT(take(journal, "csv", journal_folder, false, &report), ERR_IO, "a folder");
    CHECK_INT(take(journal, "jsonl", journal_folder, false, &report), ERR_IO, "a folder");
    buf_dispose(&before);
    buf_dispose(&after);
    free(path);
    folder_end(journal);
}

/* More than a line, a field or a word can have. */
static void test_too_long(void)
{
    const size_t len = 3 << 20;
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "in"), *text = xmalloc(len);
    struct intake_report report;

    memset(text, 'x', len);
    memcpy(text, HEAD, strlen(HEAD));
    CHECK(file_write(path, text, len, 0600) == OK, "%s", err_message());
    CHECK_INT(take(journal, "jsonl", path, false, &report), ERR_LIMIT, "a line");
    CHECK(strstr(err_message(), "line 2") != NULL, "%s", err_message());
    memset(text, 'x', len);
    memcpy(text, "casa\n", 5);
    CHECK(file_write(path, text, len, 0600) == OK, "%s", err_message());
    CHECK(take(journal, "csv", path, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.skipped, 1, "a word");
    CHECK_INT(report.reasons[0].examples[0].line, 2, "a word's line");
    CHECK_INT(journal_lookup_count(journal, "it", "casa"), 1, "the other one");
    memset(text, 'x', len);
    memcpy(text, "casa,\"", 6);
    text[len - 1] = '"';
    CHECK(file_write(path, text, len, 0600) == OK, "%s", err_message());
    CHECK(take(journal, "csv", path, false, &report) == OK, "%s", err_message());
    CHECK(report.skipped == 1 && strstr(report.reasons[0].text, "meaning") != NULL, "a meaning");

    /* A sentence of a megabyte is kept as the journal keeps long ones: cut around the form. */
    memset(text, 'x', len);
    memcpy(text, "word,sentence\ncasa,casa ", 24);
    CHECK(file_write(path, text, 1 << 20, 0600) == OK, "%s", err_message());
    CHECK(take(journal, "csv", path, false, &report) == OK, "%s", err_message());
    CHECK_INT(journal_lookup_count(journal, "it", "casa"), 2, "kept");
    CHECK(take(journal, "csv", path, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.unchanged, 1, "the sentence as it was cut is found again");
    free(text);
    free(path);
    folder_end(journal);
}

/* --- all or nothing --- */

static void remove_journal(void)
{
    static const char *const tails[] = { "", "-wal", "-shm" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(tails); i++) {
        char *file = xasprintf("%s%s", journal_path, tails[i]);

        unlink(file);
        free(file);
    }
}

/* Whatever call fails, the journal has all of the file or nothing of it: WANT, or no word. */
static void test_faults(const char *format, const char *text, const char *want)
{
    char *path;
    unsigned long nth, failed = 0;
    bool fired = true;

    folder_make();
    path = file_join(journal_folder, "in");
    CHECK(file_write(path, text, strlen(text), 0600) == OK, "%s", err_message());
    for (nth = 1; fired && nth < 1000; nth++) {
        struct journal *journal = folder_open();
        struct intake_report report;
        char row[64];
        enum err rc;

        snprintf(row, sizeof(row), "%s: call %lu", format, nth);
        fault_arm(nth);
        rc = take(journal, format, path, false, &report);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        check_words(journal, rc == OK ? want : "", row);
        CHECK(journal_check(journal) == OK, "%s: %s", row, err_message());
        journal_close(journal);
        remove_journal();
    }
    CHECK(!fired && failed > 10, "%s: %lu failures", format, failed);
    free(path);
    folder_remove();
}

static bool stop(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)what;
    (void)done;
    (void)total;
    return false;
}

static void test_stopped(void)
{
    static const char text[] = "casa\nvia\n";
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "in");
    const struct progress progress = { stop, NULL };
    const struct intake_request request = { .format = intake_find("csv"),
                                            .path = path,
                                            .lang = "it",
                                            .progress = &progress,
                                            .now_ms = noon_ms };
    struct intake_report report;

    CHECK(file_write(path, text, strlen(text), 0600) == OK, "%s", err_message());
    CHECK_INT(intake_run(journal, &request, &report), ERR_CANCELLED, "stopped");
    check_words(journal, "", "nothing half done");
    CHECK(intake_find("CSV") == NULL && intake_find("") == NULL, "no format");
    free(path);
    folder_end(journal);
}

int main(void)
{
    test_round_trip();
    test_merge();
    test_merge_undone();
    test_refused();
    test_too_long();
    test_faults("csv", "word,game,tags,note,meaning,sentence\ncasa,Doom,a b,x,y,Una casa.\n",
                "it/casa/casa/Una casa.@4+4/Doom/a b/learning/x/0\n");
    test_faults("jsonl", HEAD GAME WORD SESSION ENCOUNTER,
                "it/casa/case/@0+0/Celeste//learning//0\n");
    test_stopped();
    return check_done();
}
