#ifndef JOURNAL_SCHEMA_H
#define JOURNAL_SCHEMA_H

/* The journal's tables, as numbered steps from nothing to today. */

#include <stddef.h>

#include "dict/base/err.h"

struct db;

/* Step N leads from version N - 1 to version N. A step that was released never
 * changes; a new need is a new step. */
struct schema {
    const char *const *const *steps; /* each a list of statements that ends in NULL */
    int version;                     /* how many steps there are */
};
const struct schema *schema_current(void);

/* Looks at the first bytes of PATH, without SQLite, so that the file stays as it
 * is. ERR_ABSENT: none, or empty. ERR_FORMAT: no journal. ERR_NEWER, ERR_IO. */
MUST_CHECK enum err schema_peek(const char *path, const struct schema *schema);
/* The version of an open journal, 0 for a database without tables. ERR_FORMAT if
 * it is another program's, ERR_NEWER if it is newer than SCHEMA. */
MUST_CHECK enum err schema_identify(struct db *db, const struct schema *schema, int *version);
/* Runs the steps that DB lacks, all in one transaction. */
MUST_CHECK enum err schema_upgrade(struct db *db, const struct schema *schema);

#endif
