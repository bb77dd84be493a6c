/* The database in a package for Anki, behind a checksum that is right: whatever the bytes, it is
 * taken or refused with a reason, and what was taken is not taken twice. */

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/exchange/intake.h"
#include "app/exchange/package.h"
#include "app/journal/imports.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const int64_t now_ms = INT64_C(1795176000000);

/* One journal for all inputs, in memory as far as the system has such a folder: each import is
 * taken back. Its files need no names once it is open. */
static struct journal *open_once(void)
{
    static const char *const names[] = { "journal.db", "journal.db-wal", "journal.db-shm" };
    static struct journal *journal;
    char folder[] = "/dev/shm/wordloot-fuzz-XXXXXX";
    char *path;
    size_t i;

    if (journal != NULL)
        return journal;
    if (mkdtemp(folder) == NULL || setenv("TMPDIR", "/dev/shm", 1) != 0)
        abort();
    path = file_join(folder, names[0]);
    if (journal_open(&journal, path) != OK)
        abort();
    free(path);
    for (i = 0; i < ARRAY_LEN(names); i++) {
        path = file_join(folder, names[i]);
        unlink(path);
        free(path);
    }
    rmdir(folder);
    return journal;
}

static enum err wrap(const char *path, const uint8_t *bytes, size_t len)
{
    struct package_writer *package = NULL;
    struct writer *writer = NULL;
    enum err rc = writer_open(&writer, path);

    if (rc == OK)
        rc = package_begin(&package, writer);
    if (rc == OK) {
        package_add(package, "collection.anki2", len, PACKAGE_STORED);
        package_put(package, bytes, len);
        rc = package_end(package);
    }
    if (rc == OK)
        rc = writer_commit(writer);
    else
        writer_abort(writer);
    return rc;
}

static void check(struct journal *journal, const char *path)
{
    const struct intake_request request = {
        .format = intake_find("apkg"), .path = path, .lang = "it", .reviews = true, .now_ms = now_ms
    };
    const struct import_undo undo = { .now_ms = now_ms };
    struct intake_report report;
    struct import_undone undone;
    size_t new;
    enum err rc = intake_run(journal, &request, &report);

    if (rc != OK) {
        if (rc == ERR_ABSENT || strlen(err_message()) < 10)
            abort();
        return;
    }
    new = report.added + report.merged;
    if (intake_run(journal, &request, &report) != OK || report.added + report.merged != 0)
        abort();
    if (new > 0 && journal_import_undo(journal, &undo, &undone) != OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct journal *journal = open_once();
    char *path = xasprintf("/dev/shm/wordloot-fuzz-%ld.apkg", (long)getpid());

    if (wrap(path, bytes, len) != OK)
        abort();
    check(journal, path);
    unlink(path);
    free(path);
    return 0;
}
