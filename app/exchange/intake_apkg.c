/* Packages of Anki's, from any deck: what Anki, AnkiDroid and others wrote before 2022, and
 * write today when they are asked to support older versions. A package of the newest kind has
 * its collection compressed in another way, and a note in the place of the old one. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/exchange/apkg_model.h"
#include "app/exchange/apkg_reviews.h"
#include "app/exchange/intake_note.h"
#include "app/exchange/package.h"
#include "app/exchange/records.h"
#include "app/exchange/scratch.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

enum { KINDS_MAX = 10000, FIELD_SEPARATOR = 0x1F };
static const uint64_t COLLECTION_MAX = (uint64_t)4 << 30; /* bytes */

struct model {
    int64_t id;
    struct note_kind kind;
};

struct apkg {
    struct intake *from;
    struct scratch *scratch;
    struct db *db;
    struct model *models;
    size_t model_count;
    struct note_kind unknown; /* of notes whose model is not told */
    bool chosen;              /* a model has the columns that the request names */
    struct apkg_reviews *reviews;
    int64_t done, total;
};

/* --- the collection, taken out of the package --- */

struct target {
    int fd;
    const char *path;
};

static enum err put_piece(void *ctx, struct str piece)
{
    const struct target *target = ctx;

    return file_put(target->fd, target->path, piece.ptr, piece.len);
}

static enum err take_out(struct apkg *apkg, const struct package *package, const char *member)
{
    const char *path = scratch_path(apkg->scratch);
    struct target target = { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), path };
    enum err rc;

    if (target.fd < 0)
        return err_set(ERR_IO, "%s: %s", path, strerror(errno));
    rc = package_read(package, member, COLLECTION_MAX, put_piece, &target);
    if (close(target.fd) != 0 && rc == OK)
        rc = err_set(ERR_IO, "%s: %s", path, strerror(errno));
    return rc;
}

static enum err unpack(struct apkg *apkg)
{
    const char *path = apkg->from->request->path;
    struct package *package = NULL;
    enum err rc = package_open(&package, path);

    if (rc != OK)
        return rc;
    if (package_has(package, "collection.anki21b"))
        rc = err_set(ERR_UNSUPPORTED,
                     "%s: only the newest Anki reads this package: export it again with "
                     "\"Support older Anki versions\" ticked",
                     path);
    else if (package_has(package, "collection.anki21"))
        rc = take_out(apkg, package, "collection.anki21");
    else if (package_has(package, "collection.anki2"))
        rc = take_out(apkg, package, "collection.anki2");
    else
        rc = err_set(ERR_FORMAT, "%s: there is no collection in it: no package of Anki's", path);
    package_close(package);
    return rc;
}

/* What SQLite says of the temporary file is about the package. */
static enum err blame(const struct apkg *apkg, enum err rc)
{
    const struct str path = str_of(scratch_path(apkg->scratch));
    struct str message = str_of(err_message());
    char *reason;

    if (rc != ERR_FORMAT || !str_starts(message, path))
        return rc;
    message = str_from(message, path.len + 2);
    reason = xstrndup(message.ptr, message.len);
    rc = err_set(rc, "%s: its collection is damaged, or none of Anki's (%s)",
                 apkg->from->request->path, reason);
    free(reason);
    return rc;
}

/* Only true tables are read: a view could be made so that it never ends. */
static enum err check_tables(const struct apkg *apkg)
{
    static const char sql[] =
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
        " AND lower(name) IN ('col', 'notes', 'cards', 'revlog')";
    struct stmt *find = db_prepare(apkg->db, sql);
    enum err rc = stmt_row(find);

    if (rc == OK && stmt_get_int(find, 0) != 4)
        rc = err_set(ERR_FORMAT, "%s: its collection is none of Anki's: tables are missing",
                     apkg->from->request->path);
    stmt_free(find);
    return rc;
}

/* --- the kinds of notes --- */

