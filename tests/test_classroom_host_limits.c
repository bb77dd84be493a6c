/* What one device, or somebody who guesses, may do in a second; and proposals of nicknames. */

#include "app/classroom/host.h"

#include "tests/check.h"
#include "tests/class_desk.h"

enum { PROPOSALS = 900 }; /* nearly all that there are in Italian */

/* Five answers a second of one device. */
static void test_pace(const struct desk *desk)
{
    enum { AT_ONCE = 20 };
    int fds[AT_ONCE], busy = 0;

    CHECK_INT(desk_act(desk, "{\"act\":\"start\"}"), 200, "start");
    for (int i = 0; i < AT_ONCE; i++) {
        char *body = desk_answer_text(1, 0, "presto", 10 + i);

        fds[i] = desk_post_begun(desk, "/answer", body);
        free(body);
    }
    for (int i = 0; i < AT_ONCE; i++) {
        struct http_reply reply = http_read(fds[i]);

        busy += reply.status == 429;
        CHECK(reply.status == 200 || strstr(buf_text(&reply.body), "\"error\":\"busy\"") != NULL,
              "answer %d: %s", i, buf_text(&reply.body));
        http_reply_dispose(&reply);
    }
    CHECK(busy >= AT_ONCE / 2 && busy < AT_ONCE, "of %d at once %d were refused", AT_ONCE, busy);
}

/* The status of one more guess. */
static int guess(const struct desk *desk, int number)
{
    char *body = xasprintf("{\"code\":\"A%05d\",\"token\":\"%032x\",\"name\":\"x\"}", number, 77u);
    struct http_reply reply = http_post(desk->port, "/join", body);

    CHECK(reply.status == 403 || reply.status == 429, "guess %d: %d", number, reply.status);
    http_reply_dispose(&reply);
    free(body);
    return reply.status;
}

/* Codes cannot be guessed one after the other. Some guesses are allowed again each second, so
 * that on a slow machine it takes a few tries to meet the moment. */
static void test_guessing(const struct desk *desk)
{
    int busy = 0, number = 0;

    for (int i = 0; i < 20 && busy == 0; i++) {
        struct http_reply reply;

        for (int k = 0; k < 500 && guess(desk, number++) != 429; k++)
            continue;
        reply = desk_join(desk, 1, "x");
        CHECK_INT(reply.status, 200, "who has joined comes back all the same");
        http_reply_dispose(&reply);
        for (int k = 0; k < 500 && guess(desk, number++) != 429; k++)
            continue;
        reply = desk_join(desk, 100 + i, "x");
        busy += reply.status == 429;
        http_reply_dispose(&reply);
    }
    CHECK(number > 60, "%d guesses were allowed", number);
    CHECK(busy > 0, "the right code is not told from others");
}

/* None comes twice, and none that somebody in the class has. */
static void test_nicknames(const struct desk *desk)
{
    struct http_reply reply = desk_join(desk, 2, "volpe agile");
    struct buf seen;

    CHECK_INT(reply.status, 200, "join");
    http_reply_dispose(&reply);
    buf_init(&seen, 1 << 20);
    buf_adds(&seen, "{\"name\":\"volpe agile\"}");
    for (int i = 0; i < PROPOSALS; i++) {
        reply = http_get(desk->port, "/nickname?l=it");
        CHECK(reply.status == 200 && strstr(buf_text(&seen), buf_text(&reply.body)) == NULL,
              "%d: %s came before", i, buf_text(&reply.body));
        buf_add_str(&seen, buf_str(&reply.body));
        http_reply_dispose(&reply);
    }
    buf_dispose(&seen);
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
    test_nicknames(&desk);
    test_pace(&desk);
    test_guessing(&desk);
    desk_stop(&desk);
    desk_close(&desk);
    return check_done();
}
