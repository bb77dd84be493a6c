#ifndef TESTS_JOURNAL_FOLDER_H
#define TESTS_JOURNAL_FOLDER_H

/* A folder of one test's own, with a journal in it. */

#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/journal/journal.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static char journal_folder[64], journal_path[96];

/* Friday 20 November 2026, 12:00 UTC. */
static const int64_t noon_ms = INT64_C(1795176000000);

__attribute__((unused)) static void folder_make(void)
{
    snprintf(journal_folder, sizeof(journal_folder), "/tmp/wordloot-journal-XXXXXX");
    if (!CHECK(mkdtemp(journal_folder) != NULL, "a folder of our own"))
        exit(1);
    snprintf(journal_path, sizeof(journal_path), "%s/journal.db", journal_folder);
}

static int folder_remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info;
    (void)type;
    (void)where;
    return remove(path);
}

__attribute__((unused)) static void folder_remove(void)
{
    nftw(journal_folder, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* The files in the folder whose name begins with PREFIX; the last one's path in
 * FOUND (of 512 bytes, may be NULL). */
struct folder_search {
    const char *prefix;
    char *found;
    int count;
};
static struct folder_search folder_sought;

static int folder_match(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info;
    (void)where;
    if (type == FTW_F &&
        strncmp(file_base(path), folder_sought.prefix, strlen(folder_sought.prefix)) == 0) {
        folder_sought.count++;
        if (folder_sought.found != NULL)
            snprintf(folder_sought.found, 512, "%s", path);
    }
    return 0;
}

__attribute__((unused)) static int folder_count(const char *prefix, char *found)
{
    folder_sought = (struct folder_search){ prefix, found, 0 };
    nftw(journal_folder, folder_match, 8, FTW_PHYS);
    return folder_sought.count;
}

/* The journal of the folder, opened; the test ends if that fails. */
__attribute__((unused)) static struct journal *folder_open(void)
{
    struct journal *journal = NULL;

    if (!CHECK(journal_open(&journal, journal_path) == OK, "open: %s", err_message()))
        exit(1);
    return journal;
}

/* A new folder's new journal. */
__attribute__((unused)) static struct journal *folder_begin(void)
{
    folder_make();
    return folder_open();
}

__attribute__((unused)) static void folder_end(struct journal *journal)
{
    journal_close(journal);
    folder_remove();
}

/* Keeps HEADWORD at NOW_MS in GAME (may be NULL); gives what came back. */
__attribute__((unused)) static struct kept
folder_keep(struct journal *journal, const char *headword, const char *game, int64_t now_ms)
{
    struct keep keep = {
        .lang = "it", .headword = headword, .form = headword, .game = game, .now_ms = now_ms
    };
    struct kept kept = { 0 };

    CHECK(journal_keep(journal, &keep, &kept) == OK, "keep %s: %s", headword, err_message());
    return kept;
}

#endif
