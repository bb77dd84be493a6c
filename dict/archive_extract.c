/* Every folder on the way to a file is opened from the one above it and no link is
 * followed, so that a name can lead nowhere else. */

#include "dict/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/mem.h"

static const mode_t FOLDER_MODE = 0700, FILE_MODE = 0600;

static enum err fail(const char *to_dir, const char *name)
{
    return err_set(ERR_IO, "%s/%s: %s", to_dir, name, strerror(errno));
}

/* The folder PART of the folder *FD, made if it is missing, takes the place of *FD. */
static bool enter(int *fd, struct str part)
{
    char name[ARCHIVE_NAME_MAX + 1];
    int inner;

    snprintf(name, sizeof(name), "%.*s", STR_ARG(part));
    if (mkdirat(*fd, name, FOLDER_MODE) != 0 && errno != EEXIST)
        return false;
    inner = openat(*fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0)
        return false;
    close(*fd);
    *fd = inner;
    return true;
}

/* A new file NAME below TO_DIR; NULL and errno if it cannot be. */
static FILE *create_below(const char *to_dir, const char *name)
{
    int fd = open(to_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), file = -1, reason;
    struct str rest = str_of(name), part = { NULL, 0 };
    FILE *stream = NULL;
    bool there = fd >= 0;

    while (there && str_find_char(rest, '/', 0) < rest.len)
        there = str_next(&rest, '/', &part) && enter(&fd, part);
    if (there)
        file =
            openat(fd, rest.ptr, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    if (file >= 0)
        stream = fdopen(file, "wb");
    reason = errno;
    if (file >= 0 && stream == NULL)
        close(file);
    if (fd >= 0)
        close(fd);
    errno = reason;
    return stream;
}

static enum err extract_member(struct archive_reader *reader, const char *to_dir, const char *name,
                               const struct progress *progress)
{
    FILE *file = create_below(to_dir, name);
    struct str chunk;
    enum err rc;

    if (file == NULL)
        return fail(to_dir, name);
    while ((rc = archive_reader_chunk(reader, &chunk)) == OK) {
        if (!progress_step(progress, name, archive_reader_done(reader),
                           archive_reader_size(reader)))
            rc = err_set(ERR_CANCELLED, "stopped");
        else if (fwrite(chunk.ptr, 1, chunk.len, file) != chunk.len)
            rc = fail(to_dir, name);
        if (rc != OK)
            break;
    }
    if (rc == ERR_ABSENT)
        rc = OK;
    if (fclose(file) != 0 && rc == OK)
        rc = fail(to_dir, name);
    return rc;
}

enum err archive_extract(const char *path, const char *to_dir, const struct archive_limits *limits,
                         void (*put)(void *ctx, const char *name), void *ctx,
                         const struct progress *progress)
{
    struct archive_reader *reader = NULL;
    const char *name = NULL;
    enum err rc = archive_reader_open(&reader, path, ARCHIVE_MEMBERS, limits);

    if (rc != OK)
        return rc;
    while ((rc = archive_reader_next(reader, &name)) == OK) {
        rc = extract_member(reader, to_dir, name, progress);
        if (rc != OK)
            break;
        if (put != NULL)
            put(ctx, name);
    }
    archive_reader_close(reader);
    return rc == ERR_ABSENT ? OK : rc;
}
