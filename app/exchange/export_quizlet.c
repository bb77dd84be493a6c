/* Text for Quizlet's import box: word, tab, meaning, a card a line. The box knows no quotes. */

#include "app/exchange/export_private.h"

static bool put_word(struct export *to, const struct export_row *row)
{
    struct str meaning = export_meaning(row);

    /* A card of a sentence is better than one without a back. */
    if (meaning.len == 0)
        meaning = row->sentence;
    if (meaning.len == 0)
        return false;
    export_add_line(to, &to->cell, row->headword);
    buf_addc(&to->cell, '\t');
    export_add_line(to, &to->cell, meaning);
    buf_addc(&to->cell, '\n');
    export_put_line(to);
    return true;
}

const struct exporter export_quizlet = {
    .name = "quizlet",
    .extension = "txt",
    .has_meanings = true,
    .word = put_word,
};
