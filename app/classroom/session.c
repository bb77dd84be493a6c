#include "app/classroom/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/wire.h"
#include "dict/base/mem.h"

enum { RETRY_MS = 1000, LOOK_MS = 1000, MISSED_MAX = 1 << 20 };

/* Taken by the engine, and not on the disk yet. */
struct pending {
    struct event event;
    uint64_t request; /* to reply to */
    bool is_asked;    /* by the host; else done at this machine */
};

struct session {
    struct store *store;
    int64_t id;
    struct question_set *set;
    struct engine *engine;
    struct host *host;
    struct session_hooks hooks;
    struct pending *pending;
    size_t count, room;
    size_t connected; /* phones, as they were published last */
    bool is_failing;  /* what is pending could not be written */
    bool is_ended, is_forgotten;
    char notice[SESSION_NOTICE];
};

static struct session *session_new(struct store *store, const struct session_hooks *hooks)
{
    struct session *session = xcalloc(1, sizeof(*session));

    session->store = store;
    if (hooks != NULL)
        session->hooks = *hooks;
    return session;
}

enum err session_begin(struct session **out, struct store *store, struct question_set *set,
                       const struct engine_options *options, const struct session_hooks *hooks,
                       int64_t now_ms)
{
    struct session *session = session_new(store, hooks);
    enum err rc = store_begin(store, set, options, now_ms, &session->id);

    session->set = set;
    if (rc != OK) {
        session_close(session);
        return rc;
    }
    session->engine = engine_new(set->items, set->count, options);
    *out = session;
    return OK;
}

enum err session_resume(struct session **out, struct store *store,
                        const struct engine_options *options, const struct session_hooks *hooks)
{
    struct session *session = session_new(store, hooks);
    enum err rc = store_open_session(store, &session->id);

    if (rc == OK)
        rc = store_resume(store, session->id, *options, &session->set, &session->engine);
    if (rc == OK)
        *out = session;
    else
        session_close(session);
    return rc;
}

void session_close(struct session *session)
{
    if (session == NULL)
        return;
    host_close(session->host);
    engine_free(session->engine);
    set_free(session->set);
    free(session->pending);
    free(session);
}

void session_serve(struct session *session, struct host *host, int64_t now_ms)
{
    session->host = host;
    host_publish(host, session->engine, now_ms, NULL, 0);
}

int64_t session_id(const struct session *session)
{
    return session->id;
}

const struct question_set *session_set(const struct session *session)
{
    return session->set;
}

const struct engine *session_engine(const struct session *session)
{
    return session->engine;
}

const struct host *session_host(const struct session *session)
{
    return session->host;
}

bool session_is_ended(const struct session *session)
{
    return session->is_ended;
}

bool session_is_forgotten(const struct session *session)
{
    return session->is_forgotten;
}

const char *session_notice(const struct session *session)
{
    return session->notice[0] != '\0' ? session->notice : NULL;
}

int session_fd(const struct session *session)
{
    return session->host != NULL ? host_fd(session->host) : -1;
}

int session_wait_ms(const struct session *session)
{
    if (session->is_failing)
        return RETRY_MS;
    /* Phones come and go without a request. */
    return session->host != NULL ? LOOK_MS : -1;
}

/* --- onto the disk, and then to the phones --- */

static enum err write_pending(struct session *session)
{
    enum err rc = store_change_begin(session->store);

    if (rc != OK)
        return rc;
    for (size_t i = 0; rc == OK && i < session->count; i++)
        rc = store_add(session->store, session->id, &session->pending[i].event);
    return store_change_end(session->store, rc);
}

/* Whether EVENT changes the screen of the phone that sent it alone. */
static bool is_own(const struct session *session, const struct event *event)
{
    struct phone_screen screen;

    if (event->kind == EVENT_JOIN)
        return true;
    return event->kind == EVENT_ANSWER &&
           engine_phone(session->engine, event->token, &screen) == OK && screen.team == 0;
}

static void publish(struct session *session, int64_t now_ms)
{
    const char **tokens = xcalloc(session->count + 1, sizeof(*tokens));
    size_t count = 0;

    while (count < session->count && is_own(session, &session->pending[count].event)) {
        tokens[count] = session->pending[count].event.token;
        count++;
    }
    host_publish(session->host, session->engine, now_ms, count == session->count ? tokens : NULL,
                 count);
    free(tokens);
}

/* A phone's answer is replied to when it is on the disk, and shown to it before. */
static void flush(struct session *session, int64_t now_ms)
{
    if (session->count == 0)
        return;
    if (write_pending(session) != OK) {
        session->is_failing = true;
        snprintf(session->notice, sizeof(session->notice), "Not saved yet: %s", err_message());
        return;
    }
    if (session->is_failing)
        session->notice[0] = '\0';
    session->is_failing = false;
    if (session->host != NULL) {
        publish(session, now_ms);
        for (size_t i = 0; i < session->count; i++)
            if (session->pending[i].is_asked)
                host_reply(session->host, session->pending[i].request, OK, NULL);
    }
    session->count = 0;
}

