#include "app/classroom/store.h"

#include <stdlib.h>

#include "app/classroom/set.h"
#include "dict/base/db.h"

enum {
    APPLICATION_ID = 0x576c4373, /* "WlCs" */
    VERSION = 1
};

static const int64_t day_ms = INT64_C(86400000);

static const char *const step_1[] = {
    "CREATE TABLE session ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " title TEXT NOT NULL,"
    " questions TEXT NOT NULL," /* as set_text() */
    " seed INTEGER NOT NULL,"
    " level INTEGER NOT NULL,"
    " goal_percent INTEGER NOT NULL,"
    " begun_ms INTEGER NOT NULL,"
    " ended_ms INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE TABLE event ("
    " id INTEGER PRIMARY KEY,"
    " session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,"
    " kind INTEGER NOT NULL,"
    " time_ms INTEGER NOT NULL,"
    " token TEXT,"
    " text TEXT,"
    " slot INTEGER NOT NULL,"
    " seq INTEGER NOT NULL,"
    " value INTEGER NOT NULL) STRICT",
    "CREATE INDEX event_session ON event (session, id)",
    "PRAGMA application_id = 1466712947",
};

struct store {
    struct db *db;
};

static enum err query_int(struct db *db, const char *sql, int64_t *out)
{
    struct stmt *query = db_prepare(db, sql);
    enum err rc = stmt_row(query);

    if (rc == OK)
        *out = stmt_get_int(query, 0);
    stmt_free(query);
    return rc;
}

/* Within a transaction: makes the tables where there are none. */
static enum err prepare(struct db *db)
{
    int64_t application = 0, tables = 0;
    int version = 0;
    enum err rc = query_int(db, "SELECT count(*) FROM sqlite_schema", &tables);

    if (rc == OK)
        rc = query_int(db, "PRAGMA application_id", &application);
    if (rc == OK)
        rc = db_get_version(db, &version);
    if (rc != OK)
        return rc;
    if (application != APPLICATION_ID && (tables != 0 || version != 0))
        return err_set(ERR_FORMAT, "%s is not Wordloot's class file", db_path(db));
    if (version > VERSION)
        return err_set(ERR_NEWER, "%s was made by a newer Wordloot: update Wordloot", db_path(db));
    if (version == VERSION)
        return OK;
    for (size_t i = 0; rc == OK && i < ARRAY_LEN(step_1); i++)
        rc = db_exec(db, step_1[i]);
    return rc == OK ? db_set_version(db, VERSION) : rc;
}

static enum err delete_old(struct db *db, int64_t now_ms)
{
    struct stmt *gone = db_cached(db, "DELETE FROM session WHERE begun_ms <= ?1");

    stmt_int(gone, 1, now_ms - STORE_KEEP_DAYS * day_ms);
    return stmt_run(gone);
}

enum err store_open(struct store **out, const char *path, int64_t now_ms)
{
    struct db *db = NULL;
    enum err rc = db_open(&db, path, DB_WRITE);

    if (rc != OK)
        return rc;
    /* What is deleted of pupils' answers must not stay readable in the file. */
    rc = db_exec(db, "PRAGMA secure_delete = ON");
    if (rc == OK)
        rc = db_begin(db);
    if (rc != OK)
        goto out;
    rc = prepare(db);
    if (rc == OK)
        rc = delete_old(db, now_ms);
    if (rc == OK)
        rc = db_commit(db);
    else
        db_rollback(db);
    if (rc != OK)
        goto out;
    *out = xcalloc(1, sizeof(**out));
    (*out)->db = db;
    db = NULL;
out:
    db_close(db);
    return rc;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    db_close(store->db);
    free(store);
}

