#include "app/exchange/apkg_collection.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/exchange/sha1.h"
#include "dict/base/buf.h"
#include "dict/base/db.h"
#include "dict/base/mem.h"

struct collection {
    struct db *db;
};

/* What files are in the package is nobody's business but ours: a temporary table, which is
 * not in the file. */
static const char schema[] =
    "CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null,"
    " scm integer not null, ver integer not null, dty integer not null, usn integer not null,"
    " ls integer not null, conf text not null, models text not null, decks text not null,"
    " dconf text not null, tags text not null);"
    "CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null,"
    " mod integer not null, usn integer not null, tags text not null, flds text not null,"
    " sfld integer not null, csum integer not null, flags integer not null, data text not null);"
    "CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null,"
    " ord integer not null, mod integer not null, usn integer not null, type integer not null,"
    " queue integer not null, due integer not null, ivl integer not null,"
    " factor integer not null, reps integer not null, lapses integer not null,"
    " left integer not null, odue integer not null, odid integer not null,"
    " flags integer not null, data text not null);"
    "CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null,"
    " ease integer not null, ivl integer not null, lastIvl integer not null,"
    " factor integer not null, time integer not null, type integer not null);"
    "CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);"
    "CREATE TEMP TABLE media (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);";

/* After the rows: an index that is built at once is built without jumping about. */
static const char indexes[] = "CREATE INDEX ix_notes_usn ON notes (usn);"
                              "CREATE INDEX ix_cards_usn ON cards (usn);"
                              "CREATE INDEX ix_revlog_usn ON revlog (usn);"
                              "CREATE INDEX ix_cards_nid ON cards (nid);"
                              "CREATE INDEX ix_cards_sched ON cards (did, queue, due);"
                              "CREATE INDEX ix_revlog_cid ON revlog (cid);"
                              "CREATE INDEX ix_notes_csum ON notes (csum);";

enum err collection_open(struct collection **out, const char *path)
{
    struct collection *collection = xcalloc(1, sizeof(*collection));
    enum err rc = db_open(&collection->db, path, DB_BUILD);

    if (rc == OK)
        rc = db_exec(collection->db, schema);
    if (rc == OK)
        rc = db_begin(collection->db);
    if (rc == OK)
        *out = collection;
    else
        collection_close(collection);
    return rc;
}

void collection_close(struct collection *collection)
{
    if (collection == NULL)
        return;
    db_close(collection->db);
    free(collection);
}

/* --- ids --- */

/* Rows of one moment are spread over twice as many milliseconds with each try, up to some
 * hours: many of them find a place soon, and few stay where they belong. An id of after
 * tomorrow would make Anki refuse the whole package (rslib/src/import_export/gather.rs). */
enum { TRIES_MAX = 60, SPREAD_MAX = 24 };

static enum err is_taken(struct collection *collection, const char *find_sql, int64_t id,
                         bool *taken)
{
    struct stmt *find = db_cached(collection->db, find_sql);
    enum err rc;

    stmt_int(find, 1, id);
    rc = stmt_row(find);
    *taken = rc == OK;
    stmt_reset(find);
    return rc == ERR_ABSENT ? OK : rc;
}

/* From BASE on, by NUMBER, which is the row's own. */
static enum err find_id(struct collection *collection, const char *find_sql, int64_t base,
                        uint64_t number, int64_t *out)
{
    bool taken = true;
    unsigned int i;
    enum err rc = OK;

    for (i = 0; i < TRIES_MAX && taken && rc == OK; i++) {
        const unsigned int bits = i < SPREAD_MAX ? i : SPREAD_MAX;

        *out = base + (int64_t)(number & ((UINT64_C(1) << bits) - 1));
        rc = is_taken(collection, find_sql, *out, &taken);
        number = number * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        number ^= number >> 32;
    }
    return rc == OK && taken ? err_set(ERR_LIMIT, "too many rows of one moment") : rc;
}

/* Many words can have been made in one moment, by an import: to the day is enough, and the
 * rest of the id is the word's own. Never later than the word, which no program expects. */
static int64_t spread_ms(int64_t made_ms, uint64_t number)
{
    const int64_t window_ms = 10000000;

    if (made_ms < 2 * window_ms)
        made_ms = 2 * window_ms;
    return (made_ms / window_ms - 1) * window_ms + (int64_t)(number % (uint64_t)window_ms);
}

static uint64_t number_of(const char *what, struct str uid)
{
    char *text = xasprintf("%s%.*s", what, STR_ARG(uid));
    const uint64_t number = sha1_number(str_of(text));

    free(text);
    return number;
}

void collection_guid(char out[GUID_MAX + 1], uint64_t number)
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                 "!#$%&()*+,-./:;<=>?@[]^_`{|}~";
    const uint64_t base = sizeof(digits) - 1;
    char backwards[GUID_MAX];
    size_t len = 0, i;

    do {
        backwards[len++] = digits[number % base];
        number /= base;
    } while (number > 0 && len < GUID_MAX);
    for (i = 0; i < len; i++)
        out[i] = backwards[len - 1 - i];
    out[len] = '\0';
}

/* --- rows --- */

/* With a space at both ends, by which Anki looks for " tag ". */
static void pad_tags(struct buf *out, struct str tags)
{
    if (tags.len > 0) {
        buf_addc(out, ' ');
        buf_add_str(out, tags);
        buf_addc(out, ' ');
    }
}

