/* Text files for Anki, its own exports and those that export_anki.c writes. */

#include <stdlib.h>

#include "app/exchange/anki_headers.h"
#include "app/exchange/intake_note.h"
#include "app/exchange/records.h"
#include "dict/base/mem.h"

struct table {
    struct intake *from;
    struct anki_headers headers;
    struct records records;
    struct note_kind kind;
    struct buf tags; /* of the row at hand */
};

/* --- the columns --- */

static bool is_field(const struct anki_headers *headers, size_t number)
{
    return number != headers->deck_column && number != headers->notetype_column &&
           number != headers->tags_column && number != headers->guid_column;
}

/* The columns' names are those of the header. Without an option rows may be longer than the
 * first of COUNT cells. */
static enum err name_columns(struct table *table, struct records *heading, size_t count)
{
    const char *option = table->from->request->columns;
    struct str names[RECORD_CELLS_MAX];
    size_t i;
    enum err rc = OK;

    records_init(heading, table->headers.columns, table->headers.separator);
    if (table->headers.columns.len > 0)
        rc = records_next(heading);
    if (rc != OK && rc != ERR_ABSENT)
        return rc;
    if (count < heading->count)
        count = heading->count;
    if (option == NULL)
        count = RECORD_CELLS_MAX;
    for (i = 0; i < count; i++) {
        names[i] = i < heading->count ? heading->cells[i] : str_of("");
        if (!is_field(&table->headers, i + 1))
            names[i] = str_make(NULL, 0);
    }
    return note_kind_name(&table->kind, option, names, count);
}

static enum err read_columns(struct table *table)
{
    struct records *heading = xcalloc(1, sizeof(*heading));
    const enum err rc = name_columns(table, heading, table->records.count);

    table->kind.html = table->headers.html;
    records_dispose(heading);
    free(heading);
    return rc;
}

/* --- rows --- */

static enum err take_row(struct table *table)
{
    const struct records *records = &table->records;
    const size_t tags = table->headers.tags_column;
    struct note note = { .kind = &table->kind, .fields = records->cells, .count = records->count };
    struct intake_put put;
    enum err rc;

    buf_clear(&table->tags);
    buf_add_str(&table->tags, table->headers.tags);
    buf_addc(&table->tags, ' ');
    if (tags > 0 && tags <= records->count)
        buf_add_str(&table->tags, records->cells[tags - 1]);
    rc = buf_ok(&table->tags, "tags");
    note.tags = str_trim(buf_str(&table->tags));
    if (rc == OK)
        rc = note_put(table->from, &note, &put);
    if (rc == OK)
        intake_count(table->from, put.fate);
    return rc;
}

/* Comments, which are lines, may stand between rows too. */
static void skip_comments(struct records *records)
{
    while (records->at < records->text.len) {
        const char c = records->text.ptr[records->at];

        if (c == '#')
            records->at = str_find_char(records->text, '\n', records->at);
        else if (c != '\n' && c != '\r')
            return;
        else
            records->at++;
        records->next_line += c == '\n';
    }
}

static enum err take_rows(struct table *table)
{
    struct intake *from = table->from;
    struct records *records = &table->records;
    bool first = true;
    enum err rc;

    for (;;) {
        skip_comments(records);
        rc = records_next(records);
        if (rc != OK)
            break;
        from->line = records->line;
        if (first)
            rc = read_columns(table);
        if (rc == OK)
            rc = take_row(table);
        if (rc == OK && !intake_progress(from, records->at, records->text.len))
            rc = err_set(ERR_CANCELLED, "the import was stopped");
        if (rc != OK)
            return rc;
        first = false;
    }
    if (rc != ERR_ABSENT)
        from->line = records->line;
    else if (first)
        rc = err_set(ERR_FORMAT, "%s: no words", from->request->path);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err read_text(struct intake *from, struct str text)
{
    struct table *table = xcalloc(1, sizeof(*table));
    enum err rc;

    table->from = from;
    anki_headers_read(&table->headers, &text);
    buf_init(&table->tags, (size_t)2 * RECORD_BYTES_MAX);
    records_init(&table->records, text, table->headers.separator);
    table->records.next_line += table->headers.lines;
    rc = take_rows(table);
    records_dispose(&table->records);
    buf_dispose(&table->tags);
    free(table);
    return rc;
}

static enum err read_file(struct intake *from)
{
    struct buf text;
    enum err rc = intake_read_text(from, &text, NULL);

    if (rc == OK)
        rc = read_text(from, buf_str(&text));
    buf_dispose(&text);
    return rc;
}

const struct intake_format intake_anki = { .name = "anki", .read = read_file };
