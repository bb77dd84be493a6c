/* A journal as JSON Lines: whatever the bytes, what is taken once is not taken twice, and taking
 * it back leaves nothing. */

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/exchange/intake.h"
#include "app/journal/dump.h"
#include "app/journal/imports.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* One journal for all inputs, in memory as far as the system has such a folder: each import is
 * taken back. */
static struct journal *open_once(void)
{
    static struct journal *journal;
    char folder[] = "/dev/shm/wordloot-fuzz-XXXXXX";
    char *path;

    if (journal != NULL)
        return journal;
    if (mkdtemp(folder) == NULL)
        abort();
    path = file_join(folder, "journal.db");
    if (journal_open(&journal, path) != OK)
        abort();
    /* It is open: its files need no names any more. */
    unlink(path);
    free(path);
    path = file_join(folder, "journal.db-wal");
    unlink(path);
    free(path);
    path = file_join(folder, "journal.db-shm");
    unlink(path);
    free(path);
    rmdir(folder);
    return journal;
}

static bool take(struct journal *journal, const char *path, struct intake_report *report)
{
    const struct intake_request request = {
        .format = intake_find("jsonl"), .path = path, .lang = "it", .now_ms = 1
    };

    return intake_run(journal, &request, report) == OK;
}

static void check(struct journal *journal, const char *path)
{
    const struct import_undo undo = { .now_ms = 1 };
    struct intake_report report;
    struct import_undone undone;
    size_t new;

    if (!take(journal, path, &report))
        return;
    new = report.added + report.merged;
    if (report.rows != new + report.unchanged + report.skipped)
        abort();
    if (!take(journal, path, &report) || report.unchanged != report.rows)
        abort();
    if (new > 0 && journal_import_undo(journal, &undo, &undone) != OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct journal *journal = open_once();
    int64_t rows = 0;
    char *path;
    int fd = memfd_create("jsonl", MFD_CLOEXEC);

    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    path = xasprintf("/proc/self/fd/%d", fd);
    check(journal, path);
    if (journal_dump_count(journal, &rows) != OK || rows != 0)
        abort();
    free(path);
    close(fd);
    return 0;
}
