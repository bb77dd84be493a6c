#include "app/journal/dump.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/journal_private.h"
#include "app/journal/pictures.h"
#include "app/journal/tags.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum {
    KEY_MAX = 1000,                         /* bytes of an id, a language, a window's key */
    SENTENCE_MAX = JOURNAL_SENTENCE_MAX * 4 /* composed text can be longer than what was met */
};

#define WORD_ID(lang, headword) \
    "(SELECT id FROM word WHERE lang = " lang " AND headword = " headword ")"
/* A game's name may be missing, but not lead nowhere: no row has this id, and the foreign
 * key then refuses it. */
#define GAME_ID(name) \
    "iif(" name " IS NULL, NULL, coalesce((SELECT id FROM game WHERE name = " name "), -1))"

static const struct dump_table tables[] = {
    {
        .type = "game",
        .fields = { { "name", DUMP_TEXT, GAME_NAME_MAX } },
        .count = 1,
        .select = "SELECT name FROM game ORDER BY name",
        .insert = "INSERT INTO game (name) VALUES (?1) ON CONFLICT (name) DO NOTHING",
    },
    {
        .type = "window",
        .fields = { { "key", DUMP_TEXT, KEY_MAX }, { "game", DUMP_TEXT, GAME_NAME_MAX } },
        .count = 2,
        .select = "SELECT key, game.name FROM game_window JOIN game ON game.id = game ORDER BY key",
        .insert = "INSERT INTO game_window (key, game) VALUES (?1, " GAME_ID(
            "?2") ")"
                  " ON CONFLICT (key) DO NOTHING",
    },
    {
        .type = "word",
        .fields = { { "uuid", DUMP_TEXT, KEY_MAX },
                    { "lang", DUMP_TEXT, KEY_MAX },
                    { "headword", DUMP_TEXT, JOURNAL_WORD_MAX },
                    { "state", DUMP_TEXT, KEY_MAX },
                    { "note", DUMP_TEXT, JOURNAL_NOTE_MAX, true },
                    { "changed_ms", DUMP_INT, 0 },
                    { "met", DUMP_INT, 0, true } },
        .count = 7,
        .select = "SELECT uuid, lang, headword, state, note, changed_ms, met FROM word"
                  " ORDER BY lang, headword",
        /* ?14 is the headword's fold, ?15 a new uuid, for where another word has this one: it
         * was renamed in one of two journals. */
        .insert = "INSERT INTO word (uuid, lang, headword, state, note, changed_ms, met, fold)"
                  " VALUES (iif(EXISTS (SELECT 1 FROM word WHERE uuid = ?1), ?15, ?1),"
                  "  ?2, ?3, ?4, ?5, ?6, coalesce(?7, 0), ?14)"
                  " ON CONFLICT (lang, headword) DO NOTHING",
        .update = "UPDATE word SET state = iif(?6 > changed_ms, ?4, state),"
                  "  note = iif(?6 > changed_ms, ?5, note), changed_ms = max(?6, changed_ms),"
                  "  met = max(coalesce(?7, 0), met)"
                  " WHERE lang = ?2 AND headword = ?3"
                  "  AND (?6 > changed_ms OR coalesce(?7, 0) > met)",
        .update_count = 7,
    },
    {
        .type = "tag",
        .fields = { { "lang", DUMP_TEXT, KEY_MAX },
                    { "headword", DUMP_TEXT, JOURNAL_WORD_MAX },
                    { "tag", DUMP_TEXT, JOURNAL_TAG_MAX } },
        .count = 3,
        .select = "SELECT lang, headword, tag FROM word_tag JOIN word ON word.id = word"
                  " ORDER BY lang, headword, tag",
        .insert = "INSERT INTO word_tag (word, tag) VALUES (" WORD_ID(
            "?1", "?2") ", ?3)"
                        " ON CONFLICT (word, tag) DO NOTHING",
    },
    {
        .type = "session",
        .fields = { { "uuid", DUMP_TEXT, KEY_MAX },
                    { "game", DUMP_TEXT, GAME_NAME_MAX, true },
                    { "lang", DUMP_TEXT, KEY_MAX },
                    { "start_ms", DUMP_INT, 0 },
                    { "end_ms", DUMP_INT, 0 } },
        .count = 5,
        .select = "SELECT uuid, game.name, lang, start_ms, end_ms FROM play_session"
                  " LEFT JOIN game ON game.id = game ORDER BY start_ms, uuid",
        .insert = "INSERT INTO play_session (uuid, game, lang, start_ms, end_ms)"
                  " VALUES (?1, " GAME_ID("?2") ", ?3, ?4, ?5)"
                                                " ON CONFLICT (uuid) DO NOTHING",
        .update = "UPDATE play_session SET end_ms = ?5 WHERE uuid = ?1 AND end_ms < ?5",
        .update_count = 5,
    },
    {
        .type = "picture",
        .fields = { { "id", DUMP_TEXT, KEY_MAX }, { "webp", DUMP_BLOB, PICTURE_MAX } },
        .count = 2,
        .select = "SELECT id, webp FROM picture ORDER BY id",
        .insert = "INSERT INTO picture (id, webp) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    },
    {
        .type = "encounter",
        .fields = { { "id", DUMP_TEXT, KEY_MAX },
                    { "lang", DUMP_TEXT, KEY_MAX },
                    { "headword", DUMP_TEXT, JOURNAL_WORD_MAX },
                    { "form", DUMP_TEXT, JOURNAL_WORD_MAX },
                    { "sentence", DUMP_TEXT, SENTENCE_MAX, true },
                    { "form_at", DUMP_INT, 0, true },
                    { "form_len", DUMP_INT, 0, true },
                    { "sense", DUMP_TEXT, SENTENCE_MAX, true },
                    { "guess", DUMP_TEXT, SENTENCE_MAX, true },
                    { "game", DUMP_TEXT, GAME_NAME_MAX, true },
                    { "session", DUMP_TEXT, KEY_MAX },
                    { "time_ms", DUMP_INT, 0 },
                    { "picture", DUMP_TEXT, KEY_MAX, true },
                    { "undone_ms", DUMP_INT, 0, true },
                    { "raw", DUMP_TEXT, SENTENCE_MAX, true } },
        .count = 15,
        .select = "SELECT e.id, word.lang, headword, form, sentence, form_at, form_len, sense,"
                  "  guess, game.name, s.uuid, time_ms, picture, undone_ms, raw FROM encounter AS e"
                  " JOIN word ON word.id = word JOIN play_session AS s ON s.id = session"
                  " LEFT JOIN game ON game.id = e.game ORDER BY time_ms, e.id",
        .insert = "INSERT INTO encounter (id, word, form, sentence, form_at, form_len, sense,"
                  "  guess, game, session, time_ms, picture, undone_ms, raw)"
                  " VALUES (?1, " WORD_ID("?2", "?3") ", ?4, ?5, ?6, ?7, ?8, ?9, " GAME_ID(
                      "?10") ","
                             "  (SELECT id FROM play_session WHERE uuid = ?11), ?12, ?13, ?14, ?15)"
                             " ON CONFLICT (id) DO NOTHING",
        .update = "UPDATE encounter SET undone_ms = ?14"
                  " WHERE id = ?1 AND undone_ms IS NULL AND ?14 IS NOT NULL",
        .update_count = 14,
    },
    {
        .type = "review",
        .fields = { { "id", DUMP_TEXT, KEY_MAX },
                    { "lang", DUMP_TEXT, KEY_MAX },
                    { "headword", DUMP_TEXT, JOURNAL_WORD_MAX },
                    { "time_ms", DUMP_INT, 0 },
                    { "rating", DUMP_INT, 0, true },
                    { "duration_ms", DUMP_INT, 0, true },
                    { "interval_days", DUMP_INT, 0, true },
                    { "place", DUMP_TEXT, KEY_MAX },
                    { "undoes", DUMP_TEXT, KEY_MAX, true } },
        .count = 9,
        .select = "SELECT review.id, lang, headword, time_ms, rating, duration_ms, interval_days,"
                  "  place, undoes FROM review JOIN word ON word.id = word"
                  " ORDER BY undoes IS NOT NULL, time_ms, review.id",
        .insert = "INSERT INTO review (id, word, time_ms, rating, duration_ms, interval_days,"
                  "  place, undoes)"
                  " VALUES (?1, " WORD_ID("?2", "?3") ", ?4, ?5, ?6, ?7, ?8, ?9)"
                                                      " ON CONFLICT (id) DO NOTHING",
    },
    {
        .type = "form",
        .fields = { { "lang", DUMP_TEXT, KEY_MAX },
                    { "form", DUMP_TEXT, JOURNAL_WORD_MAX * 4 },
                    { "headword", DUMP_TEXT, JOURNAL_WORD_MAX },
                    { "changed_ms", DUMP_INT, 0 } },
        .count = 4,
        .select = "SELECT lang, form, headword, changed_ms FROM override ORDER BY lang, form",
        .insert = "INSERT INTO override (lang, form, headword, changed_ms) VALUES (?1, ?2, ?3, ?4)"
                  " ON CONFLICT (lang, form) DO NOTHING",
        .update = "UPDATE override SET headword = ?3, changed_ms = ?4"
                  " WHERE lang = ?1 AND form = ?2 AND changed_ms < ?4",
        .update_count = 4,
    },
    {
        .type = "definition",
        .fields = { { "lang", DUMP_TEXT, KEY_MAX },
                    { "headword", DUMP_TEXT, JOURNAL_WORD_MAX },
                    { "text", DUMP_TEXT, JOURNAL_NOTE_MAX },
                    { "changed_ms", DUMP_INT, 0 } },
        .count = 4,
        .select = "SELECT lang, headword, text, changed_ms FROM definition"
                  " ORDER BY lang, headword",
        .insert = "INSERT INTO definition (lang, headword, text, changed_ms)"
                  " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (lang, headword) DO NOTHING",
        .update = "UPDATE definition SET text = ?3, changed_ms = ?4"
                  " WHERE lang = ?1 AND headword = ?2 AND changed_ms < ?4",
        .update_count = 4,
    },
};

const struct dump_table *dump_table(size_t at)
{
    return at < ARRAY_LEN(tables) ? &tables[at] : NULL;
}

const struct dump_table *dump_table_find(const char *type)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(tables); i++) {
        if (strcmp(tables[i].type, type) == 0)
            return &tables[i];
    }
    return NULL;
}

