/* Taking an import back is a few statements over the notes that imports.c made of it: first
 * those of words that were touched since are forgotten, then all that is still noted is
 * undone. */

#include "app/journal/imports.h"

#include "app/journal/dump.h"
#include "app/journal/journal_private.h"
#include "dict/base/mem.h"

/* In all of these ?1 is the import. A plus before a column that key is compared with takes its
 * affinity from it: key has none, and SQLite would not use the index otherwise. */

/* Words that stay: those that are not as the import left them, and those on which something
 * hangs that it did not note as it is now. Definitions came later if their time says so: a word
 * may have had one before it was one. */
#define MARK "UPDATE import_row SET after = 'kept' WHERE import = ?1 AND kind = 'word'"
static const char *const mark_kept[] = {
    MARK " AND before IS NULL AND NOT EXISTS"
         "  (SELECT 1 FROM word WHERE id = key AND changed_ms || ' ' || met = after)",
    MARK " AND before IS NULL AND key IN (SELECT e.word FROM encounter AS e"
         "  WHERE NOT EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
         "   AND r.kind = 'encounter' AND r.key = +e.id"
         "   AND r.after = e.word || ' ' || coalesce(e.picture, '')))",
    MARK " AND before IS NULL AND key IN (SELECT v.word FROM review AS v"
         "  WHERE NOT EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
         "   AND r.kind = 'review' AND r.key = +v.id))",
    MARK " AND before IS NULL AND key IN (SELECT t.word FROM word_tag AS t"
         "  WHERE NOT EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
         "   AND r.kind = 'tag' AND r.key = +t.word AND r.part = t.tag))",
    MARK " AND before IS NULL AND key IN (SELECT w.id FROM definition AS d"
         "  JOIN word AS w ON w.lang = d.lang AND w.headword = d.headword"
         "  WHERE d.changed_ms >= (SELECT time_ms FROM import WHERE id = ?1)"
         "   AND NOT EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
         "    AND r.kind = 'definition' AND r.key = +d.lang AND r.part = d.headword"
         "    AND r.after = d.changed_ms))",
};

/* What the import gave them stays with them. */
#define KEPT "(SELECT key FROM import_row WHERE import = ?1 AND kind = 'word' AND after = 'kept')"
#define FORGET "DELETE FROM import_row WHERE import = ?1 AND "
static const char *const forget_kept[] = {
    FORGET "kind IN ('encounter', 'scene')"
           " AND key IN (SELECT id FROM encounter WHERE word IN " KEPT ")",
    FORGET "kind = 'review' AND key IN (SELECT id FROM review WHERE word IN " KEPT ")",
    FORGET "kind = 'tag' AND key IN " KEPT,
    FORGET "kind = 'definition'"
           " AND (key, part) IN (SELECT lang, headword FROM word WHERE id IN " KEPT ")",
    FORGET "kind = 'form' AND (key, part) IN"
           " (SELECT o.lang, o.form FROM override AS o JOIN word AS w"
           "  ON w.lang = o.lang AND w.headword = o.headword WHERE w.id IN " KEPT ")",
    FORGET "kind = 'word' AND after = 'kept'",
};

static const char *const restore[] = {
    "UPDATE word SET state = json_extract(r.before, '$[0]'),"
    " note = json_extract(r.before, '$[1]'), changed_ms = json_extract(r.before, '$[2]'),"
    " met = json_extract(r.before, '$[3]') FROM import_row AS r WHERE r.import = ?1"
    " AND r.kind = 'word' AND r.before IS NOT NULL AND r.key = word.id"
    " AND r.after = word.changed_ms || ' ' || word.met",
    "UPDATE definition SET text = json_extract(r.before, '$[0]'),"
    " changed_ms = json_extract(r.before, '$[1]') FROM import_row AS r WHERE r.import = ?1"
    " AND r.kind = 'definition' AND r.before IS NOT NULL AND r.key = definition.lang"
    " AND r.part = definition.headword AND r.after = definition.changed_ms",
    "UPDATE override SET headword = json_extract(r.before, '$[0]'),"
    " changed_ms = json_extract(r.before, '$[1]') FROM import_row AS r WHERE r.import = ?1"
    " AND r.kind = 'form' AND r.before IS NOT NULL AND r.key = override.lang"
    " AND r.part = override.form AND r.after = override.changed_ms",
    "UPDATE encounter SET undone_ms = json_extract(r.before, '$[0]') FROM import_row AS r"
    " WHERE r.import = ?1 AND r.kind = 'undone' AND r.key = encounter.id"
    " AND r.after IS encounter.undone_ms",
    "UPDATE encounter SET picture = json_extract(r.before, '$[0]') FROM import_row AS r"
    " WHERE r.import = ?1 AND r.kind = 'scene' AND r.key = encounter.id"
    " AND r.after IS encounter.picture",
};

