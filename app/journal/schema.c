#include "app/journal/schema.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dict/base/db.h"
#include "dict/base/file.h"

/* What SQLite's header says of a journal: "WLOT". */
enum { APPLICATION_ID = 0x574C4F54 };

/* Rows that a person made have a UUIDv7 or a key of their own (language and
 * headword, a game's name), so that two journals can be merged as a union; id
 * numbers are of one file only. Times are milliseconds since 1970 UTC. */
static const char *const step_1[] = {
    "PRAGMA application_id = 0x574C4F54",

    "CREATE TABLE game ("
    " id INTEGER PRIMARY KEY,"
    " name TEXT NOT NULL UNIQUE) STRICT",

    /* Which windows are which game, and the names that a game had before. */
    "CREATE TABLE game_window ("
    " key TEXT PRIMARY KEY,"
    " game INTEGER NOT NULL REFERENCES game) STRICT, WITHOUT ROWID",
    "CREATE INDEX game_window_game ON game_window (game)",

    "CREATE TABLE word ("
    " id INTEGER PRIMARY KEY,"
    " uuid TEXT NOT NULL UNIQUE,"
    " lang TEXT NOT NULL,"
    " headword TEXT NOT NULL,"
    " fold TEXT NOT NULL," /* text_fold() of the headword, for completion */
    " state TEXT NOT NULL DEFAULT 'learning' CHECK (state IN ('learning', 'known', 'ignored')),"
    " note TEXT,"
    " changed_ms INTEGER NOT NULL," /* of state and note: in a merge the later one holds */
    " UNIQUE (lang, headword)) STRICT",
    "CREATE INDEX word_fold ON word (lang, fold)",

    "CREATE TABLE play_session ("
    " id INTEGER PRIMARY KEY,"
    " uuid TEXT NOT NULL UNIQUE,"
    " game INTEGER REFERENCES game,"
    " lang TEXT NOT NULL,"
    " start_ms INTEGER NOT NULL,"
    " end_ms INTEGER NOT NULL) STRICT", /* the last time something was kept in it */

    "CREATE TABLE encounter ("
    " id TEXT PRIMARY KEY,"
    " word INTEGER NOT NULL REFERENCES word,"
    " form TEXT NOT NULL,"
    " sentence TEXT,"
    " form_at INTEGER," /* bytes into sentence */
    " form_len INTEGER,"
    " sense TEXT,"
    " guess TEXT,"
    " game INTEGER REFERENCES game,"
    " session INTEGER NOT NULL REFERENCES play_session,"
    " time_ms INTEGER NOT NULL,"
    " picture TEXT,"
    " undone_ms INTEGER) STRICT",
    "CREATE INDEX encounter_word ON encounter (word, time_ms) WHERE undone_ms IS NULL",
    "CREATE INDEX encounter_time ON encounter (time_ms) WHERE undone_ms IS NULL",
    "CREATE INDEX encounter_game ON encounter (game)",

    /* Only ever added to; an undo is a row too, which names what it undoes. */
    "CREATE TABLE review ("
    " id TEXT PRIMARY KEY,"
    " word INTEGER NOT NULL REFERENCES word,"
    " time_ms INTEGER NOT NULL,"
    " rating INTEGER CHECK (rating BETWEEN 1 AND 4),"
    " duration_ms INTEGER,"
    " place TEXT NOT NULL CHECK (place IN ('desk', 'class')),"
    " undoes TEXT REFERENCES review,"
    " CHECK ((rating IS NULL) = (undoes IS NOT NULL))) STRICT",
    "CREATE INDEX review_word ON review (word, time_ms)",

    "CREATE TABLE override ("
    " lang TEXT NOT NULL,"
    " form TEXT NOT NULL," /* case-folded */
    " headword TEXT NOT NULL,"
    " changed_ms INTEGER NOT NULL,"
    " PRIMARY KEY (lang, form)) STRICT, WITHOUT ROWID",

    "CREATE TABLE setting ("
    " key TEXT PRIMARY KEY,"
    " value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    NULL,
};