enum err collection_add_note(struct collection *collection, const struct collection_note *note,
                             int64_t *id)
{
    static const char find[] = "SELECT 1 FROM notes WHERE id = ?1";
    static const char sql[] =
        "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, ?8, 0, '')";
    const uint64_t number = number_of("wordloot note ", note->uid);
    struct stmt *add;
    struct buf tags;
    char guid[GUID_MAX + 1];
    enum err rc = find_id(collection, find, spread_ms(note->made_ms, number), number, id);

    if (rc != OK)
        return rc;
    collection_guid(guid, number_of("wordloot ", note->uid));
    buf_init(&tags, note->tags.len + 2);
    pad_tags(&tags, note->tags);
    rc = buf_ok(&tags, "tags");
    add = db_cached(collection->db, sql);
    stmt_int(add, 1, *id);
    stmt_text(add, 2, str_of(guid));
    stmt_int(add, 3, note->model);
    stmt_int(add, 4, note->now_ms / 1000);
    stmt_text(add, 5, str_make(buf_text(&tags), tags.len));
    stmt_text(add, 6, note->fields);
    stmt_text(add, 7, note->first);
    stmt_int(add, 8, (int64_t)(sha1_number(note->first) >> 32));
    if (rc == OK)
        rc = stmt_run(add);
    buf_dispose(&tags);
    return rc;
}

enum err collection_add_card(struct collection *collection, const struct collection_card *card,
                             int64_t *id)
{
    static const char find[] = "SELECT 1 FROM cards WHERE id = ?1";
    static const char sql[] = "INSERT INTO cards VALUES (?1, ?2, ?3, ?4, ?5, -1, ?6, ?7, ?8, ?9,"
                              " ?10, ?11, ?12, ?13, 0, 0, 0, ?14)";
    char what[40];
    uint64_t number;
    struct stmt *add;
    enum err rc;

    snprintf(what, sizeof(what), "wordloot card %d ", card->ord);
    number = number_of(what, card->uid);
    rc = find_id(collection, find, spread_ms(card->made_ms, number), number, id);
    if (rc != OK)
        return rc;
    add = db_cached(collection->db, sql);
    stmt_int(add, 1, *id);
    stmt_int(add, 2, card->note);
    stmt_int(add, 3, card->deck);
    stmt_int(add, 4, card->ord);
    stmt_int(add, 5, card->now_ms / 1000);
    stmt_int(add, 6, card->type);
    stmt_int(add, 7, card->queue);
    stmt_int(add, 8, card->due);
    stmt_int(add, 9, card->interval_days);
    stmt_int(add, 10, card->factor);
    stmt_int(add, 11, card->reps);
    stmt_int(add, 12, card->lapses);
    stmt_int(add, 13, card->left);
    stmt_text(add, 14, str_of(card->data));
    return stmt_run(add);
}

enum err collection_add_review(struct collection *collection,
                               const struct collection_review *review)
{
    static const char find[] = "SELECT 1 FROM revlog WHERE id = ?1";
    static const char sql[] = "INSERT INTO revlog VALUES (?1, ?2, -1, ?3, ?4, ?5, 0, ?6, ?7)";
    struct stmt *add;
    int64_t id = 0;
    enum err rc = find_id(collection, find, review->time_ms,
                          (uint64_t)review->card * UINT64_C(0x9E3779B97F4A7C15), &id);

    if (rc != OK)
        return rc;
    add = db_cached(collection->db, sql);
    stmt_int(add, 1, id);
    stmt_int(add, 2, review->card);
    stmt_int(add, 3, review->rating);
    stmt_int(add, 4, review->interval);
    stmt_int(add, 5, review->interval_was);
    stmt_int(add, 6, review->duration_ms);
    stmt_int(add, 7, review->kind);
    return stmt_run(add);
}

/* --- files --- */

enum err collection_add_media(struct collection *collection, const char *name, int64_t *number)
{
    struct stmt *add =
        db_cached(collection->db, "INSERT INTO media (number, name) VALUES"
                                  " ((SELECT coalesce(max(number), -1) + 1 FROM media), ?1)"
                                  " ON CONFLICT (name) DO NOTHING");
    enum err rc;

    stmt_text(add, 1, str_of(name));
    rc = stmt_run(add);
    if (rc == OK)
        *number = db_changes(collection->db) > 0 ? db_last_id(collection->db) : -1;
    return rc;
}

enum err collection_media(struct collection *collection, media_fn *row, void *ctx)
{
    struct stmt *list = db_cached(collection->db, "SELECT number, name FROM media ORDER BY number");
    enum err rc;

    while ((rc = stmt_row(list)) == OK)
        row(ctx, stmt_get_int(list, 0), stmt_get_text(list, 1));
    return rc == ERR_ABSENT ? OK : rc;
}

/* --- the whole --- */

static enum err add_heading(struct collection *collection, const struct collection_heading *heading)
{
    const json_t *values[] = { heading->conf, heading->models, heading->decks, heading->options };
    char *texts[ARRAY_LEN(values)];
    struct stmt *add = db_cached(collection->db, "INSERT INTO col VALUES"
                                                 " (1, ?1, ?2, ?2, 11, 0, 0, 0, ?3, ?4, ?5, ?6,"
                                                 " '{}')");
    size_t i;
    enum err rc;

    stmt_int(add, 1, heading->made_s);
    stmt_int(add, 2, heading->now_ms);
    for (i = 0; i < ARRAY_LEN(values); i++) {
        texts[i] = json_dumps(values[i], JSON_COMPACT);
        stmt_text(add, (int)i + 3, str_of(texts[i]));
    }
    rc = stmt_run(add);
    for (i = 0; i < ARRAY_LEN(values); i++)
        free(texts[i]);
    return rc;
}

enum err collection_finish(struct collection *collection, const struct collection_heading *heading)
{
    enum err rc = add_heading(collection, heading);

    if (rc == OK)
        rc = db_exec(collection->db, indexes);
    if (rc == OK)
        rc = db_commit(collection->db);
    collection_close(collection);
    return rc;
}
