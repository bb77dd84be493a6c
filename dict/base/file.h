#ifndef BASE_FILE_H
#define BASE_FILE_H

/* Files: opened close-on-exec, regular ones only, sizes checked first. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"

/* The whole file appended to OUT (its ceiling holds). ERR_ABSENT if there is
 * none, ERR_IO if it is no regular file or unreadable, ERR_LIMIT if too large. */
MUST_CHECK enum err file_read(struct buf *out, const char *path);

/* The two steps of that for what is read piece by piece. *FD is yours, for close(2); *SIZE the
 * file's bytes now. At most LEN bytes go to BYTES, *GOT says how many, 0 at the end. */
MUST_CHECK enum err file_open(int *fd, int64_t *size, const char *path);
MUST_CHECK enum err file_get(int fd, const char *path, void *bytes, size_t len, size_t *got);

/* Puts LEN bytes at PATH through a temporary file beside it: written, synced,
 * renamed, and the folder synced. On failure PATH is as it was. */
MUST_CHECK enum err file_write(const char *path, const void *bytes, size_t len, mode_t mode);

/* The two steps of that for what is written piece by piece: all LEN bytes to FD (PATH names
 * it in the message of ERR_IO); and the folder of PATH synced, as a rename is only safe on
 * the disk once its folder is. */
MUST_CHECK enum err file_put(int fd, const char *path, const void *bytes, size_t len);
void file_sync_folder(const char *path);

/* Makes PATH and the folders above it, as far as they are missing. */
MUST_CHECK enum err file_make_dirs(const char *path, mode_t mode);

/* What a compiled dictionary remembers of its source. */
struct file_id {
    int64_t size;
    int64_t mtime_ns;
};
MUST_CHECK enum err file_identify(struct file_id *out, const char *path);

bool file_exists(const char *path);

/* "DIR/NAME", yours to free. */
char *file_join(const char *dir, const char *name);
/* Of the program NAME in the folder of the one that runs; yours to free. "" if nobody knows. */
char *file_beside_program(const char *name);
/* The part after the last slash; borrowed from PATH. */
const char *file_base(const char *path);

/* A file mapped for reading. */
struct file_map {
    const uint8_t *bytes; /* NULL for an empty file */
    size_t len;
};
/* At most MAX bytes. Errors as file_read(). */
MUST_CHECK enum err file_map(struct file_map *out, const char *path, size_t max);
void file_unmap(struct file_map *map);
/* The system need not keep PATH, just written and synced, in its memory: it would do so in
 * pieces of megabytes, each of which counts as a whole where one byte is touched. */
void file_forget(const char *path);
/* Says that MAP will be read here and there: no more than the pages that are touched is
 * brought in from the disk, and counts as memory of ours. */
void file_map_at_random(const struct file_map *map);
/* Takes the pages that were read out of this process's memory; they come back from the
 * system's when they are read again. */
void file_map_rest(const struct file_map *map);

#endif
