/* How long a session of reviews takes to begin over a learner's many years: 100,000 words
 * and 1,000,000 reviews; an answer to the next card; the cards anew from the log; and the
 * statistics. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/review/cache.h"
#include "app/review/deck.h"
#include "app/review/stats.h"
#include "dict/base/clock.h"
#include "dict/base/db.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/bench/figures.h"

enum { WORDS = 100000, SMOKE_WORDS = 300, REVIEWS_A_WORD = 10, SESSIONS = 7, ANSWERS = 200 };

/* Written as rows: to keep and to review so much one by one, each synced, takes hours.
 * Intervals double, and each word began on a day of its own. */
static const char *const filling[] = {
    "INSERT INTO game (id, name) VALUES (1, 'The Battle for Wesnoth')",
    "INSERT INTO play_session (id, uuid, game, lang, start_ms, end_ms)"
    " VALUES (1, 'session', 1, 'it', 0, 0)",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
    " INSERT INTO word (id, uuid, lang, headword, fold, changed_ms)"
    " SELECT i, 'w' || i, 'it', 'parola' || i, 'parola' || i, 0 FROM n",
    "INSERT INTO encounter (id, word, form, sentence, form_at, form_len, game, session, time_ms)"
    " SELECT 'e' || id, id, headword, 'Una frase con ' || headword || '.', 14, length(headword),"
    " 1, 1, ?2 - 86400000 * (1100 + id % 700) FROM word WHERE ?1 > 0",
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9)"
    " INSERT INTO review (id, word, time_ms, rating, duration_ms, place)"
    " SELECT 'r' || id || '.' || i, id,"
    " ?2 - 86400000 * (1100 + id % 700) + 86400000 * (1 << i) + id % 1000 * 1000,"
    " CASE WHEN (id * 7 + i * 3) % 11 = 0 THEN 1 ELSE 3 END, 4000, 'desk'"
    " FROM word, n WHERE ?1 > 0 AND id % 20 > 0",
};

static enum err fill(const char *path, int words, int64_t now_ms)
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
        if (strstr(filling[i], "?2") != NULL)
            stmt_int(stmt, 2, now_ms);
        rc = stmt_run(stmt);
        stmt_free(stmt);
    }
    if (rc == OK)
        rc = db_commit(db);
    db_close(db);
    return rc;
}

/* What `wordloot review` does before its window asks the first card. */
static enum err start(const char *path, int64_t now_ms, struct figures *figures)
{
    const struct deck_options options = { .lang = "it" };
    const int64_t begin = clock_mono_us();
    struct journal *journal = NULL;
    struct deck *deck = NULL;
    struct deck_card card;
    enum err rc = journal_open(&journal, path);

    if (rc == OK)
        rc = deck_open(&deck, journal, &options, now_ms, NULL);
    if (rc == OK)
        rc = deck_next(deck, now_ms, &card, NULL);
    figures_add(figures, clock_mono_us() - begin);
    deck_close(deck);
    journal_close(journal);
    return rc;
}

/* From an answer to the next card, with the disk. */
static enum err answer(const char *path, int64_t now_ms, struct figures *figures)
{
    const struct deck_options options = { .lang = "it", .cards = ANSWERS };
    struct journal *journal = NULL;
    struct deck *deck = NULL;
    struct deck_card card;
    enum err rc = journal_open(&journal, path);
    int i;

    if (rc == OK)
        rc = deck_open(&deck, journal, &options, now_ms, NULL);
    if (rc == OK)
        rc = deck_next(deck, now_ms, &card, NULL);
    for (i = 0; i < ANSWERS && rc == OK; i++) {
        const int64_t begin = clock_mono_us();

        rc = deck_rate(deck, RATING_GOOD, now_ms + i, 0);
        if (rc == OK)
            rc = deck_next(deck, now_ms + i, &card, NULL);
        figures_add(figures, clock_mono_us() - begin);
    }
    deck_close(deck);
    journal_close(journal);
    return rc == ERR_ABSENT ? OK : rc;
}

/* What `wordloot stats` reads. */
static enum err statistics(const char *path, int64_t now_ms, struct figures *figures)
{
    const int64_t begin = clock_mono_us();
    struct journal *journal = NULL;
    struct stats stats = { 0 };
    enum err rc = journal_open(&journal, path);

    if (rc == OK)
        rc = stats_read(&stats, journal, NULL, now_ms);
    figures_add(figures, clock_mono_us() - begin);
    if (rc == OK && stats.reviews == 0)
        rc = err_set(ERR_FORMAT, "the statistics are empty");
    stats_dispose(&stats);
    journal_close(journal);
    return rc;
}

static enum err measure(const char *path, int words, int64_t now_ms)
{
    static struct figures first = { .name = "session start, all cards from the log" };
    static struct figures starts = { .name = "session start" };
    static struct figures statistics_read = { .name = "statistics" };
    static struct figures answers = { .name = "an answer, synced, to the next card" };
    struct journal *journal = NULL;
    enum err rc = journal_open(&journal, path);
    int i;

    journal_close(journal);
    if (rc == OK)
        rc = fill(path, words, now_ms);
    printf("%d words, about %d reviews\n", words, words * REVIEWS_A_WORD);
    if (rc == OK)
        rc = start(path, now_ms, &first);
    for (i = 0; i < SESSIONS && rc == OK; i++)
        rc = start(path, now_ms, &starts);
    for (i = 0; i < SESSIONS && rc == OK; i++)
        rc = statistics(path, now_ms, &statistics_read);
    if (rc == OK)
        rc = answer(path, now_ms, &answers);
    figures_print(&first);
    figures_print(&starts);
    figures_print(&statistics_read);
    figures_print(&answers);
    return rc;
}

static void remove_folder(char *folder, char *path)
{
    static const char *const tails[] = { "", "-wal", "-shm" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(tails); i++) {
        char *file = xasprintf("%s%s", path, tails[i]);

        unlink(file);
        free(file);
    }
    rmdir(folder);
}

int main(int argc, char **argv)
{
    const bool smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    char folder[] = "/var/tmp/wordloot-bench-XXXXXX", *path;
    enum err rc;

    if (mkdtemp(folder) == NULL) {
        fprintf(stderr, "bench_review: %s: no folder can be made there\n", folder);
        return 1;
    }
    path = file_join(folder, "journal.db");
    rc = measure(path, smoke ? SMOKE_WORDS : WORDS, clock_now_ms());
    remove_folder(folder, path);
    free(path);
    if (rc != OK)
        fprintf(stderr, "bench_review: %s\n", err_message());
    return rc != OK;
}
