#ifndef BASE_DB_H
#define BASE_DB_H

/* SQLite: the one place that opens, prepares, steps and finalizes. Used by the
 * compiled dictionaries, the journal and the class tables. Values are bound,
 * never written into the SQL text.
 *
 *     struct stmt *find = db_prepare(db, "SELECT id FROM word WHERE lang = ?1");
 *     stmt_text(find, 1, str_of(lang));
 *     while ((rc = stmt_row(find)) == OK)
 *         id = stmt_get_int(find, 0);
 *     if (rc == ERR_ABSENT) ...all rows were seen...
 *
 * A statement that could not be prepared or bound carries its failure to
 * stmt_row()/stmt_run(), so one check there is enough. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

struct db;
struct stmt;

enum db_mode {
    DB_READ,  /* read-only, its first 8 MB memory-mapped, for good; the file must exist */
    DB_WRITE, /* created if missing (0600); WAL, synchronous=FULL, foreign keys on */
    DB_BUILD  /* a file that nobody else sees yet: no journal, no sync; db_publish() it */
};

/* On success *OUT is yours: db_close(). ERR_IO if unreadable or unwritable,
 * ERR_FORMAT if it is not an SQLite database or damaged. */
MUST_CHECK enum err db_open(struct db **out, const char *path, enum db_mode mode);
void db_close(struct db *db); /* statements of db_cached() end with it */
const char *db_path(const struct db *db);

/* Runs fixed SQL, one statement or several. */
MUST_CHECK enum err db_exec(struct db *db, const char *sql);

/* Transactions nest by counting: only the outermost begins and commits. An
 * inner rollback dooms the whole, whose db_commit() then rolls back and says
 * ERR_CANCELLED. DB_WRITE transactions are IMMEDIATE: they wait up to five
 * seconds for another writer, then ERR_BUSY. */
MUST_CHECK enum err db_begin(struct db *db);
/* The same for reading alone, up to db_commit(): all that is read is of one moment, and
 * nobody is kept from writing meanwhile. */
MUST_CHECK enum err db_begin_reading(struct db *db);
MUST_CHECK enum err db_commit(struct db *db);
void db_rollback(struct db *db); /* keeps the error message as it was */

/* PRAGMA user_version. */
MUST_CHECK enum err db_get_version(struct db *db, int *out);
MUST_CHECK enum err db_set_version(struct db *db, int version);

/* SQLite's backup API into a new file at PATH (replaced in one rename). */
MUST_CHECK enum err db_backup(struct db *db, const char *path);
/* The same into DB, an open DB_WRITE database, in one transaction: FROM's content
 * takes the place of DB's, and other programs that have DB open see it. */
MUST_CHECK enum err db_restore(struct db *db, struct db *from);
/* PRAGMA integrity_check and foreign_key_check; ERR_FORMAT with the first finding. */
MUST_CHECK enum err db_check(struct db *db);

/* DB_BUILD: syncs, closes and renames to PATH in one step. Frees DB whatever comes. */
MUST_CHECK enum err db_publish(struct db *db, const char *path);

/* A statement of yours: stmt_free(). Never NULL. */
struct stmt *db_prepare(struct db *db, const char *sql);
/* The same SQL text (same pointer) prepared once and kept by DB: reset and
 * ready for binding, not yours to free, not to be used while it is running. */
struct stmt *db_cached(struct db *db, const char *sql);
void stmt_free(struct stmt *stmt);

/* Parameters count from 1. The bytes must live until the next reset; a slice
 * whose ptr is NULL binds NULL. */
void stmt_int(struct stmt *stmt, int at, int64_t value);
void stmt_real(struct stmt *stmt, int at, double value);
void stmt_text(struct stmt *stmt, int at, struct str value);
void stmt_blob(struct stmt *stmt, int at, const void *bytes, size_t len);
void stmt_null(struct stmt *stmt, int at);

/* The next row: OK; ERR_ABSENT when there is none, after which the statement
 * is reset; another code on failure. */
MUST_CHECK enum err stmt_row(struct stmt *stmt);
/* Runs a statement that gives no rows, and resets it. */
MUST_CHECK enum err stmt_run(struct stmt *stmt);
/* Ends a row loop early and forgets the bindings. */
void stmt_reset(struct stmt *stmt);

/* Columns count from 0. Text and blobs are borrowed until the next row or
 * reset; ptr is NULL for NULL. */
int64_t stmt_get_int(struct stmt *stmt, int column);
double stmt_get_real(struct stmt *stmt, int column);
struct str stmt_get_text(struct stmt *stmt, int column);
struct str stmt_get_blob(struct stmt *stmt, int column);
bool stmt_is_null(struct stmt *stmt, int column);

/* Rows changed by the last INSERT, UPDATE or DELETE; the last row's id. */
int64_t db_changes(struct db *db);
int64_t db_last_id(struct db *db);

#endif
