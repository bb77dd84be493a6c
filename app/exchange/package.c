#include "app/exchange/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

/* --- writing --- */

enum { PIECE_BYTES = 1 << 16 };

struct package_writer {
    struct archive *archive;
    struct writer *writer; /* NULL: nothing more is to be written */
    enum err rc;
};

/* Never fails: the writer remembers its failure, and libarchive would leak its own. */
static la_ssize_t take_piece(struct archive *archive, void *ctx, const void *bytes, size_t len)
{
    struct package_writer *package = ctx;

    (void)archive;
    if (package->writer != NULL)
        writer_put(package->writer, bytes, len);
    return (la_ssize_t)len;
}

static void note_failure(struct package_writer *package)
{
    const char *reason = archive_error_string(package->archive);

    if (package->rc == OK)
        package->rc = err_set(ERR_IO, "the package cannot be written: %s",
                              reason != NULL ? reason : "no reason is known");
}

enum err package_begin(struct package_writer **out, struct writer *writer)
{
    struct package_writer *package = xcalloc(1, sizeof(*package));

    package->writer = writer;
    package->archive = archive_write_new();
    if (package->archive == NULL || archive_write_set_format_zip(package->archive) != ARCHIVE_OK ||
        archive_write_set_bytes_per_block(package->archive, 0) != ARCHIVE_OK ||
        archive_write_open(package->archive, package, NULL, take_piece, NULL) != ARCHIVE_OK) {
        package_drop(package);
        return err_set(ERR_UNSUPPORTED, "libarchive cannot write zip files here");
    }
    *out = package;
    return OK;
}

void package_add(struct package_writer *package, const char *name, uint64_t size,
                 enum package_method method)
{
    struct archive_entry *entry;
    int set;

    if (package->rc == OK)
        package->rc = writer_state(package->writer);
    if (package->rc != OK)
        return;
    set = method == PACKAGE_STORED ? archive_write_zip_set_compression_store(package->archive)
                                   : archive_write_zip_set_compression_deflate(package->archive);
    entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, S_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)size);
    if (set != ARCHIVE_OK || archive_write_header(package->archive, entry) != ARCHIVE_OK)
        note_failure(package);
    archive_entry_free(entry);
}

void package_put(struct package_writer *package, const void *bytes, size_t len)
{
    if (package->rc == OK && len > 0 &&
        archive_write_data(package->archive, bytes, len) != (la_ssize_t)len)
        note_failure(package);
}

static enum err copy_file(struct package_writer *package, int fd, const char *path)
{
    char *piece = xmalloc(PIECE_BYTES);
    size_t got = 0;
    enum err rc;

    while ((rc = file_get(fd, path, piece, PIECE_BYTES, &got)) == OK && got > 0)
        package_put(package, piece, got);
    free(piece);
    return rc;
}

void package_add_file(struct package_writer *package, const char *name, const char *path)
{
    int64_t size = 0;
    int fd = -1;
    enum err rc;

    if (package->rc != OK)
        return;
    rc = file_open(&fd, &size, path);
    if (rc == OK) {
        package_add(package, name, (uint64_t)size, PACKAGE_DEFLATED);
        rc = copy_file(package, fd, path);
        close(fd);
    }
    if (package->rc == OK)
        package->rc = rc;
}

enum err package_end(struct package_writer *package)
{
    enum err rc;

    if (package->rc == OK && archive_write_close(package->archive) != ARCHIVE_OK)
        note_failure(package);
    rc = package->rc == OK ? writer_state(package->writer) : package->rc;
    package_drop(package);
    return rc;
}

void package_drop(struct package_writer *package)
{
    if (package == NULL)
        return;
    /* Freeing an archive that was not closed writes its directory. */
    package->writer = NULL;
    archive_write_free(package->archive);
    free(package);
}

/* --- reading: where libarchive gets its bytes --- */

static const uint64_t FILE_BYTES_MAX = (uint64_t)16 << 30, SWELL_FREE = (uint64_t)64 << 20;

struct package {
    char *name; /* for messages */
    struct file_map map;
    const uint8_t *bytes;
    size_t len;
    uint64_t *hashes; /* of the members' names, sorted */
    size_t count, room;
    uint64_t total; /* what the members say of their sizes, together */
};

/* One pass over the file. */
struct pass {
    const struct package *package;
    struct archive *archive;
    size_t at;
};

