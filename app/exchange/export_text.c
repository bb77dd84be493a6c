/* How texts are put into files: what the formats share. */

#include "app/exchange/export_private.h"

void export_puts(struct export *to, const char *text)
{
    writer_puts(to->writer, text);
}

void export_put(struct export *to, struct str text)
{
    writer_put_str(to->writer, text);
}

/* A leading # is a comment to Anki, and spaces at the ends are cut by some readers. */
static bool needs_quotes(struct str text, char separator)
{
    size_t i;

    if (text.len > 0 && (text.ptr[0] == '#' || text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' '))
        return true;
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] == separator || text.ptr[i] == '"' || text.ptr[i] == '\n' ||
            text.ptr[i] == '\r')
            return true;
    }
    return false;
}

void export_put_cell(struct export *to, struct str text, char separator)
{
    size_t quote;

    if (!needs_quotes(text, separator)) {
        export_put(to, text);
        return;
    }
    export_puts(to, "\"");
    while ((quote = str_find_char(text, '"', 0)) < text.len) {
        export_put(to, str_sub(text, 0, quote + 1));
        export_puts(to, "\"");
        text = str_from(text, quote + 1);
    }
    export_put(to, text);
    export_puts(to, "\"");
}

void export_put_composed(struct export *to, char separator)
{
    enum err rc = buf_ok(&to->cell, "a field");

    if (rc == OK)
        export_put_cell(to, buf_str(&to->cell), separator);
    else if (to->rc == OK)
        to->rc = rc;
    buf_clear(&to->cell);
}

void export_put_line(struct export *to)
{
    enum err rc = buf_ok(&to->cell, "a word");

    if (rc == OK)
        export_put(to, buf_str(&to->cell));
    else if (to->rc == OK)
        to->rc = rc;
    buf_clear(&to->cell);
}

void export_add_line(struct export *to, struct buf *out, struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        const char c = text.ptr[i];

        if (c == '\t' || c == '\n' || c == '\r') {
            to->row_changed = true;
            /* CR LF is one end of a line. */
            if (c != '\n' || i == 0 || text.ptr[i - 1] != '\r')
                buf_addc(out, ' ');
        } else {
            buf_addc(out, c);
        }
    }
}

static const char *html_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\n':
        return "<br>";
    case '\r':
        return "";
    case '\t':
        return " ";
    default:
        return NULL;
    }
}

void export_add_html(struct export *to, struct buf *out, struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        const char *html = html_of(text.ptr[i]);

        if (html != NULL) {
            to->row_changed = true;
            buf_adds(out, html);
        } else {
            buf_addc(out, text.ptr[i]);
        }
    }
}

void export_add_sentence_html(struct export *to, struct buf *out, const struct export_row *row)
{
    export_add_html(to, out, str_sub(row->sentence, 0, row->form_at));
    if (row->form_len > 0) {
        buf_adds(out, "<b>");
        export_add_html(to, out, str_sub(row->sentence, row->form_at, row->form_len));
        buf_adds(out, "</b>");
    }
    export_add_html(to, out, str_from(row->sentence, row->form_at + row->form_len));
}

struct str export_meaning(const struct export_row *row)
{
    return row->definition.len > 0 ? row->definition : row->translation;
}

struct str export_second_meaning(const struct export_row *row)
{
    return row->definition.len > 0 ? row->translation : str_of("");
}
