#include "app/platform/control.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

enum { MEGABYTE = 1 << 20, WAIT_MS = 20000, NOBODY = 65534 };

/* Says what it was asked; "big N" gives N bytes. */
static void echo(void *data, struct str request, struct buf *reply)
{
    int *count = data;
    long i, size;

    (*count)++;
    if (!str_starts(request, str_of("big "))) {
        buf_adds(reply, "heard ");
        buf_add_str(reply, request);
        return;
    }
    size = strtol(request.ptr + 4, NULL, 10);
    for (i = 0; i < size; i++)
        buf_addc(reply, 'x');
}

static struct control *open_control(const char *folder, int *count)
{
    struct control *control = NULL;
    enum err rc = control_open(&control, folder, echo, count);

    if (!CHECK(rc == OK, "open: %s", rc != OK ? err_message() : ""))
        exit(check_done());
    return control;
}

/* Serves until CHILD has ended; gives its exit code. */
static int serve(struct control *control, pid_t child)
{
    struct pollfd polls[CONTROL_POLLS];
    size_t count;
    int status = 0, wait_ms;

    while (waitpid(child, &status, WNOHANG) == 0) {
        count = control_polls(control, polls);
        wait_ms = control_deadline_ms(control);
        poll(polls, count, wait_ms >= 0 && wait_ms < 20 ? wait_ms : 20);
        control_step(control);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* A connection of a client that keeps to no rule. */
static int connect_raw(const char *folder)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%s/control.sock", folder);
    if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) != 0)
        return -1;
    return fd;
}

/* What the other side says until it closes; its length. */
static size_t read_all(int fd, char *out, size_t size)
{
    size_t len = 0;
    ssize_t got;

    while (len < size - 1 && (got = read(fd, out + len, size - 1 - len)) > 0)
        len += (size_t)got;
    out[len] = '\0';
    return len;
}

/* --- clients, each in a process of its own; 0 if it went as it should --- */

static int ask(const char *folder, const char *request, const char *want, size_t want_len)
{
    struct buf reply;
    enum err rc;
    int code;

    buf_init(&reply, 2 * CONTROL_REPLY_MAX);
    rc = control_send(folder, request, &reply, WAIT_MS);
    code = rc != OK       ? 10
           : want != NULL ? strcmp(buf_text(&reply), want) != 0
                          : reply.len != want_len;
    buf_dispose(&reply);
    return code;
}

static int client_asks(const char *folder)
{
    return ask(folder, "status", "heard status", 0);
}

static int client_asks_bytes(const char *folder)
{
    return ask(folder, "\xff\x01 {\"a\":1}", "heard \xff\x01 {\"a\":1}", 0);
}

static int client_asks_longest(const char *folder)
{
    char request[CONTROL_REQUEST_MAX + 1];

    memset(request, 'a', sizeof(request));
    request[CONTROL_REQUEST_MAX] = '\0';
    return ask(folder, request, NULL, CONTROL_REQUEST_MAX + strlen("heard "));
}

static int client_gets_longest(const char *folder)
{
    return ask(folder, "big 65536", NULL, CONTROL_REPLY_MAX);
}

static int client_gets_too_long(const char *folder)
{
    return ask(folder, "big 65537", "{\"ok\":false,\"error\":\"the reply is too long\"}", 0);
}

/* Refused with one line and closed, long before it is all sent. */
static int client_sends_megabyte(const char *folder)
{
    char *bytes = xmalloc(MEGABYTE), answer[512];
    int fd = connect_raw(folder);
    size_t sent = 0, len;
    ssize_t put = 0;

    signal(SIGPIPE, SIG_IGN);
    memset(bytes, 'a', MEGABYTE);
    while (sent < MEGABYTE && (put = write(fd, bytes + sent, MEGABYTE - sent)) > 0)
        sent += (size_t)put;
    len = read_all(fd, answer, sizeof(answer));
    free(bytes);
    close(fd);
    if (put >= 0 || sent == MEGABYTE)
        return 11;
    return len == 0 || strstr(answer, "\"ok\":false") == NULL || answer[len - 1] != '\n' ? 12 : 0;
}

