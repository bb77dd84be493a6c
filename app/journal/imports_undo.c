/* Taking an import back is a few statements over the notes that imports.c made of it: first
 * those of words that were touched since are forgotten, then all that is still noted is
 * undone. */

#include "app/journal/imports.h"

#include "app/journal/dump.h"
#include "app/journal/journal_private.h"
#include "dict/base/mem.h"

/* The keys of this import's notes of a KIND, ?1 being the import. */
#define KEYS(kind) "(SELECT key FROM import_row WHERE import = ?1 AND kind = '" kind "')"
#define ADDED_KEYS(kind)                                                  \
    "(SELECT key FROM import_row WHERE import = ?1 AND kind = '" kind "'" \
    " AND before IS NULL)"
/* IS compares key with a column behind a plus, which takes its affinity from it: as key has
 * none, SQLite would not find it by its index otherwise. */
#define NOTED(kind, is) \
    "EXISTS (SELECT 1 FROM import_row AS r WHERE r.import = ?1 AND r.kind = '" kind "' AND " is ")"
#define KEPT "(SELECT key FROM import_row WHERE import = ?1 AND kind = 'word' AND after = 'kept')"

/* Words that stay. What hangs on a word and was not noted as it is now came later: except for
 * definitions, which a word may have had before it was one. */
static const char mark_kept[] =
    "UPDATE import_row SET after = 'kept' WHERE import = ?1 AND kind = 'word' AND "
    "before IS NULL"
    " AND (key NOT IN (SELECT id FROM word WHERE id = key AND changed_ms || ' ' || "
    "met = after)"
    "  OR key IN (SELECT e.word FROM encounter AS e WHERE NOT " NOTED(
        "encounter",
        "r.key = +e.id AND r.after = e.word || ' ' || "
        "coalesce(e.picture, '')") ")"
                                   "  OR key IN (SELECT v.word FROM "
                                   "review AS v WHERE NOT " NOTED(
                                       "review",
                                       "r.key = +v.id") ")"
                                                        "  OR key IN "
                                                        "(SELECT t.word "
                                                        "FROM word_tag "
                                                        "AS t WHERE "
                                                        "NOT " NOTED(
                                                            "tag",
                                                            "r.key = "
                                                            "t.word AND "
                                                            "r.part = "
                                                            "t.tag") ")"
                                                                     "  "
                                                                     "OR "
                                                                     "key"
                                                                     " IN"
                                                                     " ("
                                                                     "SEL"
                                                                     "ECT"
                                                                     " w."
                                                                     "id "
                                                                     "FRO"
                                                                     "M "
                                                                     "def"
                                                                     "ini"
                                                                     "tio"
                                                                     "n "
                                                                     "AS "
                                                                     "d"
                                                                     "   "
                                                                     "JOI"
                                                                     "N "
                                                                     "wor"
                                                                     "d "
                                                                     "AS "
                                                                     "w "
                                                                     "ON "
                                                                     "w."
                                                                     "lan"
                                                                     "g "
                                                                     "= "
                                                                     "d."
                                                                     "lan"
                                                                     "g "
                                                                     "AND"
                                                                     " w."
                                                                     "hea"
                                                                     "dwo"
                                                                     "rd "
                                                                     "= "
                                                                     "d."
                                                                     "hea"
                                                                     "dwo"
                                                                     "rd"
                                                                     "   "
                                                                     "WHE"
                                                                     "RE "
                                                                     "d."
                                                                     "cha"
                                                                     "nge"
                                                                     "d_"
                                                                     "ms "
                                                                     "> "
                                                                     "(SE"
                                                                     "LEC"
                                                                     "T "
                                                                     "tim"
                                                                     "e_"
                                                                     "ms "
                                                                     "FRO"
                                                                     "M "
                                                                     "imp"
                                                                     "ort"
                                                                     " WH"
                                                                     "ERE"
                                                                     " id"
                                                                     " = "
                                                                     "?1)"
                                                                     " AN"
                                                                     "D "
                                                                     "NOT"
                                                                     " " NOTED(
                                                                         "definition",
                                                                         "r.key = +d.lang AND "
                                                                         "r.part "
                                                                         "= d.headword AND r.after "
                                                                         "= d.changed_ms") "))";

