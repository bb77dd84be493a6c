/* JSON Lines as export_jsonl.c writes them. A field that is not known is refused: what cannot
 * be kept must not be lost without a word. */

#include <stdlib.h>
#include <unistd.h>

#include "app/exchange/base64.h"
#include "app/exchange/intake_private.h"
#include "app/journal/dump.h"
#include "dict/base/buf.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

enum { LINE_MAX_BYTES = 1 << 20, PIECE = 1 << 16, VERSION = 1, PROGRESS_LINES = 256 };

/* The file line by line; it may be larger than memory. */
struct lines {
    int fd;
    const char *path;
    int64_t size;
    uint64_t done; /* bytes */
    size_t at, len;
    char bytes[PIECE];
    struct buf line;
    struct buf blob; /* of the row at hand */
};

/* The next line to LINES->line; ERR_ABSENT at the end. */
static enum err next_line(struct lines *lines)
{
    bool any = false;
    enum err rc = OK;

    buf_clear(&lines->line);
    for (;;) {
        struct str piece, rest;
        size_t end;

        if (lines->at == lines->len) {
            lines->at = lines->len = 0;
            rc = file_get(lines->fd, lines->path, lines->bytes, PIECE, &lines->len);
            if (rc != OK || lines->len == 0)
                break;
        }
        any = true;
        rest = str_make(lines->bytes + lines->at, lines->len - lines->at);
        end = str_find_char(rest, '\n', 0);
        piece = str_sub(rest, 0, end);
        buf_add_str(&lines->line, piece);
        lines->at += end < rest.len ? end + 1 : end;
        lines->done += end < rest.len ? end + 1 : end;
        if (end < rest.len)
            break;
    }
    if (rc == OK && !any)
        return ERR_ABSENT;
    return rc == OK ? buf_ok(&lines->line, "a line") : rc;
}

/* --- one row --- */

static enum err read_blob(struct lines *lines, const struct dump_field *field, const json_t *json,
                          struct dump_value *out)
{
    buf_clear(&lines->blob);
    if (!json_is_string(json) || !base64_decode(&lines->blob, json_slice(json)))
        return err_set(ERR_FORMAT, "\"%s\" is not in base64", field->name);
    out->bytes = buf_str(&lines->blob);
    return buf_ok(&lines->blob, field->name);
}

static enum err read_value(struct lines *lines, const struct dump_field *field, const json_t *json,
                           struct dump_value *out)
{
    *out = (struct dump_value){ .is_null = json == NULL };
    if (json == NULL)
        return OK;
    switch (field->kind) {
    case DUMP_INT:
        out->number = json_integer_value(json);
        return json_is_integer(json)
                   ? OK
                   : err_set(ERR_FORMAT, "\"%s\" is no whole number", field->name);
    case DUMP_BLOB:
        return read_blob(lines, field, json, out);
    case DUMP_TEXT:
        break;
    }
    out->bytes = json_slice(json);
    return json_is_string(json) ? OK : err_set(ERR_FORMAT, "\"%s\" is no text", field->name);
}

static enum err load_row(struct intake *from, struct lines *lines, const json_t *object)
{
    const struct dump_table *table = dump_table_find(json_text(object, "type", ""));
    struct dump_value values[DUMP_FIELDS_MAX];
    enum load_change change = LOAD_NONE;
    size_t i, known = 1;
    enum err rc = OK;

    if (table == NULL)
        return err_set(ERR_FORMAT, "no row has the type \"%.100s\"", json_text(object, "type", ""));
    for (i = 0; i < table->count && rc == OK; i++) {
        const json_t *value = json_object_get(object, table->fields[i].name);

        known += value != NULL;
        rc = read_value(lines, &table->fields[i], value, &values[i]);
    }
    if (rc == OK && known != json_object_size(object))
        rc = err_set(ERR_FORMAT, "a field that no %s has", table->type);
    if (rc == OK)
        rc = journal_load(from->journal, table, values, &change);
    if (rc == OK)
        intake_count(from, change == LOAD_NEW      ? INTAKE_ADDED
                           : change == LOAD_MERGED ? INTAKE_MERGED
                                                   : INTAKE_UNCHANGED);
    return rc;
}

static enum err check_heading(const json_t *object)
{
    const json_t *version = json_object_get(object, "version");

    if (strcmp(json_text(object, "format", ""), "wordloot") != 0 || !json_is_integer(version))
        return err_set(ERR_FORMAT, "this is no journal as `wordloot export` writes it");
    if (json_integer_value(version) > VERSION)
        return err_set(ERR_NEWER, "written by a newer Wordloot: update this one");
    return OK;
}

static enum err take_line(struct intake *from, struct lines *lines)
{
    json_t *object = NULL;
    enum err rc = json_parse(&object, buf_str(&lines->line), "JSON");

    if (rc == OK && !json_is_object(object))
        rc = err_set(ERR_FORMAT, "no JSON object");
    if (rc == OK)
        rc = from->line == 1 ? check_heading(object) : load_row(from, lines, object);
    json_decref(object);
    return rc;
}

static enum err take_lines(struct intake *from, struct lines *lines)
{
    enum err rc;

    while ((rc = next_line(lines)) == OK) {
        from->line++;
        rc = take_line(from, lines);
        if (rc == OK && from->line % PROGRESS_LINES == 0)
            rc = intake_go_on(from, lines->done, (uint64_t)lines->size);
        if (rc != OK)
            return rc;
    }
    if (rc != ERR_ABSENT)
        from->line++; /* it is the next one that is too long or cannot be read */
    else if (from->line == 0)
        rc = err_set(ERR_FORMAT, "%s is empty", lines->path);
    else
        rc = OK;
    return rc;
}

static enum err read_file(struct intake *from)
{
    struct lines *lines = xcalloc(1, sizeof(*lines));
    enum err rc;

    lines->path = from->request->path;
    buf_init(&lines->line, LINE_MAX_BYTES);
    buf_init(&lines->blob, LINE_MAX_BYTES);
    rc = file_open(&lines->fd, &lines->size, lines->path);
    if (rc == OK) {
        rc = take_lines(from, lines);
        close(lines->fd);
    }
    if (rc == OK && from->report.added + from->report.merged > 0)
        rc = journal_load_done(from->journal);
    buf_dispose(&lines->blob);
    buf_dispose(&lines->line);
    free(lines);
    return rc;
}

const struct intake_format intake_jsonl = { .name = "jsonl", .read = read_file };
