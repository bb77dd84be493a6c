#ifndef TESTS_ANKI_DESK_H
#define TESTS_ANKI_DESK_H

/* Packages for Anki: taken apart, and put together as other programs do. */

#include "app/exchange/apkg_collection.h"
#include "app/exchange/package.h"
#include "app/journal/pictures.h"
#include "app/journal/reviews.h"
#include "dict/base/db.h"
#include "tests/intake_desk.h"

static enum err anki_gather(void *ctx, struct str piece)
{
    buf_add_str(ctx, piece);
    return OK;
}

/* MEMBER of the package at PATH in OUT, which is emptied first. */
__attribute__((unused)) static enum err anki_member(const char *path, const char *member,
                                                    struct buf *out)
{
    struct package *package = NULL;
    enum err rc = package_open(&package, path);

    buf_clear(out);
    if (rc == OK)
        rc = package_read(package, member, EXPORT_MAX, anki_gather, out);
    package_close(package);
    return rc;
}

/* The collection of the package at PATH, in a file of its own in the journal's folder; the test
 * ends if there is none. */
__attribute__((unused)) static struct db *anki_unpack(const char *path)
{
    char *to = file_join(journal_folder, "collection");
    struct db *db = NULL;
    struct buf bytes;

    buf_init(&bytes, EXPORT_MAX);
    if (!CHECK(anki_member(path, "collection.anki2", &bytes) == OK &&
                   file_write(to, bytes.data, bytes.len, 0600) == OK &&
                   db_open(&db, to, DB_READ) == OK,
               "%s", err_message()))
        exit(1);
    buf_dispose(&bytes);
    free(to);
    return db;
}

/* The first column of all rows of SQL, "|" after each. */
__attribute__((unused)) static void check_query(struct db *db, const char *sql, const char *want)
{
    struct stmt *stmt = db_prepare(db, sql);
    struct buf got;
    enum err rc;

    buf_init(&got, EXPORT_MAX);
    while ((rc = stmt_row(stmt)) == OK) {
        buf_add_str(&got, stmt_get_text(stmt, 0));
        buf_addc(&got, '|');
    }
    CHECK(rc == ERR_ABSENT, "%s: %s", sql, err_message());
    CHECK_STR(buf_text(&got), want, sql);
    stmt_free(stmt);
    buf_dispose(&got);
}

/* What is not told: as Anki has it. */
__attribute__((unused)) static const char anki_schema[] =
    "CREATE TABLE col (id integer primary key, models text);"
    "CREATE TABLE notes (id integer primary key, guid text, mid integer, tags text, flds text);"
    "CREATE TABLE cards (id integer primary key, nid integer, ord integer);"
    "CREATE TABLE revlog (id integer primary key, cid integer, ease integer, ivl integer,"
    " time integer, type integer);";

/* A package at PATH with the file FROM as the collection, called MEMBER. */
__attribute__((unused)) static void anki_wrap(const char *path, const char *member,
                                              const char *from)
{
    struct package_writer *package = NULL;
    struct writer *writer = NULL;
    enum err rc = writer_open(&writer, path);

    if (rc == OK)
        rc = package_begin(&package, writer);
    if (rc == OK) {
        package_add_file(package, member, from);
        package_add(package, "media", 2, PACKAGE_STORED);
        package_put(package, "{}", 2);
        rc = package_end(package);
    }
    if (rc == OK)
        rc = writer_commit(writer);
    CHECK(rc == OK, "%s: %s", path, err_message());
}

/* The same with a collection that SQL made, which is then in the journal's folder as "made". */
__attribute__((unused)) static void anki_pack(const char *path, const char *member,
                                              const char *const *sql, size_t count)
{
    char *from = file_join(journal_folder, "made");
    struct db *db = NULL;
    size_t i;
    enum err rc;

    unlink(from);
    rc = db_open(&db, from, DB_BUILD);
    for (i = 0; i < count && rc == OK; i++)
        rc = db_exec(db, sql[i]);
    CHECK(rc == OK, "%s: %s", path, err_message());
    db_close(db);
    anki_wrap(path, member, from);
    free(from);
}

#endif
