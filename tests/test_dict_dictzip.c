/* Pieces of a dictzip file against those of the same text unpacked at once, and
 * headers that were damaged on the way. The sample was made by dictzip(1). */

#include "dict/dictzip.h"

#include <stdio.h>
#include <stdlib.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

enum { CHUNK = 58315, SAMPLE_MAX = 1 << 20 };

static const char sample_path[] = WORDLOOT_SOURCE_DIR "/tests/data/dictd/freedict-ita-eng.dict.dz";

/* Where things lie in the sample's header. */
enum {
    AT_METHOD = 2,
    AT_FLAGS = 3,
    AT_EXTRA_LEN = 10,
    AT_MARK = 12,
    AT_TABLE_LEN = 14,
    AT_VERSION = 16,
    AT_CHUNK_LEN = 18,
    AT_COUNT = 20,
    AT_SIZES = 22
};

/* The whole text, by somebody else. */
static void unpack(struct buf *out)
{
    char *command = xasprintf("gzip -dc '%s'", sample_path);
    FILE *text = popen(command, "r");

    CHECK(text != NULL && buf_reserve(out, SAMPLE_MAX), "%s", command);
    if (text != NULL)
        buf_commit(out, fread(out->data, 1, SAMPLE_MAX, text));
    CHECK(text != NULL && pclose(text) == 0 && out->len > (size_t)CHUNK * 2, "%s", command);
    free(command);
}

static void test_pieces(const struct buf *sample, const struct buf *text)
{
    const struct {
        const char *name;
        size_t offset, len;
        enum err want;
    } rows[] = {
        { "the start", 0, 20, OK },
        { "within a chunk", CHUNK + 17, 100, OK },
        { "backwards", 30, 1, OK },
        { "over an edge", CHUNK - 5, 10, OK },
        { "over two edges", CHUNK - 5, CHUNK + 10, OK },
        { "all of it", 0, text->len, OK },
        { "nothing, at the end", text->len, 0, OK },
        { "a byte too many", 0, text->len + 1, ERR_FORMAT },
        { "behind the last chunk", (size_t)CHUNK * 3, 1, ERR_FORMAT },
        { "far outside", SIZE_MAX, 1, ERR_FORMAT },
        { "so long that it wraps", 1, SIZE_MAX, ERR_FORMAT },
    };
    const struct buf *files[] = { sample, text };
    struct dictzip *dictzip = NULL;
    struct buf out;
    size_t i, j;

    for (i = 0; i < ARRAY_LEN(files); i++) {
        CHECK(dictzip_open(&dictzip, (const uint8_t *)files[i]->data, files[i]->len, "x") == OK,
              "%s", err_message());
        for (j = 0; j < ARRAY_LEN(rows); j++) {
            buf_init(&out, SAMPLE_MAX);
            CHECK_INT(dictzip_read(dictzip, &out, rows[j].offset, rows[j].len), rows[j].want,
                      rows[j].name);
            CHECK(rows[j].want != OK ||
                      (out.len == rows[j].len &&
                       memcmp(buf_text(&out), text->data + rows[j].offset, out.len) == 0),
                  "%s: file %zu: other bytes", rows[j].name, i);
            buf_dispose(&out);
        }
        dictzip_close(dictzip);
    }
}

/* Changes one byte of the sample's header, or cuts it to LEN. */
static void test_damaged_headers(const struct buf *sample)
{
    static const struct {
        const char *name;
        size_t at, len;
        char byte;
        const char *why;
    } rows[] = {
        { "two bytes", 0, 2, '\x1f', "header" },
        { "half a header", 0, AT_MARK, '\x1f', "header" },
        { "half a table", 0, AT_SIZES + 2, '\x1f', "header" },
        { "no compression known", AT_METHOD, 0, 7, "header" },
        { "plain gzip", AT_FLAGS, 0, 8, "gunzip" },
        { "an extra field of nothing", AT_EXTRA_LEN, 0, 0, "table" },
        { "another extra field", AT_MARK, 0, 'X', "table" },
        { "a table longer than its field", AT_TABLE_LEN, 0, 100, "table" },
        { "another version", AT_VERSION, 0, 2, "table" },
        { "more chunks than sizes", AT_COUNT, 0, 4, "table" },
        { "a chunk larger than the file", AT_SIZES + 1, 0, '\xff', "cut off" },
        { "a cut file", 0, 9000, '\x1f', "cut off" },
    };
    char bytes[SAMPLE_MAX / 16];
    struct dictzip *dictzip = NULL;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows) && sample->len <= sizeof(bytes); i++) {
        memcpy(bytes, sample->data, sample->len);
        bytes[rows[i].at] = rows[i].byte;
        CHECK(dictzip_open(&dictzip, (const uint8_t *)bytes,
                           rows[i].len > 0 ? rows[i].len : sample->len, "x.dict.dz") == ERR_FORMAT,
              "%s: taken", rows[i].name);
        CHECK(strstr(err_message(), rows[i].why) != NULL &&
                  strstr(err_message(), "x.dict.dz") != NULL,
              "%s: %s", rows[i].name, err_message());
    }
}

/* Each byte of the chunks is turned over once: an error or bytes, never more. */
static void test_damaged_chunks(const struct buf *sample, const struct buf *text)
{
    struct dictzip *dictzip = NULL;
    struct buf out;
    enum err rc;
    size_t at;
    int failures = 0;

    for (at = AT_SIZES + 40; at < sample->len; at += 97) {
        sample->data[at] = (char)~sample->data[at];
        buf_init(&out, SAMPLE_MAX);
        CHECK(dictzip_open(&dictzip, (const uint8_t *)sample->data, sample->len, "x") == OK, "%s",
              err_message());
        rc = dictzip_read(dictzip, &out, 0, text->len);
        failures += rc != OK;
        CHECK(rc == OK || rc == ERR_FORMAT, "byte %zu: %s", at, err_message());
        dictzip_close(dictzip);
        buf_dispose(&out);
        sample->data[at] = (char)~sample->data[at];
    }
    CHECK(failures > 0, "no damage was seen");
}

static void test_empty(void)
{
    struct dictzip *dictzip = NULL;
    struct buf out;

    buf_init(&out, 10);
    CHECK(dictzip_open(&dictzip, NULL, 0, "x") == OK, "%s", err_message());
    CHECK_INT(dictzip_size(dictzip), 0, "size");
    CHECK(dictzip_read(dictzip, &out, 0, 1) == ERR_FORMAT, "a byte of nothing");
    dictzip_close(dictzip);
    buf_dispose(&out);
}

int main(void)
{
    struct buf sample, text;

    buf_init(&sample, SAMPLE_MAX);
    buf_init(&text, SAMPLE_MAX);
    CHECK(file_read(&sample, sample_path) == OK, "%s", err_message());
    unpack(&text);
    test_pieces(&sample, &text);
    test_damaged_headers(&sample);
    test_damaged_chunks(&sample, &text);
    test_empty();
    buf_dispose(&sample);
    buf_dispose(&text);
    return check_done();
}
