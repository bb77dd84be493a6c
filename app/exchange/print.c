#include "app/exchange/print.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dict/base/clock.h"
#include "dict/base/fault.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

static const char program[] = "wordloot-print";

enum {
    LIMIT_MS = 120000, /* for all of it; a sheet takes a second or two */
    STEP_MS = 100,     /* between two looks at whether to go on */
    CHUNK = 1 << 16
};

enum err print_check(void)
{
    char *path = file_beside_program(program);
    const bool installed = access(path, X_OK) == 0;

    free(path);
    if (!installed)
        return err_set(ERR_UNSUPPORTED, "PDF needs the program wordloot-print, which is built "
                                        "with Pango and is not there; --format html prints too, "
                                        "from a browser");
    return OK;
}

/* --- starting it --- */

/* What it reads: in a file of memory, which cannot block either side. */
static int input_of(struct str sheet)
{
    int fd = fault_hit() ? -1 : memfd_create("wordloot-sheet", MFD_CLOEXEC);

    if (fd < 0)
        return -1;
    if (file_put(fd, "the sheet", sheet.ptr, sheet.len) == OK && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    close(fd);
    return -1;
}

/* dup2() onto itself would leave the descriptor to be closed by exec. */
static bool put_at(int fd, int want)
{
    return fd == want ? fcntl(fd, F_SETFD, 0) == 0 : dup2(fd, want) == want;
}

static void become_printer(const char *path, int input, int output)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (put_at(input, STDIN_FILENO) && put_at(output, STDOUT_FILENO))
        execl(path, path, (char *)NULL);
    _exit(1);
}

static enum err start(pid_t *pid, int *answer, struct str sheet)
{
    int input = input_of(sheet), ends[2] = { -1, -1 };
    char *path = file_beside_program(program);

    *pid = -1;
    if (input >= 0 && pipe2(ends, O_CLOEXEC) == 0)
        *pid = fork();
    if (*pid == 0)
        become_printer(path, input, ends[1]);
    free(path);
    if (input >= 0)
        close(input);
    if (ends[1] >= 0)
        close(ends[1]);
    if (*pid > 0) {
        *answer = ends[0];
        return OK;
    }
    if (ends[0] >= 0)
        close(ends[0]);
    return err_set(ERR_IO, "the sheet cannot be printed now: no other program can be started");
}

/* --- what it answers --- */

/* False at the end, or with *RC. */
static bool read_some(struct buf *out, int answer, enum err *rc)
{
    ssize_t got;

    if (!buf_reserve(out, CHUNK)) {
        *rc = err_set(ERR_LIMIT, "the sheet became too large to be printed");
        return false;
    }
    got = read(answer, out->data + out->len, CHUNK);
    if (got < 0 && errno != EINTR)
        *rc = err_set(ERR_IO, "the sheet was not printed (%s)", strerror(errno));
    if (got > 0)
        buf_commit(out, (size_t)got);
    return got > 0 || (got < 0 && errno == EINTR);
}

/* Ctrl+C ends the other program too, so this is asked once more after its end. */
static enum err ask_on(const struct progress *progress)
{
    return progress_step(progress, "Printing", 0, 1)
               ? OK
               : err_set(ERR_CANCELLED, "the export was stopped");
}

static enum err read_all(struct buf *out, int answer, const struct progress *progress)
{
    const int64_t start_us = clock_mono_us();
    struct pollfd poller = { .fd = answer, .events = POLLIN };
    bool more = true;
    enum err rc = OK;

    while (rc == OK && more) {
        const int64_t spent_ms = (clock_mono_us() - start_us) / 1000;

        rc = ask_on(progress);
        if (rc == OK && spent_ms > LIMIT_MS)
            rc = err_set(ERR_IO, "the program that prints does not end; try fewer words");
        else if (rc == OK && poll(&poller, 1, STEP_MS) > 0)
            more = read_some(out, answer, &rc);
    }
    return rc == OK ? ask_on(progress) : rc;
}

static enum err judge(const struct buf *out, int status)
{
    struct str answer = buf_str(out), line = { 0 };

    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && str_starts(answer, str_of("%PDF-")))
        return OK;
    if (WIFEXITED(status) && str_next(&answer, '\n', &line) && line.len < 300)
        return err_set(ERR_IO, "the sheet was not printed: %.*s", STR_ARG(line));
    return err_set(ERR_IO, "the sheet was not printed: the program for it stopped");
}

enum err print_pdf(struct buf *out, struct str sheet, const struct progress *progress)
{
    struct buf answer;
    int fd = -1, status = -1;
    pid_t pid;
    enum err rc = print_check();

    if (rc == OK)
        rc = start(&pid, &fd, sheet);
    if (rc != OK)
        return rc;
    buf_init(&answer, PRINT_MAX);
    rc = read_all(&answer, fd, progress);
    close(fd);
    if (rc != OK)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (rc == OK)
        rc = judge(&answer, status);
    if (rc == OK)
        buf_add_str(out, buf_str(&answer));
    buf_dispose(&answer);
    return rc == OK ? buf_ok(out, "a PDF") : rc;
}