/* --- out --- */

static void read_values(const struct dump_table *table, struct stmt *list,
                        struct dump_value values[DUMP_FIELDS_MAX])
{
    size_t i;

    for (i = 0; i < table->count; i++) {
        const int column = (int)i;

        values[i] = (struct dump_value){ .is_null = stmt_is_null(list, column) };
        if (table->fields[i].kind == DUMP_INT)
            values[i].number = stmt_get_int(list, column);
        else if (table->fields[i].kind == DUMP_TEXT)
            values[i].bytes = stmt_get_text(list, column);
        else
            values[i].bytes = stmt_get_blob(list, column);
    }
}

static enum err dump_rows(struct journal *journal, const struct dump_table *table, dump_fn *row,
                          void *ctx)
{
    struct stmt *list = db_prepare(journal->db, table->select);
    struct dump_value values[DUMP_FIELDS_MAX];
    enum err rc;

    while ((rc = stmt_row(list)) == OK) {
        read_values(table, list, values);
        if (!row(ctx, table, values)) {
            rc = ERR_CANCELLED;
            break;
        }
    }
    stmt_free(list);
    return rc == ERR_ABSENT ? OK : rc;
}

enum err journal_dump(struct journal *journal, dump_fn *row, void *ctx)
{
    enum err rc = db_begin_reading(journal->db);
    size_t i;

