/* Mnemosyne's tab-separated text: front and back as HTML. As Mnemosyne 2.9 reads it (its
 * file_formats/tsv.py): no quotes, no byte order mark, both sides needed, and one bad line
 * stops the whole import. */

#include "app/exchange/export_private.h"

static bool is_blank(struct str text)
{
    return str_trim(text).len == 0;
}

static bool put_word(struct export *to, const struct export_row *row)
{
    const struct str meaning = export_meaning(row), second = export_second_meaning(row);
    const bool has_meaning = !is_blank(meaning);

    if (is_blank(row->headword) || (!has_meaning && is_blank(row->sentence)))
        return false;
    export_add_html(to, &to->cell, str_trim(row->headword));
    buf_addc(&to->cell, '\t');
    if (has_meaning)
        export_add_html(to, &to->cell, str_trim(meaning));
    if (!is_blank(second)) {
        buf_adds(&to->cell, "<br>");
        export_add_html(to, &to->cell, str_trim(second));
    }
    if (!is_blank(row->sentence)) {
        buf_adds(&to->cell, has_meaning ? "<br><br>" : "");
        export_add_sentence_html(to, &to->cell, row);
    }
    buf_addc(&to->cell, '\n');
    export_put_line(to);
    return true;
}

const struct exporter export_mnemosyne = {
    .name = "mnemosyne",
    .extension = "txt",
    .has_meanings = true,
    .word = put_word,
};
