/* The streams of server-sent events. Each sends its seat's newest state and then sleeps,
 * suspended, until there is a newer one: it never has a backlog. Suspended it does not notice
 * that its phone is gone, so the heartbeat wakes all.
 *
 * A stream belongs to its response, and goes with it when the connection ends. */

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include <microhttpd.h>

#include "app/classroom/host_private.h"
#include "dict/base/mem.h"

struct stream {
    struct host *host;
    struct MHD_Connection *connection;
    struct seat *seat;
    /* Guarded by host.lock, as the list. */
    struct stream *next;
    struct screen *sending; /* held; NULL between two */
    size_t sent;
    uint64_t serial; /* of the state sent last */
    bool is_asleep, is_beat, is_ended;
};

static void take_newest(struct stream *stream)
{
    screen_drop(stream->sending);
    stream->serial = stream->seat->serial;
    stream->sending = screen_hold(stream->seat);
    stream->sent = 0;
}

/* What there is to send, into BYTES; 0: nothing, and the stream sleeps. */
static ssize_t read_on(struct stream *stream, char *bytes, size_t max)
{
    static const char beat[] = ":\n\n";

    if (stream->sending == NULL && stream->serial != stream->seat->serial)
        take_newest(stream);
    if (stream->sending != NULL) {
        const size_t left = stream->sending->len - stream->sent;
        const size_t len = left < max ? left : max;

        memcpy(bytes, stream->sending->text + stream->sent, len);
        stream->sent += len;
        if (len == left) {
            screen_drop(stream->sending);
            stream->sending = NULL;
        }
        stream->is_beat = false;
        return (ssize_t)len;
    }
    if (stream->host->is_closing || stream->is_ended || stream->seat->is_removed)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (stream->is_beat && max >= sizeof(beat) - 1) {
        stream->is_beat = false;
        memcpy(bytes, beat, sizeof(beat) - 1);
        return sizeof(beat) - 1;
    }
    stream->is_asleep = true;
    MHD_suspend_connection(stream->connection);
    return 0;
}

static ssize_t on_read(void *cls, uint64_t position, char *bytes, size_t max)
{
    struct stream *stream = cls;
    ssize_t len;

    (void)position;
    pthread_mutex_lock(&stream->host->lock);
    len = read_on(stream, bytes, max);
    pthread_mutex_unlock(&stream->host->lock);
    return len;
}

static void on_end(void *cls)
{
    struct stream *stream = cls, **at;
    struct host *host = stream->host;

    pthread_mutex_lock(&host->lock);
    for (at = &stream->seat->streams; *at != stream; at = &(*at)->next)
        continue;
    *at = stream->next;
    if (stream->seat->streams == NULL && stream->seat != &host->teacher_seat)
        host->connected--;
    host->stream_count--;
    screen_drop(stream->sending);
    pthread_cond_broadcast(&host->changed);
    pthread_mutex_unlock(&host->lock);
    free(stream);
}

static void wake(struct stream *stream)
{
    if (!stream->is_asleep)
        return;
    stream->is_asleep = false;
    MHD_resume_connection(stream->connection);
}

void seat_wake(struct seat *seat)
{
    for (struct stream *stream = seat->streams; stream != NULL; stream = stream->next)
        wake(stream);
}

static void beat_seat(struct seat *seat)
{
    for (struct stream *stream = seat->streams; stream != NULL; stream = stream->next)
        stream->is_beat = true;
    seat_wake(seat);
}

void host_wake_all(struct host *host, bool is_beat)
{
    void (*const rouse)(struct seat *) = is_beat ? beat_seat : seat_wake;

    for (size_t i = 0; i < host->seat_count; i++)
        rouse(&host->seats[i]);
    rouse(&host->teacher_seat);
}

void *host_pulse(void *cls)
{
    struct host *host = cls;
    struct timespec next;

    clock_gettime(CLOCK_MONOTONIC, &next);
    next.tv_sec += HOST_BEAT_S;
    pthread_mutex_lock(&host->lock);
    while (!host->is_closing) {
        if (pthread_cond_timedwait(&host->changed, &host->lock, &next) != ETIMEDOUT)
            continue;
        host_wake_all(host, true);
        next.tv_sec += HOST_BEAT_S;
    }
    pthread_mutex_unlock(&host->lock);
    return NULL;
}

/* --- beginning --- */

/* A device that opens one stream after the other keeps the newest ones. Under lock. */
static void sit_down(struct seat *seat, struct stream *stream)
{
    struct stream *other;
    int count = 0;

    if (seat->streams == NULL && seat != &stream->host->teacher_seat)
        stream->host->connected++;
    stream->host->stream_count++;
    stream->next = seat->streams;
    seat->streams = stream;
    for (other = seat->streams; other != NULL; other = other->next)
        if (++count > HOST_STREAMS_MAX && !other->is_ended) {
            other->is_ended = true;
            wake(other);
        }
}

int stream_begin(struct visit *visit, struct seat *seat)
{
    struct stream *stream = xcalloc(1, sizeof(*stream));
    struct MHD_Response *response;
    int queued;

    stream->host = visit->host;
    stream->connection = visit->connection;
    stream->seat = seat;
    response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, on_read, stream, on_end);
    if (response == NULL) {
        free(stream);
        return MHD_NO;
    }
    pthread_mutex_lock(&visit->host->lock);
    sit_down(seat, stream);
    pthread_mutex_unlock(&visit->host->lock);
    answer_headers(response, "text/event-stream; charset=utf-8");
    (void)MHD_add_response_header(response, "Connection", "close");
    queued = (int)MHD_queue_response(visit->connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}
