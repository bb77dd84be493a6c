#ifndef DICT_ARCHIVE_H
#define DICT_ARCHIVE_H

/* Archives that others made: zip and tar (plain or compressed), and single files
 * compressed with gzip, xz, bzip2 or zstd. The one place that knows libarchive.
 *
 * Nothing in them is believed: names are checked, links and devices refused, and
 * ceilings hold for sizes, the count of members and how far they swell. Folders, and
 * members whose name is no UTF-8, are passed over. */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"

enum archive_kind {
    ARCHIVE_MEMBERS, /* zip, tar, tar.gz, ...: several files */
    ARCHIVE_STREAM   /* one file, compressed or as it is: a single member, its name of no use */
};

enum {
    ARCHIVE_MEMBERS_MAX = 200000,
    ARCHIVE_NAME_MAX = 500, /* bytes of a member's name */
    ARCHIVE_SWELL_MAX = 250 /* uncompressed bytes for each of the file's, past the first 64 MB */
};

struct archive_limits {
    uint64_t member_max, total_max; /* uncompressed bytes */
};

struct archive_reader;

/* On success *OUT is yours: archive_reader_close(). ERR_ABSENT, ERR_IO, ERR_LIMIT (the
 * file itself is too large); ERR_FORMAT: no archive of that kind. */
MUST_CHECK enum err archive_reader_open(struct archive_reader **out, const char *path,
                                        enum archive_kind kind,
                                        const struct archive_limits *limits);
/* The same over bytes, borrowed until the end. NAME is for messages. */
MUST_CHECK enum err archive_reader_open_bytes(struct archive_reader **out, const uint8_t *bytes,
                                              size_t len, const char *name, enum archive_kind kind,
                                              const struct archive_limits *limits);
void archive_reader_close(struct archive_reader *reader);

/* How many bytes of the file are used up, and how many it has. */
uint64_t archive_reader_done(const struct archive_reader *reader);
uint64_t archive_reader_size(const struct archive_reader *reader);

/* The next file. *NAME, with slashes between folders, is borrowed until the next call.
 * ERR_ABSENT: there are no more. ERR_FORMAT: damaged, a name that leads elsewhere, a
 * link or a device; ERR_LIMIT: past a ceiling. */
MUST_CHECK enum err archive_reader_next(struct archive_reader *reader, const char **name);

/* Of the present file, its next bytes, borrowed until the next call. ERR_ABSENT: it is
 * at its end; otherwise as archive_reader_next(). */
MUST_CHECK enum err archive_reader_chunk(struct archive_reader *reader, struct str *chunk);
/* All that is left of it, appended to OUT. */
MUST_CHECK enum err archive_reader_read(struct archive_reader *reader, struct buf *out);
/* Its next line without the line feed, borrowed until the next call. ERR_ABSENT: none.
 * ERR_LIMIT: one of more than ARCHIVE_LINE_MAX bytes. */
enum { ARCHIVE_LINE_MAX = 32 << 20 };
MUST_CHECK enum err archive_reader_line(struct archive_reader *reader, struct str *line);

/* Puts all files of the archive PATH below the folder TO_DIR, which must be there, with
 * the folders they are in. Nothing is written over: a name that is there already, or a
 * link on the way, is ERR_IO. After a failure what was put there so far remains: give a folder of
 * your own. PUT (may be NULL) is told each file's name below TO_DIR. ERR_CANCELLED:
 * PROGRESS asked for an end. */
MUST_CHECK enum err archive_extract(const char *path, const char *to_dir,
                                    const struct archive_limits *limits,
                                    void (*put)(void *ctx, const char *name), void *ctx,
                                    const struct progress *progress);

#endif