static void add_pending(struct session *session, const struct pending *pending)
{
    if (session->count == session->room) {
        session->room = session->room > 0 ? 2 * session->room : 64;
        session->pending = xrealloc(session->pending, session->room, sizeof(*session->pending));
    }
    session->pending[session->count++] = *pending;
}

/* --- what happens --- */

static void tell_closed(struct session *session)
{
    struct board board;

    engine_board(session->engine, &board);
    if (board.at.question == NULL || board.at.stage >= STAGE_BEFORE ||
        session->hooks.closed == NULL)
        return;
    session->hooks.closed(session->hooks.ctx, board.at.question, board.right, board.answered);
}

static enum err take(struct session *session, const struct pending *pending)
{
    enum err rc;

    if (session->is_ended && pending->event.kind != EVENT_JOIN)
        return err_set(ERR_USAGE, "the session has ended");
    rc = engine_apply(session->engine, &pending->event);
    if (rc != OK)
        return rc;
    /* Nothing is added to a session that has ended: a phone may come back, and see its end. */
    if (session->is_ended) {
        if (pending->is_asked) {
            host_publish(session->host, session->engine, pending->event.now_ms,
                         (const char *const[]){ pending->event.token }, 1);
            host_reply(session->host, pending->request, OK, NULL);
        }
        return OK;
    }
    add_pending(session, pending);
    if (pending->event.kind == EVENT_CLOSE)
        tell_closed(session);
    return OK;
}

enum err session_act(struct session *session, const struct event *event)
{
    const struct pending pending = { .event = *event };
    enum err rc = take(session, &pending);

    flush(session, event->now_ms);
    return rc;
}

enum err session_end(struct session *session, int64_t now_ms)
{
    struct board board;
    enum err rc = OK;

    if (session->is_ended)
        return err_set(ERR_USAGE, "the session has ended");
    engine_board(session->engine, &board);
    if (board.phase != PHASE_END)
        rc = session_act(session, &(struct event){ .kind = EVENT_STOP, .now_ms = now_ms });
    if (rc == OK && session->is_failing)
        rc = err_set(ERR_IO, "the last answers are not saved yet; end the session when they are");
    if (rc == OK)
        rc = store_end(session->store, session->id, now_ms);
    if (rc != OK)
        return rc;
    session->is_ended = true;
    if (session->hooks.ended != NULL)
        session->hooks.ended(session->hooks.ctx, session->engine, session->notice);
    return OK;
}

enum err session_forget(struct session *session)
{
    enum err rc;

    if (!session->is_ended || session->is_forgotten)
        return err_set(ERR_USAGE, "there is no ended session to forget");
    rc = store_delete(session->store, session->id);
    if (rc != OK)
        return rc;
    session->is_forgotten = true;
    session->notice[0] = '\0';
    if (session->hooks.forgotten != NULL)
        session->hooks.forgotten(session->hooks.ctx);
    return OK;
}

static void give_missed(struct session *session, const struct host_request *request)
{
    struct buf missed;
    enum err rc;

    buf_init(&missed, MISSED_MAX);
    rc = wire_missed(&missed, session->engine, request->event.token);
    if (rc == OK)
        rc = buf_ok(&missed, "the list of missed words");
    host_reply(session->host, request->id, rc, rc == OK ? buf_text(&missed) : NULL);
    buf_dispose(&missed);
}

static void take_request(struct session *session, const struct host_request *request,
                         int64_t now_ms)
{
    struct pending pending = { .event = request->event, .request = request->id, .is_asked = true };
    enum err rc;

    pending.event.now_ms = now_ms;
    switch (request->ask) {
    case HOST_EVENT:
        rc = take(session, &pending);
        if (rc != OK)
            host_reply(session->host, request->id, rc, NULL);
        break;
    case HOST_END:
        flush(session, now_ms);
        rc = session_end(session, now_ms);
        host_reply(session->host, request->id, rc, NULL);
        break;
    case HOST_TAKEAWAY:
        give_missed(session, request);
        break;
    }
}

/* The teacher's page shows who is there; no phone's screen has changed. */
static bool watch_phones(struct session *session, int64_t now_ms)
{
    static const char *const nobody[] = { NULL };

    if (session->host == NULL || host_connected(session->host) == session->connected)
        return false;
    session->connected = host_connected(session->host);
    host_publish(session->host, session->engine, now_ms, nobody, 0);
    return true;
}

bool session_work(struct session *session, int64_t now_ms)
{
    struct host_request request;
    bool has_changed = session->is_failing;

    while (session->host != NULL && host_take(session->host, &request)) {
        take_request(session, &request, now_ms);
        has_changed = true;
    }
    flush(session, now_ms);
    return watch_phones(session, now_ms) || has_changed;
}
