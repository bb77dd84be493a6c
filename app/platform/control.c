/* Connections are an enum of states, never block, have an idle limit and a cap
 * on their number: a client that sends half a line, a megabyte or nothing
 * costs one slot for a few seconds. */

#include "app/platform/control.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { IDLE_MS = 5000 };

static const char socket_name[] = "control.sock";
static const char lock_name[] = "control.lock";

enum state { STATE_FREE, STATE_READING, STATE_WRITING };

struct connection {
    enum state state;
    int fd;
    int64_t until_ms; /* of clock_mono_us(); pushed on by each byte */
    struct buf bytes; /* the request while reading, the rest of the reply while writing */
    size_t written;
};

struct control {
    char *path; /* of the socket */
    int folder; /* where it is; -1 until opened, as the next two */
    int lock;   /* held as long as we are the one overlay */
    int fd;
    control_answer answer;
    void *data;
    struct connection connections[CONTROL_CONNECTIONS];
};

static int64_t now_ms(void)
{
    return clock_mono_us() / 1000;
}

/* A socket's name has room for 107 bytes. The folder's descriptor gives a name
 * that is short for a folder of any length. */
static void address_in(struct sockaddr_un *out, int folder)
{
    *out = (struct sockaddr_un){ .sun_family = AF_UNIX };
    snprintf(out->sun_path, sizeof(out->sun_path), "/proc/self/fd/%d/%s", folder, socket_name);
}

static enum err open_folder(int *out, const char *runtime)
{
    int fd = open(runtime, O_PATH | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return err_set(errno == ENOENT ? ERR_ABSENT : ERR_IO, "%s: %s", runtime, strerror(errno));
    *out = fd;
    return OK;
}

/* --- opening and closing --- */

/* The lock tells who is the one overlay, not the socket: it goes with its
 * process, however that ends. */
static enum err take_lock(struct control *control)
{
    control->lock =
        openat(control->folder, lock_name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (control->lock < 0)
        return err_set(ERR_IO, "%s: no lock file beside it: %s", control->path, strerror(errno));
    if (flock(control->lock, LOCK_EX | LOCK_NB) == 0)
        return OK;
    if (errno == EWOULDBLOCK)
        return err_set(ERR_BUSY, "%s: Wordloot is running already", control->path);
    return err_set(ERR_IO, "%s: %s", control->path, strerror(errno));
}

/* Only with the lock: what lies there then is left over from a dead process. */
static enum err listen_there(struct control *control)
{
    struct sockaddr_un address;
    mode_t mask;
    int bound;

    if (unlinkat(control->folder, socket_name, 0) != 0 && errno != ENOENT)
        return err_set(ERR_IO, "%s: %s", control->path, strerror(errno));
    control->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (control->fd < 0)
        return err_set(ERR_IO, "%s: %s", control->path, strerror(errno));
    address_in(&address, control->folder);
    mask = umask(0177);
    bound = bind(control->fd, (const struct sockaddr *)&address, sizeof(address));
    umask(mask);
    if (bound != 0 || listen(control->fd, CONTROL_CONNECTIONS) != 0)
        return err_set(ERR_IO, "%s: %s", control->path, strerror(errno));
    return OK;
}

enum err control_open(struct control **out, const char *runtime, control_answer answer, void *data)
{
    struct control *control = xcalloc(1, sizeof(*control));
    enum err rc;

    control->path = file_join(runtime, socket_name);
    control->folder = control->lock = control->fd = -1;
    control->answer = answer;
    control->data = data;
    rc = open_folder(&control->folder, runtime);
    if (rc == OK)
        rc = take_lock(control);
    if (rc == OK)
        rc = listen_there(control);
    if (rc == OK) {
        *out = control;
        control = NULL;
    }
    control_close(control);
    return rc;
}

static void connection_end(struct connection *connection)
{
    close(connection->fd);
    buf_dispose(&connection->bytes);
    *connection = (struct connection){ .state = STATE_FREE };
}

static void close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

void control_close(struct control *control)
{
    size_t i;

    if (control == NULL)
        return;
    for (i = 0; i < CONTROL_CONNECTIONS; i++) {
        if (control->connections[i].state != STATE_FREE)
            connection_end(&control->connections[i]);
    }
    if (control->fd >= 0)
        unlinkat(control->folder, socket_name, 0);
    close_if_open(control->fd);
    close_if_open(control->lock);
    close_if_open(control->folder);
    free(control->path);
    free(control);
}

/* --- waiting --- */

static struct connection *free_connection(const struct control *control)
{
    size_t i;