/* Reviewing: the interval that an answer's button promised, so that what is due can be
 * computed anew from the log alone; and the cards, a cache of that. */
static const char *const step_2[] = {
    "ALTER TABLE review ADD COLUMN interval_days INTEGER",
    "CREATE INDEX review_undoes ON review (undoes) WHERE undoes IS NOT NULL",
    "CREATE INDEX review_time ON review (time_ms)",

    "CREATE TABLE card ("
    " word INTEGER PRIMARY KEY REFERENCES word,"
    " state INTEGER NOT NULL,"
    " step INTEGER NOT NULL,"
    " stability REAL NOT NULL,"
    " difficulty REAL NOT NULL,"
    " last_ms INTEGER NOT NULL,"
    " due_ms INTEGER NOT NULL,"
    " interval_days INTEGER NOT NULL,"
    " reps INTEGER NOT NULL,"
    " lapses INTEGER NOT NULL) STRICT",
    "CREATE INDEX card_due ON card (due_ms)",

    /* The options that the cards were computed with, in one row. */
    "CREATE TABLE card_basis (basis TEXT NOT NULL) STRICT",
    NULL,
};

/* The learner's own definitions of headwords. */
static const char *const step_3[] = {
    "CREATE TABLE definition ("
    " lang TEXT NOT NULL,"
    " headword TEXT NOT NULL,"
    " text TEXT NOT NULL,"
    " changed_ms INTEGER NOT NULL,"
    " PRIMARY KEY (lang, headword)) STRICT, WITHOUT ROWID",
    NULL,
};

/* When the cards are out of date: reviews that were in the future (of another machine's
 * clock) count from their own time on.
 *
 * All that the whole log is read for stands in the index, so that a million reviews are read
 * along it, and not from it to row after row. And the pictures of scenes: encounter.picture
 * names one, which several encounters of one moment can share. */
static const char *const step_4[] = {
    "ALTER TABLE card_basis ADD COLUMN stale_ms INTEGER",
    "DROP INDEX review_word",
    "CREATE INDEX review_word ON review (word, time_ms, id, rating, interval_days)",

    /* How often the word was met without being looked up. */
    "ALTER TABLE word ADD COLUMN met INTEGER NOT NULL DEFAULT 0",
    /* The text as it was read from the screen, before it was mended. */
    "ALTER TABLE encounter ADD COLUMN raw TEXT",
    "CREATE TABLE picture (id TEXT PRIMARY KEY, webp BLOB NOT NULL) STRICT",
    "CREATE INDEX encounter_picture ON encounter (picture) WHERE picture IS NOT NULL",
    NULL,
};

/* What the learner calls words together: tags, without spaces. */
static const char *const step_5[] = {
    "CREATE TABLE word_tag ("
    " word INTEGER NOT NULL REFERENCES word,"
    " tag TEXT NOT NULL,"
    " PRIMARY KEY (word, tag)) STRICT, WITHOUT ROWID",
    "CREATE INDEX word_tag_tag ON word_tag (tag)",
    NULL,
};

/* Imports, and what each of them changed, so that it can be taken back: a row of import_row
 * for each row added (before is NULL) or changed (before is what was in it), and in after what
 * tells whether somebody has changed it since. See imports.c. */
static const char *const step_6[] = {
    "CREATE TABLE import ("
    " id INTEGER PRIMARY KEY,"
    " time_ms INTEGER NOT NULL," /* when it was done */
    " name TEXT NOT NULL,"       /* the file's */
    " format TEXT NOT NULL,"
    " added INTEGER NOT NULL DEFAULT 0," /* rows of the file */
    " merged INTEGER NOT NULL DEFAULT 0,"
    " unchanged INTEGER NOT NULL DEFAULT 0,"
    " skipped INTEGER NOT NULL DEFAULT 0,"
    " undone_ms INTEGER) STRICT",
    "CREATE TABLE import_row ("
    " import INTEGER NOT NULL REFERENCES import,"
    " kind TEXT NOT NULL,"
    " key ANY NOT NULL,"
    " part TEXT NOT NULL DEFAULT ''," /* the rest of a key of two columns */
    " before TEXT,"                   /* JSON: a list of values */
    " after ANY,"
    " PRIMARY KEY (import, kind, key, part)) STRICT, WITHOUT ROWID",
    NULL,
};

