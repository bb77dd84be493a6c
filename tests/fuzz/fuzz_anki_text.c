/* The headers of a text file for Anki: what they leave is the end of the text, and what they
 * say lies before it. */

#include <stdint.h>
#include <stdlib.h>

#include "app/exchange/anki_headers.h"
#include "app/exchange/records.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_inside(struct str whole, struct str part)
{
    if (part.len > 0 && (part.ptr < whole.ptr || part.ptr + part.len > whole.ptr + whole.len))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const struct str whole = str_make((const char *)bytes, len);
    struct str text = whole;
    struct anki_headers headers;
    size_t i, lines = 0;

    anki_headers_read(&headers, &text);
    if (text.len > len || text.ptr + text.len != whole.ptr + len)
        abort();
    for (i = 0; i < len - text.len; i++)
        lines += whole.ptr[i] == '\n';
    /* The last may be without its end. */
    if (headers.lines != lines && headers.lines != lines + 1)
        abort();
    check_inside(whole, headers.tags);
    check_inside(whole, headers.columns);
    if (headers.separator == '\0' || headers.deck_column > RECORD_CELLS_MAX ||
        headers.notetype_column > RECORD_CELLS_MAX || headers.tags_column > RECORD_CELLS_MAX ||
        headers.guid_column > RECORD_CELLS_MAX)
        abort();
    return 0;
}