    for (i = 0; i < CONTROL_CONNECTIONS; i++) {
        if (control->connections[i].state == STATE_FREE)
            return (struct connection *)&control->connections[i];
    }
    return NULL;
}

/* While all connections are in use nobody new is let in, nor waited for. */
size_t control_polls(const struct control *control, struct pollfd out[CONTROL_POLLS])
{
    const struct connection *connection;
    size_t i, count = 0;

    if (free_connection(control) != NULL)
        out[count++] = (struct pollfd){ .fd = control->fd, .events = POLLIN };
    for (i = 0; i < CONTROL_CONNECTIONS; i++) {
        connection = &control->connections[i];
        if (connection->state == STATE_READING)
            out[count++] = (struct pollfd){ .fd = connection->fd, .events = POLLIN };
        else if (connection->state == STATE_WRITING)
            out[count++] = (struct pollfd){ .fd = connection->fd, .events = POLLOUT };
    }
    return count;
}

int control_deadline_ms(const struct control *control)
{
    int64_t wait, least = -1, now = now_ms();
    size_t i;

    for (i = 0; i < CONTROL_CONNECTIONS; i++) {
        if (control->connections[i].state == STATE_FREE)
            continue;
        wait = control->connections[i].until_ms - now;
        wait = wait > 0 ? wait : 0;
        least = least < 0 || wait < least ? wait : least;
    }
    return (int)least;
}

/* --- one connection --- */

static bool is_ours(int fd)
{
    struct ucred peer;
    socklen_t len = sizeof(peer);

    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) == 0 && len == sizeof(peer) &&
           peer.uid == geteuid();
}

static void accept_waiting(struct control *control)
{
    struct connection *connection;
    int fd;

    while ((connection = free_connection(control)) != NULL) {
        fd = accept4(control->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        if (!is_ours(fd)) {
            close(fd);
            continue;
        }
        connection->state = STATE_READING;
        connection->fd = fd;
        connection->until_ms = now_ms() + IDLE_MS;
        buf_init(&connection->bytes, CONTROL_REQUEST_MAX + 1);
    }
}

static bool would_block(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static void write_some(struct connection *connection)
{
    ssize_t put;

    while (connection->written < connection->bytes.len) {
        put = send(connection->fd, connection->bytes.data + connection->written,
                   connection->bytes.len - connection->written, MSG_NOSIGNAL);
        if (put < 0 && would_block())
            return;
        if (put < 0)
            break;
        connection->written += (size_t)put;
        connection->until_ms = now_ms() + IDLE_MS;
    }
    connection_end(connection);
}

/* Goes over to writing REPLY, which it takes. */
static void begin_reply(struct connection *connection, struct buf *reply)
{
    buf_addc(reply, '\n');
    if (buf_ok(reply, "the reply") != OK) {
        buf_clear(reply);
        buf_adds(reply, "{\"ok\":false,\"error\":\"the reply is too long\"}\n");
    }
    buf_dispose(&connection->bytes);
    connection->bytes = *reply;
    connection->written = 0;
    connection->state = STATE_WRITING;
    write_some(connection);
}

static void refuse(struct connection *connection)
{
    struct buf reply;

    buf_init(&reply, CONTROL_REPLY_MAX + 1);
    buf_printf(&reply, "{\"ok\":false,\"error\":\"a request has at most %d bytes\"}",
               CONTROL_REQUEST_MAX);
    begin_reply(connection, &reply);
}

static void answer(struct control *control, struct connection *connection, struct str request)
{
    struct buf reply;

    buf_init(&reply, CONTROL_REPLY_MAX + 1);
    control->answer(control->data, request, &reply);
    begin_reply(connection, &reply);
}

/* Reads what is there, up to a whole line or one byte too many. */
static void read_some(struct control *control, struct connection *connection)
{
    struct buf *bytes = &connection->bytes;
    size_t room, line;
    ssize_t got;

    do {
        room = CONTROL_REQUEST_MAX + 1 - bytes->len;
        if (!buf_reserve(bytes, room))
            break;
        got = recv(connection->fd, bytes->data + bytes->len, room, 0);
        if (got < 0 && would_block())
            return;
        if (got <= 0)
            break;
        buf_commit(bytes, (size_t)got);
        connection->until_ms = now_ms() + IDLE_MS;
        line = str_find_char(buf_str(bytes), '\n', 0);
        if (line < bytes->len) {
            answer(control, connection, str_make(bytes->data, line));
            return;
        }
        if (bytes->len > CONTROL_REQUEST_MAX) {
            refuse(connection);
            return;
        }
    } while (true);
    connection_end(connection);
}

void control_step(struct control *control)
{
    struct connection *connection;
    size_t i;

    accept_waiting(control);
    for (i = 0; i < CONTROL_CONNECTIONS; i++) {
        connection = &control->connections[i];
        if (connection->state == STATE_READING)
            read_some(control, connection);
        else if (connection->state == STATE_WRITING)
            write_some(connection);
        if (connection->state != STATE_FREE && now_ms() >= connection->until_ms)
            connection_end(connection);
    }
}

/* --- the client --- */

/* Waits for EVENTS on FD until UNTIL_MS; false when that has passed. */
static bool wait_for(int fd, short events, int64_t until_ms)
{
    struct pollfd wait = { .fd = fd, .events = events };
    int64_t left;
    int got;

    do {
        left = until_ms - now_ms();
        got = poll(&wait, 1, left > 0 ? (int)left : 0);
    } while (got < 0 && errno == EINTR);
    return got > 0;
}

static enum err connect_to(int *out, const char *runtime, int64_t until_ms)
{
    struct sockaddr_un address;
    int folder = -1, fd = -1;
    enum err rc = open_folder(&folder, runtime);

    if (rc != OK)
        return rc;
    address_in(&address, folder);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        rc = err_set(ERR_IO, "no socket: %s", strerror(errno));
        goto out;
    }
    /* EAGAIN: its queue is full, and poll() does not tell when it is not. */
    while (connect(fd, (const struct sockaddr *)&address, sizeof(address)) != 0) {
        if (errno == ENOENT || errno == ECONNREFUSED)
            rc = err_set(ERR_ABSENT, "%s: nobody listens there", runtime);
        else if (errno != EAGAIN || now_ms() >= until_ms)
            rc = err_set(ERR_IO, "%s: %s", runtime, strerror(errno));
        if (rc != OK)
            goto out;
        usleep(10000);
    }
    *out = fd;
    fd = -1;
out:
    close_if_open(fd);
    close(folder);
    return rc;
}

/* A server that refuses closes early; its reply is read all the same. */
static enum err send_line(int fd, struct str line, int64_t until_ms)
{
    ssize_t put;

    while (line.len > 0) {
        put = send(fd, line.ptr, line.len, MSG_NOSIGNAL);
        if (put >= 0)
            line = str_from(line, (size_t)put);
        else if (errno == EPIPE || errno == ECONNRESET)
            return OK;
        else if (!would_block())
            return err_set(ERR_IO, "the overlay cannot be reached: %s", strerror(errno));
        else if (!wait_for(fd, POLLOUT, until_ms))
            return err_set(ERR_IO, "the overlay does not take the request");
    }
    return OK;
}

static enum err receive_line(int fd, struct buf *reply, int64_t until_ms)
{
    char bytes[4096];
    struct str got;
    size_t line;
    ssize_t len;

    while (wait_for(fd, POLLIN, until_ms)) {
        len = recv(fd, bytes, sizeof(bytes), 0);
        if (len < 0 && would_block())
            continue;
        if (len <= 0)
            return err_set(ERR_IO, "the overlay closed the connection without an answer");
        got = str_make(bytes, (size_t)len);
        line = str_find_char(got, '\n', 0);
        buf_add_str(reply, str_sub(got, 0, line));
        if (line < got.len)
            return buf_ok(reply, "the overlay's answer");
    }
    return err_set(ERR_IO, "the overlay does not answer");
}

enum err control_send(const char *runtime, const char *request, struct buf *reply, int wait_ms)
{
    int64_t until_ms = now_ms() + wait_ms;
    struct str text = str_of(request);
    char *line;
    int fd = -1;
    enum err rc;

    if (text.len > CONTROL_REQUEST_MAX || str_find_char(text, '\n', 0) < text.len)
        return err_set(ERR_USAGE, "a request is one line of at most %d bytes", CONTROL_REQUEST_MAX);
    line = xasprintf("%s\n", request);
    rc = connect_to(&fd, runtime, until_ms);
    if (rc == OK)
        rc = send_line(fd, str_of(line), until_ms);
    if (rc == OK)
        rc = receive_line(fd, reply, until_ms);
    close_if_open(fd);
    free(line);
    return rc;
}