static la_ssize_t give_piece(struct archive *archive, void *ctx, const void **piece)
{
    struct pass *pass = ctx;
    const size_t left = pass->package->len - pass->at;
    const size_t len = left < PIECE_BYTES ? left : PIECE_BYTES;

    (void)archive;
    *piece = pass->package->bytes + pass->at;
    pass->at += len;
    return (la_ssize_t)len;
}

static la_int64_t seek_bytes(struct archive *archive, void *ctx, la_int64_t offset, int whence)
{
    struct pass *pass = ctx;
    const la_int64_t len = (la_int64_t)pass->package->len;
    const la_int64_t base = whence == SEEK_END   ? len
                            : whence == SEEK_CUR ? (la_int64_t)pass->at
                                                 : 0;

    (void)archive;
    if (offset < -base)
        offset = -base;
    if (offset > len - base)
        offset = len - base;
    pass->at = (size_t)(base + offset);
    return base + offset;
}

static enum err damaged(const struct pass *pass)
{
    const char *reason = archive_error_string(pass->archive);

    return err_set(ERR_FORMAT, "%s: no zip file, or a damaged one (%s): get it anew",
                   pass->package->name, reason != NULL ? reason : "no reason is known");
}

static enum err pass_begin(struct pass *pass, const struct package *package)
{
    *pass = (struct pass){ .package = package, .archive = archive_read_new() };
    if (package->len == 0)
        return err_set(ERR_FORMAT, "%s: the file is empty", package->name);
    if (pass->archive == NULL ||
        archive_read_support_format_zip_seekable(pass->archive) != ARCHIVE_OK)
        return err_set(ERR_UNSUPPORTED, "%s: libarchive cannot read zip files here", package->name);
    archive_read_set_read_callback(pass->archive, give_piece);
    archive_read_set_seek_callback(pass->archive, seek_bytes);
    archive_read_set_callback_data(pass->archive, pass);
    return archive_read_open1(pass->archive) == ARCHIVE_OK ? OK : damaged(pass);
}

/* The next member's entry and name; ERR_ABSENT after the last. */
static enum err pass_next(struct pass *pass, struct archive_entry **entry, const char **name)
{
    const int got = archive_read_next_header(pass->archive, entry);

    if (got == ARCHIVE_EOF)
        return ERR_ABSENT;
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
        return damaged(pass);
    *name = archive_entry_pathname(*entry);
    if (*name == NULL)
        *name = "";
    return OK;
}

/* --- reading: the directory --- */

static bool is_plain_name(const char *name)
{
    const struct str text = str_of(name);
    size_t i;

    for (i = 0; i < text.len; i++) {
        if ((unsigned char)name[i] < ' ' || strchr("/\\\x7f", name[i]) != NULL)
            return false;
    }
    return text.len > 0 && text.len <= PACKAGE_NAME_MAX && text_is_valid(text) &&
           !str_is(text, ".") && !str_is(text, "..");
}

static enum err check_sizes(struct package *package, struct archive_entry *entry)
{
    const int64_t size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;

    if (size < 0)
        return err_set(ERR_FORMAT, "%s: a file of less than nothing is in it", package->name);
    /* The sum was below the ceiling, and cannot wrap. */
    package->total += (uint64_t)size;
    if (package->total > SWELL_FREE + (uint64_t)package->len * PACKAGE_SWELL_MAX)
        return err_set(ERR_LIMIT, "%s: larger than %llu MB unpacked: not what it claims to be",
                       package->name, (unsigned long long)(package->total >> 20));
    return OK;
}

static enum err check_member(struct package *package, struct archive_entry *entry, const char *name)
{
    if (archive_entry_is_encrypted(entry))
        return err_set(ERR_FORMAT, "%s: it is encrypted: save it without a password",
                       package->name);
    if (!is_plain_name(name))
        return err_set(ERR_FORMAT, "%s: \"%.80s\" in it is no plain name", package->name, name);
    if (archive_entry_filetype(entry) != S_IFREG || archive_entry_hardlink(entry) != NULL)
        return err_set(ERR_FORMAT, "%s: \"%.80s\" in it is no file", package->name, name);
    return check_sizes(package, entry);
}

