#include "dict/dictzip.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "dict/base/mem.h"

enum {
    GZIP_HEADER = 10,
    FLAG_HEADER_CRC = 2,
    FLAG_EXTRA = 4,
    FLAG_NAME = 8,
    FLAG_COMMENT = 16,
    RA_FIXED = 6, /* version, chunk length, chunk count: 16 bits each */
    NO_CHUNK = -1
};

struct dictzip {
    const uint8_t *bytes;
    size_t len;
    char *name;
    bool compressed;
    uint32_t chunk_len; /* of text in each chunk but the last */
    uint32_t chunk_count;
    size_t *starts; /* of each chunk in the file, and the end of the last */
    uint8_t *text;  /* of the chunk inflated last */
    size_t text_len;
    int64_t chunk_at; /* its number, or NO_CHUNK */
};

/* A place in the header that only moves within it. */
struct cursor {
    const uint8_t *bytes;
    size_t len, at;
};

static bool take_bytes(struct cursor *cursor, size_t len, const uint8_t **out)
{
    if (len > cursor->len - cursor->at)
        return false;
    *out = cursor->bytes + cursor->at;
    cursor->at += len;
    return true;
}

static uint32_t number16(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8;
}

static bool pass_text(struct cursor *cursor)
{
    const uint8_t *end = memchr(cursor->bytes + cursor->at, 0, cursor->len - cursor->at);

    if (end == NULL)
        return false;
    cursor->at = (size_t)(end - cursor->bytes) + 1;
    return true;
}

/* Finds the subfield "RA" among EXTRA's. */
static bool find_table(struct cursor extra, struct cursor *table)
{
    const uint8_t *head, *body;

    while (take_bytes(&extra, 4, &head)) {
        if (!take_bytes(&extra, number16(head + 2), &body))
            return false;
        if (head[0] == 'R' && head[1] == 'A') {
            *table = (struct cursor){ body, number16(head + 2), 0 };
            return true;
        }
    }
    return false;
}

static enum err damaged(const struct dictzip *dictzip, const char *what)
{
    return err_set(ERR_FORMAT, "%s: %s; get the file anew", dictzip->name, what);
}

static enum err read_table(struct dictzip *dictzip, struct cursor table, size_t data_at)
{
    const uint8_t *fixed, *sizes;
    size_t at = data_at, i;

    if (!take_bytes(&table, RA_FIXED, &fixed) || number16(fixed) != 1)
        return damaged(dictzip, "its table of chunks is damaged");
    dictzip->chunk_len = number16(fixed + 2);
    dictzip->chunk_count = number16(fixed + 4);
    if (dictzip->chunk_len == 0 || !take_bytes(&table, (size_t)dictzip->chunk_count * 2, &sizes))
        return damaged(dictzip, "its table of chunks is damaged");
    dictzip->starts = xcalloc((size_t)dictzip->chunk_count + 1, sizeof(size_t));
    dictzip->text = xmalloc(dictzip->chunk_len);
    for (i = 0; i < dictzip->chunk_count; i++) {
        dictzip->starts[i] = at;
        at += number16(sizes + 2 * i);
    }
    dictzip->starts[i] = at;
    if (at > dictzip->len)
        return damaged(dictzip, "it is cut off");
    return OK;
}

static enum err read_header(struct dictzip *dictzip)
{
    struct cursor cursor = { dictzip->bytes, dictzip->len, 0 }, extra, table;
    const uint8_t *head, *body, *size;
    unsigned flags;

    if (!take_bytes(&cursor, GZIP_HEADER, &head) || head[2] != Z_DEFLATED)
        return damaged(dictzip, "its gzip header is damaged");
    flags = head[3];
    if ((flags & FLAG_EXTRA) == 0)
        return err_set(ERR_FORMAT, "%s: plain gzip without chunks; unpack it with gunzip",
                       dictzip->name);
    if (!take_bytes(&cursor, 2, &size) || !take_bytes(&cursor, number16(size), &body))
        return damaged(dictzip, "its gzip header is damaged");
    extra = (struct cursor){ body, number16(size), 0 };
    if (!find_table(extra, &table))
        return damaged(dictzip, "it has no table of chunks");
    if (((flags & FLAG_NAME) != 0 && !pass_text(&cursor)) ||
        ((flags & FLAG_COMMENT) != 0 && !pass_text(&cursor)) ||
        ((flags & FLAG_HEADER_CRC) != 0 && !take_bytes(&cursor, 2, &size)))
        return damaged(dictzip, "its gzip header is damaged");
    return read_table(dictzip, table, cursor.at);
}

enum err dictzip_open(struct dictzip **out, const uint8_t *bytes, size_t len, const char *name)
{
    struct dictzip *dictzip = xcalloc(1, sizeof(*dictzip));
    enum err rc = OK;

    dictzip->bytes = bytes;
    dictzip->len = len;
    dictzip->name = xstrdup(name);
    dictzip->chunk_at = NO_CHUNK;
    dictzip->compressed = len >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
    if (dictzip->compressed)
        rc = read_header(dictzip);
    if (rc == OK)
        *out = dictzip;
    else
        dictzip_close(dictzip);
    return rc;
}

void dictzip_close(struct dictzip *dictzip)
{
    if (dictzip == NULL)
        return;
    free(dictzip->starts);
    free(dictzip->text);
    free(dictzip->name);
    free(dictzip);
}

uint64_t dictzip_size(const struct dictzip *dictzip)
{
    if (!dictzip->compressed)
        return dictzip->len;
    return (uint64_t)dictzip->chunk_len * dictzip->chunk_count;
}

static enum err inflate_chunk(struct dictzip *dictzip, uint32_t at)
{
    size_t start = dictzip->starts[at], end = dictzip->starts[at + 1];
    z_stream stream = { 0 };
    int code;

    if (dictzip->chunk_at == (int64_t)at)
        return OK;
    dictzip->chunk_at = NO_CHUNK;
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return err_set(ERR_LIMIT, "%s: out of memory", dictzip->name);
    /* zlib never writes to its input; its field just has no const. */
    stream.next_in = (Bytef *)(uintptr_t)(dictzip->bytes + start);
    stream.avail_in = (uInt)(end - start);
    stream.next_out = dictzip->text;
    stream.avail_out = dictzip->chunk_len;
    code = inflate(&stream, Z_SYNC_FLUSH);
    dictzip->text_len = dictzip->chunk_len - stream.avail_out;
    inflateEnd(&stream);
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
        return damaged(dictzip, "a chunk cannot be inflated");
    dictzip->chunk_at = at;
    return OK;
}

enum err dictzip_read(struct dictzip *dictzip, struct buf *out, uint64_t offset, size_t len)
{
    size_t from, take;
    enum err rc;

    if (offset > dictzip_size(dictzip) || len > dictzip_size(dictzip) - offset)
        return err_set(ERR_FORMAT, "%s: a piece at %llu lies outside the file", dictzip->name,
                       (unsigned long long)offset);
    if (!dictzip->compressed) {
        buf_add(out, dictzip->bytes + offset, len);
        return buf_ok(out, dictzip->name);
    }
    for (; len > 0; len -= take, offset += take) {
        rc = inflate_chunk(dictzip, (uint32_t)(offset / dictzip->chunk_len));
        if (rc != OK)
            return rc;
        from = (size_t)(offset % dictzip->chunk_len);
        if (from >= dictzip->text_len)
            return damaged(dictzip, "it holds less text than its index says");
        take = dictzip->text_len - from < len ? dictzip->text_len - from : len;
        buf_add(out, dictzip->text + from, take);
    }
    return buf_ok(out, dictzip->name);
}
