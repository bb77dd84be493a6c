/* Packages for Anki of odd journals, and work on them that fails or is stopped. */

#include "app/journal/dump.h"
#include "tests/apkg_desk.h"

/* --- odd times --- */

/* Clocks that were wrong: Anki refuses what has an id of after tomorrow. */
static void test_wrong_clock(void)
{
    const int64_t day_ms = 86400000;
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "words.apkg");
    struct export_report report = { 0 };
    struct db *db;

    const struct kept late = keep(journal, "tardi", "tardi", "Tardi.", noon_ms + 400 * day_ms);
    const struct kept early = keep(journal, "presto", "presto", "Presto.", 5);

    rate(journal, late.word, noon_ms + 400 * day_ms, 3, 1, false);
    rate(journal, late.word, noon_ms, 3, 1, false);
    rate(journal, early.word, 7, 3, 1, false);
    CHECK(export_package(journal, path, NULL, false, &report) == OK, "%s", err_message());
    db = anki_unpack(path);
    check_query(db, "SELECT count(*) FROM notes WHERE id BETWEEN 1 AND 1795608000000", "2|");
    check_query(db, "SELECT count(*) FROM cards WHERE id BETWEEN 1 AND 1795608000000", "2|");
    check_query(db, "SELECT id FROM revlog ORDER BY id", "7|1795176000000|");
    db_close(db);
    free(path);
    folder_end(journal);
}

/* Many of one moment, by an import, and of another program's hand. */
static void test_one_moment(void)
{
    static const char fill[] =
        "INSERT INTO play_session (id, uuid, lang, start_ms, end_ms) VALUES (1, 's', 'it', 0, 0);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
        " INSERT INTO word (id, uuid, lang, headword, fold, changed_ms)"
        " SELECT i, 'w' || i, 'it', 'p' || i, 'p' || i, 0 FROM n;"
        "INSERT INTO encounter (id, word, form, session, time_ms)"
        " SELECT 'e' || id, id, 'x', 1, 1795176000000 FROM word;"
        "INSERT INTO review (id, word, time_ms, rating, place)"
        " SELECT 'r' || id, id, 1795176000000, 3, 'class' FROM word;";
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "words.apkg");
    struct export_report report = { 0 };
    struct db *db;

    CHECK(db_exec(journal->db, fill) == OK, "%s", err_message());
    CHECK(export_package(journal, path, NULL, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.rows, 3000, "all");
    db = anki_unpack(path);
    check_query(db, "SELECT count(*) FROM notes WHERE id <= 1795176000000", "3000|");
    check_query(db, "SELECT count(*) FROM cards", "3000|");
    check_query(db, "SELECT count(*) FROM revlog WHERE id BETWEEN 1795176000000 AND 1795176100000",
                "3000|");
    db_close(db);
    free(path);
    folder_end(journal);
}

/* --- when something fails --- */

static void test_failures(void)
{
    struct journal *journal = filled();
    char *path = file_join(journal_folder, "words.apkg");
    struct export_report report = { 0 };
    unsigned long nth, failed = 0;
    bool fired = true;

    CHECK(setenv("TMPDIR", journal_folder, 1) == 0, "a place for what is temporary");
    for (nth = 1; fired && nth < 2000; nth++) {
        enum err rc;

        unlink(path);
        fault_arm(nth);
        rc = export_package(journal, path, NULL, false, &report);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        CHECK(rc == OK || !file_exists(path), "call %lu: %s", nth, err_message());
        CHECK(!fired || rc != OK, "call %lu failed unnoticed", nth);
    }
    CHECK(!fired && failed > 50, "%lu failures", failed);
    CHECK_INT(folder_count("collection", NULL), 0, "no temporary file");
    for (nth = 1, fired = true, failed = 0; fired && nth < 4000; nth += 3) {
        struct intake_report in;
        int64_t before = 0, after = 0;
        enum err rc;

        CHECK(journal_dump_count(journal, &before) == OK, "%s", err_message());
        fault_arm(nth);
        rc = take_package(journal, path, true, &in);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        CHECK(journal_dump_count(journal, &after) == OK, "%s", err_message());
        CHECK(rc == OK || after == before, "call %lu: %lld rows", nth, (long long)after);
    }
    CHECK(!fired && failed > 20, "%lu failures", failed);
    CHECK_INT(folder_count("collection", NULL), 0, "no temporary file");
    CHECK(unsetenv("TMPDIR") == 0, "as before");
    free(path);
    folder_end(journal);
}

static bool stop_at(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)what;
    (void)total;
    return done < *(const uint64_t *)ctx;
}

/* Stopped in the middle, on either way: nothing is left of it. */
static void test_stopped(void)
{
    struct journal *journal = filled();
    char *path = file_join(journal_folder, "words.apkg"), *second_path;
    struct export_report out = { 0 };
    struct intake_report in;
    struct journal *second = NULL;
    uint64_t at = 2;
    const struct progress progress = { stop_at, &at };
    const struct word_filter all = { 0 };
    const struct export_source source = { .mean = NULL };
    const struct export_request put = { .exporter = export_find("apkg"),
                                        .path = path,
                                        .filter = &all,
                                        .source = &source,
                                        .progress = &progress,
                                        .now_ms = noon_ms };
    const struct intake_request take_it = { .format = intake_find("apkg"),
                                            .path = path,
                                            .lang = "it",
                                            .progress = &progress,
                                            .now_ms = noon_ms };

    second_path = file_join(journal_folder, "second.db");
    CHECK(setenv("TMPDIR", journal_folder, 1) == 0, "a place for what is temporary");
    CHECK(export_run(journal, &put, &out) == ERR_CANCELLED && !file_exists(path), "out: %s",
          err_message());
    at = 1000;
    CHECK(export_run(journal, &put, &out) == OK, "%s", err_message());
    at = 2;
    CHECK(journal_open(&second, second_path) == OK, "%s", err_message());
    CHECK(intake_run(second, &take_it, &in) == ERR_CANCELLED, "in: %s", err_message());
    check_query(second->db, "SELECT count(*) FROM word", "0|");
    CHECK_INT(folder_count("collection", NULL), 0, "no temporary file");
    CHECK(unsetenv("TMPDIR") == 0, "as before");
    journal_close(second);
    free(second_path);
    free(path);
    folder_end(journal);
}

int main(void)
{
    CHECK(setenv("TZ", "UTC", 1) == 0, "the days are those of UTC");
    test_wrong_clock();
    test_one_moment();
    test_failures();
    test_stopped();
    return check_done();
}