/* The names of a model's fields in their order; how many there are. */
static size_t field_names(const json_t *model, struct str names[RECORD_CELLS_MAX])
{
    const json_t *fields = json_object_get(model, "flds"), *field;
    size_t i, count = json_array_size(fields);

    if (count > RECORD_CELLS_MAX)
        count = RECORD_CELLS_MAX;
    for (i = 0; i < count; i++)
        names[i] = str_of("");
    json_array_foreach(fields, i, field)
    {
        const json_t *ord = json_object_get(field, "ord");
        const json_int_t at = json_is_integer(ord) ? json_integer_value(ord) : (json_int_t)i;

        if (at >= 0 && (size_t)at < count)
            names[at] = json_slice(json_object_get(field, "name"));
    }
    return count;
}

/* A collection has kinds of notes that no note is of: the request's columns need not be in
 * all of them. */
static enum err name_kind(struct apkg *apkg, struct note_kind *kind, const struct str *names,
                          size_t count)
{
    const char *option = apkg->from->request->columns;
    enum err rc;

    kind->html = true;
    if (option != NULL) {
        rc = note_kind_name(kind, option, names, count);
        apkg->chosen = apkg->chosen || rc == OK;
        if (rc != ERR_USAGE)
            return rc;
    }
    return note_kind_name(kind, NULL, names, count);
}

static const struct str bare[2] = { { "", 0 }, { "", 0 } }; /* the least that a note has */

static enum err add_model(struct apkg *apkg, const char *id, const json_t *model)
{
    struct str names[RECORD_CELLS_MAX];
    const size_t count = field_names(model, names);
    struct model *added = &apkg->models[apkg->model_count++];

    added->id = strtoll(id, NULL, 10);
    added->kind.gaps = json_integer_value(json_object_get(model, "type")) == 1;
    return count > 0 ? name_kind(apkg, &added->kind, names, count)
                     : name_kind(apkg, &added->kind, bare, ARRAY_LEN(bare));
}

static enum err read_models(struct apkg *apkg, json_t *models)
{
    const char *id;
    json_t *model;
    enum err rc = name_kind(apkg, &apkg->unknown, bare, ARRAY_LEN(bare));

    if (json_object_size(models) > KINDS_MAX)
        return err_set(ERR_LIMIT, "%s: more than %d kinds of notes", apkg->from->request->path,
                       KINDS_MAX);
    apkg->models = xcalloc(json_object_size(models) + 1, sizeof(*apkg->models));
    json_object_foreach(models, id, model)
    {
        if (rc == OK)
            rc = add_model(apkg, id, model);
    }
    if (rc == OK && apkg->from->request->columns != NULL && !apkg->chosen)
        rc = err_set(ERR_USAGE, "%s: no kind of notes in it has the fields that --columns names",
                     apkg->from->request->path);
    return rc;
}

static enum err read_heading(struct apkg *apkg)
{
    struct stmt *find =
        db_prepare(apkg->db, "SELECT models, (SELECT count(*) FROM notes) FROM col");
    json_t *models = NULL;
    enum err rc = stmt_row(find);

    if (rc == OK) {
        apkg->total = stmt_get_int(find, 1);
        rc = json_parse(&models, stmt_get_text(find, 0), "its kinds of notes");
        if (rc == OK)
            rc = read_models(apkg, models);
        else
            rc = err_prefix(rc, "%s", apkg->from->request->path);
    } else if (rc == ERR_ABSENT) {
        rc = err_set(ERR_FORMAT, "%s: its collection is empty", apkg->from->request->path);
    }
    json_decref(models);
    stmt_free(find);
    return rc;
}

static const struct note_kind *kind_of(const struct apkg *apkg, int64_t id)
{
    size_t i;

    for (i = 0; i < apkg->model_count; i++) {
        if (apkg->models[i].id == id)
            return &apkg->models[i].kind;
    }
    return &apkg->unknown;
}

/* --- notes --- */

enum { ROW_ID, ROW_MODEL, ROW_TAGS, ROW_FIELDS, ROW_GUID };

