#ifndef E2E_JOURNAL_THERE_H
#define E2E_JOURNAL_THERE_H

/* The journal of a session's program, opened beside it. */

#include <stdlib.h>

#include "app/journal/journal.h"
#include "dict/base/file.h"
#include "tests/check.h"
#include "tests/e2e/session.h"

/* Made if it is missing; yours: journal_close(). */
static struct journal *journal_there(const struct session *session)
{
    char *folder = file_join(session_home(session), "data"),
         *path = file_join(folder, "journal.db");
    struct journal *journal = NULL;

    CHECK(file_make_dirs(folder, 0700) == OK && journal_open(&journal, path) == OK, "%s",
          err_message());
    free(folder);
    free(path);
    return journal;
}

#endif
