#include "app/commands/open_journal.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/platform/paths.h"
#include "dict/base/file.h"

enum err open_journal(struct journal **out)
{
    struct paths paths = { 0 };
    char *path = NULL;
    enum err rc = paths_find(&paths);

    if (rc == OK) {
        path = file_join(paths.data, "journal.db");
        rc = journal_open(out, path);
    }
    /* A journal that can only be read says so when something is to be written. */
    if (rc == OK && journal_notice(*out) != NULL && !journal_is_read_only(*out))
        fprintf(stderr, "wordloot: %s\n", journal_notice(*out));
    free(path);
    paths_dispose(&paths);
    return rc;
}