static const char restore_sessions[] =
    "UPDATE play_session SET end_ms = json_extract(r.before, '$[0]') FROM import_row AS r"
    " WHERE r.import = ?1 AND r.kind = 'session' AND r.before IS NOT NULL"
    " AND r.key = play_session.id AND r.after = play_session.end_ms";

static const char remove_encounters[] =
    "DELETE FROM encounter WHERE EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
    " AND r.kind = 'encounter' AND r.key = +encounter.id"
    " AND r.after = encounter.word || ' ' || coalesce(encounter.picture, ''))";
/* One that was taken back since stays with the row that did it. */
static const char remove_reviews[] =
    "DELETE FROM review WHERE EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
    " AND r.kind = 'review' AND r.key = +review.id)"
    " AND id NOT IN (SELECT undo.undoes FROM review AS undo WHERE undo.undoes IS NOT NULL"
    "  AND NOT EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
    "   AND r.kind = 'review' AND r.key = +undo.id))";
#define ADDED "(SELECT key FROM import_row WHERE import = ?1 AND before IS NULL AND kind = "
static const char remove_words[] = "DELETE FROM word WHERE id IN " ADDED "'word')";

/* In this order: what names a row goes before that row, what is still named stays. */
static const char *const remove_rest[] = {
    "DELETE FROM word_tag WHERE EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
    " AND r.kind = 'tag' AND r.key = +word_tag.word AND r.part = word_tag.tag)",
    "DELETE FROM definition WHERE EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
    " AND r.kind = 'definition' AND r.key = +definition.lang AND r.part = definition.headword"
    " AND r.before IS NULL AND r.after = definition.changed_ms)",
    "DELETE FROM override WHERE EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1"
    " AND r.kind = 'form' AND r.key = +override.lang AND r.part = override.form"
    " AND r.before IS NULL AND r.after = override.changed_ms)",
    "DELETE FROM card WHERE word IN " ADDED "'word')",
    "DELETE FROM picture WHERE id IN " ADDED "'picture')"
    " AND id NOT IN (SELECT picture FROM encounter WHERE picture IS NOT NULL)",
    "DELETE FROM play_session WHERE id IN " ADDED "'session')"
    " AND id NOT IN (SELECT session FROM encounter)",
    "DELETE FROM game_window WHERE key IN " ADDED "'window')",
    "DELETE FROM game WHERE id IN " ADDED "'game')"
    " AND id NOT IN (SELECT game FROM encounter WHERE game IS NOT NULL)"
    " AND id NOT IN (SELECT game FROM play_session WHERE game IS NOT NULL)"
    " AND id NOT IN (SELECT game FROM game_window)",
};

static const char forget_all[] = "DELETE FROM import_row WHERE import = ?1";

/* Runs SQL for IMPORT; *ROWS (may be NULL) grows by the rows that it changed. */
static enum err run(struct journal *journal, const char *sql, int64_t import, int64_t *rows)
{
    struct stmt *stmt = db_prepare(journal->db, sql);
    enum err rc;

    stmt_int(stmt, 1, import);
    rc = stmt_run(stmt);
    stmt_free(stmt);
    if (rc == OK && rows != NULL)
        *rows += db_changes(journal->db);
    return rc;
}

static enum err run_list(struct journal *journal, const char *const *list, size_t count,
                         int64_t import, int64_t *rows)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < count && rc == OK; i++)
        rc = run(journal, list[i], import, rows);
    return rc;
}

static enum err find_last(struct journal *journal, int64_t *import, struct import_undone *out)
{
    struct stmt *find = db_prepare(journal->db, "SELECT id, name, time_ms FROM import"
                                                " WHERE undone_ms IS NULL"
                                                " ORDER BY id DESC LIMIT 1");
    enum err rc = stmt_row(find);