static const char *const forget_kept[] = {
    "DELETE FROM import_row WHERE import = ?1 AND kind IN ('encounter', 'scene')"
    " AND key IN (SELECT id FROM encounter WHERE word IN " KEPT ")",
    "DELETE FROM import_row WHERE import = ?1 AND kind = 'review'"
    " AND key IN (SELECT id FROM review WHERE word IN " KEPT ")",
    "DELETE FROM import_row WHERE import = ?1 AND kind = 'tag' AND key IN " KEPT,
    "DELETE FROM import_row WHERE import = ?1 AND kind = 'definition'"
    " AND (key, part) IN (SELECT lang, headword FROM word WHERE id IN " KEPT ")",
    "DELETE FROM import_row WHERE import = ?1 AND kind = 'form' AND (key, part) IN"
    " (SELECT lang, form FROM override WHERE (lang, headword) IN"
    "  (SELECT lang, headword FROM word WHERE id IN " KEPT "))",
    "DELETE FROM import_row WHERE import = ?1 AND kind = 'word' AND after = 'kept'",
};

#define BEFORE(at) "json_extract(r.before, '$[" at "]')"
#define FROM_NOTES(kind)                                            \
    " FROM import_row AS r WHERE r.import = ?1 AND r.kind = '" kind \
    "' AND r.before IS NOT NULL AND "

static const char *const restore[] = {
    "UPDATE word SET state = " BEFORE("0") ", note = " BEFORE("1") ", changed_ms = " BEFORE(
        "2") ", met = " BEFORE("3") FROM_NOTES("word") "r.key = word.id"
                                                       " AND r.after = word.changed_ms || ' ' || "
                                                       "word.met",
    "UPDATE definition SET text = " BEFORE("0") ", changed_ms = " BEFORE("1")
        FROM_NOTES("definition") "r.key = definition.lang AND r.part = definition.headword"
                                 " AND r.after = definition.changed_ms",
    "UPDATE override SET headword = " BEFORE("0") ", changed_ms = " BEFORE("1")
        FROM_NOTES("form") "r.key = override.lang AND r.part = override.form"
                           " AND r.after = override.changed_ms",
    "UPDATE encounter SET undone_ms = " BEFORE("0")
        FROM_NOTES("undone") "r.key = encounter.id AND r.after IS encounter.undone_ms",
    "UPDATE encounter SET picture = " BEFORE("0")
        FROM_NOTES("scene") "r.key = encounter.id AND r.after IS encounter.picture",
    "UPDATE play_session SET end_ms = " BEFORE("0")
        FROM_NOTES("session") "r.key = play_session.id AND r.after = play_session.end_ms",
};

static const char remove_encounters[] = "DELETE FROM encounter WHERE id IN " KEYS(
    "encounter") " AND " NOTED("encounter", "r.key = +encounter.id AND r.after ="
                                            " encounter.word || ' ' || "
                                            "coalesce(encounter.picture, '')");
/* One that was taken back since stays with the row that did it. */
static const char remove_reviews[] = "DELETE FROM review WHERE id IN " KEYS(
    "review") " AND id NOT IN (SELECT undoes FROM review WHERE undoes IS NOT NULL AND id NOT "
              "IN " KEYS("review") ")";
static const char remove_words[] = "DELETE FROM word WHERE id IN " ADDED_KEYS("word");

/* In this order: what names a row goes before that row, what is still named stays. */
static const char *const remove_rest[] = {
    "DELETE FROM word_tag WHERE " NOTED("tag", "r.key = +word_tag.word AND r.part = word_tag.tag"),
    "DELETE FROM definition WHERE " NOTED(
        "definition", "r.key = +definition.lang AND r.part = definition.headword"
                      " AND r.before IS NULL AND r.after = definition.changed_ms"),
    "DELETE FROM override WHERE " NOTED("form", "r.key = +override.lang AND r.part = override.form"
                                                " AND r.before IS NULL"
                                                " AND r.after = override.changed_ms"),
    "DELETE FROM card WHERE word IN " ADDED_KEYS("word"),
    "DELETE FROM picture WHERE id IN " KEYS(
        "picture") " AND id NOT IN (SELECT picture FROM encounter WHERE picture IS NOT NULL)",
    "DELETE FROM play_session WHERE id IN " ADDED_KEYS(
        "session") " AND id NOT IN (SELECT session FROM encounter)",
    "DELETE FROM game_window WHERE key IN " KEYS("window"),
    "DELETE FROM game WHERE id IN " KEYS(
        "game") " AND id NOT IN (SELECT game FROM encounter WHERE game IS NOT NULL)"
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
    enum err rc = run(journal, mark_kept, import, NULL);

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
