#include "dict/base/db.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/fault.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static char folder[] = "/tmp/wordloot-db-XXXXXX";

static struct db *open_fresh(const char *name, char **path)
{
    struct db *db = NULL;

    *path = file_join(folder, name);
    unlink(*path);
    CHECK(db_open(&db, *path, DB_WRITE) == OK, "open: %s", err_message());
    CHECK(db_exec(db, "CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT)") == OK, "create");
    return db;
}

static enum err add(struct db *db, const char *text)
{
    struct stmt *insert = db_cached(db, "INSERT INTO word(text) VALUES (?1)");

    stmt_text(insert, 1, str_of(text));
    return stmt_run(insert);
}

static int64_t count(struct db *db)
{
    struct stmt *get = db_prepare(db, "SELECT count(*) FROM word");
    int64_t rows = stmt_row(get) == OK ? stmt_get_int(get, 0) : -1;

    stmt_free(get);
    return rows;
}

static void test_transactions_nest(void)
{
    char *path;
    struct db *db = open_fresh("nest.db", &path);

    CHECK(db_begin(db) == OK && db_begin(db) == OK, "begin twice");
    CHECK(add(db, "uno") == OK && db_commit(db) == OK, "inner commit");
    CHECK(add(db, "due") == OK && db_commit(db) == OK, "outer commit");
    CHECK_INT(count(db), 2, "both are there");

    CHECK(db_begin(db) == OK && db_begin(db) == OK && add(db, "tre") == OK, "again");
    db_rollback(db);
    CHECK(db_commit(db) == ERR_CANCELLED, "an inner rollback dooms the outer");
    CHECK_INT(count(db), 2, "nothing came of it");
    CHECK(db_begin(db) == OK && db_commit(db) == OK, "the next one is not doomed");
    db_close(db);
    free(path);
}

/* A long reading sees one moment, and somebody else's writing goes on. */
static void test_reading_of_one_moment(void)
{
    char *path;
    struct db *db = open_fresh("reading.db", &path), *other = NULL;

    CHECK(add(db, "uno") == OK && db_open(&other, path, DB_WRITE) == OK, "%s", err_message());
    CHECK(db_begin_reading(db) == OK, "%s", err_message());
    CHECK_INT(count(db), 1, "at first");
    CHECK(add(other, "due") == OK, "another writes meanwhile: %s", err_message());
    CHECK_INT(count(db), 1, "still as it was");
    CHECK(db_commit(db) == OK, "%s", err_message());
    CHECK_INT(count(db), 2, "and then");
    db_close(other);
    db_close(db);
    free(path);
}

static void test_hostile_text_is_data(void)
{
    static const char *const rows[] = { "'); DROP TABLE word; --", "100%_\\", "\"", "",
                                        "\xff\xfe" };
    char *path;
    struct db *db = open_fresh("hostile.db", &path);
    struct stmt *get;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK(add(db, rows[i]) == OK, "row %zu: %s", i, err_message());
    get = db_prepare(db, "SELECT text FROM word ORDER BY id");
    for (i = 0; stmt_row(get) == OK; i++)
        CHECK(str_is(stmt_get_text(get, 0), rows[i]), "row %zu came back otherwise", i);
    CHECK_INT(i, ARRAY_LEN(rows), "all rows");
    stmt_free(get);
    db_close(db);
    free(path);
}

static void test_files(void)
{
    static const char junk[] = "this is no database, whatever its name says, and it is long enough "
                               "to be looked at as one: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    char *path, *copy = file_join(folder, "copy.db"), *bad = file_join(folder, "junk.db");
    struct db *db = open_fresh("files.db", &path), *other = NULL;
    struct stat info;

    CHECK(stat(path, &info) == 0 && (info.st_mode & 0777) == 0600, "the file is private");
    CHECK(add(db, "uno") == OK && db_backup(db, copy) == OK, "backup: %s", err_message());
    CHECK(db_open(&other, copy, DB_READ) == OK && count(other) == 1, "the copy reads");
    CHECK(add(other, "due") != OK, "a read-only database is written to");
    CHECK(db_check(other) == OK, "the copy is intact");
    db_close(other);
    other = NULL;
    CHECK(file_write(bad, junk, sizeof(junk), 0600) == OK, "junk");
    CHECK(db_open(&other, bad, DB_READ) == ERR_FORMAT, "junk is taken for a database");
    CHECK(db_open(&other, bad, DB_WRITE) == ERR_FORMAT, "junk is taken for a database to write");
    CHECK(db_open(&other, "/nonexistent/x.db", DB_READ) == ERR_ABSENT, "no file");
    CHECK(other == NULL, "the out parameter is untouched on failure");
    db_close(db);
    free(path);
    free(copy);
    free(bad);
}

static void test_broken_sql_is_told(void)
{
    char *path;
    struct db *db = open_fresh("sql.db", &path);
    struct stmt *stmt = db_prepare(db, "SELECT x FROM nowhere");

    stmt_int(stmt, 1, 5);
    CHECK(stmt_row(stmt) == ERR_FORMAT, "a statement without a table steps");
    CHECK(strstr(err_message(), "nowhere") != NULL, "the message names it: %s", err_message());
    stmt_free(stmt);
    db_close(db);
    free(path);
}

/* Whatever call fails, a transaction is there wholly or not at all. */
static void test_every_fault(void)
{
    unsigned long nth;
    bool fired = true;
    char *path;

    for (nth = 1; fired && nth < 1000; nth++) {
        struct db *db = open_fresh("fault.db", &path);
        enum err rc;

        fault_arm(nth);
        rc = db_begin(db);
        if (rc == OK) {
            rc = add(db, "uno");
            if (rc == OK)
                rc = add(db, "due");
            if (rc == OK)
                rc = db_commit(db);
            else
                db_rollback(db);
        }
        fired = fault_fired();
        fault_arm(0);
        CHECK_INT(count(db), rc == OK ? 2 : 0, "rows after a planned failure");
        CHECK(db_check(db) == OK, "intact after failure %lu", nth);
        db_close(db);
        free(path);
    }
    CHECK(nth > 4, "only %lu calls could fail", nth);
}

int main(void)
{
    char *command;

    if (mkdtemp(folder) == NULL)
        return 1;
    test_transactions_nest();
    test_reading_of_one_moment();
    test_hostile_text_is_data();
    test_files();
    test_broken_sql_is_told();
    test_every_fault();
    command = xasprintf("rm -r %s", folder);
    CHECK(system(command) == 0, "clean up");
    free(command);
    return check_done();
}
