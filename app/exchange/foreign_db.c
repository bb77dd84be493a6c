#include "app/exchange/foreign_db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/exchange/scratch.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { PIECE = 1 << 16 };
static const int64_t size_max = INT64_C(1) << 30; /* bytes of a file, and of each beside it */

/* The database, the changes of its last sessions, and what a crash left to be rolled back. */
static const char *const tails[] = { "", "-wal", "-journal" };

bool foreign_db_is_one(struct str head)
{
    static const char magic[] = "SQLite format 3"; /* with its NUL */

    return str_starts(head, str_make(magic, sizeof(magic)));
}

/* --- the copy --- */

/* Gives RC, which SQLite's work on the copy ended with; the message is about the file. */
static enum err end(const struct foreign_db *foreign, enum err rc)
{
    if (rc == ERR_FORMAT)
        return err_set(rc, "%s: the database is damaged", foreign->path);
    if (rc == ERR_IO)
        return err_set(rc, "%s: its copy %s cannot be read", foreign->path,
                       scratch_path(foreign->scratch));
    return rc;
}

/* IS_DATABASE: the file itself, and not one beside it. */
static enum err copy_pieces(int in, const char *path, int out, const char *copy, bool is_database)
{
    char bytes[PIECE];
    int64_t total = 0;
    size_t got;
    enum err rc = OK;

    while (rc == OK) {
        rc = file_get(in, path, bytes, sizeof(bytes), &got);
        if (rc != OK || got == 0)
            break;
        if (total == 0 && is_database && !foreign_db_is_one(str_make(bytes, got)))
            return err_set(ERR_FORMAT, "%s: this is no SQLite database", path);
        total += (int64_t)got;
        rc = total > size_max ? err_set(ERR_LIMIT, "%s: larger than 1 GB", path)
                              : file_put(out, copy, bytes, got);
    }
    if (rc == OK && total == 0)
        rc = err_set(ERR_ABSENT, "%s is empty", path);
    return rc;
}

static enum err copy_file(const char *path, const char *copy, bool is_database)
{
    int64_t size;
    int in = -1, out;
    enum err rc = file_open(&in, &size, path);

    if (rc != OK)
        return rc;
    out = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    rc = out >= 0 ? copy_pieces(in, path, out, copy, is_database)
                  : err_set(ERR_IO, "%s: %s", copy, strerror(errno));
    if (out >= 0)
        close(out);
    close(in);
    return rc;
}

static enum err copy_all(const char *path, const char *copy)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < ARRAY_LEN(tails) && rc == OK; i++) {
        char *from = xasprintf("%s%s", path, tails[i]);
        char *to = xasprintf("%s%s", copy, tails[i]);

        rc = copy_file(from, to, i == 0);
        /* One that is not there, or empty, has nothing; SQLite sees that as well. */
        if (rc == ERR_ABSENT && i > 0)
            rc = OK;
        free(from);
        free(to);
    }
    return rc;
}

enum err foreign_db_open(struct foreign_db *out, const char *path)
{
    enum err rc;

    *out = (struct foreign_db){ .path = path };
    rc = scratch_make(&out->scratch, "copy");
    if (rc == OK)
        rc = copy_all(path, scratch_path(out->scratch));
    /* To be written: what a crash left is rolled back then, as its own program would. */
    if (rc == OK)
        rc = end(out, db_open(&out->db, scratch_path(out->scratch), DB_WRITE));
    return rc;
}

void foreign_db_close(struct foreign_db *foreign)
{
    db_close(foreign->db);
    foreign->db = NULL;
    scratch_remove(foreign->scratch);
    foreign->scratch = NULL;
}

/* --- what is in it --- */

/* COLUMN NULL: whether there is the table. */
static enum err look(struct foreign_db *foreign, const char *table, const char *column)
{
    struct stmt *find = db_cached(
        foreign->db, "SELECT 1 FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name = ?1"
                     " AND (?2 IS NULL OR ?2 IN (SELECT name FROM pragma_table_info(t.name)))");
    enum err rc;

    stmt_text(find, 1, str_of(table));
    stmt_text(find, 2, str_of(column));
    rc = stmt_row(find);
    stmt_reset(find);
    return rc == ERR_ABSENT ? rc : end(foreign, rc);
}

bool foreign_db_has(struct foreign_db *foreign, const char *table, const char *column)
{
    return look(foreign, table, column) == OK;
}

static enum err need_table(struct foreign_db *foreign, const struct foreign_table *table)
{
    enum err rc = look(foreign, table->name, NULL);
    size_t i;

    if (rc == ERR_ABSENT)
        return err_set(ERR_FORMAT, "%s: there is no table %s in it", foreign->path, table->name);
    for (i = 0; rc == OK && table->columns[i] != NULL; i++) {
        rc = look(foreign, table->name, table->columns[i]);
        if (rc == ERR_ABSENT)
            return err_set(ERR_FORMAT, "%s: its table %s has no column %s", foreign->path,
                           table->name, table->columns[i]);
    }
    return rc;
}

enum err foreign_db_need(struct foreign_db *foreign, const struct foreign_table *tables,
                         size_t count)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < count && rc == OK; i++)
        rc = need_table(foreign, &tables[i]);
    return rc;
}

enum err foreign_db_rows(struct foreign_db *foreign, const char *sql, foreign_row_fn *row,
                         void *ctx)
{
    struct stmt *list = db_prepare(foreign->db, sql);
    enum err rc, took = OK;

    while (took == OK && (rc = stmt_row(list)) == OK)
        took = row(ctx, list);
    stmt_free(list);
    if (took != OK)
        return took;
    return rc == ERR_ABSENT ? OK : end(foreign, rc);
}