    if (rc == OK) {
        *import = stmt_get_int(find, 0);
        journal_copy(out->name, stmt_get_text(find, 1), IMPORT_NAME_MAX);
        out->time_ms = stmt_get_int(find, 2);
    } else if (rc == ERR_ABSENT) {
        err_set(rc, "there is no import to take back");
    }
    stmt_free(find);
    return rc;
}

static enum err tell_kept(struct journal *journal, const struct import_undo *undo, int64_t import,
                          struct import_undone *out)
{
    struct stmt *list = db_prepare(journal->db, "SELECT lang, headword FROM word WHERE id IN " KEPT
                                                " ORDER BY lang, headword");
    enum err rc;

    stmt_int(list, 1, import);
    while ((rc = stmt_row(list)) == OK) {
        out->stayed++;
        if (undo->stays != NULL)
            undo->stays(undo->ctx, stmt_get_text(list, 0), stmt_get_text(list, 1));
    }
    stmt_free(list);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err keep_touched(struct journal *journal, const struct import_undo *undo,
                             int64_t import, struct import_undone *out)
{
    enum err rc = run_list(journal, mark_kept, ARRAY_LEN(mark_kept), import, NULL);

    if (rc == OK)
        rc = tell_kept(journal, undo, import, out);
    return rc == OK ? run_list(journal, forget_kept, ARRAY_LEN(forget_kept), import, NULL) : rc;
}

static enum err remove_added(struct journal *journal, int64_t import, struct import_undone *out)
{
    enum err rc = run(journal, remove_reviews, import, &out->reviews);

    if (rc == OK)
        rc = run_list(journal, remove_rest, ARRAY_LEN(remove_rest), import, NULL);
    if (rc == OK)
        rc = run(journal, remove_words, import, &out->words);
    if (rc == OK && out->reviews > 0)
        rc = journal_load_done(journal);
    return rc;
}

static enum err stamp(struct journal *journal, int64_t import, int64_t now_ms)
{
    struct stmt *set = db_cached(journal->db, "UPDATE import SET undone_ms = ?2 WHERE id = ?1");

    stmt_int(set, 1, import);
    stmt_int(set, 2, now_ms);
    return stmt_run(set);
}

/* All references of the file, as nothing else looked at them. */
static enum err check_references(struct journal *journal)
{
    struct stmt *check = db_prepare(journal->db, "PRAGMA foreign_key_check");
    enum err rc = stmt_row(check);

    if (rc == OK)
        rc = err_set(ERR_FORMAT, "%s: a row of table %.*s would point to nothing", journal->path,
                     STR_ARG(stmt_get_text(check, 0)));
    stmt_free(check);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err take_back(struct journal *journal, const struct import_undo *undo,
                          struct import_undone *out)
{
    int64_t import = 0;
    enum err rc = find_last(journal, &import, out);

    if (rc == OK)
        rc = keep_touched(journal, undo, import, out);
    /* Before the others get their pictures back: these are known by theirs. */
    if (rc == OK)
        rc = run(journal, remove_encounters, import, &out->encounters);
    if (rc == OK)
        rc = run_list(journal, restore, ARRAY_LEN(restore), import, &out->restored);
    if (rc == OK)
        rc = run(journal, restore_sessions, import, NULL);
    if (rc == OK)
        rc = remove_added(journal, import, out);
    if (rc == OK)
        rc = run(journal, forget_all, import, NULL);
    if (rc == OK)
        rc = stamp(journal, import, undo->now_ms);
    return rc == OK ? check_references(journal) : rc;
}

/* References are looked at once at the end: SQLite would go through all encounters for each
 * word and session that goes, as no index leads to them. (Inside of a transaction of the
 * caller's the pragma does nothing, and that is what it does.) */
enum err journal_import_undo(struct journal *journal, const struct import_undo *undo,
                             struct import_undone *out)
{
    struct import_undone undone = { 0 };
    enum err rc = db_exec(journal->db, "PRAGMA foreign_keys = 0"), end;

    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK) {
        rc = take_back(journal, undo, &undone);
        if (rc == OK && undo->dry_run)
            db_rollback(journal->db);
        else
            rc = journal_end(journal, rc);
    }
    end = db_exec(journal->db, "PRAGMA foreign_keys = 1");
    if (rc == OK)
        rc = end;
    if (rc == OK)
        *out = undone;
    return rc;
}
