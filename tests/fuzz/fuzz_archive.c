/* An archive of either kind: members read whole, a stream by lines. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dict/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct archive_limits limits = { 1 << 20, 4 << 20 };

static void check_name(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || strcmp(name, "..") == 0 ||
        strncmp(name, "../", 3) == 0 || strstr(name, "/../") != NULL)
        abort();
}

static void read_members(const uint8_t *bytes, size_t len)
{
    struct archive_reader *reader = NULL;
    const char *name = NULL;
    struct buf out;
    enum err rc =
        archive_reader_open_bytes(&reader, bytes, len, "fuzz.zip", ARCHIVE_MEMBERS, &limits);

    buf_init(&out, limits.member_max);
    while (rc == OK && archive_reader_next(reader, &name) == OK) {
        check_name(name);
        buf_clear(&out);
        rc = archive_reader_read(reader, &out);
    }
    buf_dispose(&out);
    archive_reader_close(reader);
}

static void read_lines(const uint8_t *bytes, size_t len)
{
    struct archive_reader *reader = NULL;
    const char *name = NULL;
    struct str line;
    uint64_t total = 0;
    enum err rc =
        archive_reader_open_bytes(&reader, bytes, len, "fuzz.gz", ARCHIVE_STREAM, &limits);

    if (rc == OK)
        rc = archive_reader_next(reader, &name);
    while (rc == OK && (rc = archive_reader_line(reader, &line)) == OK)
        total += line.len;
    if (total > limits.member_max)
        abort();
    archive_reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    read_members(bytes, len);
    read_lines(bytes, len);
    return 0;
}
