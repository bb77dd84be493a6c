/* A sheet as the program that prints it gets it: what is read can be written, read again and
 * made into HTML. */

#include <stdlib.h>

#include "app/exchange/sheet.h"
#include "app/exchange/sheet_html.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct sheet *sheet = NULL, *back = NULL;
    struct buf wire, html;

    if (sheet_decode(&sheet, str_make((const char *)bytes, len)) != OK)
        return 0;
    buf_init(&wire, SHEET_WIRE_MAX);
    buf_init(&html, SHEET_WIRE_MAX);
    sheet_encode(&wire, sheet);
    if (sheet_decode(&back, buf_str(&wire)) != OK || back->count != sheet->count)
        abort();
    sheet_html(&html, sheet);
    if (buf_ok(&html, "HTML") != OK)
        abort();
    buf_dispose(&html);
    buf_dispose(&wire);
    sheet_free(back);
    sheet_free(sheet);
    return 0;
}
