/* Markdown (CommonMark): a word a list item, with what it means and its sentence below. */

#include "app/exchange/export_private.h"

static void begin(struct export *to)
{
    export_puts(to, "# Words\n\n");
}

/* TEXT as it stands, on one line: whatever could be markup is escaped. */
static void add_text(struct export *to, struct str text)
{
    struct buf *out = &to->cell;
    size_t i;

    for (i = 0; i < text.len; i++) {
        const char c = text.ptr[i];

        if (c == '<' || c == '>' || c == '&') {
            buf_adds(out, c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
            to->row_changed = true;
        } else if (c != '\0' && strchr("\\`*_[]#|~$!", c) != NULL) {
            buf_addc(out, '\\');
            buf_addc(out, c);
            to->row_changed = true;
        } else {
            export_add_line(to, out, str_make(text.ptr + i, 1));
        }
    }
}

/* What would begin a list or a heading's underline at the start of a line. */
static void add_line_start(struct export *to, struct str text)
{
    const size_t digits = text.len > 0 ? strspn(text.ptr, "0123456789") : 0;

    if (digits > 0 && digits < text.len && (text.ptr[digits] == '.' || text.ptr[digits] == ')')) {
        add_text(to, str_sub(text, 0, digits));
        text = str_from(text, digits);
    }
    if (text.len > 0 && strchr("+-=.)", text.ptr[0]) != NULL) {
        buf_addc(&to->cell, '\\');
        to->row_changed = true;
    }
    add_text(to, text);
}

static void add_meaning(struct export *to, struct str meaning, const char *before)
{
    struct str sense;
    bool first = true;

    while (str_next(&meaning, '\n', &sense)) {
        buf_adds(&to->cell, first ? before : "; ");
        add_text(to, sense);
        first = false;
    }
}

static void add_sentence(struct export *to, const struct export_row *row)
{
    buf_adds(&to->cell, "  \n  > ");
    if (row->form_len == 0) {
        add_line_start(to, row->sentence);
        return;
    }
    add_line_start(to, str_sub(row->sentence, 0, row->form_at));
    buf_adds(&to->cell, "**");
    add_text(to, str_sub(row->sentence, row->form_at, row->form_len));
    buf_adds(&to->cell, "**");
    add_text(to, str_from(row->sentence, row->form_at + row->form_len));
}

static bool put_word(struct export *to, const struct export_row *row)
{
    buf_adds(&to->cell, "- **");
    add_text(to, row->headword);
    buf_adds(&to->cell, "**");
    add_meaning(to, row->definition, " – ");
    add_meaning(to, row->translation, " = ");
    if (row->game.len > 0) {
        buf_adds(&to->cell, " (");
        add_text(to, row->game);
        buf_adds(&to->cell, ")");
    }
    if (row->sentence.len > 0)
        add_sentence(to, row);
    buf_adds(&to->cell, "\n");
    export_put_line(to);
    return true;
}

const struct exporter export_markdown = {
    .name = "markdown",
    .extension = "md",
    .has_meanings = true,
    .begin = begin,
    .word = put_word,
};
