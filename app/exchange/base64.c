#include "app/exchange/base64.h"

#include <stdint.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(struct buf *out, struct str bytes)
{
    size_t i, k;

    for (i = 0; i < bytes.len; i += 3) {
        const size_t left = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t three = 0;

        for (k = 0; k < 3; k++)
            three = three << 8 | (k < left ? (unsigned char)bytes.ptr[i + k] : 0);
        for (k = 0; k < 4; k++)
            buf_addc(out, k <= left ? digits[three >> (18 - 6 * k) & 63] : '=');
    }
}

/* -1 for what is no digit. */
static int value_of(char c)
{
    const char *at = c != '\0' ? strchr(digits, c) : NULL;

    return at != NULL ? (int)(at - digits) : -1;
}

/* Four characters; LAST: they may end in padding. */
static bool decode_four(struct buf *out, const char *text, bool last)
{
    size_t count = 4, k;
    uint32_t three = 0;

    if (last && text[3] == '=')
        count = text[2] == '=' ? 2 : 3;
    for (k = 0; k < 4; k++) {
        const int value = k < count ? value_of(text[k]) : 0;

        if (value < 0)
            return false;
        three = three << 6 | (uint32_t)value;
    }
    /* Bits that no byte has must be 0, or two texts stood for the same bytes. */
    if ((three & ((UINT32_C(1) << (8 * (4 - count))) - 1)) != 0)
        return false;
    for (k = 0; k + 1 < count; k++)
        buf_addc(out, (char)(three >> (16 - 8 * k) & 0xff));
    return true;
}

bool base64_decode(struct buf *out, struct str text)
{
    size_t i;

    if (text.len % 4 != 0)
        return false;
    for (i = 0; i < text.len; i += 4) {
        if (!decode_four(out, text.ptr + i, i + 4 == text.len))
            return false;
    }
    return true;
}
