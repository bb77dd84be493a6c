/* The file is mapped and handed to libarchive piece by piece. Zip is read by its
 * directory at the end alone: what is cut off is no archive then, and no second list of
 * members can contradict it. */

#include "dict/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { PIECE_BYTES = 256 << 10, FORGET_BYTES = 16 << 20 /* whole pages */ };
static const uint64_t FILE_BYTES_MAX = (uint64_t)64 << 30, SWELL_FREE = (uint64_t)64 << 20;

struct archive_reader {
    struct archive *archive;
    char *name; /* for messages */
    struct file_map map;
    const uint8_t *bytes;
    size_t len, at;   /* of the file, and how far libarchive has it */
    size_t forgotten; /* the start of it that need not stay in memory */
    struct archive_limits limits;
    size_t members;
    uint64_t total;    /* uncompressed bytes so far, members passed over included */
    uint64_t declared; /* what the present member says of its size */
    uint64_t done;     /* and how much of it was read */
    char *member;      /* its name */
    struct str chunk;  /* what archive_reader_line() has not given yet */
    struct buf line;   /* one that lies across chunks */
};

static enum err damaged(const struct archive_reader *reader)
{
    const char *reason = archive_error_string(reader->archive);

    return err_set(ERR_FORMAT, "%s: %s; get the file anew", reader->name,
                   reason != NULL ? reason : "damaged");
}

/* --- where libarchive gets its bytes --- */

/* A file may be larger than the memory there is: what is used up is given back, and
 * would be read again if it were asked for. */
static void forget_used(struct archive_reader *reader)
{
    if (reader->map.bytes == NULL || reader->at < reader->forgotten + FORGET_BYTES)
        return;
    madvise((void *)(uintptr_t)(reader->map.bytes + reader->forgotten), FORGET_BYTES,
            MADV_DONTNEED);
    reader->forgotten += FORGET_BYTES;
}

static la_ssize_t give_piece(struct archive *archive, void *ctx, const void **piece)
{
    struct archive_reader *reader = ctx;
    size_t left = reader->len - reader->at, len = left < PIECE_BYTES ? left : PIECE_BYTES;

    (void)archive;
    forget_used(reader);
    *piece = reader->bytes + reader->at;
    reader->at += len;
    return (la_ssize_t)len;
}

static la_int64_t skip_bytes(struct archive *archive, void *ctx, la_int64_t count)
{
    struct archive_reader *reader = ctx;
    size_t left = reader->len - reader->at;

    (void)archive;
    if (count < 0)
        return 0;
    if ((uint64_t)count < left)
        left = (size_t)count;
    reader->at += left;
    return (la_int64_t)left;
}

static la_int64_t seek_bytes(struct archive *archive, void *ctx, la_int64_t offset, int whence)
{
    struct archive_reader *reader = ctx;
    la_int64_t len = (la_int64_t)reader->len;
    la_int64_t base = whence == SEEK_END ? len : whence == SEEK_CUR ? (la_int64_t)reader->at : 0;

    (void)archive;
    if (offset < -base)
        offset = -base;
    if (offset > len - base)
        offset = len - base;
    reader->at = (size_t)(base + offset);
    return base + offset;
}

/* --- opening --- */

static bool support(struct archive *archive, enum archive_kind kind)
{
    bool done = archive_read_support_filter_gzip(archive) == ARCHIVE_OK &&
                archive_read_support_filter_xz(archive) == ARCHIVE_OK &&
                archive_read_support_filter_bzip2(archive) == ARCHIVE_OK &&
                archive_read_support_filter_zstd(archive) == ARCHIVE_OK;

    if (kind == ARCHIVE_STREAM)
        return done && archive_read_support_format_raw(archive) == ARCHIVE_OK;
    return done && archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK &&
           archive_read_support_format_tar(archive) == ARCHIVE_OK;
}

static enum err start(struct archive_reader *reader, enum archive_kind kind)
{
    struct archive *archive = reader->archive;