    if (rc != OK)
        return rc;
    for (i = 0; i < ARRAY_LEN(tables) && rc == OK; i++)
        rc = dump_rows(journal, &tables[i], row, ctx);
    return journal_end(journal, rc);
}

enum err journal_dump_count(struct journal *journal, int64_t *out)
{
    struct stmt *count = db_cached(
        journal->db, "SELECT (SELECT count(*) FROM game) + (SELECT count(*) FROM game_window)"
                     " + (SELECT count(*) FROM word) + (SELECT count(*) FROM word_tag)"
                     " + (SELECT count(*) FROM play_session) + (SELECT count(*) FROM picture)"
                     " + (SELECT count(*) FROM encounter) + (SELECT count(*) FROM review)"
                     " + (SELECT count(*) FROM override) + (SELECT count(*) FROM definition)");
    enum err rc = stmt_row(count);

    if (rc == OK)
        *out = stmt_get_int(count, 0);
    stmt_reset(count);
    return rc;
}

/* --- in --- */

/* The parameters that word rows have besides their fields. */
enum { FOLD_AT = 14, UUID_AT = 15 };

/* Numbers are moments, places and lengths: from 0 to the end of the year 9999. */
static const int64_t number_max = INT64_C(253402300799999);

static enum err check_value(const struct dump_field *field, const struct dump_value *value)
{
    if (value->is_null)
        return field->optional ? OK : err_set(ERR_FORMAT, "\"%s\" is missing", field->name);
    if (field->kind == DUMP_INT)
        return value->number >= 0 && value->number <= number_max
                   ? OK
                   : err_set(ERR_FORMAT, "\"%s\" cannot be %lld", field->name,
                             (long long)value->number);
    if (value->bytes.len > field->max)
        return err_set(ERR_FORMAT, "\"%s\" is longer than %zu bytes", field->name, field->max);
    if (field->kind == DUMP_TEXT && !text_is_valid(value->bytes))
        return err_set(ERR_FORMAT, "\"%s\" is no text", field->name);
    if (strcmp(field->name, "headword") == 0 && value->bytes.len == 0)
        return err_set(ERR_FORMAT, "\"headword\" is empty");
    return OK;
}

