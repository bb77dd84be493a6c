#ifndef TESTS_HTTP_CLIENT_H
#define TESTS_HTTP_CLIENT_H

/* A phone's side of HTTP on loopback: one request a connection, and a stream of server-sent
 * events that is read piece by piece. */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "dict/base/buf.h"
#include "dict/base/mem.h"

enum { HTTP_WAIT_S = 10, HTTP_REPLY_MAX = 8 << 20 };

struct http_reply {
    int status;      /* 0: the connection was refused or cut before an answer */
    struct buf head; /* with its blank line */
    struct buf body;
};

static void http_reply_dispose(struct http_reply *reply)
{
    buf_dispose(&reply->head);
    buf_dispose(&reply->body);
}

/* -1 if it is refused. */
static int http_connect(int port)
{
    const struct timeval wait = { .tv_sec = HTTP_WAIT_S };
    struct sockaddr_in where = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
    if (connect(fd, (const struct sockaddr *)&where, sizeof(where)) == 0)
        return fd;
    close(fd);
    return -1;
}

static void http_send(int fd, const char *text, size_t len)
{
    while (len > 0) {
        const ssize_t sent = send(fd, text, len, MSG_NOSIGNAL);

        if (sent <= 0)
            return;
        text += sent;
        len -= (size_t)sent;
    }
}

/* Cuts what was read into head and body. */
static void http_cut(struct http_reply *out, const struct buf *all)
{
    const size_t at = str_find(buf_str(all), str_of("\r\n\r\n"), 0);

    if (at == all->len || at < 12)
        return;
    out->status = (int)strtol(all->data + 9, NULL, 10);
    buf_add(&out->head, all->data, at + 4);
    buf_add(&out->body, all->data + at + 4, all->len - at - 4);
}

/* Reads until the other side closes, then closes FD. */
static struct http_reply http_read(int fd)
{
    struct http_reply out = { 0 };
    struct buf all;
    ssize_t got = fd < 0 ? 0 : 1;

    buf_init(&out.head, 1 << 16);
    buf_init(&out.body, HTTP_REPLY_MAX);
    buf_init(&all, HTTP_REPLY_MAX);
    while (got > 0 && buf_reserve(&all, 4096)) {
        got = recv(fd, all.data + all.len, 4096, 0);
        if (got > 0)
            buf_commit(&all, (size_t)got);
    }
    if (fd >= 0)
        close(fd);
    http_cut(&out, &all);
    buf_dispose(&all);
    return out;
}

/* HEADERS, each with its line end, go with it; NULL for a Host that is right. BODY may be
 * NULL. Yours: http_reply_dispose(). */
__attribute__((unused)) static struct http_reply
http_ask(int port, const char *method, const char *path, const char *headers, const char *body)
{
    const int fd = http_connect(port);
    struct buf text;
    struct http_reply reply;

    buf_init(&text, HTTP_REPLY_MAX);
    buf_printf(&text, "%s %s HTTP/1.1\r\n", method, path);
    if (headers != NULL)
        buf_adds(&text, headers);
    else
        buf_printf(&text, "Host: 127.0.0.1:%d\r\n", port);
    if (body != NULL)
        buf_printf(&text, "Content-Type: application/json\r\nContent-Length: %zu\r\n",
                   strlen(body));
    buf_adds(&text, "\r\n");
    if (body != NULL)
        buf_adds(&text, body);
    if (fd >= 0)
        http_send(fd, text.data, text.len);
    reply = http_read(fd);
    buf_dispose(&text);
    return reply;
}

__attribute__((unused)) static struct http_reply http_get(int port, const char *path)
{
    return http_ask(port, "GET", path, NULL, NULL);
}

__attribute__((unused)) static struct http_reply http_post(int port, const char *path,
                                                           const char *body)
{
    return http_ask(port, "POST", path, NULL, body);
}

/* --- streams --- */

struct http_stream {
    int fd;         /* -1 while it is closed */
    struct buf raw; /* what is not taken apart yet */
    struct buf text;
    bool has_head;
    size_t chunk_left;
    int events, beats;
    struct buf data; /* of the newest event */
};

__attribute__((unused)) static bool http_stream_open(struct http_stream *stream, int port,
                                                     const char *path)
{
    struct buf text;

    *stream = (struct http_stream){ .fd = http_connect(port) };
    if (stream->fd < 0)
        return false;
    buf_init(&stream->raw, HTTP_REPLY_MAX);
    buf_init(&stream->text, HTTP_REPLY_MAX);
    buf_init(&stream->data, HTTP_REPLY_MAX);
    buf_init(&text, 4096);
    buf_printf(&text, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", path, port);
    http_send(stream->fd, text.data, text.len);
    buf_dispose(&text);
    return fcntl(stream->fd, F_SETFL, O_NONBLOCK) == 0;
}

__attribute__((unused)) static void http_stream_close(struct http_stream *stream)
{
    if (stream->fd >= 0)
        close(stream->fd);
    stream->fd = -1;
    buf_dispose(&stream->raw);
    buf_dispose(&stream->text);
    buf_dispose(&stream->data);
}

static void http_drop_front(struct buf *buf, size_t len)
{
    memmove(buf->data, buf->data + len, buf->len - len);
    buf_truncate(buf, buf->len - len);
}

/* The next piece of a chunked body (RFC 9112, section 7.1) to the text; false: more is needed. */
static bool http_unchunk(struct http_stream *stream)
{
    struct buf *raw = &stream->raw;
    size_t line;

    if (stream->chunk_left > 0) {
        const size_t len = raw->len < stream->chunk_left ? raw->len : stream->chunk_left;

        buf_add(&stream->text, raw->data, len);
        http_drop_front(raw, len);
        stream->chunk_left -= len;
        return len > 0;
    }
    while (raw->len >= 2 && memcmp(raw->data, "\r\n", 2) == 0)
        http_drop_front(raw, 2);
    line = str_find(buf_str(raw), str_of("\r\n"), 0);
    if (line >= raw->len)
        return false;
    stream->chunk_left = strtoul(raw->data, NULL, 16);
    http_drop_front(raw, line + 2);
    return stream->chunk_left > 0;
}

/* Takes whole events out of the text. */
static void http_take_events(struct http_stream *stream)
{
    const struct str key = str_of("\ndata: ");
    size_t end;

    while ((end = str_find(buf_str(&stream->text), str_of("\n\n"), 0)) < stream->text.len) {
        const struct str event = str_make(stream->text.data, end);
        const size_t at = str_find(event, key, 0);

        if (at < event.len) {
            buf_clear(&stream->data);
            buf_add_str(&stream->data, str_from(event, at + key.len));
            stream->events++;
        } else {
            stream->beats++;
        }
        http_drop_front(&stream->text, end + 2);
    }
}

/* Reads what there is; false when the other side has closed. */
__attribute__((unused)) static bool http_stream_read(struct http_stream *stream)
{
    char bytes[4096];
    ssize_t got;

    while ((got = recv(stream->fd, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0)
        buf_add(&stream->raw, bytes, (size_t)got);
    if (got == 0 || (errno != EAGAIN && errno != EINTR))
        return false;
    if (!stream->has_head) {
        const size_t at = str_find(buf_str(&stream->raw), str_of("\r\n\r\n"), 0);

        if (stream->raw.len == 0 || at == stream->raw.len)
            return true;
        http_drop_front(&stream->raw, at + 4);
        stream->has_head = true;
    }
    while (http_unchunk(stream))
        continue;
    http_take_events(stream);
    return true;
}

#endif