    if (reader->len == 0)
        return err_set(ERR_FORMAT, "%s: the file is empty", reader->name);
    if (!support(archive, kind))
        return err_set(ERR_UNSUPPORTED, "%s: libarchive cannot read it here", reader->name);
    archive_read_set_read_callback(archive, give_piece);
    archive_read_set_skip_callback(archive, skip_bytes);
    archive_read_set_seek_callback(archive, seek_bytes);
    archive_read_set_callback_data(archive, reader);
    return archive_read_open1(archive) == ARCHIVE_OK ? OK : damaged(reader);
}

enum err archive_reader_open_bytes(struct archive_reader **out, const uint8_t *bytes, size_t len,
                                   const char *name, enum archive_kind kind,
                                   const struct archive_limits *limits)
{
    struct archive_reader *reader = xcalloc(1, sizeof(*reader));
    uint64_t swollen = SWELL_FREE + (uint64_t)len * ARCHIVE_SWELL_MAX;
    enum err rc;

    reader->archive = archive_read_new();
    reader->name = xstrdup(name);
    reader->bytes = bytes;
    reader->len = len;
    reader->limits = *limits;
    if (reader->limits.total_max > swollen)
        reader->limits.total_max = swollen;
    buf_init(&reader->line, ARCHIVE_LINE_MAX);
    rc = reader->archive != NULL ? start(reader, kind)
                                 : err_set(ERR_LIMIT, "%s: out of memory", name);
    if (rc == OK)
        *out = reader;
    else
        archive_reader_close(reader);
    return rc;
}

enum err archive_reader_open(struct archive_reader **out, const char *path, enum archive_kind kind,
                             const struct archive_limits *limits)
{
    struct file_map map;
    enum err rc = file_map(&map, path, FILE_BYTES_MAX);

    if (rc != OK)
        return rc;
    rc = archive_reader_open_bytes(out, map.bytes, map.len, path, kind, limits);
    if (rc == OK)
        (*out)->map = map;
    else
        file_unmap(&map);
    return rc;
}

void archive_reader_close(struct archive_reader *reader)
{
    if (reader == NULL)
        return;
    archive_read_free(reader->archive);
    file_unmap(&reader->map);
    buf_dispose(&reader->line);
    free(reader->member);
    free(reader->name);
    free(reader);
}

uint64_t archive_reader_done(const struct archive_reader *reader)
{
    return reader->at;
}

uint64_t archive_reader_size(const struct archive_reader *reader)
{
    return reader->len;
}

/* --- members --- */

/* Whether NAME stays below where it is put: no empty part, "." or "..", and no
 * backslash, which some systems take for a slash. */
static bool is_safe_name(struct str name)
{
    struct str part;
    size_t i;

    for (i = 0; i < name.len; i++) {
        if ((unsigned char)name.ptr[i] < ' ' || strchr("\\\x7f", name.ptr[i]) != NULL)
            return false;
    }
    if (name.len == 0 || name.len > ARCHIVE_NAME_MAX || name.ptr[name.len - 1] == '/')
        return false;
    while (str_next(&name, '/', &part)) {
        if (part.len == 0 || str_is(part, ".") || str_is(part, ".."))
            return false;
    }
    return true;
}

static enum err too_large(const struct archive_reader *reader, const char *what, uint64_t max)
{
    return err_set(ERR_LIMIT, "%s: %s is larger than %llu MB unpacked: not what it claims to be",
                   reader->name, what, (unsigned long long)(max >> 20));
}

static enum err check_sizes(const struct archive_reader *reader)
{
    if (reader->declared > reader->limits.member_max || reader->done > reader->limits.member_max)
        return too_large(reader, reader->member, reader->limits.member_max);
    if (reader->total > reader->limits.total_max)
        return too_large(reader, "it", reader->limits.total_max);
    return OK;
}

static enum err count_member(struct archive_reader *reader, struct archive_entry *entry)
{
    int64_t size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;

    if (++reader->members > ARCHIVE_MEMBERS_MAX)
        return err_set(ERR_LIMIT, "%s: there are more than %d files in it", reader->name,
                       ARCHIVE_MEMBERS_MAX);
    if (size < 0)
        return err_set(ERR_FORMAT, "%s: a file of less than nothing is in it", reader->name);
    reader->done = 0;
    reader->declared = (uint64_t)size;
    /* What is passed over may have to be unpacked too, and neither sum can wrap: both
     * were below the ceiling. */
    reader->total += reader->declared;
    return check_sizes(reader);
}

