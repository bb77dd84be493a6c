/* How long one keep takes: with the disk that the journal would lie on, and
 * without (in memory, /dev/shm), where all but the disk's own time is left. And
 * what the prompt asks at each letter: own words that begin so. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/journal/journal.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/bench/figures.h"

enum { KEEPS = 2000, SMOKE_KEEPS = 20, WORDS = 500, COMPLETIONS = 6 };

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

static enum err measure_keeps(struct journal *journal, int rounds, const char *title)
{
    static struct figures keeps;
    int64_t start;
    enum err rc = OK;
    int i;

    keeps = (struct figures){ .name = title };
    for (i = 0; i < rounds && rc == OK; i++) {
        start = clock_mono_us();
        rc = keep_one(journal, i);
        figures_add(&keeps, clock_mono_us() - start);
    }
    figures_print(&keeps);
    return rc;
}

static void ignore(void *ctx, const char *headword)
{
    (void)ctx;
    (void)headword;
}

static enum err measure_completion(struct journal *journal, int rounds)
{
    static struct figures keys = { .name = "completing from the learner's own words" };
    int64_t start;
    enum err rc = OK;
    int i;

    for (i = 0; i < rounds && rc == OK; i++) {
        start = clock_mono_us();
        rc = journal_complete(journal, "it", str_of("p"), COMPLETIONS, ignore, NULL);
        figures_add(&keys, clock_mono_us() - start);
    }
    figures_print(&keys);
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

static enum err measure_in(const char *parent, int rounds, const char *title)
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
        rc = measure_keeps(journal, rounds, title);
    if (rc == OK)
        rc = measure_completion(journal, rounds);
    journal_close(journal);
    remove_journal(path);
    rmdir(folder);
    free(path);
    free(folder);
    return rc;
}

int main(int argc, char **argv)
{
    bool smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    int rounds = smoke ? SMOKE_KEEPS : KEEPS;

    if (measure_in("/var/tmp", rounds, "one keep, synced to the disk") != OK ||
        measure_in("/dev/shm", rounds, "one keep, in memory") != OK) {
        fprintf(stderr, "bench_journal: %s\n", err_message());
        return 1;
    }
    return 0;
}
