#ifndef COMMANDS_OPEN_JOURNAL_H
#define COMMANDS_OPEN_JOURNAL_H

#include "app/journal/journal.h"

/* Opens this user's journal, which is made if it is missing, and prints what the
 * user should know about that to stderr. On success *OUT is yours: journal_close(). Errors as journal_open(). */
MUST_CHECK enum err open_journal(struct journal **out);

#endif
