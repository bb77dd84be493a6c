#ifndef TESTS_MADE_ARCHIVE_H
#define TESTS_MADE_ARCHIVE_H

/* Archives made for a test, good ones and such as no honest tool makes. */

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dict/base/file.h"
#include "tests/check.h"

struct made_member {
    const char *name;
    const char *text; /* NULL: LEN zero bytes */
    size_t len;       /* 0: all of TEXT */
    mode_t type;      /* 0: a file */
    const char *link; /* what a link points to */
};

__attribute__((unused)) static void made_add(struct archive *archive,
                                             const struct made_member *member)
{
    static const char zeros[1 << 16];
    struct archive_entry *entry = archive_entry_new();
    size_t len = member->text != NULL && member->len == 0 ? strlen(member->text) : member->len;
    size_t at, step;

    archive_entry_set_pathname(entry, member->name);
    archive_entry_set_filetype(entry, member->type != 0 ? member->type : S_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)len);
    if (member->link != NULL && member->type == S_IFLNK)
        archive_entry_set_symlink(entry, member->link);
    else if (member->link != NULL)
        archive_entry_set_hardlink(entry, member->link);
    CHECK(archive_write_header(archive, entry) == ARCHIVE_OK, "%s: %s", member->name,
          archive_error_string(archive));
    for (at = 0; at < len; at += step) {
        step = len - at;
        if (member->text == NULL && step > sizeof(zeros))
            step = sizeof(zeros);
        archive_write_data(archive, member->text != NULL ? member->text + at : zeros, step);
    }
    archive_entry_free(entry);
}

/* FORMAT: "zip", "ustar", "gnutar" or "raw"; FILTER: "gzip", "xz", "bzip2", "zstd" or
 * NULL. */
__attribute__((unused)) static void made_archive(const char *path, const char *format,
                                                 const char *filter,
                                                 const struct made_member *members, size_t count)
{
    struct archive *archive = archive_write_new();
    size_t i;

    archive_write_set_bytes_in_last_block(archive, 1);
    CHECK(archive_write_set_format_by_name(archive, format) == ARCHIVE_OK &&
              (filter == NULL || archive_write_add_filter_by_name(archive, filter) == ARCHIVE_OK) &&
              archive_write_open_filename(archive, path) == ARCHIVE_OK,
          "%s: %s", path, archive_error_string(archive));
    for (i = 0; i < count; i++)
        made_add(archive, &members[i]);
    CHECK(archive_write_close(archive) == ARCHIVE_OK, "%s: %s", path,
          archive_error_string(archive));
    archive_write_free(archive);
}

#endif
