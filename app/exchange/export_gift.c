/* Questions for Moodle in its GIFT format: the sentence with a gap, or what the word means. */

#include "app/exchange/export_private.h"

static void begin(struct export *to)
{
    export_puts(to, "// Words met while playing, kept by Wordloot.\n\n");
}

/* The characters that mean something in a question, escaped; all of it on one line, since an
 * empty line ends a question. */
static void add_text(struct export *to, struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (strchr("~=#{}:\\", text.ptr[i]) != NULL) {
            buf_addc(&to->cell, '\\');
            buf_addc(&to->cell, text.ptr[i]);
            to->row_changed = true;
        } else {
            export_add_line(to, &to->cell, str_make(text.ptr + i, 1));
        }
    }
}

static void add_gap(struct export *to, const struct export_row *row)
{
    const struct str meaning = export_meaning(row);

    add_text(to, str_sub(row->sentence, 0, row->form_at));
    buf_adds(&to->cell, "{=");
    add_text(to, str_sub(row->sentence, row->form_at, row->form_len));
    buf_adds(&to->cell, "}");
    add_text(to, str_from(row->sentence, row->form_at + row->form_len));
    if (meaning.len > 0) {
        buf_adds(&to->cell, " (");
        add_text(to, meaning);
        buf_adds(&to->cell, ")");
    }
}

static bool put_word(struct export *to, const struct export_row *row)
{
    const struct str meaning = export_meaning(row);

    if (row->form_len == 0 && meaning.len == 0)
        return false;
    buf_adds(&to->cell, "::");
    add_text(to, row->headword);
    /* Else a text that begins with a bracket could choose its own format, HTML say. */
    buf_adds(&to->cell, "::[plain]");
    if (row->form_len > 0) {
        add_gap(to, row);
    } else {
        add_text(to, meaning);
        buf_adds(&to->cell, " {=");
        add_text(to, row->headword);
        buf_adds(&to->cell, "}");
    }
    buf_adds(&to->cell, "\n\n");
    export_put_line(to);
    return true;
}

const struct exporter export_gift = {
    .name = "gift",
    .extension = "txt",
    .has_meanings = true,
    .begin = begin,
    .word = put_word,
};
