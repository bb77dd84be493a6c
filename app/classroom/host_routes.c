/* What can be asked for, and what is done then. */

#include <string.h>

#include <microhttpd.h>

#include "app/classroom/host_private.h"
#include "app/classroom/nickname.h"
#include "app/classroom/wire_private.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

enum { BUSY = 429 }; /* RFC 6585, section 4 */

static const char *argument(const struct visit *visit, const char *name)
{
    return MHD_lookup_connection_value(visit->connection, MHD_GET_ARGUMENT_KIND, name);
}

static int bad_request(struct visit *visit)
{
    return answer_error(visit, MHD_HTTP_BAD_REQUEST, "bad-request", err_message());
}

static int busy(struct visit *visit)
{
    return answer_error(visit, BUSY, "busy", "too much at once: try again in a second");
}

static int unknown(struct visit *visit)
{
    bool has_begun;

    pthread_mutex_lock(&visit->host->lock);
    has_begun = host_has_begun(visit->host);
    pthread_mutex_unlock(&visit->host->lock);
    if (!has_begun)
        return answer_error(visit, MHD_HTTP_SERVICE_UNAVAILABLE, "busy",
                            "the class is about to go on");
    return answer_error(visit, MHD_HTTP_NOT_FOUND, "bad-request", "this device has not joined");
}

static int wait_for_reply(struct visit *visit)
{
    if (visit_wait(visit) != OK)
        return answer_error(visit, MHD_HTTP_SERVICE_UNAVAILABLE, "closed", err_message());
    return MHD_YES;
}

/* Whether GIVEN is SECRET, in a time that does not say how much of it is right. */
static bool is_same(const char *given, const char *secret, size_t len)
{
    const size_t given_len = strnlen(given, len + 1);
    unsigned differs = given_len != len;

    for (size_t i = 0; i < len; i++)
        differs |= (unsigned char)(i < given_len ? given[i] : 0) ^ (unsigned char)secret[i];
    return differs == 0;
}

/* --- phones --- */

static int get_info(struct visit *visit)
{
    return answer_json(visit, MHD_HTTP_OK, visit->host->info, strlen(visit->host->info));
}

static bool is_name_taken(void *ctx, const char *name)
{
    const struct host *host = ctx;
    const uint64_t hash = str_hash(str_of(name));

    for (size_t i = 0; i < host->seat_count; i++)
        if (host->seats[i].name_hash == hash && !host->seats[i].is_removed)
            return true;
    return false;
}

static int get_nickname(struct visit *visit)
{
    struct host *host = visit->host;
    struct buf out;
    char name[NICKNAME_BYTES];
    int queued;

    pthread_mutex_lock(&host->lock);
    nicknames_propose(host->nicknames, name, is_name_taken, host);
    pthread_mutex_unlock(&host->lock);
    buf_init(&out, 1024);
    buf_adds(&out, "{\"name\":");
    wire_text(&out, name);
    buf_addc(&out, '}');
    queued = answer_json(visit, MHD_HTTP_OK, buf_text(&out), out.len);
    buf_dispose(&out);
    return queued;
}

/* As people copy it: small letters, and signs between them. */
static void clean_code(char out[HOST_CODE_LEN + 2], const char *code)
{
    size_t len = 0;

    for (; *code != '\0' && len <= HOST_CODE_LEN; code++) {
        if (*code == ' ' || *code == '-')
            continue;
        out[len++] = *code >= 'a' && *code <= 'z' ? (char)(*code - 'a' + 'A') : *code;
    }
    out[len] = '\0';
}

enum join { JOIN_GOES_ON, JOIN_REMOVED, JOIN_BUSY, JOIN_BAD_CODE, JOIN_FULL };

/* Guesses have a pace for all together, as no address is looked at. While it is used up the
 * right code is not told from a wrong one; only devices that have joined go on. */
static enum join judge_join(struct host *host, const struct visit *visit)
{
    const struct seat *seat = host_seat(host, visit->parsed.event.token);
    const int64_t now_us = clock_mono_us();
    char code[HOST_CODE_LEN + 2];

    if (seat != NULL && seat->is_removed)
        return JOIN_REMOVED;
    if (seat == NULL && !pace_would(&host->wrong_codes, now_us, HOST_WRONG_CODES_AT_ONCE,
                                    HOST_WRONG_CODES_A_SECOND))
        return JOIN_BUSY;
    clean_code(code, visit->parsed.code);
    if (!is_same(code, host->code, HOST_CODE_LEN)) {
        (void)pace_allows(&host->wrong_codes, now_us, HOST_WRONG_CODES_AT_ONCE,
                          HOST_WRONG_CODES_A_SECOND);
        return JOIN_BAD_CODE;
    }
    return seat == NULL && host->seat_count == ENGINE_LEARNERS_MAX ? JOIN_FULL : JOIN_GOES_ON;
}

