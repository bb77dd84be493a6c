#include "app/classroom/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "dict/base/mem.h"

struct tally {
    size_t answers, right, asked;
};

/* What LEARNER did in the tests of STAGE with practised or control words. */
static struct tally tally_of(const struct engine *engine, size_t learner, enum engine_stage stage,
                             bool is_control)
{
    struct tally tally = { 0 };
    struct slot_view at;
    struct answer_view answer;

    for (size_t k = 0; k < engine_slot_count(engine); k++) {
        engine_answer(engine, learner, k, &at, &answer);
        if (at.question == NULL || at.stage != stage || at.question->is_control != is_control)
            continue;
        tally.asked++;
        tally.answers += answer.is_given;
        tally.right += answer.is_right;
    }
    return tally;
}

/* Those who answered something in both tests; what was not answered is not right. */
static size_t pair_up(const struct engine *engine, bool is_control, struct statistics_pair *out,
                      size_t *words)
{
    size_t count = 0;

    *words = 0;
    for (size_t i = 0; i < engine_learner_count(engine); i++) {
        const struct tally before = tally_of(engine, i, STAGE_BEFORE, is_control);
        const struct tally after = tally_of(engine, i, STAGE_AFTER, is_control);

        if (before.answers == 0 || after.answers == 0)
            continue;
        out[count++] = (struct statistics_pair){
            100.0 * (double)before.right / (double)before.asked,
            100.0 * (double)after.right / (double)after.asked,
        };
        *words = after.asked;
    }
    return count;
}

struct report_figures report_figures(const struct engine *engine)
{
    const size_t room = engine_learner_count(engine) + 1;
    struct statistics_pair *practised = xcalloc(room, sizeof(*practised));
    struct statistics_pair *control = xcalloc(room, sizeof(*control));
    size_t words, control_words;
    const size_t count = pair_up(engine, false, practised, &words);
    const size_t controls = pair_up(engine, true, control, &control_words);
    struct report_figures figures = { .tests = statistics_of(practised, count, words) };

    figures.has_over_control =
        statistics_over_control(&figures.over_control, practised, count, control, controls);
    free(practised);
    free(control);
    return figures;
}

static bool is_practice(enum engine_stage stage)
{
    return stage == STAGE_PRACTICE || stage == STAGE_REPLAY;
}

/* What phones told of SLOT: who was not sure, what was chosen, at which step they had it. */
static void count_slot(const struct engine *engine, size_t slot, struct report_word *word,
                       double *steps, size_t *step_count)
{
    struct slot_view at;
    struct answer_view answer;

    for (size_t i = 0; i < engine_learner_count(engine); i++) {
        engine_answer(engine, i, slot, &at, &answer);
        if (!answer.is_given)
            continue;
        word->unsure += answer.is_unsure;
        if (word->question->choice_count > 0 && !answer.is_unsure)
            word->choices[answer.value]++;
        if (answer.is_right)
            steps[(*step_count)++] = answer.step;
    }
}

/* Counts the answers to QUESTION in all its slots. */
static struct report_word count_word(const struct engine *engine, const struct question *question)
{
    const size_t slots = engine_slot_count(engine), learners = engine_learner_count(engine);
    struct report_word word = { .question = question };
    double *steps = xcalloc(slots * learners + 1, sizeof(*steps));
    size_t step_count = 0, answers, right;

    for (size_t k = 0; k < slots; k++) {
        const struct slot_view at = engine_slot(engine, k, &answers, &right);

        if (at.question != question || !is_practice(at.stage))
            continue;
        word.answers += answers;
        word.right += right;
        count_slot(engine, k, &word, steps, &step_count);
    }
    word.median_step = statistics_quartiles(steps, step_count).median;
    free(steps);
    return word;
}

static int more_missed(const void *a, const void *b)
{
    const struct report_word *x = a, *y = b;
    /* missed / answers, compared without dividing */
    const size_t left = (x->answers - x->right) * y->answers;
    const size_t right = (y->answers - y->right) * x->answers;

    if (left != right)
        return left > right ? -1 : 1;
    return strcmp(x->question->headword, y->question->headword);
}

static bool is_listed(const struct report_word *words, size_t count, const struct question *sought)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].question == sought)
            return true;
    return false;
}

size_t report_words(const struct engine *engine, struct report_word *out, size_t max)
{
    size_t count = 0;

    for (size_t k = 0; k < engine_slot_count(engine) && count < max; k++) {
        const struct slot_view at = engine_slot(engine, k, NULL, NULL);

        if (at.question == NULL || !is_practice(at.stage) || is_listed(out, count, at.question))
            continue;
        out[count] = count_word(engine, at.question);
        count += out[count].answers > 0;
    }
    if (count > 1)
        qsort(out, count, sizeof(*out), more_missed);
    return count;
}

struct report_learner report_learner(const struct engine *engine, size_t learner)
{
    struct report_learner out = { 0 };
    struct slot_view at;
    struct answer_view answer;

    for (size_t k = 0; k < engine_slot_count(engine); k++) {
        engine_answer(engine, learner, k, &at, &answer);
        if (at.question == NULL || !is_practice(at.stage) || !answer.is_given)
            continue;
        out.answers++;
        out.right += answer.is_right;
        out.unsure += answer.is_unsure;
    }
    return out;
}

void report_code(char out[REPORT_CODE_LEN], size_t learner)
{
    snprintf(out, REPORT_CODE_LEN, "L%02zu", learner + 1);
}

void report_cell(struct buf *out, const char *text)
{
    buf_addc(out, '"');
    if (text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL)
        buf_addc(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buf_addc(out, '"');
        buf_addc(out, *text);
    }
    buf_addc(out, '"');
}

static void add_row(struct buf *out, size_t learner, const struct slot_view *at,
                    const struct answer_view *answer)
{
    static const char *const rounds[] = { "practice", "replay", "before", "after" };
    const char *answered = answer->text;
    char code[REPORT_CODE_LEN];

    if (!answer->is_unsure && at->question->choice_count > 0)
        answered = at->question->choices[answer->value];
    report_code(code, learner);
    buf_printf(out, "%s,%s,%zu,", code, rounds[at->stage], at->number);
    report_cell(out, at->question->headword);
    buf_addc(out, ',');
    report_cell(out, at->question->answer);
    buf_addc(out, ',');
    report_cell(out, answered);
    buf_printf(out, ",%s,%d,%d\r\n", answer->is_unsure ? "not sure" : mark_name(answer->mark),
               answer->is_right, answer->step);
}

void report_csv(struct buf *out, const struct engine *engine)
{
    struct slot_view at;
    struct answer_view answer;

    buf_adds(out, "learner,round,number,word,wanted,answered,outcome,right,step\r\n");
    for (size_t i = 0; i < engine_learner_count(engine); i++)
        for (size_t k = 0; k < engine_slot_count(engine); k++) {
            engine_answer(engine, i, k, &at, &answer);
            if (answer.is_given)
                add_row(out, i, &at, &answer);
        }
}
