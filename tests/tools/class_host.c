/* A class session without a big screen, to be driven by browsers:
 *
 *     class_host SET ADDRESS [PORT]
 *
 * ADDRESS is the phones' (127.0.0.1), or "-" for a class without phones. Prints three lines,
 * the phones' address with the code, the teacher's address and "ready", and serves until the
 * teacher ends the session. A soft timer that runs out closes the question. The pages lie in
 * the folder that WORDLOOT_ASSETS names. */

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/host.h"
#include "app/classroom/set.h"
#include "app/classroom/wire.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

enum { BATCH = 64, TICK_MS = 100, MISSED_BYTES = 1 << 20, GOAL_PERCENT = 70 };

struct session {
    struct host *host;
    struct engine *engine;
    size_t connected;
    bool is_over;
};

static enum err apply(struct session *session, struct host_request *request, struct buf *missed)
{
    if (request->ask == HOST_TAKEAWAY)
        return wire_missed(missed, session->engine, request->event.token);
    if (request->ask == HOST_END) {
        session->is_over = true;
        return OK;
    }
    request->event.now_ms = clock_now_ms();
    return engine_apply(session->engine, &request->event);
}

static void serve(struct session *session)
{
    struct host_request request;
    struct buf missed;
    enum err rc;

    buf_init(&missed, MISSED_BYTES);
    while (host_take(session->host, &request)) {
        buf_clear(&missed);
        rc = apply(session, &request, &missed);
        if (rc == OK)
            host_publish(session->host, session->engine, clock_now_ms(), NULL, 0);
        host_reply(session->host, request.id, rc,
                   request.ask == HOST_TAKEAWAY ? buf_text(&missed) : NULL);
    }
    buf_dispose(&missed);
}

/* Closes the question when its time is up. */
static void watch_timer(struct session *session)
{
    struct event event = { .kind = EVENT_CLOSE, .now_ms = clock_now_ms() };
    struct board board;

    engine_board(session->engine, &board);
    if (board.phase != PHASE_OPEN || board.closes_ms == 0 || board.closes_ms > event.now_ms)
        return;
    if (engine_apply(session->engine, &event) == OK)
        host_publish(session->host, session->engine, event.now_ms, NULL, 0);
}

/* Phones come and go without an event: the teacher alone is shown that. */
static void watch_phones(struct session *session)
{
    static const char *const nobody[] = { NULL };
    const size_t connected = host_connected(session->host);

    if (connected == session->connected)
        return;
    session->connected = connected;
    host_publish(session->host, session->engine, clock_now_ms(), nobody, 0);
}

static void run(struct session *session)
{
    struct pollfd wait = { .fd = host_fd(session->host), .events = POLLIN };

    host_publish(session->host, session->engine, clock_now_ms(), NULL, 0);
    if (host_url(session->host) != NULL)
        printf("%s?c=%s\n", host_url(session->host), host_code(session->host));
    else
        puts("-");
    printf("%s\nready\n", host_teacher_url(session->host));
    fflush(stdout);
    while (!session->is_over) {
        if (poll(&wait, 1, TICK_MS) > 0)
            serve(session);
        watch_timer(session);
        watch_phones(session);
    }
}

static enum err open_session(struct session *session, const struct question_set *set,
                             const char *address, int port)
{
    const struct engine_options options = { .level = MARK_NORMAL, .goal_percent = GOAL_PERCENT };
    const char *assets = getenv("WORDLOOT_ASSETS");
    const struct host_options how = {
        .assets_dir = assets != NULL ? assets : "assets",
        .address = strcmp(address, "-") != 0 ? address : NULL,
        .port = port,
        .title = set->title,
        .lang = set->lang,
        .letters = "àèéìíòóùú",
    };

    session->engine = engine_new(set->items, set->count, &options);
    return host_open(&session->host, &how);
}

int main(int argc, char **argv)
{
    struct session session = { .host = NULL };
    struct question_set *set = NULL;
    enum err rc;

    if (argc != 3 && argc != 4) {
        fputs("class_host SET ADDRESS [PORT]\n", stderr);
        return 2;
    }
    rc = set_load(&set, argv[1]);
    if (rc == OK)
        rc = open_session(&session, set, argv[2], argc == 4 ? (int)strtol(argv[3], NULL, 10) : 0);
    if (rc == OK)
        run(&session);
    else
        fprintf(stderr, "%s\n", err_message());
    host_close(session.host);
    engine_free(session.engine);
    set_free(set);
    return rc == OK ? 0 : 3;
}
