/* Time and memory of writing 100,000 words, each met three times and reviewed ten times, as
 * CSV and as JSON Lines, and of reading them back into a new journal; and how much of that
 * memory more words cost. Then a sheet of as many words as it may have, to be printed. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/exchange/export.h"
#include "app/exchange/intake.h"
#include "app/exchange/print.h"
#include "app/exchange/sheet.h"
#include "dict/base/clock.h"
#include "dict/base/db.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { WORDS = 100000, FEW_WORDS = SHEET_WORDS_MAX, SMOKE_WORDS = 300 };

/* Written as rows: to keep so much one by one, each synced, takes hours. */
static const char *const filling[] = {
    "INSERT INTO game (id, name) VALUES (1, 'The Battle for Wesnoth')",
    "INSERT INTO play_session (id, uuid, game, lang, start_ms, end_ms)"
    " VALUES (1, 'session', 1, 'it', 0, 0)",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
    " INSERT INTO word (id, uuid, lang, headword, fold, changed_ms)"
    " SELECT i, 'w' || i, 'it', 'parola' || i, 'parola' || i, 0 FROM n",
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2)"
    " INSERT INTO encounter (id, word, form, sentence, form_at, form_len, game, session, time_ms)"
    " SELECT 'e' || id || '.' || i, id, headword,"
    "  'Una frase con ' || headword || ', e con lui tutta la sua stirpe.', 14, length(headword),"
    "  1, 1, 1700000000000 + id * 1000 + i FROM word, n WHERE ?1 > 0",
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9)"
    " INSERT INTO review (id, word, time_ms, rating, duration_ms, place)"
    " SELECT 'r' || id || '.' || i, id, 1700000000000 + id * 1000 + i * 86400000, 3, 4000, 'desk'"
    " FROM word, n WHERE ?1 > 0",
};

static enum err fill(const char *path, int words)
{
    struct db *db = NULL;
    size_t i;
    enum err rc = db_open(&db, path, DB_WRITE);

    if (rc == OK)
        rc = db_begin(db);
    for (i = 0; i < ARRAY_LEN(filling) && rc == OK; i++) {
        struct stmt *stmt = db_prepare(db, filling[i]);

        if (strstr(filling[i], "?1") != NULL)
            stmt_int(stmt, 1, words);
        rc = stmt_run(stmt);
        stmt_free(stmt);
    }
    if (rc == OK)
        rc = db_commit(db);
    db_close(db);
    return rc;
}

static long peak_kb(void)
{
    struct rusage usage;

    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0;
}

static void say(const char *what, const char *format, int words, size_t rows, int64_t start_us,
                long before_kb)
{
    printf("%-7s %-5s of %6d words: %8zu rows in %6.2f s, memory %5.1f MB, %5.1f MB of it for "
           "this\n",
           what, format, words, rows, (double)(clock_mono_us() - start_us) / 1e6,
           (double)peak_kb() / 1000, (double)(peak_kb() - before_kb) / 1000);
}

static enum err write_file(const char *folder, const char *format, int words)
{
    const struct word_filter all = { 0 };
    const struct export_source source = { .mean = NULL };
    char *path = file_join(folder, "journal.db"), *out = file_join(folder, format);
    const struct export_request request = {
        .exporter = export_find(format), .path = out, .filter = &all, .source = &source
    };
    struct export_report report = { 0 };
    struct journal *journal = NULL;
    enum err rc = journal_open(&journal, path);
    const long before_kb = peak_kb();
    const int64_t start_us = clock_mono_us();

    if (rc == OK)
        rc = export_run(journal, &request, &report);
    if (rc == OK)
        say("writing", format, words, report.rows, start_us, before_kb);
    journal_close(journal);
    free(out);
    free(path);
    return rc;
}

static enum err read_file(const char *folder, const char *format, int words)
{
    char *path = file_join(folder, "second.db"), *in = file_join(folder, format);
    const struct intake_request request = {
        .format = intake_find(format), .path = in, .lang = "it", .now_ms = clock_now_ms()
    };
    struct intake_report report = { 0 };
    struct journal *journal = NULL;
    enum err rc = journal_open(&journal, path);
    const long before_kb = peak_kb();
    const int64_t start_us = clock_mono_us();

    if (rc == OK)
        rc = intake_run(journal, &request, &report);
    if (rc == OK)
        say("reading", format, words, report.rows, start_us, before_kb);
    journal_close(journal);
    unlink(path);
    unlink(in);
    free(in);
    free(path);
    return rc;
}

/* In a process of its own, whose greatest memory is this work's alone. */
static enum err measure(enum err (*work)(const char *folder, const char *format, int words),
                        const char *folder, const char *format, int words)
{
    pid_t child;
    int status = -1;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        enum err rc = work(folder, format, words);

        if (rc != OK)
            fprintf(stderr, "bench_exchange: %s\n", err_message());
        fflush(stdout);
        _exit(rc != OK);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        return err_set(ERR_IO, "%s of %d words failed", format, words);
    return OK;
}

static enum err measure_all(const char *folder, int words)
{
    static const char *const formats[] = { "csv", "jsonl" }, *const sheets[] = { "html", "pdf" };
    char *path = file_join(folder, "journal.db");
    struct journal *journal = NULL;
    size_t i;
    enum err rc = journal_open(&journal, path);

    journal_close(journal);
    if (rc == OK)
        rc = fill(path, words);
    for (i = 0; i < ARRAY_LEN(formats) && rc == OK; i++)
        rc = measure(write_file, folder, formats[i], words);
    for (i = 0; i < ARRAY_LEN(formats) && rc == OK; i++)
        rc = measure(read_file, folder, formats[i], words);
    for (i = 0; i < ARRAY_LEN(sheets) && rc == OK && words <= SHEET_WORDS_MAX; i++) {
        if (strcmp(sheets[i], "pdf") != 0 || print_check() == OK)
            rc = measure(write_file, folder, sheets[i], words);
    }
    for (i = 0; i < ARRAY_LEN(sheets); i++) {
        char *sheet = file_join(folder, sheets[i]);

        unlink(sheet);
        free(sheet);
    }
    unlink(path);
    free(path);
    return rc;
}

int main(int argc, char **argv)
{
    const bool smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    char folder[] = "/var/tmp/wordloot-bench-XXXXXX";
    enum err rc = OK;

    if (mkdtemp(folder) == NULL)
        rc = err_set(ERR_IO, "%s: no folder can be made there", folder);
    if (rc == OK && !smoke)
        rc = measure_all(folder, FEW_WORDS);
    if (rc == OK)
        rc = measure_all(folder, smoke ? SMOKE_WORDS : WORDS);
    rmdir(folder);
    if (rc != OK)
        fprintf(stderr, "bench_exchange: %s\n", err_message());
    return rc != OK;
}
