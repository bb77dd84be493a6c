#include "dict/base/db.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "dict/base/buf.h"
#include "dict/base/clock.h"
#include "dict/base/fault.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { BUSY_WAIT_MS = 5000, CACHED_MAX = 64 };

struct stmt {
    struct db *db;
    sqlite3_stmt *sqlite;
    const char *sql;
    enum err failed; /* what prepare or bind ended with; reported at the next step */
};

struct db {
    sqlite3 *sqlite;
    char *path;
    enum db_mode mode;
    int depth;   /* of nested transactions */
    bool doomed; /* an inner one was rolled back */
    struct stmt *cached[CACHED_MAX];
    size_t cached_count;
};

static enum err code_of(int sqlite_code)
{
    switch (sqlite_code & 0xFF) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: /* a table or column that should be there is not */
        return ERR_FORMAT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
        return ERR_LIMIT;
    default:
        return ERR_IO;
    }
}

static enum err fail(struct db *db, int sqlite_code)
{
    const char *hint = "";

    if ((sqlite_code & 0xFF) == SQLITE_BUSY)
        hint = " (another program is writing to it; try again)";
    else if ((sqlite_code & 0xFF) == SQLITE_FULL)
        hint = " (free some space and try again)";
    return err_set(code_of(sqlite_code), "%s: %s%s", db->path,
                   sqlite3_extended_errcode(db->sqlite) == sqlite_code
                       ? sqlite3_errmsg(db->sqlite)
                       : sqlite3_errstr(sqlite_code),
                   hint);
}

const char *db_path(const struct db *db)
{
    return db->path;
}

enum err db_exec(struct db *db, const char *sql)
{
    int code = fault_hit() ? SQLITE_IOERR : sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? OK : fail(db, code);
}

/* Going over to WAL does not wait for another program that does the same just
 * now, whatever the busy timeout says (sqlite3_busy_handler's documentation). */
static enum err exec_patiently(struct db *db, const char *sql)
{
    const struct timespec pause = { 0, 5000000 };
    int64_t until_us = clock_mono_us() + BUSY_WAIT_MS * 1000;
    enum err rc;

    while ((rc = db_exec(db, sql)) == ERR_BUSY && clock_mono_us() < until_us)
        nanosleep(&pause, NULL);
    return rc;
}

static enum err configure(struct db *db)
{
    /* Pages of a mapping count as the program's own for as long as it runs: all of
     * a large dictionary would be 160 MB. Reading is as fast. */
    static const char *const settings[] = {
        [DB_READ] = "PRAGMA mmap_size = 8388608; PRAGMA query_only = 1;"
                    "PRAGMA cache_size = -256; PRAGMA trusted_schema = 0;"
                    "SELECT count(*) FROM sqlite_schema;",
        [DB_WRITE] = "PRAGMA trusted_schema = 0; PRAGMA foreign_keys = 1;"
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
        [DB_BUILD] = "PRAGMA trusted_schema = 0; PRAGMA journal_mode = OFF;"
                     "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                     "PRAGMA cache_size = -16384;",
    };

    sqlite3_extended_result_codes(db->sqlite, 1);
    sqlite3_busy_timeout(db->sqlite, BUSY_WAIT_MS);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return exec_patiently(db, settings[db->mode]);
}

/* SQLite would create the file with the umask's rights; a journal is private. */
static enum err create_private(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0 && errno != ELOOP)
        return err_set(ERR_IO, "%s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return OK;
}

/* PATH as SQLite's URI for a file that nobody changes. */
static char *immutable_uri(const char *path)
{
    struct buf uri;

    buf_init(&uri, (size_t)PATH_MAX * 4);
    buf_adds(&uri, path[0] == '/' ? "file://" : "file:");
    for (; *path != '\0'; path++)
        buf_printf(&uri, strchr("%?#", *path) != NULL ? "%%%02x" : "%c", (unsigned char)*path);
    buf_adds(&uri, "?immutable=1");
    return buf_take(&uri);
}

/* SQLite reads a WAL database only where it can make the files beside it. In a
 * folder that we may not write to, one that was closed well can be read as it is. */
static enum err reopen_immutable(struct db *db)
{
    char *uri, *wal = xasprintf("%s-wal", db->path);
    bool in_use = file_exists(wal);
    int code;

