#include "app/exchange/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <string.h>

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

/* Control characters, but for those of lines. */
static bool is_no_text(uint8_t byte)
{
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

/* The same without a doubt: one of the two bytes is nearly always one that no text in bytes
 * has. Letters of all alphabets are below U+2000; Chinese and Japanese are not, and stay
 * unrecognised. */
static const char *tell_utf16(const uint8_t *bytes, size_t len)
{
    enum { MOST = 10 };
    size_t no_text[2] = { 0, 0 }, i;
    bool zeros = false;

    for (i = 0; i < len; i++) {
        zeros = zeros || bytes[i] == 0;
        no_text[i % 2] += is_no_text(bytes[i]);
    }
    if (!zeros || len % 2 != 0)
        return NULL;
    if (no_text[1] * MOST >= len / 2 * (MOST - 1))
        return "UTF-16LE";
    return no_text[0] * MOST >= len / 2 * (MOST - 1) ? "UTF-16BE" : NULL;
}

/* Whether most of what is not ASCII is UTF-8 all the same: in other encodings there is hardly
 * ever a letter that is a valid sequence of it. */
static bool is_broken_utf8(const uint8_t *bytes, size_t len)
{
    const struct str text = str_make((const char *)bytes, len);
    size_t at = 0, good = 0, bad = 0;

    while (at < len) {
        const size_t start = at;
        const uint32_t code = text_next(text, &at);

        good += at - start > 1;
        bad += at - start == 1 && code == 0xFFFD;
    }
    return good > bad;
}

typedef const char *guess_fn(const uint8_t *bytes, size_t len);

/* The encoding by what the bytes say, NULL if they say nothing; *SKIP is the mark's length. */
static const char *guess(const uint8_t *bytes, size_t len, guess_fn *utf16, size_t *skip)
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
    return text_is_valid(str_make((const char *)bytes, len)) ? "UTF-8" : utf16(bytes, len);
}

static size_t line_of(const struct buf *out, size_t from)
{
    size_t i, line = 1;

    for (i = from; i < out->len; i++)
        line += out->data[i] == '\n';
    return line;
}

/* What FROM does not have becomes U+FFFD, or if LINE is not NULL, is refused. */
static enum err convert(struct buf *out, const uint8_t *bytes, size_t len, const char *from,
                        size_t *line)
{
    /* iconv() never writes to its input; its parameter just has no const. */
    char *in = (char *)(uintptr_t)bytes;
    size_t in_left = len, start = out->len;
    iconv_t convert = iconv_open("UTF-8", from);

    if (convert == (iconv_t)-1)
        return err_set(ERR_UNSUPPORTED, "the encoding %.40s is not known here", from);
    while (in_left > 0 && !out->failed) {
        char chunk[4096], *to = chunk;
        size_t to_left = sizeof(chunk);
        const size_t result = iconv(convert, &in, &in_left, &to, &to_left);
        const int why = errno;

        buf_add(out, chunk, (size_t)(to - chunk));
        if (result != (size_t)-1 || why == E2BIG)
            continue;
        if (line != NULL && !out->failed) {
            iconv_close(convert);
            *line = line_of(out, start);
            return err_set(ERR_FORMAT, "this is not in %.40s: say in what with --encoding", from);
        }
        buf_adds(out, "\xef\xbf\xbd");
        in++;
        in_left--;
    }
    iconv_close(convert);
    return buf_ok(out, "the text");
}

static enum err refuse_zeros(const struct buf *out, size_t from, size_t *line)
{
    const size_t at = str_find_char(str_from(buf_str(out), from), '\0', 0);
    struct buf head = *out;

    if (at == out->len - from)
        return OK;
    head.len = from + at;
    if (line != NULL)
        *line = line_of(&head, from);
    return err_set(ERR_FORMAT, "it is no text: there are zero bytes in it");
}

enum err charset_decode(struct buf *out, const uint8_t *bytes, size_t len, const char *fallback,
                        const char **name)
{
    size_t skip = 0, before = out->len;
    const char *found = guess(bytes, len, guess_utf16, &skip);
    const char *from = found != NULL ? found : fallback;
    enum err rc = convert(out, bytes + skip, len - skip, from, NULL);

    if (rc == OK)
        rc = refuse_zeros(out, before, NULL);
    if (rc == OK && name != NULL)
        *name = from;
    return rc;
}

/* The mark at the start of OUT's part from FROM on, which iconv() leaves where it is told the
 * encoding to the letter. */
static void drop_mark(struct buf *out, size_t from)
{
    if (out->len - from < 3 || memcmp(out->data + from, "\xef\xbb\xbf", 3) != 0)
        return;
    memmove(out->data + from, out->data + from + 3, out->len - from - 3);
    buf_truncate(out, out->len - 3);
}

enum err charset_decode_exactly(struct buf *out, const uint8_t *bytes, size_t len,
                                const char *encoding, const char *fallback, size_t *line)
{
    size_t skip = 0, before = out->len;
    const char *from = encoding;
    enum err rc;

    /* What follows a slash would have iconv() pass over what is off. */
    if (encoding != NULL && strchr(encoding, '/') != NULL)
        return err_set(ERR_UNSUPPORTED, "the encoding %.40s is not known here", encoding);
    if (encoding == NULL)
        from = guess(bytes, len, tell_utf16, &skip);
    if (from == NULL)
        from = is_broken_utf8(bytes, len) ? "UTF-8" : fallback;
    rc = convert(out, bytes + skip, len - skip, from, line);
    if (rc == OK)
        drop_mark(out, before);
    return rc == OK ? refuse_zeros(out, before, line) : rc;
}
