#include "app/classroom/host_body.h"

#include <limits.h>
#include <stdlib.h>

#include "dict/base/mem.h"

static const char *const stages[] = { "practice", "replay", "before", "after" };

bool body_is_token(const char *token)
{
    return token != NULL && strlen(token) == ENGINE_TOKEN_LEN &&
           strspn(token, "0123456789abcdef") == ENGINE_TOKEN_LEN;
}

static enum err get_text(const char **out, const json_t *root, const char *key)
{
    *out = json_string_value(json_object_get(root, key));
    return *out != NULL ? OK : err_set(ERR_USAGE, "\"%s\" is no text", key);
}

/* A whole number from LEAST to MOST. */
static enum err get_number(int64_t *out, const json_t *root, const char *key, int64_t least,
                           int64_t most)
{
    const json_t *value = json_object_get(root, key);

    if (!json_is_integer(value) || json_integer_value(value) < least ||
        json_integer_value(value) > most)
        return err_set(ERR_USAGE, "\"%s\" is no whole number that fits", key);
    *out = json_integer_value(value);
    return OK;
}

static enum err get_slot(struct event *event, const json_t *root)
{
    int64_t slot = 0;
    enum err rc = get_number(&slot, root, "slot", 0, INT_MAX);

    if (rc == OK)
        event->slot = (int)slot;
    return rc;
}

static enum err get_token(struct event *event, const json_t *root)
{
    const char *token;
    enum err rc = get_text(&token, root, "token");

    if (rc != OK)
        return rc;
    if (!body_is_token(token))
        return err_set(ERR_USAGE, "a device's token has %d hexadecimal digits", ENGINE_TOKEN_LEN);
    event->token = token;
    return OK;
}

static enum err read_join(struct body *out)
{
    enum err rc = get_token(&out->event, out->root);

    out->event.kind = EVENT_JOIN;
    out->code = json_text(out->root, "code", "");
    if (rc == OK)
        rc = get_text(&out->event.text, out->root, "name");
    return rc;
}

static enum err read_answer(struct body *out)
{
    struct event *event = &out->event;
    enum err rc = get_token(event, out->root);

    event->kind = EVENT_ANSWER;
    if (rc == OK)
        rc = get_slot(event, out->root);
    if (rc == OK)
        rc = get_number(&event->seq, out->root, "seq", 0, INT64_MAX);
    if (rc == OK && json_object_get(out->root, "text") != NULL)
        rc = get_text(&event->text, out->root, "text");
    /* What is typed needs no value. */
    if (rc == OK && (event->text == NULL || json_object_get(out->root, "value") != NULL))
        rc = get_number(&event->value, out->root, "value", ENGINE_UNSURE, QUESTION_CHOICES - 1);
    return rc;
}

/* --- the teacher's acts --- */

static enum err read_stage(struct body *out)
{
    const char *stage = json_text(out->root, "stage", "practice");

    for (size_t i = 0; i < ARRAY_LEN(stages); i++)
        if (strcmp(stage, stages[i]) == 0) {
            out->event.value = (int64_t)i;
            return OK;
        }
    return err_set(ERR_USAGE, "there is no such round");
}

static enum err read_ms(struct body *out)
{
    return get_number(&out->event.value, out->root, "ms", 0, INT_MAX);
}

static enum err read_learner(struct body *out)
{
    const char *id;
    char *end;
    long number;
    enum err rc = get_text(&id, out->root, "id");

    if (rc != OK)
        return rc;
    number = id[0] == 'L' && id[1] >= '0' && id[1] <= '9' ? strtol(id + 1, &end, 10) : 0;
    if (number < 1 || number > ENGINE_LEARNERS_MAX || *end != '\0')
        return err_set(ERR_USAGE, "\"id\" is no learner's");
    out->learner = (int)number - 1;
    return OK;
}

static enum err read_name(struct body *out)
{
    enum err rc = read_learner(out);

    return rc == OK ? get_text(&out->event.text, out->root, "name") : rc;
}

static enum err read_team(struct body *out)
{
    enum err rc = read_learner(out);

    return rc == OK ? get_number(&out->event.value, out->root, "team", 0, ENGINE_TEAMS_MAX) : rc;
}

static enum err read_accept(struct body *out)
{
    enum err rc = get_slot(&out->event, out->root);

    return rc == OK ? get_text(&out->event.text, out->root, "text") : rc;
}

static enum err read_hands(struct body *out)
{
    enum err rc = get_slot(&out->event, out->root);

    if (rc == OK)
        rc = get_number(&out->event.seq, out->root, "at", 0, QUESTION_CHOICES - 1);
    if (rc == OK)
        rc = get_number(&out->event.value, out->root, "count", 0, ENGINE_LEARNERS_MAX);
    return rc;
}

static enum err read_end(struct body *out)
{
    out->ask = HOST_END;
    return OK;
}

static const struct {
    const char *name;
    enum event_kind kind;
    enum err (*read)(struct body *out); /* NULL: it takes nothing */
} acts[] = {
    { "start", EVENT_START, read_stage },     { "reveal", EVENT_REVEAL, NULL },
    { "close", EVENT_CLOSE, NULL },           { "next", EVENT_NEXT, NULL },
    { "timer", EVENT_TIMER, read_ms },        { "extend", EVENT_EXTEND, read_ms },
    { "accept", EVENT_ACCEPT, read_accept },  { "rename", EVENT_RENAME, read_name },
    { "remove", EVENT_REMOVE, read_learner }, { "team", EVENT_TEAM, read_team },
    { "hands", EVENT_HANDS, read_hands },     { "end", EVENT_KINDS, read_end },
};

static enum err read_act(struct body *out)
{
    const char *act;
    enum err rc = get_text(&act, out->root, "act");

    if (rc != OK)
        return rc;
    for (size_t i = 0; i < ARRAY_LEN(acts); i++) {
        if (strcmp(act, acts[i].name) != 0)
            continue;
        out->event.kind = acts[i].kind;
        return acts[i].read != NULL ? acts[i].read(out) : OK;
    }
    return err_set(ERR_USAGE, "there is no such act");
}

enum err body_parse(struct body *out, enum body_kind kind, struct str text)
{
    static enum err (*const read[])(struct body *) = { read_join, read_answer, read_act };
    struct body body = { .learner = -1, .ask = HOST_EVENT, .code = "" };
    enum err rc;

    if (text.len > BODY_MAX)
        return err_set(ERR_LIMIT, "what is posted has at most %d bytes", BODY_MAX);
    rc = json_parse(&body.root, text, "what was posted");
    if (rc == OK && !json_is_object(body.root))
        rc = err_set(ERR_FORMAT, "what was posted is no object");
    if (rc == OK)
        rc = read[kind](&body);
    if (rc != OK) {
        json_decref(body.root);
        return rc;
    }
    *out = body;
    return OK;
}

void body_dispose(struct body *body)
{
    json_decref(body->root);
    *body = (struct body){ 0 };
}