    free(wal);
    if (in_use)
        return err_set(ERR_IO, "%s: its newest part cannot be read here", db->path);
    sqlite3_close(db->sqlite);
    db->sqlite = NULL;
    uri = immutable_uri(db->path);
    code = sqlite3_open_v2(uri, &db->sqlite,
                           SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    free(uri);
    if (code != SQLITE_OK)
        return err_set(code_of(code), "%s: %s", db->path, sqlite3_errstr(code));
    return configure(db);
}

enum err db_open(struct db **out, const char *path, enum db_mode mode)
{
    static const int flags[] = {
        [DB_READ] = SQLITE_OPEN_READONLY,
        [DB_WRITE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
        [DB_BUILD] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    struct db *db;
    enum err rc = mode == DB_READ ? OK : create_private(path);
    int code;

    if (rc != OK)
        return rc;
    if (mode == DB_READ && !file_exists(path))
        return err_set(ERR_ABSENT, "%s: no such file", path);
    db = xcalloc(1, sizeof(*db));
    db->path = xstrdup(path);
    db->mode = mode;
    code = sqlite3_open_v2(path, &db->sqlite, flags[mode] | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        rc = err_set(code_of(code), "%s: %s", path, sqlite3_errstr(code));
        goto out;
    }
    rc = configure(db);
    if (rc == ERR_IO && mode == DB_READ)
        rc = reopen_immutable(db);
    if (rc != OK)
        goto out;
    *out = db;
    db = NULL;
out:
    db_close(db);
    return rc;
}

static void drop_cached(struct db *db)
{
    while (db->cached_count > 0) {
        sqlite3_finalize(db->cached[--db->cached_count]->sqlite);
        free(db->cached[db->cached_count]);
    }
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    drop_cached(db);
    sqlite3_close(db->sqlite);
    free(db->path);
    free(db);
}

static enum err begin(struct db *db, const char *sql)
{
    enum err rc = OK;

    if (db->depth == 0) {
        rc = db_exec(db, sql);
        db->doomed = false;
    }
    if (rc == OK)
        db->depth++;
    return rc;
}

enum err db_begin(struct db *db)
{
    return begin(db, db->mode == DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN");
}

enum err db_begin_reading(struct db *db)
{
    return begin(db, "BEGIN");
}

void db_rollback(struct db *db)
{
    if (db->depth == 0)
        return;
    db->doomed = true;
    /* Some failures (a full disk) have rolled back already. */
    if (--db->depth == 0 && !sqlite3_get_autocommit(db->sqlite))
        sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

enum err db_commit(struct db *db)
{
    enum err rc;

    if (db->depth > 1) {
        db->depth--;
        return OK;
    }
    if (db->doomed) {
        db_rollback(db);
        return err_set(ERR_CANCELLED, "%s: a part of the change failed, all of it was undone",
                       db->path);
    }
    rc = db_exec(db, "COMMIT");
    if (rc != OK)
        db_rollback(db);
    else
        db->depth--;
    return rc;
}

enum err db_get_version(struct db *db, int *out)
{
    struct stmt *get = db_prepare(db, "PRAGMA user_version");
    enum err rc = stmt_row(get);

    if (rc == OK)
        *out = (int)stmt_get_int(get, 0);
    stmt_free(get);
    return rc;
}

enum err db_set_version(struct db *db, int version)
{
    char sql[64];

    /* A pragma takes no parameters; the number is ours. */
    snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", version);
    return db_exec(db, sql);
}

static enum err copy_into(struct db *from, struct db *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->sqlite, "main", from->sqlite, "main");
    int code;

    if (backup == NULL)
        return fail(to, sqlite3_extended_errcode(to->sqlite));
    code = fault_hit() ? SQLITE_IOERR : sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? OK : fail(to, code);
}

enum err db_backup(struct db *db, const char *path)
{
    char *temporary = xasprintf("%s.part", path);
    struct db *copy = NULL;
    enum err rc;

    unlink(temporary);
    rc = db_open(&copy, temporary, DB_BUILD);
    if (rc == OK)
        rc = copy_into(db, copy);
    if (rc == OK) {
        rc = db_publish(copy, path);
        copy = NULL;
    }
    db_close(copy);
    if (rc != OK)
        unlink(temporary);
    free(temporary);
    return rc;
}

enum err db_restore(struct db *db, struct db *from)
{
    return copy_into(from, db);
}

enum err db_check(struct db *db)
{
    struct stmt *check = db_prepare(db, "PRAGMA integrity_check(1)");
    enum err rc = stmt_row(check);

    if (rc == OK && !str_is(stmt_get_text(check, 0), "ok"))
        rc = err_set(ERR_FORMAT, "%s: damaged: %.*s", db->path, STR_ARG(stmt_get_text(check, 0)));
    stmt_free(check);
    if (rc != OK)
        return rc;
    check = db_prepare(db, "PRAGMA foreign_key_check");
    rc = stmt_row(check);
    if (rc == OK)
        rc = err_set(ERR_FORMAT, "%s: a row of table %.*s points to nothing", db->path,
                     STR_ARG(stmt_get_text(check, 0)));
    else if (rc == ERR_ABSENT)
        rc = OK;
    stmt_free(check);
    return rc;
}

static enum err sync_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum err rc = OK;

    if (fd < 0 || fsync(fd) != 0)
        rc = err_set(ERR_IO, "%s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return rc;
}

enum err db_publish(struct db *db, const char *path)
{
    char *built = xstrdup(db->path);
    enum err rc;

    db_close(db);
    rc = sync_file(built);
    if (rc == OK && rename(built, path) != 0)
        rc = err_set(ERR_IO, "%s: %s", path, strerror(errno));
    if (rc != OK)
        unlink(built);
    free(built);
    return rc;
}

struct stmt *db_prepare(struct db *db, const char *sql)
{
    struct stmt *stmt = xcalloc(1, sizeof(*stmt));
    int code;

    stmt->db = db;
    stmt->sql = sql;
    code = fault_hit() ? SQLITE_NOMEM
                       : sqlite3_prepare_v3(db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                            &stmt->sqlite, NULL);
    if (code != SQLITE_OK)
        stmt->failed = fail(db, code);
    return stmt;
}

struct stmt *db_cached(struct db *db, const char *sql)
{
    struct stmt *stmt;
    size_t i;

    for (i = 0; i < db->cached_count; i++) {
        if (db->cached[i]->sql != sql)
            continue;
        stmt = db->cached[i];
        if (stmt->sqlite != NULL) {
            stmt_reset(stmt);
            return stmt;
        }
        /* It could not be prepared last time: try again in its place. */
        free(stmt);
        db->cached[i] = db_prepare(db, sql);
        return db->cached[i];
    }
    if (db->cached_count == CACHED_MAX)
        drop_cached(db);
    stmt = db_prepare(db, sql);
    db->cached[db->cached_count++] = stmt;
    return stmt;
}

void stmt_free(struct stmt *stmt)
{
    if (stmt == NULL)
        return;
    sqlite3_finalize(stmt->sqlite);
    free(stmt);
}

static void check_bound(struct stmt *stmt, int code)
{
    if (code != SQLITE_OK && stmt->failed == OK)
        stmt->failed = fail(stmt->db, code);
}

void stmt_int(struct stmt *stmt, int at, int64_t value)
{
    if (stmt->failed == OK)
        check_bound(stmt, sqlite3_bind_int64(stmt->sqlite, at, value));
}

void stmt_real(struct stmt *stmt, int at, double value)
{
    if (stmt->failed == OK)
        check_bound(stmt, sqlite3_bind_double(stmt->sqlite, at, value));
}

void stmt_text(struct stmt *stmt, int at, struct str value)
{
    if (stmt->failed == OK)
        check_bound(stmt, sqlite3_bind_text64(stmt->sqlite, at, value.ptr, value.len, SQLITE_STATIC,
                                              SQLITE_UTF8));
}

void stmt_blob(struct stmt *stmt, int at, const void *bytes, size_t len)
{
    if (stmt->failed == OK)
        check_bound(stmt, sqlite3_bind_blob64(stmt->sqlite, at, bytes, len, SQLITE_STATIC));
}

void stmt_null(struct stmt *stmt, int at)
{
    if (stmt->failed == OK)
        check_bound(stmt, sqlite3_bind_null(stmt->sqlite, at));
}

enum err stmt_row(struct stmt *stmt)
{
    int code;

    if (stmt->failed != OK)
        return stmt->failed;
    code = fault_hit() ? SQLITE_IOERR : sqlite3_step(stmt->sqlite);
    if (code == SQLITE_ROW)
        return OK;
    if (code == SQLITE_DONE) {
        sqlite3_reset(stmt->sqlite);
        return ERR_ABSENT;
    }
    fail(stmt->db, code);
    sqlite3_reset(stmt->sqlite);
    return code_of(code);
}

enum err stmt_run(struct stmt *stmt)
{
    enum err rc = stmt_row(stmt);

    if (rc == OK)
        stmt_reset(stmt);
    return rc == ERR_ABSENT ? OK : rc;
}

void stmt_reset(struct stmt *stmt)
{
    if (stmt->sqlite == NULL)
        return;
    sqlite3_reset(stmt->sqlite);
    sqlite3_clear_bindings(stmt->sqlite);
    stmt->failed = OK;
}

int64_t stmt_get_int(struct stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->sqlite, column);
}

double stmt_get_real(struct stmt *stmt, int column)
{
    return sqlite3_column_double(stmt->sqlite, column);
}

struct str stmt_get_text(struct stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt->sqlite, column);
    int len = sqlite3_column_bytes(stmt->sqlite, column);

    return str_make(text, text != NULL && len > 0 ? (size_t)len : 0);
}

struct str stmt_get_blob(struct stmt *stmt, int column)
{
    const char *bytes = sqlite3_column_blob(stmt->sqlite, column);
    int len = sqlite3_column_bytes(stmt->sqlite, column);

    return str_make(bytes, bytes != NULL && len > 0 ? (size_t)len : 0);
}

bool stmt_is_null(struct stmt *stmt, int column)
{
    return sqlite3_column_type(stmt->sqlite, column) == SQLITE_NULL;
}

int64_t db_changes(struct db *db)
{
    return sqlite3_changes64(db->sqlite);
}

int64_t db_last_id(struct db *db)
{
    return sqlite3_last_insert_rowid(db->sqlite);
}
