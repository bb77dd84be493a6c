#include "app/exchange/records.h"

void records_init(struct records *records, struct str text, char separator)
{
    *records = (struct records){ .text = text, .separator = separator, .next_line = 1 };
    buf_init(&records->bytes, RECORD_BYTES_MAX);
}

void records_dispose(struct records *records)
{
    buf_dispose(&records->bytes);
}

static bool is_end(const struct records *records)
{
    return records->at == records->text.len;
}

static char here(const struct records *records)
{
    return records->text.ptr[records->at];
}

static bool ends_line(const struct records *records)
{
    return is_end(records) || here(records) == '\n' || here(records) == '\r';
}

/* CR LF, LF or CR. */
static void skip_line_end(struct records *records)
{
    if (is_end(records))
        return;
    if (here(records) == '\r' && records->at + 1 < records->text.len &&
        records->text.ptr[records->at + 1] == '\n')
        records->at++;
    records->at++;
    records->next_line++;
}

/* From behind the opening quote to behind the closing one. */
static enum err read_quoted(struct records *records)
{
    for (; !is_end(records); records->at++) {
        const char c = here(records);

        records->next_line += c == '\n';
        if (c != '"') {
            buf_addc(&records->bytes, c);
            continue;
        }
        records->at++;
        if (is_end(records) || here(records) != '"')
            return ends_line(records) || here(records) == records->separator
                       ? OK
                       : err_set(ERR_FORMAT, "text behind a closing quote");
        buf_addc(&records->bytes, '"');
    }
    return err_set(ERR_FORMAT, "a quote that is never closed");
}

static enum err read_cell(struct records *records)
{
    if (records->count == RECORD_CELLS_MAX)
        return err_set(ERR_FORMAT, "more than %d cells", RECORD_CELLS_MAX);
    if (!is_end(records) && here(records) == '"') {
        enum err rc;

        records->at++;
        rc = read_quoted(records);
        if (rc != OK)
            return rc;
    } else {
        while (!ends_line(records) && here(records) != records->separator)
            buf_addc(&records->bytes, records->text.ptr[records->at++]);
    }
    records->ends[records->count++] = records->bytes.len;
    return OK;
}

/* The cells, now that their bytes do not move any more. */
static void cut_cells(struct records *records)
{
    size_t i, from = 0;

    for (i = 0; i < records->count; i++) {
        records->cells[i] = str_make(buf_text(&records->bytes) + from, records->ends[i] - from);
        from = records->ends[i];
    }
}

enum err records_next(struct records *records)
{
    enum err rc;

    while (!is_end(records) && ends_line(records))
        skip_line_end(records);
    if (is_end(records))
        return ERR_ABSENT;
    buf_clear(&records->bytes);
    records->count = 0;
    records->line = records->next_line;
    for (;;) {
        rc = read_cell(records);
        if (rc != OK)
            return rc;
        if (ends_line(records))
            break;
        records->at++; /* the separator */
    }
    skip_line_end(records);
    rc = buf_ok(&records->bytes, "a row");
    if (rc == OK)
        cut_cells(records);
    return rc;
}
