#ifndef JOURNAL_BACKUP_H
#define JOURNAL_BACKUP_H

/* Copies of the journal. */

#include "app/journal/journal.h"

/* Whether PATH leads to JOURNAL's own file, by whatever name. */
bool journal_is_at(const struct journal *journal, const char *path);

/* A whole copy at PATH, in one step. ERR_USAGE if PATH is the journal itself, or
 * exists and REPLACE is false. */
MUST_CHECK enum err journal_backup(struct journal *journal, const char *path, bool replace);

/* Makes the journal what the copy at PATH holds, after a check that it is an
 * intact journal; an older one is brought up to date on the way, PATH itself is
 * only read. Other programs that have the journal open see the new rows. What
 * it held until now is kept beside it: *ASIDE is that file's name, yours to free.
 * ERR_FORMAT: no journal, or damaged; ERR_NEWER; ERR_ABSENT. On failure the
 * journal is as it was. */
MUST_CHECK enum err journal_restore(struct journal *journal, const char *path, char **aside);

#endif
