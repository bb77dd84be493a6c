/* How long one keep takes: with the disk that the journal would lie on, and
 * without (in memory, /dev/shm), where all but the disk's own time is left. And
 * what a completion asks: how often a word was kept. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/journal/journal.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { KEEPS = 2000, WORDS = 500, COUNTS = 20000 };

static int compare(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;

    return (first > second) - (first < second);
}

static void print_figure(const char *what, int64_t *us, size_t count)
{
    size_t median = count / 2, p99 = count * 99 / 100;

    qsort(us, count, sizeof(*us), compare);
    printf("%-44s median %7.3f ms   p99 %7.3f ms\n", what, (double)us[median] / 1000,
           (double)us[p99] / 1000);
}

static enum err keep_one(struct journal *journal, int i)
{
    char headword[32];
    struct keep keep = { .lang = "it",
                         .headword = headword,
                         .form = headword,
                         .sentence = str_of("Il sovrano cadde, e con lui tutta la sua stirpe."),
                         .form_at = 3,
                         .form_len = 7,
                         .game = "The Battle for Wesnoth",
                         .game_key = "class:wesnoth",
                         .now_ms = clock_now_ms() };
    struct kept kept;

    snprintf(headword, sizeof(headword), "parola%d", i % WORDS);
    return journal_keep(journal, &keep, &kept);
}

static enum err measure(struct journal *journal, const char *what)
{
    int64_t *us = xcalloc(COUNTS, sizeof(*us)), start;
    char headword[32], title[64];
    enum err rc = OK;
    int i;

    for (i = 0; i < KEEPS && rc == OK; i++) {
        start = clock_mono_us();
        rc = keep_one(journal, i);
        us[i] = clock_mono_us() - start;
    }
    snprintf(title, sizeof(title), "one keep, %s", what);
    print_figure(title, us, KEEPS);
    for (i = 0; i < COUNTS && rc == OK; i++) {
        snprintf(headword, sizeof(headword), "parola%d", i % (WORDS * 2));
        start = clock_mono_us();
        (void)journal_lookup_count(journal, "it", headword);
        us[i] = clock_mono_us() - start;
    }
    snprintf(title, sizeof(title), "one completion's weight, %s", what);
    print_figure(title, us, COUNTS);
    free(us);
    return rc;
}

static void remove_journal(const char *path)
{
    static const char *const tails[] = { "", "-wal", "-shm" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(tails); i++) {
        char *file = xasprintf("%s%s", path, tails[i]);

        unlink(file);
        free(file);
    }
}

static enum err measure_in(const char *parent, const char *what)
{
    char *folder = xasprintf("%s/wordloot-bench-XXXXXX", parent), *path = NULL;
    struct journal *journal = NULL;
    enum err rc;

    if (mkdtemp(folder) == NULL) {
        free(folder);
        return err_set(ERR_IO, "%s: no folder can be made there", parent);
    }
    path = file_join(folder, "journal.db");
    rc = journal_open(&journal, path);
    if (rc == OK)
        rc = measure(journal, what);
    journal_close(journal);
    remove_journal(path);
    rmdir(folder);
    free(path);
    free(folder);
    return rc;
}

int main(int argc, char **argv)
{
    const char *disk = argc > 1 ? argv[1] : "/var/tmp";

    if (measure_in(disk, "synced to the disk") != OK || measure_in("/dev/shm", "in memory") != OK) {
        fprintf(stderr, "bench_journal: %s\n", err_message());
        return 1;
    }
    return 0;
}
