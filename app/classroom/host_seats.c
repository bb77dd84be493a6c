/* Who sits where, and the newest state of each. A state is made by the publishing thread and
 * put in the place of the one before; whoever still sends that one holds it until it is done. */

#include <stdlib.h>

#include "app/classroom/host_private.h"
#include "app/classroom/wire_private.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

#define LOG_MODULE "host"
#include "dict/base/log.h"

/* --- paces --- */

/* The generic cell rate algorithm (ITU-T I.371): one number remembers all that passed. */
static bool passes(const struct pace *pace, int64_t now_us, int at_once, int64_t step_us)
{
    return pace->free_us - now_us <= (at_once - 1) * step_us;
}

bool pace_would(const struct pace *pace, int64_t now_us, int at_once, int a_second)
{
    return passes(pace, now_us, at_once, 1000000 / a_second);
}

bool pace_allows(struct pace *pace, int64_t now_us, int at_once, int a_second)
{
    const int64_t step_us = 1000000 / a_second;

    if (!passes(pace, now_us, at_once, step_us))
        return false;
    pace->free_us = (pace->free_us > now_us ? pace->free_us : now_us) + step_us;
    return true;
}

/* --- tokens --- */

/* The bucket that has TOKEN's seat, or the free one where it would be. */
static size_t bucket_of(const struct host *host, const char *token)
{
    size_t at = (size_t)(str_hash(str_of(token)) % HOST_BUCKETS);

    while (host->buckets[at] != 0 && strcmp(host->seats[host->buckets[at] - 1].token, token) != 0)
        at = (at + 1) % HOST_BUCKETS;
    return at;
}

struct seat *host_seat(struct host *host, const char *token)
{
    const uint16_t number = host->buckets[bucket_of(host, token)];

    return number > 0 ? &host->seats[number - 1] : NULL;
}

bool host_has_begun(const struct host *host)
{
    return host->teacher_seat.screen != NULL;
}

static void add_seat(struct host *host, const char *token)
{
    struct seat *seat = &host->seats[host->seat_count];

    memcpy(seat->token, token, ENGINE_TOKEN_LEN);
    host->buckets[bucket_of(host, token)] = (uint16_t)++host->seat_count;
}

/* --- states --- */

static struct screen *screen_make(const struct buf *state, uint64_t version, int64_t left_ms)
{
    char head[64];
    const int head_len =
        snprintf(head, sizeof(head), "retry: 2000\nid: %llu\ndata: ", (unsigned long long)version);
    const size_t len = (size_t)head_len + state->len + 2;
    struct screen *screen = xmalloc(sizeof(*screen) + len);
    const size_t closes_at = wire_closes_at(state);

    *screen = (struct screen){ .holders = 1,
                               .len = len,
                               .json_at = (size_t)head_len,
                               .json_len = state->len,
                               .closes_at = closes_at > 0 ? closes_at + (size_t)head_len : 0,
                               .closes_us = clock_mono_us() + left_ms * 1000 };
    memcpy(screen->text, head, screen->json_at);
    memcpy(screen->text + screen->json_at, state->data, state->len);
    memcpy(screen->text + len - 2, "\n\n", 2);
    return screen;
}

void screen_drop(struct screen *screen)
{
    if (screen != NULL && --screen->holders == 0)
        free(screen);
}

struct screen *screen_hold(struct seat *seat)
{
    struct screen *screen = seat->screen;

    if (screen == NULL)
        return NULL;
    if (screen->closes_at > 0 && screen->holders == 1)
        wire_closes_set(screen->text + screen->closes_at,
                        (screen->closes_us - clock_mono_us()) / 1000);
    screen->holders++;
    return screen;
}

/* The state in host->scratch becomes SEAT's; without one SEAT is closed. */
static void put_screen(struct host *host, struct seat *seat, uint64_t version, int64_t left_ms)
{
    struct screen *screen = NULL, *old;

    if (host->scratch.failed) {
        log_warn("a state is too large to be sent");
        return;
    }
    if (host->scratch.len > 0)
        screen = screen_make(&host->scratch, version, left_ms);
    pthread_mutex_lock(&host->lock);
    old = seat->screen;
    seat->screen = screen;
    seat->serial++;
    seat_wake(seat);
    screen_drop(old);
    pthread_mutex_unlock(&host->lock);
}

/* --- publishing --- */

static void publish_phone(struct host *host, const struct engine *engine, size_t number,
                          int64_t now_ms)
{
    const struct learner *learner = &engine->learners[number];
    struct seat *seat = &host->seats[number];

    buf_clear(&host->scratch);
    pthread_mutex_lock(&host->lock);
    seat->is_removed = learner->is_removed;
    seat->name_hash = str_hash(str_of(learner->name));
    pthread_mutex_unlock(&host->lock);
    if (!learner->is_removed && wire_phone(&host->scratch, engine, learner->token, now_ms) != OK)
        return;
    put_screen(host, seat, engine->version, engine->closes_ms - now_ms);
}

static bool is_connected(void *ctx, const char *token)
{
    struct host *host = ctx;
    const struct seat *seat;
    bool is;

    pthread_mutex_lock(&host->lock);
    seat = host_seat(host, token);
    is = seat != NULL && seat->streams != NULL;
    pthread_mutex_unlock(&host->lock);
    return is;
}

static void publish_teacher(struct host *host, const struct engine *engine, int64_t now_ms)
{
    const struct wire_room room = {
        .url = host_url(host),
        .code = host_code(host),
        .connected = host_connected(host),
        .is_connected = is_connected,
        .ctx = host,
    };

    buf_clear(&host->scratch);
    wire_teacher(&host->scratch, engine, &room, now_ms);
    put_screen(host, &host->teacher_seat, engine->version, engine->closes_ms - now_ms);
}

void host_publish(struct host *host, const struct engine *engine, int64_t now_ms,
                  const char *const *tokens, size_t count)
{
    pthread_mutex_lock(&host->lock);
    host->phase = engine->phase;
    host->slot = engine->now;
    while (host->seat_count < engine->learner_count)
        add_seat(host, engine->learners[host->seat_count].token);
    pthread_mutex_unlock(&host->lock);
    if (tokens == NULL)
        for (size_t i = 0; i < engine->learner_count; i++)
            publish_phone(host, engine, i, now_ms);
    for (size_t i = 0; tokens != NULL && i < count; i++) {
        const struct seat *seat;

        pthread_mutex_lock(&host->lock);
        seat = host_seat(host, tokens[i]);
        pthread_mutex_unlock(&host->lock);
        if (seat != NULL)
            publish_phone(host, engine, (size_t)(seat - host->seats), now_ms);
    }
    publish_teacher(host, engine, now_ms);
}
