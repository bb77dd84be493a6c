#include "app/exchange/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { BUFFER_SIZE = 1 << 16 };

struct writer {
    char *path;      /* where the file will be; links are followed */
    char *temporary; /* NULL: the standard output */
    int fd;
    mode_t mode;
    enum err rc;
    size_t len;
    char bytes[BUFFER_SIZE];
};

static enum err fail(const char *path)
{
    return err_set(ERR_IO, "%s: %s", path, strerror(errno));
}

/* What is behind PATH: a rename over a link would cut it, and one over a device would put a
 * file in its place. */
static enum err find_place(struct writer *writer, const char *path)
{
    struct stat info;

    writer->mode = 0600;
    writer->path = realpath(path, NULL);
    if (writer->path == NULL) {
        writer->path = xstrdup(path);
        return errno == ENOENT ? OK : fail(path);
    }
    if (stat(writer->path, &info) != 0)
        return fail(path);
    if (!S_ISREG(info.st_mode))
        return err_set(ERR_IO, "%s: not a regular file (- is the standard output)", path);
    writer->mode = info.st_mode & 0777;
    return OK;
}

static enum err open_beside(struct writer *writer)
{
    writer->temporary = xasprintf("%s.XXXXXX", writer->path);
    writer->fd = mkostemp(writer->temporary, O_CLOEXEC);
    return writer->fd >= 0 ? OK : fail(writer->path);
}

static void dispose(struct writer *writer)
{
    free(writer->path);
    free(writer->temporary);
    free(writer);
}

enum err writer_open(struct writer **out, const char *path)
{
    struct writer *writer = xcalloc(1, sizeof(*writer));
    enum err rc = OK;

    if (strcmp(path, "-") == 0) {
        writer->path = xstrdup("the standard output");
        writer->fd = STDOUT_FILENO;
    } else {
        rc = find_place(writer, path);
        if (rc == OK)
            rc = open_beside(writer);
    }
    if (rc == OK)
        *out = writer;
    else
        dispose(writer);
    return rc;
}

static void flush(struct writer *writer)
{
    if (writer->rc == OK)
        writer->rc = file_put(writer->fd, writer->path, writer->bytes, writer->len);
    writer->len = 0;
}

void writer_put(struct writer *writer, const void *bytes, size_t len)
{
    if (len > BUFFER_SIZE - writer->len)
        flush(writer);
    if (len > BUFFER_SIZE) {
        if (writer->rc == OK)
            writer->rc = file_put(writer->fd, writer->path, bytes, len);
    } else if (len > 0) {
        memcpy(writer->bytes + writer->len, bytes, len);
        writer->len += len;
    }
}

void writer_put_str(struct writer *writer, struct str text)
{
    writer_put(writer, text.ptr, text.len);
}

void writer_puts(struct writer *writer, const char *text)
{
    writer_put(writer, text, strlen(text));
}

enum err writer_state(const struct writer *writer)
{
    return writer->rc;
}

static enum err put_in_place(struct writer *writer)
{
    enum err rc = OK;

    if (fchmod(writer->fd, writer->mode) != 0 || fsync(writer->fd) != 0)
        rc = fail(writer->path);
    if (close(writer->fd) != 0 && rc == OK)
        rc = fail(writer->path);
    writer->fd = -1;
    if (rc == OK && rename(writer->temporary, writer->path) != 0)
        rc = fail(writer->path);
    if (rc == OK)
        file_sync_folder(writer->path);
    return rc;
}

enum err writer_commit(struct writer *writer)
{
    enum err rc;

    flush(writer);
    rc = writer->rc;
    if (rc == OK && writer->temporary != NULL)
        rc = put_in_place(writer);
    if (rc == OK)
        dispose(writer);
    else
        writer_abort(writer);
    return rc;
}

void writer_abort(struct writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->temporary != NULL) {
        if (writer->fd >= 0)
            close(writer->fd);
        unlink(writer->temporary);
    }
    dispose(writer);
}
