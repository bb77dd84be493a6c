/* A class of 200 on real sockets, with phones that drop and come back: no answer is lost, and
 * whoever comes back has the right screen. */

#include "app/classroom/host.h"

#include "tests/check.h"
#include "tests/class_desk.h"

enum { PHONES = 200, QUESTIONS = 20, DROPS = PHONES / 10, LATE = PHONES, LATE_AT = 7 };

struct phone {
    struct http_stream stream;
    char text[32]; /* of its answer to the question asked */
    int seq;
};

/* Reads all streams until each phone's newest screen has WANT in it; false after ten seconds. */
static bool all_show(struct phone *phones, int count, const char *want)
{
    static struct pollfd waits[PHONES + 1];
    const int64_t until = clock_mono_us() + 10 * 1000000;
    int missing = count;

    while (missing > 0 && clock_mono_us() < until) {
        for (int i = 0; i < count; i++)
            waits[i] = (struct pollfd){ .fd = phones[i].stream.fd, .events = POLLIN };
        (void)poll(waits, (nfds_t)count, 100);
        missing = 0;
        for (int i = 0; i < count; i++) {
            if (waits[i].revents != 0)
                CHECK(http_stream_read(&phones[i].stream), "phone %d keeps its stream", i);
            missing += strstr(buf_text(&phones[i].stream.data), want) == NULL;
        }
    }
    return CHECK(missing == 0, "%d of %d phones do not show %s", missing, count, want);
}

static bool come(const struct desk *desk, struct phone *phones, int number)
{
    char token[ENGINE_TOKEN_LEN + 1], path[64];

    desk_token(token, number);
    snprintf(path, sizeof(path), "/stream?token=%s", token);
    return CHECK(http_stream_open(&phones[number].stream, desk->port, path), "phone %d", number);
}

static void join(const struct desk *desk, struct phone *phones, int number)
{
    char name[16];
    struct http_reply reply;

    snprintf(name, sizeof(name), "phone%d", number);
    reply = desk_join(desk, number, name);
    CHECK(reply.status == 200, "%s joins: %d %s", name, reply.status, buf_text(&reply.body));
    http_reply_dispose(&reply);
    (void)come(desk, phones, number);
}

/* The reply must have the answer in it already. A class as quick as this one may be told to
 * wait. */
static void answer(const struct desk *desk, struct phone *phone, int number, int slot)
{
    char *body, *want;
    struct http_reply reply;

    snprintf(phone->text, sizeof(phone->text), "risposta%dx%d", number, slot);
    body = desk_answer_text(number, slot, phone->text, ++phone->seq);
    want = xasprintf("\"text\":\"%s\"", phone->text);
    reply = http_post(desk->port, "/answer", body);
    for (int i = 0; i < 20 && reply.status == 429; i++) {
        usleep(100000);
        http_reply_dispose(&reply);
        reply = http_post(desk->port, "/answer", body);
    }
    CHECK(reply.status == 200 && strstr(buf_text(&reply.body), want) != NULL,
          "phone %d, slot %d: %d %s", number, slot, reply.status, buf_text(&reply.body));
    http_reply_dispose(&reply);
    free(body);
    free(want);
}

/* The phone is gone in the middle of a question, answered or not, and comes back: its first
 * screen is the newest, with its own answer. */
static void drop_and_return(const struct desk *desk, struct phone *phones, int number, int slot,
                            bool has_answered)
{
    char want[64];

    http_stream_close(&phones[number].stream);
    if (!come(desk, phones, number))
        return;
    snprintf(want, sizeof(want), "\"slot\":%d,", slot);
    (void)all_show(&phones[number], 1, want);
    CHECK_INT(phones[number].stream.events, 1, "one screen and no backlog");
    snprintf(want, sizeof(want), has_answered ? "\"text\":\"%s\"" : "\"text\":\"\"",
             phones[number].text);
    CHECK(strstr(buf_text(&phones[number].stream.data), want) != NULL, "phone %d: %s in %s", number,
          want, buf_text(&phones[number].stream.data));
}

static void ask(const struct desk *desk, struct phone *phones, int count, int slot)
{
    char want[64];

    CHECK_INT(desk_act(desk, slot == 0 ? "{\"act\":\"start\"}" : "{\"act\":\"next\"}"), 200,
              "the question is asked");
    snprintf(want, sizeof(want), "\"slot\":%d,", slot);
    (void)all_show(phones, count, want);
    for (int i = 0; i < DROPS / 2; i++)
        drop_and_return(desk, phones, (slot * DROPS + i) % PHONES, slot, false);
    for (int i = 0; i < count; i++)
        answer(desk, &phones[i], i, slot);
    for (int i = DROPS / 2; i < DROPS; i++)
        drop_and_return(desk, phones, (slot * DROPS + i) % PHONES, slot, true);
    CHECK_INT(desk_act(desk, "{\"act\":\"close\"}"), 200, "the question is closed");
    (void)all_show(phones, count, "\"phase\":\"closed\"");
    (void)all_show(phones, count, "\"verdict\":{\"right\":false");
}

/* Counts in ENGINE who answered each slot as they did. */
static void check_answers(const struct engine *engine, const char *row)
{
    struct slot_view at;
    struct answer_view given;
    char want[64];
    int lost = 0;

    for (size_t i = 0; i < engine_learner_count(engine); i++)
        for (size_t k = 0; k < engine_slot_count(engine); k++) {
            engine_answer(engine, i, k, &at, &given);
            snprintf(want, sizeof(want), "risposta%zux%zu", i, k);
            if (i == LATE && k < LATE_AT)
                CHECK(!given.is_given, "%s: who came late has not answered slot %zu", row, k);
            else
                lost += strcmp(given.text, want) != 0;
        }
    CHECK_INT(engine_learner_count(engine), PHONES + 1, row);
    CHECK_INT(engine_slot_count(engine), QUESTIONS, row);
    CHECK(lost == 0, "%s: %d answers are lost", row, lost);
}

/* What is on the disk gives the same class again. */
static void check_store(const struct desk *desk)
{
    const struct engine_options options = { .seed = 1 };
    struct question_set *set = NULL;
    struct engine *engine = NULL;

    if (CHECK(store_resume(desk->store, desk->session, options, &set, &engine) == OK, "%s",
              err_message()))
        check_answers(engine, "the stored class");
    engine_free(engine);
    set_free(set);
}

int main(void)
{
    static struct phone phones[PHONES + 1];
    struct desk desk;
    int count = PHONES;

    if (!CHECK(desk_open(&desk, QUESTIONS, true) && desk_start(&desk), "a class"))
        return check_done();
    for (int i = 0; i < PHONES; i++)
        join(&desk, phones, i);
    (void)all_show(phones, count, "\"phase\":\"lobby\"");
    CHECK_INT(host_connected(desk.host), PHONES, "all are connected");
    for (int slot = 0; slot < QUESTIONS; slot++) {
        if (slot == LATE_AT)
            join(&desk, phones, count++);
        ask(&desk, phones, count, slot);
    }
    CHECK_INT(desk_act(&desk, "{\"act\":\"next\"}"), 200, "the end");
    (void)all_show(phones, count, "\"phase\":\"end\"");
    desk_stop(&desk);
    check_answers(desk.engine, "the class");
    check_store(&desk);
    for (int i = 0; i < count; i++)
        http_stream_close(&phones[i].stream);
    desk_close(&desk);
    return check_done();
}
