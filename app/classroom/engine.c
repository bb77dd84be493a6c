#include "app/classroom/engine.h"

#include <stdlib.h>

#include "app/classroom/engine_private.h"
#include "dict/base/buf.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { TIMER_MAX_MS = 3600 * 1000, NAME_BYTES = 4 * ENGINE_NAME_MAX };

struct engine *engine_new(const struct question *questions, size_t count,
                          const struct engine_options *options)
{
    struct engine *engine = xcalloc(1, sizeof(*engine));

    engine->questions = questions;
    engine->question_count = count;
    engine->options = *options;
    engine->seed = options->seed;
    engine->now = -1;
    engine->step = 1;
    engine->words = xcalloc(2 * count + 1, sizeof(*engine->words));
    for (size_t i = 0; i < count; i++) {
        engine->words[engine->word_count++] = text_fold_dup(str_of(questions[i].headword));
        engine->words[engine->word_count++] = text_fold_dup(str_of(questions[i].answer));
    }
    return engine;
}

void engine_free(struct engine *engine)
{
    if (engine == NULL)
        return;
    for (size_t i = 0; i < engine->learner_count; i++) {
        struct learner *learner = &engine->learners[i];

        for (size_t k = 0; k < engine->slot_count; k++)
            free(learner->answers[k].text);
        free(learner->answers);
        free(learner->name);
    }
    for (size_t i = 0; i < engine->word_count; i++)
        free(engine->words[i]);
    for (size_t i = 0; i < engine->accepted_count; i++)
        free(engine->accepted[i].text);
    free(engine->words);
    free(engine->accepted);
    free(engine->learners);
    free(engine->slots);
    free(engine);
}

struct learner *engine_find(const struct engine *engine, const char *token)
{
    for (size_t i = 0; token != NULL && i < engine->learner_count; i++)
        if (strcmp(engine->learners[i].token, token) == 0)
            return engine->learners[i].is_removed ? NULL : &engine->learners[i];
    return NULL;
}

static bool is_token(const char *token)
{
    return token != NULL && strlen(token) == ENGINE_TOKEN_LEN &&
           strspn(token, "0123456789abcdef") == ENGINE_TOKEN_LEN;
}

/* TEXT as a nickname of the caller's in *OUT: one line, no control or bidirectional
 * characters. */
static enum err clean_name(char **out, const char *text)
{
    struct buf name;
    size_t letters = 0, at = 0;

    buf_init(&name, 1024);
    text_clean_line(&name, str_of(text), 1000);
    while (at < name.len) {
        text_next(buf_str(&name), &at);
        letters++;
    }
    if (letters == 0 || letters > ENGINE_NAME_MAX || name.len > NAME_BYTES) {
        buf_dispose(&name);
        return err_set(ERR_USAGE, "a nickname has 1 to %d letters", ENGINE_NAME_MAX);
    }
    *out = buf_take(&name);
    return OK;
}

static enum err known(struct learner **out, const struct engine *engine, const char *token)
{
    *out = engine_find(engine, token);
    return *out != NULL ? OK : err_set(ERR_ABSENT, "this device has not joined");
}

static bool is_removed(const struct engine *engine, const char *token)
{
    for (size_t i = 0; i < engine->learner_count; i++)
        if (strcmp(engine->learners[i].token, token) == 0)
            return engine->learners[i].is_removed;
    return false;
}

static enum err join(struct engine *engine, const struct event *event)
{
    struct learner joined = { 0 };
    size_t left = engine->slot_count;
    enum err rc;

    if (!is_token(event->token))
        return err_set(ERR_USAGE, "a device's token has %d hexadecimal digits", ENGINE_TOKEN_LEN);
    if (is_removed(engine, event->token))
        return err_set(ERR_ABSENT, "the teacher has removed this device");
    if (engine_find(engine, event->token) != NULL)
        return OK;
    if (engine->learner_count == ENGINE_LEARNERS_MAX)
        return err_set(ERR_LIMIT, "the class is full: %d have joined", ENGINE_LEARNERS_MAX);
    rc = clean_name(&joined.name, event->text);
    if (rc != OK)
        return rc;
    memcpy(joined.token, event->token, ENGINE_TOKEN_LEN);
    joined.first_form = engine->learner_count % 2 == 0 ? FORM_A : FORM_B;
    joined.answers = xcalloc(left + 1, sizeof(*joined.answers));
    engine->learners =
        xrealloc(engine->learners, engine->learner_count + 1, sizeof(*engine->learners));
    engine->learners[engine->learner_count++] = joined;
    return OK;
}

static enum err rename_learner(struct engine *engine, const struct event *event)
{
    struct learner *learner;
    char *name;
    enum err rc = known(&learner, engine, event->token);

