#include "app/exchange/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>

#include "dict/base/text.h"

static bool begins(const uint8_t *bytes, size_t len, const char *mark, size_t mark_len)
{
    return len >= mark_len && memcmp(bytes, mark, mark_len) == 0;
}

/* UTF-16 without a mark: most letters of most languages have a zero in one of their two
 * bytes, or spaces and line ends do. */
static const char *guess_utf16(const uint8_t *bytes, size_t len)
{
    enum { LOOKED_AT = 4096, LEAST = 10 };
    size_t zeros[2] = { 0, 0 }, i, end = len < LOOKED_AT ? len : LOOKED_AT;

    for (i = 0; i < end; i++)
        zeros[i % 2] += bytes[i] == 0;
    if (zeros[1] * LEAST > end && zeros[0] * LEAST < zeros[1])
        return "UTF-16LE";
    if (zeros[0] * LEAST > end && zeros[1] * LEAST < zeros[0])
        return "UTF-16BE";
    return NULL;
}

/* The encoding by what the bytes say, NULL if they say nothing; *SKIP is the mark's length. */
static const char *guess(const uint8_t *bytes, size_t len, size_t *skip)
{
    *skip = 0;
    if (begins(bytes, len, "\xef\xbb\xbf", 3)) {
        *skip = 3;
        return "UTF-8";
    }
    if (begins(bytes, len, "\xff\xfe", 2) || begins(bytes, len, "\xfe\xff", 2)) {
        *skip = 2;
        return bytes[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
    }
    return text_is_valid(str_make((const char *)bytes, len)) ? "UTF-8" : guess_utf16(bytes, len);
}

static enum err convert(struct buf *out, const uint8_t *bytes, size_t len, const char *from)
{
    /* iconv() never writes to its input; its parameter just has no const. */
    char *in = (char *)(uintptr_t)bytes;
    size_t in_left = len;
    iconv_t convert = iconv_open("UTF-8", from);

    if (convert == (iconv_t)-1)
        return err_set(ERR_UNSUPPORTED, "the encoding %.40s is not known here", from);
    while (in_left > 0 && !out->failed) {
        char chunk[4096], *to = chunk;
        size_t to_left = sizeof(chunk);
        const size_t result = iconv(convert, &in, &in_left, &to, &to_left);
        const int why = errno;

        buf_add(out, chunk, (size_t)(to - chunk));
        if (result == (size_t)-1 && why != E2BIG) {
            buf_adds(out, "\xef\xbf\xbd");
            in++;
            in_left--;
        }
    }
    iconv_close(convert);
    return buf_ok(out, "the text");
}

enum err charset_decode(struct buf *out, const uint8_t *bytes, size_t len, const char *fallback,
                        const char **name)
{
    size_t skip = 0, before = out->len;
    const char *found = guess(bytes, len, &skip);
    const char *from = found != NULL ? found : fallback;
    enum err rc = convert(out, bytes + skip, len - skip, from);

    if (rc == OK && str_find_char(str_from(buf_str(out), before), '\0', 0) < out->len - before)
        rc = err_set(ERR_FORMAT, "it is no text: there are zero bytes in it");
    if (rc == OK && name != NULL)
        *name = from;
    return rc;
}
