/* Compiled dictionaries are read through lt-print, lttoolbox's own reader: a child
 * process that writes into a pipe, and that ends when we stop. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dict/apertium.h"
#include "dict/base/file.h"

enum { CHUNK_BYTES = 1 << 16, POLL_MS = 100, EXIT_NOT_FOUND = 127, CPU_SECONDS_MAX = 300 };
enum { TEXT_PER_BYTE = 6 }; /* how long the text becomes, about: for the progress bar */
static const rlim_t MEMORY_MAX = (rlim_t)4 << 30;
static const size_t FILE_BYTES_MAX = (size_t)512 << 20;

/* lttoolbox's mark, at the beginning since version 3.5. */
static const char magic[] = "LTTB";

bool apertium_is_file(const char *path, const char *extension)
{
    struct file_map map;
    bool is_one;

    if (!str_ends(str_of(path), str_of(extension)) || file_map(&map, path, FILE_BYTES_MAX) != OK)
        return false;
    is_one = map.len > strlen(magic) && memcmp(map.bytes, magic, strlen(magic)) == 0;
    file_unmap(&map);
    return is_one;
}

/* In the child: nothing but what a signal handler may call. */
static _Noreturn void become_lt_print(int out, const char *path)
{
    const struct rlimit memory = { MEMORY_MAX, MEMORY_MAX };
    const struct rlimit cpu = { CPU_SECONDS_MAX, CPU_SECONDS_MAX };
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CPU, &cpu);
    if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
        dup2(null, STDERR_FILENO) >= 0)
        execlp("lt-print", "lt-print", path, (char *)NULL);
    _exit(EXIT_NOT_FOUND);
}

static enum err start(pid_t *child, int *from, const char *path)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_set(ERR_IO, "%s: no pipe: %s", path, strerror(errno));
    *child = fork();
    if (*child == 0)
        become_lt_print(ends[1], path);
    close(ends[1]);
    if (*child < 0) {
        close(ends[0]);
        return err_set(ERR_IO, "%s: lt-print cannot be started: %s", path, strerror(errno));
    }
    *from = ends[0];
    return OK;
}

static uint64_t expected_len(const char *path)
{
    struct file_id id = { 0 };

    return file_identify(&id, path) == OK ? (uint64_t)id.size * TEXT_PER_BYTE : 0;
}

/* Reads to the end of FROM, asking PROGRESS now and then. */
static enum err read_all(struct buf *out, int from, const char *path, const char *name,
                         const struct progress *progress)
{
    struct pollfd wait = { .fd = from, .events = POLLIN };
    uint64_t total = expected_len(path);
    ssize_t got = 1;

    while (got > 0) {
        if (!progress_step(progress, name, out->len < total ? out->len : total, total))
            return err_set(ERR_CANCELLED, "stopped");
        if (poll(&wait, 1, POLL_MS) == 0)
            continue;
        if (!buf_reserve(out, CHUNK_BYTES))
            return buf_ok(out, path);
        got = read(from, out->data + out->len, CHUNK_BYTES);
        if (got > 0)
            buf_commit(out, (size_t)got);
        else if (got < 0 && errno == EINTR)
            got = 1;
    }
    return got == 0 ? OK : err_set(ERR_IO, "%s: lt-print: %s", path, strerror(errno));
}

static int end_of(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

enum err apertium_print(struct buf *out, const char *path, const char *name,
                        const struct progress *progress)
{
    pid_t child = -1;
    int from = -1, status;
    enum err rc = start(&child, &from, path);

    if (rc != OK)
        return rc;
    rc = read_all(out, from, path, name, progress);
    close(from);
    if (rc != OK)
        kill(child, SIGKILL);
    status = end_of(child);
    if (rc != OK)
        return rc;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_FOUND)
        return err_set(ERR_UNSUPPORTED,
                       "%s: lt-print is not here to read it; install lttoolbox-dev", path);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || out->len == 0)
        return err_set(ERR_FORMAT, "%s: lt-print cannot read it; install its package again", path);
    return OK;
}