    if (rc == OK)
        rc = clean_name(&name, event->text);
    if (rc != OK)
        return rc;
    free(learner->name);
    learner->name = name;
    return OK;
}

static enum err remove_learner(struct engine *engine, const struct event *event)
{
    struct learner *learner;
    enum err rc = known(&learner, engine, event->token);

    if (rc == OK)
        learner->is_removed = true;
    return rc;
}

static enum err set_team(struct engine *engine, const struct event *event)
{
    struct learner *learner;
    enum err rc = known(&learner, engine, event->token);

    if (rc != OK)
        return rc;
    if (event->value < 0 || event->value > ENGINE_TEAMS_MAX)
        return err_set(ERR_USAGE, "teams are 1 to %d, 0 is none", ENGINE_TEAMS_MAX);
    learner->team = (int)event->value;
    return OK;
}

static void open_slot(struct engine *engine, int slot, int64_t now_ms)
{
    engine->now = slot;
    engine->phase = PHASE_OPEN;
    engine->step = 1;
    engine->closes_ms = engine->timer_ms > 0 ? now_ms + engine->timer_ms : 0;
}

static enum err start(struct engine *engine, const struct event *event)
{
    const size_t first = engine->slot_count;
    enum err rc;

    if (engine->phase != PHASE_LOBBY && engine->phase != PHASE_END)
        return err_set(ERR_USAGE, "a round is being played");
    if (event->value < STAGE_PRACTICE || event->value > STAGE_AFTER)
        return err_set(ERR_USAGE, "there is no such round");
    rc = engine_add_round(engine, (enum engine_stage)event->value);
    if (rc == OK)
        open_slot(engine, (int)first, event->now_ms);
    return rc;
}

/* What a team gives is each member's answer; alone and in a test, one's own. */
static void give(struct engine *engine, const struct learner *giver, size_t slot,
                 const struct event *event)
{
    const bool is_shared = giver->team != 0 && engine->slots[slot].stage < STAGE_BEFORE;
    const size_t question = engine_question_of(giver, &engine->slots[slot]);
    const bool is_typed = event->text != NULL && event->value != ENGINE_UNSURE &&
                          engine->questions[question].choice_count == 0;

    for (size_t i = 0; i < engine->learner_count; i++) {
        struct learner *learner = &engine->learners[i];
        struct given *answer = &learner->answers[slot];

        if (learner != giver && (!is_shared || learner->team != giver->team))
            continue;
        free(answer->text);
        *answer = (struct given){
            .is_given = true,
            .is_unsure = event->value == ENGINE_UNSURE,
            /* A member's own next answer must not be taken for an old one. */
            .seq = learner == giver ? event->seq : answer->seq,
            .value = event->value,
            .text = is_typed ? xstrdup(event->text) : NULL,
            .step = engine->step,
        };
        engine_mark(engine, engine_question_of(learner, &engine->slots[slot]), answer);
    }
}

static enum err answer(struct engine *engine, const struct event *event)
{
    const struct question *question;
    struct learner *learner;
    const struct given *old;
    enum err rc = known(&learner, engine, event->token);

    if (rc != OK)
        return rc;
    if (engine->phase != PHASE_OPEN || event->slot != engine->now)
        return err_set(ERR_USAGE, "this question is closed");
    question = &engine->questions[engine_question_of(learner, &engine->slots[engine->now])];
    if (event->value != ENGINE_UNSURE && question->choice_count > 0 &&
        (event->value < 0 || event->value >= (int64_t)question->choice_count))
        return err_set(ERR_USAGE, "there is no such choice");
    if (event->value != ENGINE_UNSURE && question->choice_count == 0 && event->text == NULL)
        return err_set(ERR_USAGE, "this question is answered in writing");
    if (event->text != NULL && strlen(event->text) > MARK_ANSWER_MAX)
        return err_set(ERR_LIMIT, "an answer has at most %d bytes", MARK_ANSWER_MAX);
    old = &learner->answers[engine->now];
    if (!old->is_given || event->seq > old->seq)
        give(engine, learner, (size_t)engine->now, event);
    return OK; /* an older answer that came late is no fault */
}

static enum err advance(struct engine *engine, int64_t now_ms)
{
    if (engine->phase != PHASE_CLOSED)
        return err_set(ERR_USAGE, "close the question first");
    if ((size_t)engine->now + 1 < engine->slot_count)
        open_slot(engine, engine->now + 1, now_ms);
    else
        engine->phase = PHASE_END;
    return OK;
}

