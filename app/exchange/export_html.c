/* Sheets to be printed by a browser. */

#include "app/exchange/export_sheet.h"
#include "app/exchange/sheet_html.h"

static void end(struct export *to)
{
    struct sheet *sheet = export_sheet_end(to);

    if (sheet == NULL)
        return;
    sheet_html(&to->cell, sheet);
    export_put_line(to);
    sheet_free(sheet);
}

const struct exporter export_html = {
    .name = "html",
    .extension = "html",
    .has_meanings = true,
    .asks_cards = true, /* a test's forms are as hard as each other */
    .is_sheet = true,
    .begin = export_sheet_begin,
    .word = export_sheet_word,
    .end = end,
};
