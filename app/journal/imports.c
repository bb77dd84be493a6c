/* What an import adds to a table whose rows SQLite numbers is what lies behind the number that
 * was the last one before: it is noted at the end, in one go. For the other tables, and for what
 * is changed, triggers of this connection alone make the notes. (For all of them it would be as
 * simple, but for a statement with a trigger SQLite copies each page that it touches.)
 *
 * A note is the row's key, what was in it before, and in the column after what tells whether
 * somebody has touched it since. Of a word these are its time of change and how often it was
 * met; of an encounter its word and its picture (a corrected sentence takes the note away, see
 * mend.c); of a definition or a form its time of change. imports_undo.c reads the notes. */

#include "app/journal/imports.h"

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"

/* --- recording --- */

/* The first note of a row says how it was before; the last, how the import left it. */
#define NOTE(kind, key, part, before, after)                                                     \
    "INSERT INTO import_row (import, kind, key, part, before, after)"                            \
    " VALUES ((SELECT max(id) FROM import), " kind ", " key ", " part ", " before ", " after ")" \
    " ON CONFLICT DO UPDATE SET after = excluded.after"
#define ADDED(table, kind, key, part, after)                          \
    "CREATE TEMP TRIGGER added_" table " AFTER INSERT ON main." table \
    " BEGIN " NOTE("'" kind "'", "new." key, part, "NULL", after) "; END"
#define CHANGED(name, of, kind, key, part, before, after)      \
    "CREATE TEMP TRIGGER changed_" name " AFTER UPDATE OF " of \
    " BEGIN " NOTE("'" kind "'", "old." key, part, "json_array(" before ")", after) "; END"

static const char *const watches[] = {
    ADDED("game_window", "window", "key", "''", "NULL"),
    ADDED("word_tag", "tag", "word", "new.tag", "NULL"),
    ADDED("override", "form", "lang", "new.form", "new.changed_ms"),
    ADDED("definition", "definition", "lang", "new.headword", "new.changed_ms"),
    CHANGED("word", "state, note, changed_ms, met ON main.word", "word", "id", "''",
            "old.state, old.note, old.changed_ms, old.met", "new.changed_ms || ' ' || new.met"),
    CHANGED("session", "end_ms ON main.play_session WHEN new.end_ms <> old.end_ms", "session", "id",
            "''", "old.end_ms", "new.end_ms"),
    CHANGED("undone", "undone_ms ON main.encounter", "undone", "id", "''", "old.undone_ms",
            "new.undone_ms"),
    CHANGED("scene", "picture ON main.encounter", "scene", "id", "''", "old.picture",
            "new.picture"),
    CHANGED("form", "headword, changed_ms ON main.override", "form", "lang", "old.form",
            "old.headword, old.changed_ms", "new.changed_ms"),
    CHANGED("definition", "text, changed_ms ON main.definition", "definition", "lang",
            "old.headword", "old.text, old.changed_ms", "new.changed_ms"),
};

static const char *const ends[] = {
    "DROP TRIGGER added_game_window", "DROP TRIGGER added_word_tag",
    "DROP TRIGGER added_override",    "DROP TRIGGER added_definition",
    "DROP TRIGGER changed_word",      "DROP TRIGGER changed_session",
    "DROP TRIGGER changed_undone",    "DROP TRIGGER changed_scene",
    "DROP TRIGGER changed_form",      "DROP TRIGGER changed_definition",
};

/* ?1 is the last number of before. */
#define BEHIND(table, kind, key, after)                                                        \
    {                                                                                          \
        "SELECT coalesce(max(rowid), 0) FROM " table,                                          \
            "INSERT INTO import_row (import, kind, key, after)"                                \
            " SELECT (SELECT max(id) FROM import), '" kind "', " key ", " after " FROM " table \
            " WHERE rowid > ?1"                                                                \
            " ON CONFLICT DO UPDATE SET before = NULL, after = excluded.after"                 \
    }