/* *TAKEN: whether it is a file of use to somebody. */
static enum err check_member(struct archive_reader *reader, struct archive_entry *entry,
                             bool *taken)
{
    const char *path = archive_entry_pathname(entry);
    struct str name = str_of(path != NULL ? path : "");
    mode_t type = archive_entry_filetype(entry);

    *taken = false;
    while (str_starts(name, str_of("./")))
        name = str_from(name, 2);
    free(reader->member);
    reader->member = xstrndup(name.ptr, name.len);
    if (type == S_IFDIR || !text_is_valid(name))
        return count_member(reader, entry);
    if (type != S_IFREG || archive_entry_hardlink(entry) != NULL)
        return err_set(ERR_FORMAT, "%s: \"%s\" in it is a link or a device", reader->name,
                       reader->member);
    if (!is_safe_name(name))
        return err_set(ERR_FORMAT, "%s: \"%.80s\" in it is no safe name", reader->name,
                       reader->member);
    *taken = true;
    return count_member(reader, entry);
}

enum err archive_reader_next(struct archive_reader *reader, const char **name)
{
    struct archive_entry *entry = NULL;
    bool taken = false;
    enum err rc = OK;
    int got;

    reader->chunk = str_make(NULL, 0);
    buf_clear(&reader->line);
    while (rc == OK && !taken) {
        got = archive_read_next_header(reader->archive, &entry);
        if (got == ARCHIVE_EOF)
            return ERR_ABSENT;
        rc = got == ARCHIVE_OK || got == ARCHIVE_WARN ? check_member(reader, entry, &taken)
                                                      : damaged(reader);
    }
    if (rc == OK)
        *name = reader->member;
    return rc;
}

enum err archive_reader_chunk(struct archive_reader *reader, struct str *chunk)
{
    const void *bytes = NULL;
    size_t len = 0;
    la_int64_t offset = 0;
    uint64_t more;
    int got;

    do {
        got = archive_read_data_block(reader->archive, &bytes, &len, &offset);
    } while (got == ARCHIVE_OK && len == 0);
    if (got == ARCHIVE_EOF)
        return ERR_ABSENT;
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
        return damaged(reader);
    if (offset < 0 || (uint64_t)offset != reader->done)
        return err_set(ERR_FORMAT, "%s: \"%s\" in it has holes", reader->name, reader->member);
    reader->done += len;
    more = reader->done > reader->declared ? reader->done - reader->declared : 0;
    reader->total += more < len ? more : len;
    *chunk = str_make(bytes, len);
    return check_sizes(reader);
}

enum err archive_reader_read(struct archive_reader *reader, struct buf *out)
{
    struct str chunk;
    enum err rc;

    while ((rc = archive_reader_chunk(reader, &chunk)) == OK) {
        buf_add_str(out, chunk);
        if (out->failed)
            return too_large(reader, reader->member, out->max);
    }
    return rc == ERR_ABSENT ? OK : rc;
}

enum err archive_reader_line(struct archive_reader *reader, struct str *line)
{
    enum err rc = OK;

    buf_clear(&reader->line);
    while (rc == OK) {
        size_t end = str_find_char(reader->chunk, '\n', 0);
        bool ended = end < reader->chunk.len;
        struct str piece = str_sub(reader->chunk, 0, end);

        reader->chunk = str_from(reader->chunk, end + 1);
        *line = piece;
        if (ended && reader->line.len == 0)
            return OK;
        buf_add_str(&reader->line, piece);
        if (reader->line.failed)
            return err_set(ERR_LIMIT, "%s: a line of more than %d MB: not what it claims to be",
                           reader->name, ARCHIVE_LINE_MAX >> 20);
        *line = buf_str(&reader->line);
        if (ended)
            return OK;
        rc = archive_reader_chunk(reader, &reader->chunk);
    }
    /* The last line may be without a line feed. */
    return rc == ERR_ABSENT && line->len > 0 ? OK : rc;
}
