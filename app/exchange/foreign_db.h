#ifndef EXCHANGE_FOREIGN_DB_H
#define EXCHANGE_FOREIGN_DB_H

/* SQLite files of other programs, perhaps on a device. They are never opened where they are:
 * SQLite would make files beside them, or bring their last changes into them. What is opened
 * is a copy of ours, with the changes that lie beside the file. */

#include <stdbool.h>

#include "dict/base/db.h"

struct scratch;

struct foreign_db {
    struct db *db;
    struct scratch *scratch; /* the copy */
    const char *path;        /* of the file; borrowed */
};

/* Embedded: foreign_db_close() whatever comes. ERR_FORMAT: PATH is no SQLite database;
 * ERR_LIMIT: it is too large; ERR_ABSENT, ERR_IO. */
MUST_CHECK enum err foreign_db_open(struct foreign_db *out, const char *path);
void foreign_db_close(struct foreign_db *foreign);
/* Whether the first bytes of a file are those of an SQLite database. */
bool foreign_db_is_one(struct str head);

/* Real tables alone: a view could be anything. */
bool foreign_db_has(struct foreign_db *foreign, const char *table, const char *column);
/* What is read of a table. The last name is NULL. */
struct foreign_table {
    const char *name;
    const char *const *columns;
};
/* ERR_FORMAT names what the file does not have of COUNT tables. */
MUST_CHECK enum err foreign_db_need(struct foreign_db *foreign, const struct foreign_table *tables,
                                    size_t count);
/* All rows of SQL, to its end or the first failure, which may be ROW's own. */
typedef enum err foreign_row_fn(void *ctx, struct stmt *row);
MUST_CHECK enum err foreign_db_rows(struct foreign_db *foreign, const char *sql,
                                    foreign_row_fn *row, void *ctx);

#endif
