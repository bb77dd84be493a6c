#include "app/capture/reader.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

#include "app/capture/reader_protocol.h"
#include "dict/base/buf.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

enum { ANSWER_LIMIT_MS = 20000 };

struct reader {
    pid_t pid; /* 0: none */
    int socket;
    uint32_t number; /* of the last question */
    bool asked;
    int64_t asked_us;
    struct buf reply;
};

struct reader *reader_new(void)
{
    struct reader *reader = xcalloc(1, sizeof(*reader));

    reader->socket = -1;
    buf_init(&reader->reply, sizeof(struct reader_reply) + READER_REPLY_MAX);
    return reader;
}

void reading_dispose(struct reading *reading)
{
    size_t i;

    for (i = 0; i < reading->count; i++)
        free(reading->lines[i].text);
    free(reading->lines);
    *reading = (struct reading){ .lines = NULL };
}

/* --- the program --- */

bool reader_is_installed(void)
{
    char *path = file_beside_program("wordloot-read");
    const bool installed = access(path, X_OK) == 0;

    free(path);
    return installed;
}

static void stop(struct reader *reader)
{
    if (reader->socket >= 0)
        close(reader->socket);
    reader->socket = -1;
    if (reader->pid > 0) {
        kill(reader->pid, SIGKILL);
        waitpid(reader->pid, NULL, 0);
    }
    reader->pid = 0;
    reader->asked = false;
    buf_clear(&reader->reply);
}

void reader_close(struct reader *reader)
{
    if (reader == NULL)
        return;
    stop(reader);
    buf_dispose(&reader->reply);
    free(reader);
}

static void become_reader(const char *path, int socket)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    /* One thread reads a line as fast as two, and leaves the other core to the game. */
    setenv("OMP_THREAD_LIMIT", "1", 1);
    if (socket == READER_SOCKET)
        fcntl(socket, F_SETFD, 0);
    else if (dup2(socket, READER_SOCKET) < 0)
        _exit(1);
    execl(path, path, (char *)NULL);
    _exit(1);
}

static enum err start(struct reader *reader)
{
    int ends[2];
    char *path;

    if (!reader_is_installed())
        return err_set(ERR_ABSENT, "text cannot be read from the screen: Wordloot was built "
                                   "without Tesseract; see wordloot doctor");
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return err_set(ERR_IO, "text cannot be read now (%s)", strerror(errno));
    path = file_beside_program("wordloot-read");
    reader->pid = fork();
    if (reader->pid == 0)
        become_reader(path, ends[1]);
    free(path);
    close(ends[1]);
    reader->socket = ends[0];
    if (reader->pid < 0) {
        reader->pid = 0;
        stop(reader);
        return err_set(ERR_IO, "text cannot be read now: no other program can be started");
    }
    return OK;
}

/* It may have gone to rest. */
static enum err ensure_running(struct reader *reader)
{
    if (reader->pid > 0 && waitpid(reader->pid, NULL, WNOHANG) == 0)
        return OK;
    reader->pid = 0;
    stop(reader);
    return start(reader);
}

/* --- asking --- */

/* Sealed, so that the other side need not fear that it shrinks. */
static int picture_file(const uint32_t *pixels, size_t size)
{
    int fd = memfd_create("wordloot-picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    void *map;

    if (fd < 0)
        return -1;
    if (ftruncate(fd, (off_t)size) == 0) {
        map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (map != MAP_FAILED) {
            memcpy(map, pixels, size);
            munmap(map, size);
            fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
            return fd;
        }
    }
    close(fd);
    return -1;
}

static bool send_request(const struct reader *reader, struct reader_request *request, int picture)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = { .bytes = { 0 } };
    struct iovec part = { request, sizeof(*request) };
    struct msghdr message = { .msg_iov = &part,
                              .msg_iovlen = 1,
                              .msg_control = control.bytes,
                              .msg_controllen = sizeof(control.bytes) };
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);

    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &picture, sizeof(picture));
    return sendmsg(reader->socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) ==
           (ssize_t)sizeof(*request);
}

