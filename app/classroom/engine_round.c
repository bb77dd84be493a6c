/* The rounds: which questions, in which order, and how their answers are marked. */

#include <stdlib.h>

#include "app/classroom/engine_private.h"
#include "app/srs/random.h"
#include "dict/base/mem.h"

size_t engine_question_of(const struct learner *learner, const struct slot *slot)
{
    const bool is_b = learner->first_form == FORM_B;

    return slot->question[slot->stage == STAGE_AFTER ? !is_b : is_b];
}

/* A slip that leads to another word of the session is a mistake. */
static bool is_session_word(void *ctx, struct str fold)
{
    const struct engine *engine = ctx;

    for (size_t i = 0; i < engine->word_count; i++)
        if (str_is(fold, engine->words[i]))
            return true;
    return engine->options.is_word != NULL && engine->options.is_word(engine->options.ctx, fold);
}

void engine_mark(const struct engine *engine, size_t question, struct given *answer)
{
    const struct question *asked = &engine->questions[question];
    struct str *accepted = xcalloc(engine->accepted_count + 1, sizeof(*accepted));
    struct mark_question how = {
        .want = str_of(asked->answer),
        .accepted = accepted,
        .articles = engine->options.articles,
        .is_word = is_session_word,
        .ctx = (void *)(uintptr_t)engine,
    };

    for (size_t i = 0; i < engine->accepted_count; i++)
        if (engine->accepted[i].question == question)
            accepted[how.accepted_count++] = str_of(engine->accepted[i].text);
    if (answer->is_unsure)
        answer->mark = MARK_EMPTY;
    else if (asked->choice_count > 0)
        answer->mark = (size_t)answer->value == asked->right ? MARK_EXACT : MARK_WRONG;
    else
        answer->mark = mark_answer(&how, str_of(answer->text));
    /* Words put in order are all there: only their order can be wrong. */
    if (asked->kind == QUESTION_ORDER && answer->mark == MARK_SLIP)
        answer->mark = MARK_WRONG;
    answer->is_right = mark_is_right(answer->mark, engine->options.level);
    free(accepted);
}

size_t engine_hands(const struct engine *engine, const struct slot *slot, size_t *right)
{
    const struct question *question = &engine->questions[slot->question[0]];
    size_t all = 0;

    for (size_t i = 0; i < QUESTION_CHOICES; i++)
        all += slot->hands[i];
    /* Without choices the first counts those who had it. */
    *right = slot->hands[question->choice_count > 0 ? question->right : 0];
    return all;
}

/* Missed by somebody who answered, or not sure, the last time it was asked. */
static bool was_missed(const struct engine *engine, size_t question)
{
    for (size_t k = engine->slot_count; k-- > 0;) {
        const struct slot *slot = &engine->slots[k];
        size_t right;

        if (slot->stage > STAGE_REPLAY || slot->question[0] != question)
            continue;
        if (engine_hands(engine, slot, &right) > right)
            return true;
        for (size_t i = 0; i < engine->learner_count; i++) {
            const struct given *answer = &engine->learners[i].answers[k];

            if (!engine->learners[i].is_removed && answer->is_given && !answer->is_right)
                return true;
        }
        return false;
    }
    return false;
}

bool engine_belongs(const struct engine *engine, size_t question, enum engine_stage stage,
                    enum question_form form)
{
    const struct question *asked = &engine->questions[question];

    if (asked->form != form)
        return false;
    if (stage == STAGE_REPLAY)
        return was_missed(engine, question);
    return stage != STAGE_PRACTICE || !asked->is_control;
}

/* The practice opens with old words, which keep their order among each other. */
static void put_old_first(const struct engine *engine, size_t *drawn, size_t count)
{
    size_t old = 0;

    for (size_t i = 0; i < count; i++) {
        const size_t moved = drawn[i];

        if (!engine->questions[moved].is_old)
            continue;
        for (size_t k = i; k > old; k--)
            drawn[k] = drawn[k - 1];
        drawn[old++] = moved;
    }
}

/* The questions of STAGE in FORM, in an order drawn by the seed (Fisher and Yates). */
static size_t draw(struct engine *engine, size_t *out, enum engine_stage stage,
                   enum question_form form)
{
    size_t count = 0;

    for (size_t i = 0; i < engine->question_count; i++)
        if (engine_belongs(engine, i, stage, form))
            out[count++] = i;
    for (size_t i = count; i > 1; i--) {
        const size_t k = (size_t)(random_next(&engine->seed) % i);
        const size_t moved = out[i - 1];

        out[i - 1] = out[k];
        out[k] = moved;
    }
    if (stage == STAGE_PRACTICE)
        put_old_first(engine, out, count);
    return count;
}

static void grow(struct engine *engine, size_t more)
{
    const size_t count = engine->slot_count + more;

    engine->slots = xrealloc(engine->slots, count, sizeof(*engine->slots));
    for (size_t i = 0; i < engine->learner_count; i++) {
        struct learner *learner = &engine->learners[i];

        learner->answers = xrealloc(learner->answers, count + 1, sizeof(*learner->answers));
        for (size_t k = engine->slot_count; k < count; k++)
            learner->answers[k] = (struct given){ 0 };
    }
}

enum err engine_add_round(struct engine *engine, enum engine_stage stage)
{
    const bool is_test = stage >= STAGE_BEFORE;
    const uint64_t seed = engine->seed;
    size_t *drawn = xcalloc(2 * engine->question_count + 1, sizeof(*drawn));
    size_t *other = drawn + engine->question_count;
    size_t count = draw(engine, drawn, stage, is_test ? FORM_A : FORM_PRACTICE);
    enum err rc = OK;

    if (is_test && draw(engine, other, stage, FORM_B) != count)
        rc = err_set(ERR_USAGE, "the two forms of the test have not as many questions");
    else if (count == 0)
        rc = err_set(ERR_ABSENT, "there is no question for this round");
    if (rc == OK) {
        grow(engine, count);
        for (size_t i = 0; i < count; i++)
            engine->slots[engine->slot_count++] = (struct slot){
                .stage = stage,
                .number = i + 1,
                .count = count,
                .question = { drawn[i], is_test ? other[i] : drawn[i] },
            };
    } else {
        engine->seed = seed;
    }
    free(drawn);
    return rc;
}

bool engine_can_start(const struct engine *engine, enum engine_stage stage)
{
    const bool is_test = stage >= STAGE_BEFORE;

    for (size_t i = 0; i < engine->question_count; i++)
        if (engine_belongs(engine, i, stage, is_test ? FORM_A : FORM_PRACTICE))
            return true;
    return false;
}

static bool was_played(const struct engine *engine, enum engine_stage stage)
{
    for (size_t k = 0; k < engine->slot_count; k++)
        if (engine->slots[k].stage == stage)
            return true;
    return false;
}

bool engine_suggest(const struct engine *engine, enum engine_stage *out)
{
    const bool has_tests = engine_can_start(engine, STAGE_BEFORE);
    const bool has_practice = engine_can_start(engine, STAGE_PRACTICE);

    if (has_tests && has_practice && engine->slot_count == 0)
        *out = STAGE_BEFORE;
    else if (has_practice && !was_played(engine, STAGE_PRACTICE))
        *out = STAGE_PRACTICE;
    else if (engine_can_start(engine, STAGE_REPLAY) && !was_played(engine, STAGE_REPLAY) &&
             !was_played(engine, STAGE_AFTER))
        *out = STAGE_REPLAY;
    else if (has_tests && !was_played(engine, STAGE_AFTER))
        *out = STAGE_AFTER;
    else
        return false;
    return true;
}