static enum err note_name(struct package *package, const char *name)
{
    if (package->count == PACKAGE_MEMBERS_MAX)
        return err_set(ERR_LIMIT, "%s: there are more than %d files in it", package->name,
                       PACKAGE_MEMBERS_MAX);
    if (package->count == package->room) {
        package->room = package->room > 0 ? package->room * 2 : 64;
        package->hashes = xrealloc(package->hashes, package->room, sizeof(*package->hashes));
    }
    package->hashes[package->count++] = str_hash(str_of(name));
    return OK;
}

static int compare_hashes(const void *a, const void *b)
{
    const uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;

    return first < second ? -1 : first > second;
}

static enum err check_twice(struct package *package)
{
    size_t i;

    if (package->count == 0)
        return err_set(ERR_FORMAT, "%s: nothing is in it", package->name);
    qsort(package->hashes, package->count, sizeof(*package->hashes), compare_hashes);
    for (i = 1; i < package->count; i++) {
        if (package->hashes[i] == package->hashes[i - 1])
            return err_set(ERR_FORMAT, "%s: a name in it is there twice", package->name);
    }
    return OK;
}

static enum err look_through(struct package *package)
{
    struct archive_entry *entry = NULL;
    const char *name = "";
    struct pass pass;
    enum err rc = pass_begin(&pass, package);

    while (rc == OK && (rc = pass_next(&pass, &entry, &name)) == OK) {
        rc = check_member(package, entry, name);
        if (rc == OK)
            rc = note_name(package, name);
    }
    archive_read_free(pass.archive);
    return rc == ERR_ABSENT ? check_twice(package) : rc;
}

enum err package_open_bytes(struct package **out, const uint8_t *bytes, size_t len,
                            const char *name)
{
    struct package *package = xcalloc(1, sizeof(*package));
    enum err rc;

    package->name = xstrdup(name);
    package->bytes = bytes;
    package->len = len;
    rc = look_through(package);
    if (rc == OK)
        *out = package;
    else
        package_close(package);
    return rc;
}

enum err package_open(struct package **out, const char *path)
{
    struct file_map map;
    enum err rc = file_map(&map, path, FILE_BYTES_MAX);

    if (rc != OK)
        return rc;
    rc = package_open_bytes(out, map.bytes, map.len, path);
    if (rc == OK)
        (*out)->map = map;
    else
        file_unmap(&map);
    return rc;
}

void package_close(struct package *package)
{
    if (package == NULL)
        return;
    file_unmap(&package->map);
    free(package->hashes);
    free(package->name);
    free(package);
}

bool package_has(const struct package *package, const char *member)
{
    const uint64_t hash = str_hash(str_of(member));

    return bsearch(&hash, package->hashes, package->count, sizeof(hash), compare_hashes) != NULL;
}

/* --- reading: one member --- */

/* libarchive says "warning" of bytes that do not give their checksum. */
static enum err read_pieces(struct pass *pass, uint64_t max, package_sink *sink, void *ctx)
{
    const void *bytes = NULL;
    uint64_t done = 0;
    size_t len = 0;
    la_int64_t offset = 0;
    int got;
    enum err rc = OK;

    while (rc == OK &&
           (got = archive_read_data_block(pass->archive, &bytes, &len, &offset)) != ARCHIVE_EOF) {
        if (got != ARCHIVE_OK || offset < 0 || (uint64_t)offset != done)
            return damaged(pass);
        done += len;
        if (done > max || done > SWELL_FREE + (uint64_t)pass->package->len * PACKAGE_SWELL_MAX)
            return err_set(ERR_LIMIT, "%s: larger than %llu MB unpacked: not what it claims to be",
                           pass->package->name, (unsigned long long)(done >> 20));
        if (len > 0)
            rc = sink(ctx, str_make(bytes, len));
    }
    return rc;
}

enum err package_read(const struct package *package, const char *member, uint64_t max,
                      package_sink *sink, void *ctx)
{
    struct archive_entry *entry = NULL;
    const char *name = "";
    struct pass pass;
    enum err rc = pass_begin(&pass, package);

    while (rc == OK && (rc = pass_next(&pass, &entry, &name)) == OK) {
        if (strcmp(name, member) == 0)
            break;
    }
    if (rc == OK)
        rc = read_pieces(&pass, max, sink, ctx);
    else if (rc == ERR_ABSENT)
        rc = err_set(ERR_ABSENT, "%s: there is no %s in it", package->name, member);
    archive_read_free(pass.archive);
    return rc;
}