/* Is closed when it has been silent for a while, without an answer. */
static int client_stops_halfway(const char *folder)
{
    char answer[16];
    int fd = connect_raw(folder);

    if (write(fd, "stat", 4) != 4)
        return 13;
    return read_all(fd, answer, sizeof(answer)) == 0 ? 0 : 14;
}

static int client_goes_at_once(const char *folder)
{
    int fd = connect_raw(folder);

    if (write(fd, "stat", 4) != 4)
        return 15;
    close(fd);
    return client_asks(folder);
}

static int client_sends_in_pieces(const char *folder)
{
    static const char request[] = "status\n";
    char answer[64];
    int fd = connect_raw(folder);
    size_t i;

    for (i = 0; i < strlen(request); i++) {
        if (write(fd, request + i, 1) != 1)
            return 16;
        poll(NULL, 0, 5);
    }
    read_all(fd, answer, sizeof(answer));
    return strcmp(answer, "heard status\n") == 0 ? 0 : 17;
}

/* All places are taken by silent ones: the next waits until one is let go. */
static int client_comes_ninth(const char *folder)
{
    int fds[CONTROL_CONNECTIONS];
    size_t i;

    for (i = 0; i < CONTROL_CONNECTIONS; i++) {
        fds[i] = connect_raw(folder);
        if (fds[i] < 0)
            return 18;
    }
    return client_asks(folder);
}

static const struct client {
    const char *row;
    int (*run)(const char *folder);
    int answers; /* how often the callback is asked */
} clients[] = {
    { "one request", client_asks, 1 },
    { "bytes that are no text", client_asks_bytes, 1 },
    { "the longest request", client_asks_longest, 1 },
    { "the longest reply", client_gets_longest, 1 },
    { "a reply too long", client_gets_too_long, 1 },
    { "a megabyte", client_sends_megabyte, 0 },
    { "half a line", client_stops_halfway, 0 },
    { "half a line, then gone", client_goes_at_once, 1 },
    { "byte by byte", client_sends_in_pieces, 1 },
    { "the ninth", client_comes_ninth, 1 },
};

static void test_clients(const char *folder)
{
    int asked = 0, before, code;
    struct control *control = open_control(folder, &asked);
    struct pollfd polls[CONTROL_POLLS];
    size_t i;
    pid_t child;

    for (i = 0; i < ARRAY_LEN(clients); i++) {
        before = asked;
        child = fork();
        if (child == 0)
            _exit(clients[i].run(folder));
        code = serve(control, child);
        CHECK_INT(code, 0, clients[i].row);
        CHECK_INT(asked - before, clients[i].answers, clients[i].row);
    }
    control_step(control);
    control_step(control);
    CHECK_INT(control_polls(control, polls), 1, "connections are left");
    CHECK_INT(control_deadline_ms(control), -1, "an idle socket wakes up");
    control_close(control);
}

/* The folder and the socket are opened wide, so that only the check of the
 * peer keeps another user's process out. */
static void test_other_user(const char *folder)
{
    char *path = file_join(folder, "control.sock"), answer[16];
    int asked = 0, code;
    struct control *control = open_control(folder, &asked);
    struct stat info;
    pid_t child;

    CHECK(stat(path, &info) == 0 && (info.st_mode & 0777) == 0600, "the socket's mode is %o",
          (unsigned)info.st_mode & 0777);
    CHECK(chmod(folder, 0711) == 0 && chmod(path, 0666) == 0, "not opened");
    child = geteuid() == 0 ? fork() : -1;
    if (child == 0) {
        int fd = setresuid(NOBODY, NOBODY, NOBODY) == 0 ? connect_raw(folder) : -1;

        signal(SIGPIPE, SIG_IGN);
        if (fd < 0)
            _exit(20);
        if (write(fd, "status\n", 7) < 0)
            _exit(0);
        _exit(read_all(fd, answer, sizeof(answer)) == 0 ? 0 : 21);
    }
    if (child > 0) {
        code = serve(control, child);
        CHECK_INT(code, 0, "another user's process");
        CHECK_INT(asked, 0, "another user's process was answered");
    }
    control_close(control);
    chmod(folder, 0700);
    free(path);
}

