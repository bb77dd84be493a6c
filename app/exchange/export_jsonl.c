/* JSON Lines: the whole journal, nothing lost. A first line tells the format; then a line for
 * each row of the journal, with its type and its fields in a fixed order (app/journal/dump.c
 * has the list), those without a value left out. Pictures are in base64. */

#include "app/exchange/base64.h"
#include "app/exchange/export_private.h"
#include "app/journal/dump.h"
#include "dict/base/json.h"
#include "dict/base/text.h"

static int put_bytes(const char *bytes, size_t len, void *ctx)
{
    struct export *to = ctx;

    writer_put(to->writer, bytes, len);
    return 0;
}

/* Takes OBJECT. */
static void put_line(struct export *to, json_t *object)
{
    if (json_dump_callback(object, put_bytes, to, JSON_COMPACT) != 0 && to->rc == OK)
        to->rc = err_set(ERR_LIMIT, "a row is too large for JSON");
    export_puts(to, "\n");
    json_decref(object);
}

static json_t *blob_to_json(struct export *to, struct str bytes)
{
    json_t *value;

    buf_clear(&to->cell);
    base64_encode(&to->cell, bytes);
    value = json_str(buf_str(&to->cell));
    buf_clear(&to->cell);
    return value;
}

static json_t *value_to_json(struct export *to, enum dump_kind kind, const struct dump_value *value)
{
    switch (kind) {
    case DUMP_INT:
        return json_integer((json_int_t)value->number);
    case DUMP_BLOB:
        return blob_to_json(to, value->bytes);
    case DUMP_TEXT:
        break;
    }
    return json_str(value->bytes);
}

static bool put_row(void *ctx, const struct dump_table *table, const struct dump_value *values)
{
    struct export *to = ctx;
    json_t *object = json_object();
    size_t i;

    to->row_changed = false;
    json_object_set_new(object, "type", json_string(table->type));
    for (i = 0; i < table->count; i++) {
        if (values[i].is_null)
            continue;
        to->row_changed = to->row_changed ||
                          (table->fields[i].kind == DUMP_TEXT && !text_is_valid(values[i].bytes));
        json_object_set_new(object, table->fields[i].name,
                            value_to_json(to, table->fields[i].kind, &values[i]));
    }
    put_line(to, object);
    to->report.rows++;
    to->report.changed += to->row_changed;
    if (to->rc == OK)
        to->rc = writer_state(to->writer);
    if (to->rc == OK &&
        !progress_step(to->request->progress, "Exporting the journal", to->seen++, to->total))
        to->rc = err_set(ERR_CANCELLED, "the export was stopped");
    return to->rc == OK;
}

static enum err put_journal(struct export *to)
{
    int64_t count = 0;
    enum err rc = journal_dump_count(to->journal, &count);

    if (rc != OK)
        return rc;
    to->total = (uint64_t)count;
    put_line(to, json_pack("{s:s, s:i}", "format", "wordloot", "version", 1));
    rc = journal_dump(to->journal, put_row, to);
    return to->rc != OK ? to->rc : rc;
}

const struct exporter export_jsonl = {
    .name = "jsonl",
    .extension = "jsonl",
    .whole = put_journal,
};
