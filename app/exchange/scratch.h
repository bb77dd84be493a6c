#ifndef EXCHANGE_SCRATCH_H
#define EXCHANGE_SCRATCH_H

/* A file that is needed only while the work lasts, in a folder of its own that nobody else
 * can look into: what SQLite puts beside a database goes with it. */

#include "dict/base/err.h"

struct scratch;

/* A folder in $TMPDIR, else /var/tmp, else /tmp; NAME, in it, is not made yet. *OUT is yours:
 * scratch_remove(). ERR_IO. */
MUST_CHECK enum err scratch_make(struct scratch **out, const char *name);
/* Borrowed. */
const char *scratch_path(const struct scratch *scratch);
/* The file and its folder are gone then; keeps the error message. NULL is fine. */
void scratch_remove(struct scratch *scratch);

#endif