static enum err in_open(struct engine *engine, const struct event *event)
{
    if (engine->phase != PHASE_OPEN)
        return err_set(ERR_USAGE, "no question is open");
    if (event->kind == EVENT_CLOSE) {
        engine->phase = PHASE_CLOSED;
        engine->slots[engine->now].is_closed = true;
        engine->closes_ms = 0;
        return OK;
    }
    if (event->kind == EVENT_REVEAL) {
        if (engine->step == ENGINE_STEPS || engine->slots[engine->now].stage >= STAGE_BEFORE)
            return err_set(ERR_USAGE, "there is no more to reveal");
        engine->step++;
        return OK;
    }
    if (event->value <= 0 || event->value > TIMER_MAX_MS)
        return err_set(ERR_USAGE, "a timer has up to an hour");
    engine->closes_ms =
        (engine->closes_ms > event->now_ms ? engine->closes_ms : event->now_ms) + event->value;
    return OK;
}

static enum err set_timer(struct engine *engine, const struct event *event)
{
    if (event->value < 0 || event->value > TIMER_MAX_MS)
        return err_set(ERR_USAGE, "a timer has up to an hour");
    engine->timer_ms = event->value;
    if (event->value == 0)
        engine->closes_ms = 0;
    else if (engine->phase == PHASE_OPEN && engine->closes_ms == 0)
        engine->closes_ms = event->now_ms + event->value;
    return OK;
}

static void mark_again(struct engine *engine, size_t question)
{
    for (size_t i = 0; i < engine->learner_count; i++)
        for (size_t k = 0; k < engine->slot_count; k++)
            if (engine->learners[i].answers[k].is_given &&
                engine_question_of(&engine->learners[i], &engine->slots[k]) == question)
                engine_mark(engine, question, &engine->learners[i].answers[k]);
}

static enum err accept(struct engine *engine, const struct event *event)
{
    const struct slot *slot;

    if (event->slot < 0 || event->slot > engine->now)
        return err_set(ERR_USAGE, "there was no such question yet");
    if (event->text == NULL || event->text[0] == '\0' || strlen(event->text) > MARK_ANSWER_MAX)
        return err_set(ERR_USAGE, "an answer has 1 to %d bytes", MARK_ANSWER_MAX);
    slot = &engine->slots[event->slot];
    for (int form = 0; form < 2; form++) {
        if (form == 1 && slot->question[1] == slot->question[0])
            break;
        engine->accepted =
            xrealloc(engine->accepted, engine->accepted_count + 1, sizeof(*engine->accepted));
        engine->accepted[engine->accepted_count++] =
            (struct accepted){ slot->question[form], xstrdup(event->text) };
        mark_again(engine, slot->question[form]);
    }
    return OK;
}

/* Hands are counted while the question is open, and may be corrected afterwards. */
static enum err count_hands(struct engine *engine, const struct event *event)
{
    const struct question *question;
    int64_t most;

    if ((engine->phase != PHASE_OPEN && engine->phase != PHASE_CLOSED) ||
        event->slot != engine->now)
        return err_set(ERR_USAGE, "hands are counted for the question that is asked");
    question = &engine->questions[engine->slots[engine->now].question[0]];
    most = question->choice_count > 0 ? (int64_t)question->choice_count : 2;
    if (event->seq < 0 || event->seq >= most)
        return err_set(ERR_USAGE, "there is no such choice");
    if (event->value < 0 || event->value > ENGINE_LEARNERS_MAX)
        return err_set(ERR_USAGE, "hands are 0 to %d", ENGINE_LEARNERS_MAX);
    engine->slots[engine->now].hands[event->seq] = (size_t)event->value;
    return OK;
}

/* What was not asked any more is no part of the session. */
static enum err stop(struct engine *engine)
{
    if (engine->now >= 0)
        engine->slots[engine->now].is_closed = true;
    engine->slot_count = (size_t)engine->now + 1;
    engine->phase = PHASE_END;
    engine->closes_ms = 0;
    return OK;
}

static enum err apply(struct engine *engine, const struct event *event)
{
    switch (event->kind) {
    case EVENT_JOIN:
        return join(engine, event);
    case EVENT_RENAME:
        return rename_learner(engine, event);
    case EVENT_REMOVE:
        return remove_learner(engine, event);
    case EVENT_TEAM:
        return set_team(engine, event);
    case EVENT_START:
        return start(engine, event);
    case EVENT_ANSWER:
        return answer(engine, event);
    case EVENT_REVEAL:
    case EVENT_CLOSE:
    case EVENT_EXTEND:
        return in_open(engine, event);
    case EVENT_NEXT:
        return advance(engine, event->now_ms);
    case EVENT_TIMER:
        return set_timer(engine, event);
    case EVENT_ACCEPT:
        return accept(engine, event);
    case EVENT_HANDS:
        return count_hands(engine, event);
    case EVENT_STOP:
        return stop(engine);
    default:
        return err_set(ERR_USAGE, "there is no such event");
    }
}

enum err engine_apply(struct engine *engine, const struct event *event)
{
    enum err rc = apply(engine, event);

    if (rc == OK)
        engine->version++;
    return rc;
}