static const struct {
    const char *last, *note;
} numbered[IMPORT_NUMBERED] = {
    BEHIND("game", "game", "id", "NULL"),
    BEHIND("word", "word", "id", "changed_ms || ' ' || met"),
    BEHIND("play_session", "session", "id", "NULL"),
    BEHIND("picture", "picture", "id", "NULL"),
    BEHIND("encounter", "encounter", "id", "word || ' ' || coalesce(picture, '')"),
    BEHIND("review", "review", "id", "NULL"),
};

static enum err read_numbers(struct journal *journal)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < IMPORT_NUMBERED && rc == OK; i++) {
        struct stmt *last = db_prepare(journal->db, numbered[i].last);

        rc = stmt_row(last);
        if (rc == OK)
            journal->import_from[i] = stmt_get_int(last, 0);
        stmt_free(last);
    }
    return rc;
}

static enum err note_numbered(struct journal *journal)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < IMPORT_NUMBERED && rc == OK; i++) {
        struct stmt *note = db_prepare(journal->db, numbered[i].note);

        stmt_int(note, 1, journal->import_from[i]);
        rc = stmt_run(note);
        stmt_free(note);
    }
    return rc;
}

static enum err run_all(struct journal *journal, const char *const *statements, size_t count)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < count && rc == OK; i++)
        rc = db_exec(journal->db, statements[i]);
    return rc;
}

enum err journal_import_begin(struct journal *journal, const char *name, const char *format)
{
    struct stmt *add = db_cached(journal->db, "INSERT INTO import (time_ms, name, format)"
                                              " VALUES (?1, ?2, ?3)");
    char cut[IMPORT_NAME_MAX + 1];
    enum err rc;

    journal_copy(cut, str_of(name), IMPORT_NAME_MAX);
    stmt_int(add, 1, clock_now_ms());
    stmt_text(add, 2, str_of(cut));
    stmt_text(add, 3, str_of(format));
    rc = stmt_run(add);
    if (rc == OK)
        rc = read_numbers(journal);
    return rc == OK ? run_all(journal, watches, ARRAY_LEN(watches)) : rc;
}

static enum err put_counts(struct journal *journal, const struct import_row *counts)
{
    struct stmt *put = db_cached(
        journal->db, "UPDATE import SET time_ms = ?1, added = ?2, merged = ?3, unchanged = ?4,"
                     " skipped = ?5 WHERE id = (SELECT max(id) FROM import)");

    stmt_int(put, 1, clock_now_ms());
    stmt_int(put, 2, counts->added);
    stmt_int(put, 3, counts->merged);
    stmt_int(put, 4, counts->unchanged);
    stmt_int(put, 5, counts->skipped);
    return stmt_run(put);
}

enum err journal_import_end(struct journal *journal, const struct import_row *counts)
{
    static const char drop[] = "DELETE FROM import WHERE id = (SELECT max(id) FROM import)"
                               " AND id NOT IN (SELECT import FROM import_row)";
    enum err rc = run_all(journal, ends, ARRAY_LEN(ends));

    if (rc == OK)
        rc = note_numbered(journal);
    if (rc == OK)
        rc = put_counts(journal, counts);
    return rc == OK ? db_exec(journal->db, drop) : rc;
}

/* --- reading --- */

enum err journal_import_list(struct journal *journal, import_fn *row, void *ctx)
{
    struct stmt *list =
        db_prepare(journal->db, "SELECT time_ms, name, format, added, merged, unchanged, skipped,"
                                " undone_ms FROM import ORDER BY id DESC");
    enum err rc;

    while ((rc = stmt_row(list)) == OK) {
        const struct import_row import = {
            .time_ms = stmt_get_int(list, 0),
            .name = stmt_get_text(list, 1),
            .format = stmt_get_text(list, 2),
            .added = stmt_get_int(list, 3),
            .merged = stmt_get_int(list, 4),
            .unchanged = stmt_get_int(list, 5),
            .skipped = stmt_get_int(list, 6),
            .undone_ms = stmt_get_int(list, 7),
        };

        row(ctx, &import);
    }
    stmt_free(list);
    return rc == ERR_ABSENT ? OK : rc;
}
