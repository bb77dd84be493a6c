/* Phones that vanish without a word: their connections are freed within 20 seconds. And more
 * phones than a class has room for. */

#include "app/classroom/host.h"

#include <linux/filter.h>

#include "tests/check.h"
#include "tests/class_desk.h"

enum { PHONES = 12, FIRST = 4, GONE = 8, GONE_S = 20, HALF_WAY_US = 5500000, JOINS = 10000 };

/* From now on the kernel throws away what comes in for FD before it is looked at: nothing is
 * acknowledged, as if the phone were out of reach (socket(7), SO_ATTACH_FILTER). */
static bool vanish(int fd)
{
    struct sock_filter nothing = { .code = BPF_RET | BPF_K, .k = 0 };
    const struct sock_fprog program = { .len = 1, .filter = &nothing };

    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program)) == 0;
}

static void come(const struct desk *desk, struct http_stream *stream, int number)
{
    char token[ENGINE_TOKEN_LEN + 1], path[64];
    struct http_reply reply = desk_join(desk, number, "nome");

    CHECK_INT(reply.status, 200, "join");
    http_reply_dispose(&reply);
    desk_token(token, number);
    snprintf(path, sizeof(path), "/stream?token=%s", token);
    CHECK(http_stream_open(stream, desk->port, path), "a stream");
}

static void read_all(struct http_stream *streams, int first)
{
    for (int i = first; i < PHONES; i++)
        CHECK(http_stream_read(&streams[i]), "phone %d keeps its stream", i);
}

/* Seconds until no more than LEFT are connected; GONE_S if that does not come. */
static double seconds_until(const struct desk *desk, size_t left)
{
    const int64_t begin = clock_mono_us();
    double seconds = 0;

    while (host_connected(desk->host) > left && seconds < GONE_S) {
        usleep(50000);
        seconds = (double)(clock_mono_us() - begin) / 1e6;
    }
    return seconds;
}

static void test_gone(const struct desk *desk)
{
    static struct http_stream streams[PHONES];
    double first, last;

    for (int i = 0; i < PHONES; i++)
        come(desk, &streams[i], i);
    for (int i = 0; i < 100 && host_connected(desk->host) < PHONES; i++)
        usleep(10000);
    CHECK_INT(host_connected(desk->host), PHONES, "all are connected");
    read_all(streams, 0);
    for (int i = 0; i < FIRST; i++)
        CHECK(vanish(streams[i].fd), "phone %d vanishes", i);
    first = seconds_until(desk, PHONES - FIRST);
    CHECK(first < GONE_S, "who vanished first is freed after %.1f s", first);
    read_all(streams, FIRST);
    for (int i = FIRST; i < PHONES; i++)
        CHECK(streams[i].beats > 0, "who is there has had a heartbeat");
    /* Just after a probe and well before the next heartbeat: the longest way. */
    usleep(HALF_WAY_US);
    for (int i = FIRST; i < GONE; i++)
        CHECK(vanish(streams[i].fd), "phone %d vanishes", i);
    last = seconds_until(desk, PHONES - GONE);
    CHECK(last < GONE_S, "who vanished then is freed after %.1f s", last);
    read_all(streams, GONE);
    CHECK_INT(host_connected(desk->host), PHONES - GONE, "the others stay");
    fprintf(stderr, "freed after %.1f s and %.1f s\n", first, last);
    for (int i = 0; i < PHONES; i++)
        http_stream_close(&streams[i]);
}

static void test_many_joins(const struct desk *desk)
{
    int joined = 0, full = 0;

    for (int i = 0; i < JOINS; i++) {
        struct http_reply reply = desk_join(desk, i, "uno dei tanti");

        joined += reply.status == 200;
        full += reply.status == 409 && strstr(buf_text(&reply.body), "\"error\":\"full\"") != NULL;
        http_reply_dispose(&reply);
    }
    CHECK_INT(joined, ENGINE_LEARNERS_MAX, "who joined");
    CHECK_INT(full, JOINS - ENGINE_LEARNERS_MAX, "who found it full");
}

int main(void)
{
    struct desk desk;

    if (!CHECK(desk_open(&desk, 1, false) && desk_start(&desk), "a class"))
        return check_done();
    test_gone(&desk);
    test_many_joins(&desk);
    desk_stop(&desk);
    desk_close(&desk);
    return check_done();
}
