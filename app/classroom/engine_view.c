/* What phones, the projector and the report are shown. */

#include <string.h>

#include "app/classroom/engine_private.h"

static struct slot_view view_of(const struct engine *engine, const struct learner *learner,
                                int index)
{
    struct slot_view view = { .slot = -1 };
    const struct slot *slot;

    if (index < 0)
        return view;
    slot = &engine->slots[index];
    view.stage = slot->stage;
    view.number = slot->number;
    view.count = slot->count;
    view.slot = index;
    view.question =
        &engine->questions[learner != NULL ? engine_question_of(learner, slot) : slot->question[0]];
    return view;
}

static struct answer_view answer_of(const struct given *answer)
{
    return (struct answer_view){
        .is_given = answer->is_given,
        .is_unsure = answer->is_unsure,
        .is_right = answer->is_right,
        .seq = answer->seq,
        .value = answer->value,
        .text = answer->text != NULL ? answer->text : "",
        .mark = answer->mark,
        .step = answer->step,
    };
}

static bool is_practice(const struct slot *slot)
{
    return slot->stage == STAGE_PRACTICE || slot->stage == STAGE_REPLAY;
}

/* Right and given answers to closed questions of practice. */
static void score(const struct engine *engine, const struct learner *learner, size_t *right,
                  size_t *given)
{
    *right = *given = 0;
    for (size_t k = 0; k < engine->slot_count; k++) {
        if (!engine->slots[k].is_closed || !is_practice(&engine->slots[k]))
            continue;
        *right += learner->answers[k].is_right;
        *given += learner->answers[k].is_given;
    }
}

enum err engine_phone(const struct engine *engine, const char *token, struct phone_screen *out)
{
    const struct learner *learner = engine_find(engine, token);
    struct phone_screen screen = { .phase = engine->phase, .version = engine->version };

    if (learner == NULL)
        return err_set(ERR_ABSENT, "this device has not joined");
    screen.name = learner->name;
    screen.team = learner->team;
    screen.at = view_of(engine, learner, engine->now);
    screen.step = engine->step;
    screen.closes_ms = engine->closes_ms;
    screen.own.text = "";
    if (engine->now >= 0) {
        screen.own = answer_of(&learner->answers[engine->now]);
        screen.shows_mark = engine->slots[engine->now].is_closed &&
                            engine->slots[engine->now].stage != STAGE_BEFORE;
    }
    score(engine, learner, &screen.right, &screen.answered);
    *out = screen;
    return OK;
}

static void count_answers(const struct engine *engine, struct board *out)
{
    size_t right;

    for (size_t i = 0; i < engine->learner_count; i++) {
        const struct learner *learner = &engine->learners[i];
        const struct given *answer;

        out->present += !learner->is_removed;
        if (learner->is_removed || engine->now < 0)
            continue;
        answer = &learner->answers[engine->now];
        if (!answer->is_given)
            continue;
        out->answered++;
        out->right += answer->is_right;
        out->unsure += answer->is_unsure;
        if (!answer->is_unsure && answer->value >= 0 && answer->value < QUESTION_CHOICES &&
            answer->text == NULL)
            out->choices[answer->value]++;
    }
    if (engine->now < 0)
        return;
    out->answered += engine_hands(engine, &engine->slots[engine->now], &right);
    out->right += right;
    memcpy(out->hands, engine->slots[engine->now].hands, sizeof(out->hands));
}

/* Raised hands of closed questions of practice. */
static size_t count_hands(const struct engine *engine, size_t *right)
{
    size_t all = 0, here;

    *right = 0;
    for (size_t k = 0; k < engine->slot_count; k++) {
        if (!engine->slots[k].is_closed || !is_practice(&engine->slots[k]))
            continue;
        all += engine_hands(engine, &engine->slots[k], &here);
        *right += here;
    }
    return all;
}

/* The first to reach a score stays before those who equal it. */
static void rank(struct board *out, const char *name, size_t right)
{
    size_t at = ENGINE_TOP;

    while (at > 0 && (out->top[at - 1].name == NULL || out->top[at - 1].right < right))
        at--;
    if (at == ENGINE_TOP)
        return;
    for (size_t i = ENGINE_TOP - 1; i > at; i--)
        out->top[i] = out->top[i - 1];
    out->top[at].name = name;
    out->top[at].right = right;
}

void engine_board(const struct engine *engine, struct board *out)
{
    size_t right, given, all_right, all = count_hands(engine, &all_right);

    *out = (struct board){
        .phase = engine->phase,
        .version = engine->version,
        .at = view_of(engine, NULL, engine->now),
        .step = engine->step,
        .closes_ms = engine->closes_ms,
        .goal_percent = engine->options.goal_percent,
    };
    count_answers(engine, out);
    for (size_t i = 0; i < engine->learner_count; i++) {
        if (engine->learners[i].is_removed)
            continue;
        score(engine, &engine->learners[i], &right, &given);
        all_right += right;
        all += given;
        if (right > 0)
            rank(out, engine->learners[i].name, right);
    }
    out->reached_percent = all > 0 ? (int)(100 * all_right / all) : 0;
}

/* The N-th that was not removed. */
static const struct learner *counted(const struct engine *engine, size_t n)
{
    for (size_t i = 0; i < engine->learner_count; i++)
        if (!engine->learners[i].is_removed && n-- == 0)
            return &engine->learners[i];
    return NULL;
}

size_t engine_learner_count(const struct engine *engine)
{
    size_t count = 0;

    for (size_t i = 0; i < engine->learner_count; i++)
        count += !engine->learners[i].is_removed;
    return count;
}

const char *engine_learner_name(const struct engine *engine, size_t learner)
{
    const struct learner *found = counted(engine, learner);

    return found != NULL ? found->name : "";
}

size_t engine_slot_count(const struct engine *engine)
{
    return (size_t)engine->now + 1; /* none while it is -1 */
}

void engine_answer(const struct engine *engine, size_t learner, size_t slot, struct slot_view *at,
                   struct answer_view *out)
{
    const struct learner *found = counted(engine, learner);

    *at = (struct slot_view){ .slot = -1 };
    *out = (struct answer_view){ .text = "" };
    if (found == NULL || slot >= engine_slot_count(engine))
        return;
    *at = view_of(engine, found, (int)slot);
    *out = answer_of(&found->answers[slot]);
}

struct slot_view engine_slot(const struct engine *engine, size_t slot, size_t *answers,
                             size_t *right)
{
    size_t all = 0, had = 0;

    if (slot >= engine_slot_count(engine))
        return (struct slot_view){ .slot = -1 };
    all = engine_hands(engine, &engine->slots[slot], &had);
    for (size_t i = 0; i < engine->learner_count; i++) {
        const struct learner *learner = &engine->learners[i];

        if (learner->is_removed || !learner->answers[slot].is_given)
            continue;
        all++;
        had += learner->answers[slot].is_right;
    }
    if (answers != NULL)
        *answers = all;
    if (right != NULL)
        *right = had;
    return view_of(engine, NULL, (int)slot);
}
