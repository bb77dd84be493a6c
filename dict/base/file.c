#include "dict/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/fault.h"
#include "dict/base/mem.h"

static enum err fail(const char *path)
{
    int reason = errno;

    return err_set(reason == ENOENT || reason == ENOTDIR ? ERR_ABSENT : ERR_IO, "%s: %s", path,
                   strerror(reason));
}

/* O_NONBLOCK: opening somebody's FIFO must not hang us. */
static enum err open_regular(int *out, struct stat *info, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    enum err rc;

    if (fd < 0)
        return fail(path);
    if (fstat(fd, info) != 0) {
        rc = fail(path);
        close(fd);
        return rc;
    }
    if (!S_ISREG(info->st_mode)) {
        close(fd);
        return err_set(ERR_IO, "%s: not a regular file", path);
    }
    *out = fd;
    return OK;
}

static ssize_t read_some(int fd, void *bytes, size_t len)
{
    ssize_t got;

    if (fault_hit()) {
        errno = EIO;
        return -1;
    }
    do {
        got = read(fd, bytes, len);
    } while (got < 0 && errno == EINTR);
    return got;
}

enum err file_open(int *fd, int64_t *size, const char *path)
{
    struct stat info;
    enum err rc = open_regular(fd, &info, path);

    if (rc == OK)
        *size = info.st_size;
    return rc;
}

enum err file_get(int fd, const char *path, void *bytes, size_t len, size_t *got)
{
    const ssize_t count = read_some(fd, bytes, len);

    if (count < 0)
        return fail(path);
    *got = (size_t)count;
    return OK;
}

enum err file_read(struct buf *out, const char *path)
{
    enum { CHUNK = 1 << 16 };
    struct stat info;
    int fd = -1;
    ssize_t got;
    enum err rc = open_regular(&fd, &info, path);

    if (rc != OK)
        return rc;
    do {
        size_t room = out->max - out->len < CHUNK ? out->max - out->len : CHUNK;

        /* One byte past the ceiling tells a full file from one that is too large. */
        if (!buf_reserve(out, room > 0 ? room : 1)) {
            rc = buf_ok(out, path);
            goto out;
        }
        got = read_some(fd, out->data + out->len, room);
        if (got < 0) {
            rc = fail(path);
            goto out;
        }
        buf_commit(out, (size_t)got);
    } while (got > 0);
out:
    close(fd);
    return rc;
}

enum err file_put(int fd, const char *path, const void *bytes, size_t len)
{
    const char *at = bytes;
    ssize_t put;

    while (len > 0) {
        if (fault_hit()) {
            errno = ENOSPC;
            return fail(path);
        }
        put = write(fd, at, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return fail(path);
        at += put;
        len -= (size_t)put;
    }
    return OK;
}

void file_sync_folder(const char *path)
{
    char *dir = xstrdup(path), *slash = strrchr(dir, '/');
    int fd;

    if (slash != NULL)
        slash[slash == dir] = '\0';
    fd = open(slash != NULL ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(dir);
}

enum err file_write(const char *path, const void *bytes, size_t len, mode_t mode)
{
    char *temporary = xasprintf("%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    enum err rc;

    if (fd < 0) {
        rc = fail(path);
        free(temporary);
        return rc;
    }
    rc = file_put(fd, path, bytes, len);
    if (rc == OK && (fchmod(fd, mode) != 0 || fsync(fd) != 0))
        rc = fail(path);
    if (close(fd) != 0 && rc == OK)
        rc = fail(path);
    if (rc == OK && rename(temporary, path) != 0)
        rc = fail(path);
    if (rc == OK)
        file_sync_folder(path);
    else
        unlink(temporary);
    free(temporary);
    return rc;
}

enum err file_make_dirs(const char *path, mode_t mode)
{
    char *part = xstrdup(path), *slash;
    struct stat info;
    enum err rc = OK;

    for (slash = strchr(part + 1, '/'); rc == OK; slash = strchr(slash + 1, '/')) {
        if (slash != NULL)
            *slash = '\0';
        if (mkdir(part, mode) != 0 && errno != EEXIST)
            rc = err_set(ERR_IO, "%s: %s", part, strerror(errno));
        if (slash == NULL)
            break;
        *slash = '/';
    }
    if (rc == OK && (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)))
        rc = err_set(ERR_IO, "%s: not a folder", path);
    free(part);
    return rc;
}

enum err file_identify(struct file_id *out, const char *path)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return fail(path);
    out->size = info.st_size;
    out->mtime_ns = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
    return OK;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

char *file_join(const char *dir, const char *name)
{
    return xasprintf("%s/%s", dir, name);
}

char *file_beside_program(const char *name)
{
    char self[4096];
    const ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
    char *slash;

    if (len <= 0)
        return xstrdup("");
    self[len] = '\0';
    slash = strrchr(self, '/');
    if (slash != NULL)
        *slash = '\0';
    return file_join(self, name);
}

const char *file_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

enum err file_map(struct file_map *out, const char *path, size_t max)
{
    struct stat info;
    void *bytes = NULL;
    int fd = -1;
    enum err rc = open_regular(&fd, &info, path);

    if (rc != OK)
        return rc;
    if ((uintmax_t)info.st_size > max) {
        rc = err_set(ERR_LIMIT, "%s: larger than %zu bytes", path, max);
        goto out;
    }
    if (info.st_size > 0) {
        bytes = fault_hit() ? MAP_FAILED
                            : mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes == MAP_FAILED) {
            rc = fail(path);
            goto out;
        }
    }
    *out = (struct file_map){ bytes, (size_t)info.st_size };
out:
    close(fd);
    return rc;
}

void file_forget(const char *path)
{
    struct stat info;
    int fd = -1;

    if (open_regular(&fd, &info, path) == OK) {
        (void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        close(fd);
    }
}

void file_map_at_random(const struct file_map *map)
{
    if (map->bytes != NULL)
        (void)madvise((void *)(uintptr_t)map->bytes, map->len, MADV_RANDOM);
}

void file_map_rest(const struct file_map *map)
{
    /* Nothing is written to the map, so nothing is lost; a refusal costs memory alone. */
    if (map->bytes != NULL)
        (void)madvise((void *)(uintptr_t)map->bytes, map->len, MADV_DONTNEED);
}

void file_unmap(struct file_map *map)
{
    if (map->bytes != NULL)
        munmap((void *)(uintptr_t)map->bytes, map->len);
    *map = (struct file_map){ NULL, 0 };
}