static int post_join(struct visit *visit)
{
    static const struct {
        unsigned status;
        const char *error, *text;
    } refusals[] = {
        [JOIN_REMOVED] = { MHD_HTTP_FORBIDDEN, "removed", "the teacher has removed this device" },
        [JOIN_BAD_CODE] = { MHD_HTTP_FORBIDDEN, "bad-code", "this is not the code of the class" },
        [JOIN_FULL] = { MHD_HTTP_CONFLICT, "full", "the class is full" },
    };
    enum join how;

    if (body_parse(&visit->parsed, BODY_JOIN, buf_str(&visit->body)) != OK)
        return bad_request(visit);
    pthread_mutex_lock(&visit->host->lock);
    how = judge_join(visit->host, visit);
    pthread_mutex_unlock(&visit->host->lock);
    if (how == JOIN_BUSY)
        return busy(visit);
    if (how != JOIN_GOES_ON)
        return answer_error(visit, refusals[how].status, refusals[how].error, refusals[how].text);
    visit->request.event = visit->parsed.event;
    return wait_for_reply(visit);
}

/* The seat of TOKEN in visit->seat; if there is none the visit is answered, *RESULT. */
static bool has_seat(struct visit *visit, const char *token, int *result)
{
    bool is_removed = false;

    if (body_is_token(token)) {
        pthread_mutex_lock(&visit->host->lock);
        visit->seat = host_seat(visit->host, token);
        is_removed = visit->seat != NULL && visit->seat->is_removed;
        pthread_mutex_unlock(&visit->host->lock);
    }
    if (visit->seat == NULL)
        *result = unknown(visit);
    else if (is_removed)
        *result = answer_error(visit, MHD_HTTP_FORBIDDEN, "removed",
                               "the teacher has removed this device");
    return visit->seat != NULL && !is_removed;
}

static bool is_in_pace(struct visit *visit)
{
    bool is;

    pthread_mutex_lock(&visit->host->lock);
    is = pace_allows(&visit->seat->answers, clock_mono_us(), HOST_ANSWERS_A_SECOND,
                     HOST_ANSWERS_A_SECOND);
    pthread_mutex_unlock(&visit->host->lock);
    return is;
}

static int post_answer(struct visit *visit)
{
    int result;

    if (body_parse(&visit->parsed, BODY_ANSWER, buf_str(&visit->body)) != OK)
        return bad_request(visit);
    if (!has_seat(visit, visit->parsed.event.token, &result))
        return result;
    if (!is_in_pace(visit))
        return busy(visit);
    visit->request.event = visit->parsed.event;
    return wait_for_reply(visit);
}

static int get_state(struct visit *visit)
{
    int result;

    return has_seat(visit, argument(visit, "token"), &result) ? answer_screen(visit, visit->seat)
                                                              : result;
}

static int get_stream(struct visit *visit)
{
    int result;

    return has_seat(visit, argument(visit, "token"), &result) ? stream_begin(visit, visit->seat)
                                                              : result;
}

static int get_missed(struct visit *visit)
{
    int result;

    if (!has_seat(visit, argument(visit, "token"), &result))
        return result;
    if (!is_in_pace(visit))
        return busy(visit);
    visit->request.ask = HOST_TAKEAWAY;
    visit->request.event = (struct event){ .kind = EVENT_KINDS, .token = visit->seat->token };
    return wait_for_reply(visit);
}

/* --- the teacher --- */

static int get_page(struct visit *visit)
{
    if (host_pages_send(visit->host->pages, visit->connection, "/teacher", true))
        return MHD_YES;
    return MHD_NO;
}

static int get_teacher_state(struct visit *visit)
{
    return answer_screen(visit, &visit->host->teacher_seat);
}

static int get_teacher_stream(struct visit *visit)
{
    return stream_begin(visit, &visit->host->teacher_seat);
}

