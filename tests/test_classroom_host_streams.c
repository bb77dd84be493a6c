/* Streams on real sockets: the newest screen and no backlog, the soft timer as it stands, and
 * how many of them one device may have. */

#include "app/classroom/host.h"

#include "tests/check.h"
#include "tests/class_desk.h"

enum { CHANGES = 600, STREAMS = 7, STREAMS_MAX = 4 };

static char *state_path(const char *what, int phone)
{
    char token[ENGINE_TOKEN_LEN + 1];

    desk_token(token, phone);
    return xasprintf("/%s?token=%s", what, token);
}

/* Reads until WANT stands in the newest event; false after five seconds or at the end. */
static bool shows(struct http_stream *stream, const char *want)
{
    bool is_open = true;

    for (int i = 0; i < 500 && is_open; i++) {
        is_open = http_stream_read(stream);
        if (strstr(buf_text(&stream->data), want) != NULL)
            return true;
        usleep(10000);
    }
    return false;
}

static bool ends(struct http_stream *stream)
{
    for (int i = 0; i < 500; i++) {
        if (!http_stream_read(stream))
            return true;
        usleep(10000);
    }
    return false;
}

static int64_t number_in(const char *text, const char *key)
{
    const char *at = strstr(text, key);

    return at != NULL ? strtoll(at + strlen(key), NULL, 10) : -1;
}

/* A phone sleeps while much happens. When it wakes it reads what its system and ours had
 * already in hand, and then the newest. */
static void test_no_backlog(const struct desk *desk)
{
    const int small = 2048;
    char *path = state_path("stream", 1), *want;
    struct http_stream stream;
    struct http_reply reply;

    CHECK(http_stream_open(&stream, desk->port, path), "a stream");
    (void)setsockopt(stream.fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
    CHECK(shows(&stream, "\"phase\":\"lobby\""), "it begins with the state");
    for (int i = 0; i < CHANGES; i++)
        (void)desk_act(desk, "{\"act\":\"timer\",\"ms\":20000}");
    free(path);
    path = state_path("state", 1);
    reply = http_get(desk->port, path);
    want = xasprintf("{\"version\":%lld,",
                     (long long)number_in(buf_text(&reply.body), "\"version\":"));
    CHECK(shows(&stream, want), "the newest is %s, not %.40s", want, buf_text(&stream.data));
    CHECK(stream.events < CHANGES / 2, "of %d states %d were kept", CHANGES, stream.events);
    http_reply_dispose(&reply);
    http_stream_close(&stream);
    free(path);
    free(want);
}

/* Whoever comes later has less time left. */
static void test_timer(const struct desk *desk)
{
    static const char key[] = "\"closes_in_ms\":";
    char *path = state_path("state", 1), *stream_path = state_path("stream", 1);
    struct http_stream stream;
    struct http_reply first, later;
    int64_t left_ms;

    CHECK_INT(desk_act(desk, "{\"act\":\"start\"}"), 200, "start");
    first = http_get(desk->port, path);
    usleep(1500000);
    later = http_get(desk->port, path);
    left_ms = number_in(buf_text(&first.body), key) - number_in(buf_text(&later.body), key);
    CHECK(left_ms >= 1400 && left_ms < 8000, "%lld ms have passed", (long long)left_ms);
    CHECK(http_stream_open(&stream, desk->port, stream_path), "a stream");
    CHECK(shows(&stream, key), "its state");
    CHECK(number_in(buf_text(&stream.data), key) <= number_in(buf_text(&later.body), key),
          "the stream's timer is no older: %s", buf_text(&stream.data));
    CHECK_INT(desk_act(desk, "{\"act\":\"close\"}"), 200, "close");
    CHECK(shows(&stream, "\"closes_in_ms\":0,"), "no timer");
    http_stream_close(&stream);
    http_reply_dispose(&first);
    http_reply_dispose(&later);
    free(path);
    free(stream_path);
}

/* A page that is loaded again and again leaves its old streams behind. */
static void test_many_streams(const struct desk *desk)
{
    struct http_stream streams[STREAMS];
    char *path = state_path("stream", 1);

    for (int i = 0; i < STREAMS; i++) {
        CHECK(http_stream_open(&streams[i], desk->port, path), "stream %d", i);
        CHECK(shows(&streams[i], "\"phase\":"), "its state");
    }
    CHECK_INT(host_connected(desk->host), 1, "one phone");
    for (int i = 0; i < STREAMS - STREAMS_MAX; i++)
        CHECK(ends(&streams[i]), "stream %d ends", i);
    for (int i = STREAMS - STREAMS_MAX; i < STREAMS; i++)
        CHECK(http_stream_read(&streams[i]), "stream %d stays", i);
    for (int i = 0; i < STREAMS; i++)
        http_stream_close(&streams[i]);
    free(path);
}

static void test_teacher(const struct desk *desk)
{
    char *path = xasprintf("/teacher/stream?t=%s", desk->secret);
    struct http_stream stream;

    CHECK(http_stream_open(&stream, desk->teacher_port, path), "a stream");
    CHECK(shows(&stream, "\"phase\":\"closed\""), "the teacher's state");
    CHECK_INT(desk_act(desk, "{\"act\":\"next\"}"), 200, "next");
    CHECK(shows(&stream, "\"phase\":\"open\""), "it follows");
    CHECK(strstr(buf_text(&stream.data), "\"learners\":[{\"id\":\"L01\"") != NULL, "the class: %s",
          buf_text(&stream.data));
    http_stream_close(&stream);
    free(path);
}

/* A host that takes up a class again says nothing of phones before it knows them. */
static void test_before_publishing(const struct desk *desk)
{
    const struct host_options how = {
        .assets_dir = desk->folder, .address = "127.0.0.1", .title = "", .lang = "it", .letters = ""
    };
    char *path = state_path("state", 1);
    struct host *host = NULL;
    struct http_reply reply;

    if (!CHECK(host_open(&host, &how) == OK, "%s", err_message()))
        return;
    reply = http_get(desk_port_of(host_url(host)), path);
    CHECK_INT(reply.status, 503, "not yet");
    http_reply_dispose(&reply);
    host_publish(host, desk->engine, clock_now_ms(), NULL, 0);
    reply = http_get(desk_port_of(host_url(host)), path);
    CHECK_INT(reply.status, 200, "who had joined before is known");
    http_reply_dispose(&reply);
    host_close(host);
    free(path);
}

int main(void)
{
    struct desk desk;
    struct http_reply reply;

    if (!CHECK(desk_open(&desk, 2, false) && desk_start(&desk), "a class"))
        return check_done();
    reply = desk_join(&desk, 1, "volpe");
    CHECK_INT(reply.status, 200, "join");
    http_reply_dispose(&reply);
    test_no_backlog(&desk);
    test_timer(&desk);
    test_many_streams(&desk);
    test_teacher(&desk);
    desk_stop(&desk);
    test_before_publishing(&desk);
    desk_close(&desk);
    return check_done();
}
