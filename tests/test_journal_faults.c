#include "app/journal/journal.h"

#include <stdlib.h>

#include "app/journal/backup.h"
#include "app/journal/games.h"
#include "dict/base/fault.h"
#include "tests/journal_folder.h"

/* The n-th fallible call fails, for every n, in a run of opening, keeping,
 * recasting, undoing and restoring. Whatever happens: what was acknowledged is
 * there afterwards, what was not is not, and the database is whole. */

enum { KEEPS = 3, RUNS_MAX = 5000 };

struct outcome {
    char kept[KEEPS][UUID_LEN + 1]; /* "": not acknowledged */
    char undone[UUID_LEN + 1];
    bool restored;
};

static void keep_some(struct journal *journal, struct outcome *outcome)
{
    static const char *const games[KEEPS] = { "Wesnoth", NULL, "Celeste" };
    int i;

    for (i = 0; i < KEEPS; i++) {
        struct keep keep = { .lang = "it",
                             .headword = "casa",
                             .form = "case",
                             .sentence = str_of("Le case."),
                             .form_at = 3,
                             .form_len = 4,
                             .game = games[i],
                             .game_key = games[i],
                             .now_ms = noon_ms + i };
        struct kept kept = { 0 };

        if (journal_keep(journal, &keep, &kept) != OK)
            continue;
        memcpy(outcome->kept[i], kept.encounter, sizeof(kept.encounter));
        if (i == 1) {
            /* Moved or not: it stays an encounter either way. */
            (void)!journal_recast(journal, kept.encounter, "caso", &kept);
        }
    }
}

static void run_once(struct outcome *outcome, const char *copy)
{
    struct journal *journal = NULL;
    struct undone undone;
    char *aside = NULL;

    if (journal_open(&journal, journal_path) != OK)
        return;
    keep_some(journal, outcome);
    if (journal_undo_last(journal, noon_ms, &undone) == OK)
        memcpy(outcome->undone, undone.encounter, sizeof(undone.encounter));
    if (copy != NULL) {
        outcome->restored = journal_restore(journal, copy, &aside) == OK;
        CHECK(outcome->restored == (aside != NULL), "a file aside without a restore");
        free(aside);
    }
    journal_close(journal);
}

static bool is_there(struct journal *journal, const char *encounter)
{
    struct undone undone;

    return journal_undo(journal, encounter, noon_ms, &undone) == OK;
}

static int living(struct journal *journal)
{
    return journal_lookup_count(journal, "it", "casa") +
           journal_lookup_count(journal, "it", "caso");
}

static void check_outcome(const struct outcome *outcome, unsigned long nth)
{
    struct journal *journal = folder_open();
    int want = 0, i;

    CHECK(journal_notice(journal) == NULL, "fault %lu: %s", nth, journal_notice(journal));
    CHECK(journal_check(journal) == OK, "fault %lu: %s", nth, err_message());
    for (i = 0; i < KEEPS; i++)
        want += outcome->kept[i][0] != '\0';
    want -= outcome->undone[0] != '\0';
    if (outcome->restored)
        want = 1; /* what the copy holds */
    CHECK(living(journal) == want, "fault %lu: %d encounters, %d acknowledged", nth,
          living(journal), want);
    for (i = 0; i < KEEPS && !outcome->restored; i++) {
        bool acknowledged =
            outcome->kept[i][0] != '\0' && strcmp(outcome->kept[i], outcome->undone) != 0;

        if (acknowledged)
            CHECK(is_there(journal, outcome->kept[i]), "fault %lu: keep %d is lost", nth, i);
    }
    journal_close(journal);
}

/* Runs with the first call failing, then the second, until none is left. */
static void test_every_fault(bool existing, const char *copy)
{
    unsigned long nth;
    bool fired = true;

    for (nth = 1; fired && nth < RUNS_MAX; nth++) {
        struct outcome outcome = { .restored = false };

        folder_make();
        if (existing)
            journal_close(folder_open());
        fault_arm(nth);
        run_once(&outcome, copy);
        fired = fault_fired();
        fault_arm(0);
        check_outcome(&outcome, nth);
        folder_remove();
        if (!fired)
            CHECK(outcome.kept[KEEPS - 1][0] != '\0' && outcome.undone[0] != '\0',
                  "the run without a fault");
    }
    CHECK(nth > 30 && nth < RUNS_MAX, "%lu faults were tried", nth - 1);
}

int main(void)
{
    struct journal *journal;
    char keeper[sizeof(journal_folder)], copy[128];

    test_every_fault(false, NULL);
    test_every_fault(true, NULL);

    journal = folder_begin();
    snprintf(copy, sizeof(copy), "%s/copy.db", journal_folder);
    (void)folder_keep(journal, "casa", "Doom", noon_ms);
    CHECK(journal_backup(journal, copy, false) == OK, "backup: %s", err_message());
    journal_close(journal);
    memcpy(keeper, journal_folder, sizeof(keeper));
    test_every_fault(true, copy);
    memcpy(journal_folder, keeper, sizeof(keeper));
    folder_remove();
    return check_done();
}
