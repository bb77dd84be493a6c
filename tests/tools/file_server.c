/* A small HTTP/1.1 server for tests of downloads: file_server FOLDER LOG. It prints its
 * port, serves the files of FOLDER to 127.0.0.1 one request after the other, and writes
 * "PATH STATUS RANGE IF-RANGE AGENT" for each to LOG ("-" where there is none).
 *
 * The address is /MODES/FILE; MODES are words with commas between:
 *   plain       nothing special: ranges, an ETag, a length
 *   cut=N       the first answer breaks off after N bytes
 *   norange     ranges are passed over
 *   notag       no ETag
 *   newtag      another ETag each time
 *   slow        the first answer: a few kB, then one byte every 50 ms
 *   long        claims more bytes than come
 *   endless     no length, and no end
 *   wrongpart   answers a range with another one
 *   hop=N       leads to hop=N-1; hop=0 is the file
 *   to=SCHEME   leads to SCHEME://example.invalid/ */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { REQUEST_MAX = 8192, FIELD_MAX = 300, PATHS_MAX = 200, FAST_BYTES = 8192 };

struct server {
    const char *folder;
    FILE *log;
    char *seen[PATHS_MAX]; /* paths that were asked for */
    size_t seen_count;
    unsigned long tags; /* ETags given out by newtag */
};

struct request {
    char path[FIELD_MAX], modes[FIELD_MAX];
    char range[FIELD_MAX], if_range[FIELD_MAX], agent[FIELD_MAX];
};