enum err reader_ask(struct reader *reader, const char *lang, const uint32_t *pixels, int width,
                    int height)
{
    struct reader_request request = { .magic = READER_MAGIC,
                                      .number = reader->number + 1,
                                      .width = (uint32_t)width,
                                      .height = (uint32_t)height };
    int picture;
    bool sent;
    enum err rc;

    if (width <= 0 || height <= 0 || width > READER_SIDE_MAX || height > READER_SIDE_MAX ||
        strlen(lang) >= sizeof(request.lang))
        return err_set(ERR_LIMIT, "a picture of %d by %d cannot be read", width, height);
    memcpy(request.lang, lang, strlen(lang) + 1);
    rc = ensure_running(reader);
    if (rc != OK)
        return rc;
    picture = picture_file(pixels, (size_t)width * (size_t)height * sizeof(*pixels));
    if (picture < 0)
        return err_set(ERR_IO, "there is no memory for the picture");
    sent = send_request(reader, &request, picture);
    close(picture);
    if (!sent) {
        stop(reader);
        return err_set(ERR_IO, "the program that reads text does not answer");
    }
    reader->number = request.number;
    reader->asked = true;
    reader->asked_us = clock_mono_us();
    return OK;
}

bool reader_is_asked(const struct reader *reader)
{
    return reader->asked;
}

int reader_fd(const struct reader *reader)
{
    return reader->asked ? reader->socket : -1;
}

int reader_deadline_ms(const struct reader *reader)
{
    int64_t left;

    if (!reader->asked)
        return -1;
    left = ANSWER_LIMIT_MS - (clock_mono_us() - reader->asked_us) / 1000;
    return left > 0 ? (int)left : 0;
}

int reader_pid(const struct reader *reader)
{
    return reader->pid;
}

/* --- the answer --- */

static void parse_lines(const json_t *lines, struct reading *out)
{
    const json_t *line;
    size_t i;

    out->lines = xcalloc(json_array_size(lines) + 1, sizeof(*out->lines));
    json_array_foreach(lines, i, line)
    {
        out->lines[out->count++] = (struct read_line){
            .x = (int)json_integer_value(json_object_get(line, "x")),
            .y = (int)json_integer_value(json_object_get(line, "y")),
            .width = (int)json_integer_value(json_object_get(line, "width")),
            .height = (int)json_integer_value(json_object_get(line, "height")),
            .confidence = (int)json_integer_value(json_object_get(line, "confidence")),
            .text = xstrdup(json_text(line, "text", "")),
        };
    }
}

static enum err parse(struct str text, struct reading *out)
{
    json_t *answer = NULL;
    const char *error;
    enum err rc = json_parse(&answer, text, "the text that was read");

    if (rc != OK)
        return rc;
    error = json_text(answer, "error", NULL);
    if (error != NULL)
        rc = err_set(ERR_ABSENT, "%s", error);
    else
        parse_lines(json_object_get(answer, "lines"), out);
    json_decref(answer);
    return rc;
}

enum received { RECEIVED_NOTHING, RECEIVED_REPLY, RECEIVED_END };

/* One whole reply to the last question stands in the buffer afterwards; older ones are
 * passed over. */
static enum received receive(struct reader *reader)
{
    struct reader_reply reply;

    for (;;) {
        size_t want = sizeof(reply);
        ssize_t got;

        if (reader->reply.len >= sizeof(reply)) {
            memcpy(&reply, reader->reply.data, sizeof(reply));
            if (reply.magic != READER_MAGIC || reply.len > READER_REPLY_MAX)
                return RECEIVED_END;
            want = sizeof(reply) + reply.len;
        }
        if (reader->reply.len == want && want > sizeof(reply)) {
            if (reply.number == reader->number)
                return RECEIVED_REPLY;
            buf_clear(&reader->reply);
            continue;
        }
        if (!buf_reserve(&reader->reply, want - reader->reply.len))
            return RECEIVED_END;
        got = recv(reader->socket, reader->reply.data + reader->reply.len, want - reader->reply.len,
                   MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return RECEIVED_NOTHING;
        if (got <= 0)
            return RECEIVED_END;
        buf_commit(&reader->reply, (size_t)got);
    }
}

bool reader_take(struct reader *reader, struct reading *out, enum err *rc)
{
    enum received received;

    *out = (struct reading){ .lines = NULL };
    if (!reader->asked)
        return false;
    received = receive(reader);
    if (received == RECEIVED_NOTHING && reader_deadline_ms(reader) > 0)
        return false;
    if (received != RECEIVED_REPLY) {
        stop(reader);
        *rc = err_set(ERR_IO, "the program that reads text stopped; try once more");
        return true;
    }
    reader->asked = false;
    out->took_us = clock_mono_us() - reader->asked_us;
    *rc = parse(str_from(buf_str(&reader->reply), sizeof(struct reader_reply)), out);
    buf_clear(&reader->reply);
    return true;
}