static enum err check_values(const struct dump_table *table, const struct dump_value *values)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < table->count && rc == OK; i++)
        rc = check_value(&table->fields[i], &values[i]);
    return rc;
}

/* The first COUNT fields. */
static void bind(struct stmt *stmt, const struct dump_table *table, const struct dump_value *values,
                 size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        const int at = (int)i + 1;

        if (values[i].is_null)
            stmt_null(stmt, at);
        else if (table->fields[i].kind == DUMP_INT)
            stmt_int(stmt, at, values[i].number);
        else if (table->fields[i].kind == DUMP_TEXT)
            stmt_text(stmt, at, values[i].bytes);
        else
            stmt_blob(stmt, at, values[i].bytes.ptr, values[i].bytes.len);
    }
}

static enum err insert_row(struct journal *journal, const struct dump_table *table,
                           const struct dump_value *values)
{
    const bool is_word = strcmp(table->type, "word") == 0;
    struct stmt *insert = db_cached(journal->db, table->insert);
    char uuid[UUID_LEN + 1], *fold = NULL;
    enum err rc = is_word ? uuid_new(uuid, clock_now_ms()) : OK;

    if (rc != OK)
        return rc;
    bind(insert, table, values, table->count);
    if (is_word) {
        fold = text_fold_dup(values[2].bytes);
        stmt_text(insert, FOLD_AT, str_of(fold));
        stmt_text(insert, UUID_AT, str_of(uuid));
    }
    rc = stmt_run(insert);
    free(fold);
    return rc;
}

static enum err update_row(struct journal *journal, const struct dump_table *table,
                           const struct dump_value *values)
{
    struct stmt *update = db_cached(journal->db, table->update);

    bind(update, table, values, table->update_count);
    return stmt_run(update);
}

enum err journal_load(struct journal *journal, const struct dump_table *table,
                      const struct dump_value *values, enum load_change *change)
{
    enum err rc = check_values(table, values);

    if (rc == OK)
        rc = insert_row(journal, table, values);
    if (rc != OK)
        return rc;
    *change = db_changes(journal->db) > 0 ? LOAD_NEW : LOAD_NONE;
    if (*change == LOAD_NEW || table->update == NULL)
        return OK;
    rc = update_row(journal, table, values);
    if (rc == OK && db_changes(journal->db) > 0)
        *change = LOAD_MERGED;
    return rc;
}

enum err journal_load_done(struct journal *journal)
{
    return db_exec(journal->db, "DELETE FROM card; DELETE FROM card_basis");
}
