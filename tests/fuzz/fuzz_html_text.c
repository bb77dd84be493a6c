/* A field of a flash card as text: whatever the bytes, it is valid text without markup's
 * control characters, no longer than it can be, and the marks lie in it. */

#include <stdint.h>
#include <stdlib.h>

#include "app/exchange/html_text.h"
#include "dict/base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_mark(struct str text, size_t at, size_t len)
{
    if (at > text.len || len > text.len - at)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct html_marks marks;
    struct str text;
    struct buf out;
    size_t i;

    buf_init(&out, len * 3 + 8);
    buf_addc(&out, '>');
    html_text(&out, &marks, str_make((const char *)bytes, len));
    if (out.failed)
        abort();
    text = str_from(buf_str(&out), 1);
    check_mark(text, marks.bold_at, marks.bold_len);
    check_mark(text, marks.gap_at, marks.gap_len);
    if (!text_is_valid(text))
        abort();
    for (i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] < ' ' && text.ptr[i] != '\n')
            abort();
    }
    buf_dispose(&out);
    return 0;
}
