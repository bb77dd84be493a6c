#include "app/journal/journal.h"

#include "app/journal/games.h"
#include "dict/base/clock.h"
#include "tests/journal_folder.h"
#include "tests/kill_child.h"

/* A child keeps words and writes the id of each keep that was acknowledged to a
 * pipe, until it is killed at a random moment. The next child goes on with what
 * the last one left. Every id that came through the pipe must be there. */

enum { KILLS = 200, KEEPS_FIRST = 10, LONGEST_US = 20000 };

static void keep_until_killed(int pipe_end)
{
    struct journal *journal = NULL;
    struct kept kept;
    char headword[32];
    unsigned i;

    if (journal_open(&journal, journal_path) != OK || journal_notice(journal) != NULL)
        _exit(1);
    for (i = 0;; i++) {
        struct keep keep = { .lang = "it",
                             .headword = headword,
                             .form = headword,
                             .sentence = str_of("Una frase di prova."),
                             .game = i % 3 == 0 ? "Wesnoth" : "Celeste",
                             .now_ms = clock_now_ms() };

        snprintf(headword, sizeof(headword), "parola%u", i % 50);
        if (journal_keep(journal, &keep, &kept) != OK)
            _exit(2);
        if (write(pipe_end, kept.encounter, UUID_LEN) != UUID_LEN)
            _exit(3);
    }
}

static void check_since(const struct told *ids, size_t from, int nth)
{
    struct journal *journal = folder_open();
    struct kept kept;
    char id[UUID_LEN + 1] = "";
    size_t i;

    CHECK(journal_notice(journal) == NULL, "kill %d: %s", nth, journal_notice(journal));
    CHECK(journal_check(journal) == OK, "kill %d: %s", nth, err_message());
    for (i = from; i < ids->count; i++) {
        memcpy(id, told_at(ids, i), UUID_LEN);
        CHECK(journal_recast(journal, id, "riletta", &kept) == OK, "kill %d: %s is lost", nth, id);
    }
    journal_close(journal);
}

int main(void)
{
    struct told ids = { .size = UUID_LEN };
    struct journal *journal;
    unsigned random = 20261120; /* a fixed sequence: a failure can be run again */
    size_t before, first;
    int i;

    folder_make();
    for (i = 0; i < KILLS; i++) {
        before = ids.count;
        first = next_random(&random) % KEEPS_FIRST;
        kill_child(&ids, keep_until_killed, first, next_random(&random) % LONGEST_US, i);
        check_since(&ids, before, i);
    }
    /* Nothing of it went again later. */
    journal = folder_open();
    CHECK_INT(journal_lookup_count(journal, "it", "riletta"), ids.count, "all of them");
    fprintf(stderr, "%zu keeps were acknowledged before %d kills\n", ids.count, KILLS);
    folder_end(journal);
    free(ids.records);
    return check_done();
}
