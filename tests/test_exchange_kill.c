#include "app/exchange/intake.h"

#include "app/journal/imports.h"
#include "app/journal/journal_private.h"
#include "app/journal/taught.h"
#include "tests/intake_desk.h"
#include "tests/kill_child.h"

/* A child imports a list, takes it back and so on until it is killed at a random moment. The
 * journal then has all of the list or nothing of it, and what was there before. */

enum { KILLS = 120, STEPS_FIRST = 4, LONGEST_US = 25000, WORDS = 150 };

static char *list_path;

static void write_list(void)
{
    struct buf text;
    int i;

    buf_init(&text, 1 << 20);
    buf_adds(&text, "word,meaning,sentence,game,tags\n");
    for (i = 0; i < WORDS; i++)
        buf_printf(&text, "parola%d,una parola,Una frase con parola%d.,Celeste,a\n", i, i);
    CHECK(file_write(list_path, buf_text(&text), text.len, 0600) == OK, "%s", err_message());
    buf_dispose(&text);
}

static void import_until_killed(int pipe_end)
{
    const struct import_undo undo = { .now_ms = noon_ms };
    struct journal *journal = NULL;
    struct intake_report report;
    struct import_undone undone;
    uint8_t step = 0;

    if (journal_open(&journal, journal_path) != OK || journal_notice(journal) != NULL)
        _exit(1);
    for (;; step ^= 1) {
        enum err rc = step == 0 ? take(journal, "csv", list_path, false, &report)
                                : journal_import_undo(journal, &undo, &undone);

        if (rc != OK && !(step == 1 && rc == ERR_ABSENT))
            _exit(2);
        if (write(pipe_end, &step, 1) != 1)
            _exit(3);
    }
}

static int64_t count(struct journal *journal, const char *sql)
{
    struct stmt *query = db_prepare(journal->db, sql);
    int64_t value = stmt_row(query) == OK ? stmt_get_int(query, 0) : -1;

    stmt_free(query);
    return value;
}

/* Gives whether the list is there. */
static bool check_journal(int nth)
{
    static const char *const tables[] = { "SELECT count(*) FROM encounter WHERE sentence <> ''",
                                          "SELECT count(*) FROM definition",
                                          "SELECT count(*) FROM word_tag",
                                          "SELECT count(*) FROM import_row WHERE kind = 'word'" };
    struct journal *journal = folder_open();
    const int64_t words = count(journal, "SELECT count(*) FROM word") - 1;
    size_t i;

    CHECK(journal_notice(journal) == NULL, "kill %d: %s", nth, journal_notice(journal));
    CHECK(journal_check(journal) == OK, "kill %d: %s", nth, err_message());
    CHECK(words == 0 || words == WORDS, "kill %d: %lld words", nth, (long long)words);
    for (i = 0; i < ARRAY_LEN(tables); i++)
        CHECK_INT(count(journal, tables[i]), words, tables[i]);
    CHECK_INT(count(journal, "SELECT count(*) FROM import WHERE undone_ms IS NULL"), words > 0,
              "an import to take back");
    CHECK_INT(count(journal, "SELECT count(*) FROM game"), words > 0, "its game");
    CHECK_INT(journal_lookup_count(journal, "it", "prima"), 1, "what was there before");
    journal_close(journal);
    return words > 0;
}

int main(void)
{
    struct told told = { .size = 1 };
    struct journal *journal = folder_begin();
    unsigned random = 20261127; /* a fixed sequence: a failure can be run again */
    int i, there = 0;

    list_path = file_join(journal_folder, "list.csv");
    write_list();
    (void)folder_keep(journal, "prima", NULL, noon_ms);
    journal_close(journal);
    for (i = 0; i < KILLS; i++) {
        const size_t first = next_random(&random) % STEPS_FIRST;

        kill_child(&told, import_until_killed, first, next_random(&random) % LONGEST_US, i);
        there += check_journal(i);
    }
    CHECK(there > 0 && there < KILLS, "the list was there after %d kills", there);
    fprintf(stderr, "%zu steps before %d kills; after %d of them the list was there\n", told.count,
            KILLS, there);
    free(told.records);
    free(list_path);
    folder_remove();
    return check_done();
}