static void test_one_instance(const char *folder)
{
    int asked = 0, status;
    struct control *control = open_control(folder, &asked), *second = NULL;
    struct buf reply;
    pid_t child;

    CHECK_INT(control_open(&second, folder, echo, &asked), ERR_BUSY, "a second one");
    CHECK(second == NULL, "written to on failure");
    control_close(control);
    buf_init(&reply, 100);
    CHECK_INT(control_send(folder, "status", &reply, WAIT_MS), ERR_ABSENT, "closed");
    child = fork();
    if (child == 0) {
        (void)open_control(folder, &asked);
        raise(SIGKILL);
    }
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status), "the child was not killed");
    CHECK_INT(control_send(folder, "status", &reply, WAIT_MS), ERR_ABSENT, "a dead one's socket");
    control = open_control(folder, &asked);
    child = fork();
    if (child == 0)
        _exit(client_asks(folder));
    status = serve(control, child);
    CHECK_INT(status, 0, "after a dead one");
    control_close(control);
    buf_dispose(&reply);
}

static void test_bad_calls(const char *folder)
{
    char *long_text = xcalloc(CONTROL_REQUEST_MAX + 2, 1), *none = file_join(folder, "none");
    struct control *control = NULL;
    struct buf reply;
    int asked = 0;

    memset(long_text, 'a', CONTROL_REQUEST_MAX + 1);
    buf_init(&reply, 100);
    CHECK_INT(control_send(folder, long_text, &reply, WAIT_MS), ERR_USAGE, "too long");
    CHECK_INT(control_send(folder, "a\nb", &reply, WAIT_MS), ERR_USAGE, "two lines");
    CHECK_INT(control_send(none, "status", &reply, WAIT_MS), ERR_ABSENT, "no folder");
    CHECK_INT(control_open(&control, none, echo, &asked), ERR_ABSENT, "no folder to listen in");
    buf_dispose(&reply);
    free(none);
    free(long_text);
}

/* A server that never answers costs the client its wait and no more. */
static void test_silent_server(const char *folder)
{
    int asked = 0;
    struct control *control = open_control(folder, &asked);
    struct buf reply;

    buf_init(&reply, 100);
    CHECK_INT(control_send(folder, "status", &reply, 50), ERR_IO, "a server that sleeps");
    buf_dispose(&reply);
    control_close(control);
}

/* Deeper than a socket's name can be. */
static void test_long_folder(const char *folder)
{
    char *deep = xasprintf("%s/%0100d/%0100d", folder, 1, 2);
    int asked = 0, code;
    struct control *control;
    pid_t child;

    CHECK(file_make_dirs(deep, 0700) == OK, "no deep folder");
    control = open_control(deep, &asked);
    child = fork();
    if (child == 0)
        _exit(client_asks(deep));
    code = serve(control, child);
    CHECK_INT(code, 0, "a long path");
    control_close(control);
    free(deep);
}

int main(void)
{
    char folder[] = "/tmp/wordloot-test-XXXXXX", *command;

    if (mkdtemp(folder) == NULL)
        return 2;
    test_clients(folder);
    test_other_user(folder);
    test_one_instance(folder);
    test_bad_calls(folder);
    test_silent_server(folder);
    test_long_folder(folder);
    command = xasprintf("rm -rf %s", folder);
    CHECK(system(command) == 0, "left behind: %s", folder);
    free(command);
    return check_done();
}
