/* Sheets as PDF, drawn by the program beside this one (print.h). */

#include "app/exchange/export_sheet.h"
#include "app/exchange/print.h"

/* Better said before the words are gathered than after. */
static void begin(struct export *to)
{
    export_sheet_begin(to);
    if (to->rc == OK)
        to->rc = print_check();
}

static void end(struct export *to)
{
    struct sheet *sheet = export_sheet_end(to);
    struct buf pdf;

    if (sheet == NULL)
        return;
    sheet_encode(&to->cell, sheet);
    sheet_free(sheet);
    to->rc = buf_ok(&to->cell, "a sheet");
    buf_init(&pdf, PRINT_MAX);
    if (to->rc == OK)
        to->rc = print_pdf(&pdf, buf_str(&to->cell), to->request->progress);
    buf_clear(&to->cell);
    if (to->rc == OK)
        export_put(to, buf_str(&pdf));
    buf_dispose(&pdf);
}

const struct exporter export_pdf = {
    .name = "pdf",
    .extension = "pdf",
    .has_meanings = true,
    .asks_cards = true, /* a test's forms are as hard as each other */
    .is_binary = true,
    .is_sheet = true,
    .begin = begin,
    .word = export_sheet_word,
    .end = end,
};