static void send_all(int socket_fd, const char *bytes, size_t len)
{
    ssize_t sent;

    for (; len > 0; bytes += sent, len -= (size_t)sent) {
        sent = send(socket_fd, bytes, len, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
    }
}

static void send_text(int socket_fd, const char *text)
{
    send_all(socket_fd, text, strlen(text));
}

/* The value of the mode NAME, -1 if it is not among the modes; 0 without a value. */
static long mode(const struct request *request, const char *name)
{
    struct str rest = str_of(request->modes), word;

    while (str_next(&rest, ',', &word)) {
        size_t len = strlen(name);

        if (str_starts(word, str_of(name)) && (word.len == len || word.ptr[len] == '='))
            return word.len > len ? strtol(word.ptr + len + 1, NULL, 10) : 0;
    }
    return -1;
}

static void copy_field(char *out, const char *text, const char *name)
{
    const char *at = strcasestr(text, name);

    snprintf(out, FIELD_MAX, "-");
    if (at != NULL)
        snprintf(out, FIELD_MAX, "%.*s", (int)strcspn(at + strlen(name), "\r\n"),
                 at + strlen(name));
}

static bool read_request(struct request *request, int socket_fd)
{
    char text[REQUEST_MAX];
    size_t len = 0;
    ssize_t got;

    do {
        got = recv(socket_fd, text + len, sizeof(text) - 1 - len, 0);
        if (got <= 0)
            return false;
        len += (size_t)got;
        text[len] = '\0';
    } while (strstr(text, "\r\n\r\n") == NULL && len < sizeof(text) - 1);
    copy_field(request->range, text, "\r\nRange: ");
    copy_field(request->if_range, text, "\r\nIf-Range: ");
    copy_field(request->agent, text, "\r\nUser-Agent: ");
    return sscanf(text, "GET %299s HTTP/", request->path) == 1 &&
           sscanf(request->path, "/%299[^/]/", request->modes) == 1;
}

/* Whether this is the first answer to PATH. */
static bool is_first(struct server *server, const char *path)
{
    size_t i;

    for (i = 0; i < server->seen_count; i++) {
        if (strcmp(server->seen[i], path) == 0)
            return false;
    }
    if (server->seen_count < PATHS_MAX)
        server->seen[server->seen_count++] = xstrdup(path);
    return true;
}

static void send_slowly(int socket_fd, const char *bytes, size_t len)
{
    const struct timespec pause = { 0, 50 * 1000 * 1000 };
    size_t at = len < FAST_BYTES ? len : FAST_BYTES;

    send_all(socket_fd, bytes, at);
    for (; at < len && send(socket_fd, bytes + at, 1, MSG_NOSIGNAL) == 1; at++)
        nanosleep(&pause, NULL);
}

static void send_endlessly(int socket_fd)
{
    static const char zeros[1 << 16];

    send_text(socket_fd, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    while (send(socket_fd, zeros, sizeof(zeros), MSG_NOSIGNAL) > 0)
        ;
}

/* Whether the answer may start at *FROM: a range was asked for, of this version. */
static bool wants_part(const struct request *request, const char *tag, size_t len,
                       unsigned long *from)
{
    if (mode(request, "norange") >= 0 || !str_starts(str_of(request->range), str_of("bytes=")))
        return false;
    *from = strtoul(request->range + strlen("bytes="), NULL, 10);
    return *from < len && (strcmp(request->if_range, "-") == 0 ||
                           strcmp(request->if_range, tag) == 0 || tag[0] == '\0');
}

/* Gives the status. */
static int send_file(struct server *server, const struct request *request, int socket_fd,
                     const struct buf *file)
{
    char head[1000], tag[FIELD_MAX] = "", span[100] = "";
    unsigned long from = 0;
    long cut = mode(request, "cut");
    size_t len = file->len;
    bool part, first = is_first(server, request->path);

    if (mode(request, "notag") < 0)
        snprintf(tag, sizeof(tag), "\"%zu-%lu\"", file->len,
                 mode(request, "newtag") >= 0 ? ++server->tags : 0);
    part = wants_part(request, tag, file->len, &from);
    if (!part)
        from = 0;
    if (part)
        snprintf(span, sizeof(span), "Content-Range: bytes %lu-%zu/%zu\r\n",
                 mode(request, "wrongpart") >= 0 ? from + 1 : from, file->len - 1, file->len);
    snprintf(head, sizeof(head),
             "HTTP/1.1 %s\r\nContent-Length: %zu\r\n%s%s%s%sConnection: close\r\n\r\n",
             part ? "206 Partial Content" : "200 OK",
             file->len - from + (mode(request, "long") >= 0 ? 1000 : 0),
             tag[0] != '\0' ? "ETag: " : "", tag, tag[0] != '\0' ? "\r\n" : "", span);
    send_text(socket_fd, head);
    if (first && cut >= 0 && (size_t)cut < len)
        len = (size_t)cut;
    if (first && mode(request, "slow") >= 0)
        send_slowly(socket_fd, file->data + from, len - from);
    else if (len > from)
        send_all(socket_fd, file->data + from, len - from);
    return part ? 206 : 200;
}

static int redirect(const struct request *request, int socket_fd, long hops)
{
    const char *name = file_base(request->path), *scheme = strstr(request->modes, "to=");
    char head[1000];

    if (scheme != NULL)
        snprintf(head, sizeof(head), "%s://example.invalid/%s", scheme + 3, name);
    else
        snprintf(head, sizeof(head), "/hop=%ld/%s", hops - 1, name);
    send_text(socket_fd, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n"
                         "Location: ");
    send_text(socket_fd, head);
    send_text(socket_fd, "\r\n\r\n");
    return 302;
}

static int answer(struct server *server, const struct request *request, int socket_fd)
{
    char *path = file_join(server->folder, file_base(request->path));
    long hops = mode(request, "hop");
    struct buf file;
    int status = 200;

    buf_init(&file, (size_t)64 << 20);
    if (hops > 0 || mode(request, "to") >= 0) {
        status = redirect(request, socket_fd, hops);
    } else if (mode(request, "endless") >= 0) {
        send_endlessly(socket_fd);
    } else if (file_read(&file, path) == OK) {
        status = send_file(server, request, socket_fd, &file);
    } else {
        status = 404;
        send_text(socket_fd, "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n"
                             "Connection: close\r\n\r\nsorry");
    }
    buf_dispose(&file);
    free(path);
    return status;
}

static int listen_on_loopback(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    socklen_t len = sizeof(address);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, len) != 0 ||
        listen(listener, 8) != 0 || getsockname(listener, (struct sockaddr *)&address, &len) != 0)
        return -1;
    printf("%u\n", (unsigned)ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

/* Until accepting fails, which it does not. */
static void serve(struct server *server, int listener)
{
    int socket_fd, status;

    while ((socket_fd = accept(listener, NULL, NULL)) >= 0) {
        struct request request = { .path = "" };

        if (read_request(&request, socket_fd)) {
            status = answer(server, &request, socket_fd);
            fprintf(server->log, "%s %d %s %s %s\n", request.path, status, request.range,
                    request.if_range, request.agent);
            fflush(server->log);
        }
        close(socket_fd);
    }
}

int main(int argc, char **argv)
{
    struct server server = { .folder = argc == 3 ? argv[1] : NULL };
    int listener;

    if (argc != 3)
        return 2;
    server.log = fopen(argv[2], "ae");
    if (server.log == NULL)
        return 3;
    listener = listen_on_loopback();
    if (listener >= 0)
        serve(&server, listener);
    fclose(server.log);
    return 3;
}