enum err store_begin(struct store *store, const struct question_set *set,
                     const struct engine_options *options, int64_t now_ms, int64_t *id)
{
    struct stmt *insert =
        db_cached(store->db, "INSERT INTO session"
                             " (title, questions, seed, level, goal_percent, begun_ms)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    char *text = set_text(set);
    enum err rc;

    if (text == NULL)
        return err_set(ERR_LIMIT, "the questions do not fit into memory");
    stmt_text(insert, 1, str_of(set->title));
    stmt_text(insert, 2, str_of(text));
    stmt_int(insert, 3, (int64_t)options->seed);
    stmt_int(insert, 4, options->level);
    stmt_int(insert, 5, options->goal_percent);
    stmt_int(insert, 6, now_ms);
    rc = stmt_run(insert);
    free(text);
    if (rc == OK)
        *id = db_last_id(store->db);
    return rc;
}

/* Whether the last statement changed a row. */
static enum err changed(struct store *store, int64_t id)
{
    if (db_changes(store->db) > 0)
        return OK;
    return err_set(ERR_ABSENT, "there is no open class session %lld", (long long)id);
}

enum err store_add(struct store *store, int64_t id, const struct event *event)
{
    struct stmt *insert =
        db_cached(store->db, "INSERT INTO event"
                             " (session, kind, time_ms, token, text, slot, seq, value)"
                             " SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM session"
                             " WHERE id = ?1 AND ended_ms = 0");
    enum err rc;

    stmt_int(insert, 1, id);
    stmt_int(insert, 2, event->kind);
    stmt_int(insert, 3, event->now_ms);
    stmt_text(insert, 4, str_of(event->token));
    stmt_text(insert, 5, str_of(event->text));
    stmt_int(insert, 6, event->slot);
    stmt_int(insert, 7, event->seq);
    stmt_int(insert, 8, event->value);
    rc = stmt_run(insert);
    return rc == OK ? changed(store, id) : rc;
}

enum err store_change_begin(struct store *store)
{
    return db_begin(store->db);
}

enum err store_change_end(struct store *store, enum err rc)
{
    if (rc == OK)
        return db_commit(store->db);
    db_rollback(store->db);
    return rc;
}

enum err store_end(struct store *store, int64_t id, int64_t now_ms)
{
    struct stmt *end =
        db_cached(store->db, "UPDATE session SET ended_ms = ?2 WHERE id = ?1 AND ended_ms = 0");
    enum err rc;

    stmt_int(end, 1, id);
    stmt_int(end, 2, now_ms);
    rc = stmt_run(end);
    return rc == OK ? changed(store, id) : rc;
}

enum err store_open_session(struct store *store, int64_t *id)
{
    int64_t found = 0;
    enum err rc =
        query_int(store->db, "SELECT coalesce(max(id), 0) FROM session WHERE ended_ms = 0", &found);

    if (rc == OK && found == 0)
        return err_set(ERR_ABSENT, "no class session is open");
    if (rc == OK)
        *id = found;
    return rc;
}

enum err store_delete(struct store *store, int64_t id)
{
    struct stmt *gone = db_cached(store->db, "DELETE FROM session WHERE id = ?1");
    enum err rc;

    stmt_int(gone, 1, id);
    rc = stmt_run(gone);
    if (rc == OK && db_changes(store->db) == 0)
        return err_set(ERR_ABSENT, "there is no class session %lld", (long long)id);
    /* The log beside the file still has the deleted answers: empty it. */
    return rc == OK ? db_exec(store->db, "PRAGMA wal_checkpoint(TRUNCATE)") : rc;
}

enum err store_list(struct store *store, store_fn *row, void *ctx)
{
    struct stmt *list = db_prepare(store->db, "SELECT id, begun_ms, ended_ms, title,"
                                              " (SELECT count(*) FROM event WHERE session = s.id),"
                                              " EXISTS (SELECT 1 FROM"
                                              "  json_each(s.questions, '$.questions')"
                                              "  WHERE value->>'form' <> 'practice'),"
                                              " coalesce(s.questions->>'lang', '')"
                                              " FROM session AS s ORDER BY id DESC");
    enum err rc;

    while ((rc = stmt_row(list)) == OK) {
        const struct store_row found = {
            .id = stmt_get_int(list, 0),
            .begun_ms = stmt_get_int(list, 1),
            .ended_ms = stmt_get_int(list, 2),
            .title = stmt_get_text(list, 3).ptr,
            .events = stmt_get_int(list, 4),
            .has_tests = stmt_get_int(list, 5) != 0,
            .lang = stmt_get_text(list, 6).ptr,
        };

        row(ctx, &found);
    }
    stmt_free(list);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err replay(struct store *store, int64_t id, struct engine *engine)
{
    struct stmt *events = db_prepare(store->db, "SELECT kind, time_ms, token, text, slot, seq,"
                                                " value FROM event WHERE session = ?1"
                                                " ORDER BY id");
    enum err rc, taken = OK;

    stmt_int(events, 1, id);
    while (taken == OK && (rc = stmt_row(events)) == OK) {
        const struct event event = {
            .kind = (enum event_kind)stmt_get_int(events, 0),
            .now_ms = stmt_get_int(events, 1),
            .token = stmt_get_text(events, 2).ptr,
            .text = stmt_get_text(events, 3).ptr,
            .slot = (int)stmt_get_int(events, 4),
            .seq = stmt_get_int(events, 5),
            .value = stmt_get_int(events, 6),
        };

        taken = engine_apply(engine, &event);
    }
    stmt_free(events);
    if (taken != OK)
        return err_prefix(ERR_FORMAT, "class session %lld", (long long)id);
    return rc == ERR_ABSENT ? OK : rc;
}

enum err store_resume(struct store *store, int64_t id, struct engine_options options,
                      struct question_set **set, struct engine **engine)
{
    struct stmt *find = db_prepare(store->db, "SELECT questions, seed, level, goal_percent"
                                              " FROM session WHERE id = ?1");
    struct question_set *questions = NULL;
    struct engine *resumed = NULL;
    enum err rc;

    stmt_int(find, 1, id);
    rc = stmt_row(find);
    if (rc == ERR_ABSENT)
        rc = err_set(ERR_ABSENT, "there is no class session %lld", (long long)id);
    if (rc == OK)
        rc = set_parse(&questions, stmt_get_text(find, 0), "the class file");
    if (rc != OK)
        goto out;
    options.seed = (uint64_t)stmt_get_int(find, 1);
    options.level = (enum mark_level)stmt_get_int(find, 2);
    options.goal_percent = (int)stmt_get_int(find, 3);
    resumed = engine_new(questions->items, questions->count, &options);
    rc = replay(store, id, resumed);
    if (rc != OK)
        goto out;
    *set = questions;
    *engine = resumed;
    questions = NULL;
    resumed = NULL;
out:
    stmt_free(find);
    engine_free(resumed);
    set_free(questions);
    return rc;
}
