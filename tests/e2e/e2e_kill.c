/* What was shown as kept survives kill -9: the overlay is killed at 200 random
 * moments of a run of lookups by real keys. */

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/journal/journal.h"
#include "app/journal/words.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/desk.h"

enum { ROUNDS = 200, LOOKUPS = 4, LATEST_US = 700000, SEED = 20261123 };

static const char *const words[] = { "regno", "guerra", "reame", "anno" };

struct acknowledged {
    char ids[ROUNDS * LOOKUPS][UUID_LEN + 1];
    size_t count;
};

/* Kills PID after DELAY_US, from a process of its own, wherever PID is then. */
static pid_t plan_kill(pid_t pid, unsigned delay_us)
{
    struct timespec delay = { delay_us / 1000000, (long)(delay_us % 1000000) * 1000 };
    pid_t killer = fork();

    if (killer == 0) {
        nanosleep(&delay, NULL);
        kill(pid, SIGKILL);
        _exit(0);
    }
    return killer;
}

static bool ask_kept(struct desk *desk, const char *word, char id[UUID_LEN + 1])
{
    json_t *status = desk_status(desk);
    const char *kept = json_text(status, "kept", "");
    bool there = status != NULL && strcmp(json_text(status, "query", ""), word) == 0 &&
                 strlen(kept) == UUID_LEN;

    if (there)
        memcpy(id, kept, UUID_LEN + 1);
    json_decref(status);
    return there;
}

/* Looks one word up; notes it if the overlay says that it is kept. False once
 * the overlay is dead. */
static bool look_one_up(struct desk *desk, const char *word, struct acknowledged *acknowledged)
{
    char id[UUID_LEN + 1];
    int tries;

    if (!desk_send(desk, "show"))
        return false;
    session_type(desk->session, word);
    session_key(desk->session, "Return");
    for (tries = 0; tries < 200; tries++) {
        if (ask_kept(desk, word, id)) {
            memcpy(acknowledged->ids[acknowledged->count++], id, sizeof(id));
            return true;
        }
        if (!session_runs(desk->session, desk->overlay))
            return false;
        usleep(2000);
    }
    return true;
}

struct found {
    const struct acknowledged *acknowledged;
    struct journal *journal;
    bool *there;
};

static void tick_encounter(void *ctx, const struct encounter_row *row)
{
    struct found *found = ctx;
    size_t i;

    for (i = 0; i < found->acknowledged->count; i++) {
        if (str_is(row->id, found->acknowledged->ids[i]))
            found->there[i] = true;
    }
}

static void tick_word(void *ctx, const struct word_row *row)
{
    struct found *found = ctx;

    CHECK(journal_encounters(found->journal, row->id, tick_encounter, found) == OK, "%s",
          err_message());
}

static void check_journal(struct desk *desk, const struct acknowledged *acknowledged, int round)
{
    char *path = xasprintf("%s/data/journal.db", session_home(desk->session));
    const struct word_filter all = { 0 };
    struct found found = { .acknowledged = acknowledged };
    size_t i, lost = 0;

    found.there = xcalloc(acknowledged->count, sizeof(bool));
    CHECK(journal_open(&found.journal, path) == OK, "round %d: %s", round, err_message());
    CHECK(journal_notice(found.journal) == NULL, "round %d: %s", round,
          journal_notice(found.journal));
    CHECK(journal_check(found.journal) == OK, "round %d: %s", round, err_message());
    CHECK(journal_words(found.journal, &all, tick_word, &found) == OK, "%s", err_message());
    for (i = 0; i < acknowledged->count; i++)
        lost += !found.there[i];
    CHECK_INT(lost, 0, "acknowledged encounters that are lost");
    journal_close(found.journal);
    free(found.there);
    free(path);
}

static void play_round(struct desk *desk, struct acknowledged *acknowledged, int round,
                       unsigned short seed[3])
{
    pid_t killer;
    int i;

    desk_start_overlay(desk);
    killer = plan_kill(desk->overlay, (unsigned)(nrand48(seed) % LATEST_US));
    for (i = 0; i < LOOKUPS && look_one_up(desk, words[i], acknowledged); i++)
        ;
    waitpid(killer, NULL, 0);
    session_stop(desk->session, desk->overlay);
    check_journal(desk, acknowledged, round);
}

int main(int argc, char **argv)
{
    struct desk desk = { 0 };
    struct acknowledged *acknowledged = xcalloc(1, sizeof(*acknowledged));
    unsigned short seed[3] = { SEED & 0xFFFF, SEED >> 16, 1 };
    int round;

    if (argc != 2)
        return 2;
    desk.session = session_open(argv[1]);
    desk_add_dictionary(&desk);
    desk_start_game(&desk);
    for (round = 0; round < ROUNDS; round++)
        play_round(&desk, acknowledged, round, seed);
    fprintf(stderr, "%zu encounters acknowledged in %d rounds\n", acknowledged->count, ROUNDS);
    CHECK(acknowledged->count > ROUNDS / 2, "too few lookups came through to tell anything");
    session_close(desk.session);
    free(acknowledged);
    return check_done();
}