static const char *const *const steps[] = { step_1, step_2, step_3, step_4, step_5, step_6 };

const struct schema *schema_current(void)
{
    static const struct schema current = { steps, sizeof(steps) / sizeof(steps[0]) };

    return &current;
}

static enum err say_newer(const char *path, int version, const struct schema *schema)
{
    return err_set(ERR_NEWER,
                   "%s was made by a newer Wordloot (version %d, this one knows %d) and is left "
                   "as it is: update Wordloot",
                   path, version, schema->version);
}

static enum err say_foreign(const char *path)
{
    return err_set(ERR_FORMAT, "%s is not a Wordloot journal", path);
}

static uint32_t big_endian(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The places in the header are those of https://www.sqlite.org/fileformat2.html */
enum err schema_peek(const char *path, const struct schema *schema)
{
    enum { HEADER_LEN = 100, VERSION_AT = 60, APPLICATION_AT = 68 };
    static const char magic[] = "SQLite format 3";
    struct file_map map = { 0 };
    uint32_t version, application;
    enum err rc = file_map(&map, path, SIZE_MAX / 2);

    if (rc != OK)
        return rc;
    if (map.len == 0) {
        rc = err_set(ERR_ABSENT, "%s is empty", path);
    } else if (map.len < HEADER_LEN || memcmp(map.bytes, magic, sizeof(magic)) != 0) {
        rc = say_foreign(path);
    } else {
        version = big_endian(map.bytes + VERSION_AT);
        application = big_endian(map.bytes + APPLICATION_AT);
        /* 0 until the first commit has come from the WAL into the file. */
        if (application != APPLICATION_ID && application != 0)
            rc = say_foreign(path);
        else if (application == APPLICATION_ID && version > (uint32_t)schema->version)
            rc = say_newer(path, (int)version, schema);
    }
    file_unmap(&map);
    return rc;
}

static enum err query_int(struct db *db, const char *sql, int64_t *out)
{
    struct stmt *query = db_prepare(db, sql);
    enum err rc = stmt_row(query);

    if (rc == OK)
        *out = stmt_get_int(query, 0);
    stmt_free(query);
    return rc;
}

enum err schema_identify(struct db *db, const struct schema *schema, int *version)
{
    int64_t application = 0, tables = 0;
    int found = 0;
    enum err rc = query_int(db, "SELECT count(*) FROM sqlite_schema", &tables);

    /* The application comes last: another program of ours may make the journal
     * while we look, and what it made must not be taken for a stranger's. */
    if (rc == OK)
        rc = db_get_version(db, &found);
    if (rc == OK)
        rc = query_int(db, "PRAGMA application_id", &application);
    if (rc != OK)
        return rc;
    if (found < 0 || (application != APPLICATION_ID && (found != 0 || tables != 0)))
        return say_foreign(db_path(db));
    if (found > schema->version)
        return say_newer(db_path(db), found, schema);
    *version = found;
    return OK;
}

static enum err run_step(struct db *db, const char *const *statement)
{
    enum err rc = OK;

    for (; rc == OK && *statement != NULL; statement++)
        rc = db_exec(db, *statement);
    return rc;
}

enum err schema_upgrade(struct db *db, const struct schema *schema)
{
    int version = 0;
    enum err rc = db_begin(db);

    if (rc != OK)
        return rc;
    /* Asked again: another program may have come first. */
    rc = schema_identify(db, schema, &version);
    if (rc == OK && version < schema->version) {
        for (; rc == OK && version < schema->version; version++)
            rc = run_step(db, schema->steps[version]);
        if (rc == OK)
            rc = db_set_version(db, schema->version);
    }
    if (rc == OK)
        return db_commit(db);
    db_rollback(db);
    return rc;
}