/* Anki's own marks say nothing about the word. */
static void add_tags(struct buf *out, struct str tags)
{
    struct str tag;

    while (str_next(&tags, ' ', &tag)) {
        if (tag.len > 0 && !str_is(tag, "leech") && !str_is(tag, "marked")) {
            buf_add_str(out, tag);
            buf_addc(out, ' ');
        }
    }
}

static enum err put_note(struct apkg *apkg, struct stmt *row, struct intake_put *put)
{
    const bool ours = stmt_get_int(row, ROW_MODEL) == ANKI_MODEL_ID;
    const int64_t made_ms = stmt_get_int(row, ROW_ID);
    struct str fields[RECORD_CELLS_MAX], rest = stmt_get_text(row, ROW_FIELDS);
    struct note note = {
        .kind = kind_of(apkg, stmt_get_int(row, ROW_MODEL)),
        .fields = fields,
        /* Others' notes say when somebody made them, which is no encounter of the learner's. */
        .time_ms = ours && made_ms < apkg->from->request->now_ms ? made_ms : 0,
    };
    const struct str tags = stmt_get_text(row, ROW_TAGS);
    struct buf kept;
    enum err rc;

    while (note.count < RECORD_CELLS_MAX && str_next(&rest, FIELD_SEPARATOR, &fields[note.count]))
        note.count++;
    buf_init(&kept, tags.len + 1);
    add_tags(&kept, tags);
    rc = buf_ok(&kept, "tags");
    note.tags = buf_str(&kept);
    if (rc == OK)
        rc = note_put(apkg->from, &note, put);
    buf_dispose(&kept);
    return rc;
}

static enum err take_note(struct apkg *apkg, struct stmt *row)
{
    struct intake_put put = { 0 };
    bool added = false;
    enum err rc = put_note(apkg, row, &put);

    if (rc == OK && apkg->reviews != NULL)
        rc = apkg_reviews_take(apkg->reviews, stmt_get_int(row, ROW_ID),
                               stmt_get_text(row, ROW_GUID), put.word, &added);
    if (rc != OK)
        return rc;
    if (added && put.fate == INTAKE_UNCHANGED)
        put.fate = INTAKE_MERGED;
    intake_count(apkg->from, put.fate);
    if (!intake_progress(apkg->from, (uint64_t)apkg->done++, (uint64_t)apkg->total))
        return err_set(ERR_CANCELLED, "the import was stopped");
    return OK;
}

static enum err take_notes(struct apkg *apkg)
{
    struct stmt *list =
        db_prepare(apkg->db, "SELECT id, mid, tags, flds, guid FROM notes ORDER BY id");
    enum err rc;

    while ((rc = stmt_row(list)) == OK) {
        rc = take_note(apkg, list);
        if (rc != OK)
            break;
    }
    stmt_free(list);
    if (rc == ERR_ABSENT && apkg->reviews != NULL)
        rc = apkg_reviews_done(apkg->reviews);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err read_collection(struct apkg *apkg)
{
    enum err rc = db_open(&apkg->db, scratch_path(apkg->scratch), DB_READ);

    if (rc == OK)
        rc = check_tables(apkg);
    if (rc == OK)
        rc = read_heading(apkg);
    if (rc == OK && apkg->from->request->reviews)
        rc = apkg_reviews_open(&apkg->reviews, apkg->from, apkg->db);
    if (rc == OK)
        rc = take_notes(apkg);
    return rc == OK ? OK : blame(apkg, rc);
}

static enum err read_file(struct intake *from)
{
    struct apkg apkg = { .from = from };
    enum err rc = scratch_make(&apkg.scratch, "collection");

    if (rc == OK)
        rc = unpack(&apkg);
    if (rc == OK)
        rc = read_collection(&apkg);
    apkg_reviews_close(apkg.reviews);
    db_close(apkg.db);
    scratch_remove(apkg.scratch);
    free(apkg.models);
    return rc;
}

const struct intake_format intake_apkg = { .name = "apkg", .read = read_file };