static int post_act(struct visit *visit)
{
    struct host *host = visit->host;
    bool is_there;

    if (body_parse(&visit->parsed, BODY_ACT, buf_str(&visit->body)) != OK)
        return bad_request(visit);
    visit->request.ask = visit->parsed.ask;
    visit->request.event = visit->parsed.event;
    visit->seat = &host->teacher_seat;
    if (visit->parsed.learner >= 0) {
        pthread_mutex_lock(&host->lock);
        is_there = (size_t)visit->parsed.learner < host->seat_count;
        pthread_mutex_unlock(&host->lock);
        if (!is_there)
            return answer_error(visit, MHD_HTTP_NOT_FOUND, "bad-request",
                                "there is no such learner");
        visit->request.event.token = host->seats[visit->parsed.learner].token;
    }
    return wait_for_reply(visit);
}

/* --- the table --- */

static const struct route {
    const char *method, *path;
    bool is_teacher;
    int (*begin)(struct visit *visit);
} routes[] = {
    { "GET", "/info", false, get_info },
    { "GET", "/nickname", false, get_nickname },
    { "POST", "/join", false, post_join },
    { "POST", "/answer", false, post_answer },
    { "GET", "/state", false, get_state },
    { "GET", "/stream", false, get_stream },
    { "GET", "/missed", false, get_missed },
    { "GET", "/teacher", true, get_page },
    { "GET", "/teacher/state", true, get_teacher_state },
    { "GET", "/teacher/stream", true, get_teacher_stream },
    { "POST", "/teacher/act", true, post_act },
};

static int begin(struct visit *visit, const struct route *route)
{
    const char *secret = argument(visit, "t");

    if (route->is_teacher &&
        (secret == NULL || !is_same(secret, visit->host->secret, HOST_SECRET_LEN)))
        return answer_error(visit, MHD_HTTP_FORBIDDEN, "bad-code",
                            "this is not the address that Wordloot shows");
    return route->begin(visit);
}

int route_begin(struct visit *visit, const char *method, const char *path)
{
    bool is_known = false;

    for (size_t i = 0; i < ARRAY_LEN(routes); i++) {
        if (routes[i].is_teacher != visit->door->is_teacher || strcmp(routes[i].path, path) != 0)
            continue;
        if (strcmp(routes[i].method, method) == 0)
            return begin(visit, &routes[i]);
        is_known = true;
    }
    if (strcmp(method, "GET") == 0 && !is_known) {
        if (!visit->door->is_teacher && strcmp(path, "/") == 0)
            visit->host->was_reached = true;
        if (host_pages_send(visit->host->pages, visit->connection, path, visit->door->is_teacher))
            return MHD_YES;
        return answer_error(visit, MHD_HTTP_NOT_FOUND, "bad-request", "there is nothing here");
    }
    return answer_error(visit, MHD_HTTP_METHOD_NOT_ALLOWED, "bad-request",
                        "this is not how to ask for it");
}

/* --- what waited --- */

/* A refused answer was for a question that is no longer open, or none at all. */
static bool is_for_now(const struct visit *visit)
{
    bool is;

    pthread_mutex_lock(&visit->host->lock);
    is = visit->host->phase == PHASE_OPEN && visit->host->slot == visit->request.event.slot;
    pthread_mutex_unlock(&visit->host->lock);
    return is;
}

static int refused(struct visit *visit)
{
    const char *text = visit->reply != NULL ? visit->reply : "";
    const enum event_kind kind = visit->request.event.kind;

    if (visit->rc == ERR_CANCELLED)
        return answer_error(visit, MHD_HTTP_SERVICE_UNAVAILABLE, "closed", text);
    if (visit->rc == ERR_ABSENT && !visit->door->is_teacher)
        return answer_error(visit, MHD_HTTP_FORBIDDEN, "removed", text);
    if (kind == EVENT_JOIN && visit->rc == ERR_LIMIT)
        return answer_error(visit, MHD_HTTP_CONFLICT, "full", text);
    if (kind == EVENT_JOIN && visit->rc == ERR_USAGE)
        return answer_error(visit, MHD_HTTP_BAD_REQUEST, "name", text);
    if (kind == EVENT_ANSWER && visit->rc == ERR_USAGE && !is_for_now(visit))
        return answer_error(visit, MHD_HTTP_CONFLICT, "closed", text);
    return answer_error(visit, MHD_HTTP_BAD_REQUEST, "bad-request", text);
}

int route_end(struct visit *visit)
{
    int result;

    if (visit->rc != OK)
        return refused(visit);
    if (visit->request.ask == HOST_TAKEAWAY)
        return answer_file(visit, visit->reply != NULL ? visit->reply : "",
                           "text/csv; charset=utf-8", "words.csv");
    if (visit->seat == NULL && !has_seat(visit, visit->request.event.token, &result))
        return result;
    return answer_screen(visit, visit->seat);
}
