#include "app/srs/scheduler.h"

#include <math.h>

#include "app/srs/bound.h"
#include "app/srs/fuzz.h"
#include "app/srs/random.h"

enum { MINUTE_MS = 60 * 1000 };
static const int64_t day_ms = INT64_C(24) * 60 * MINUTE_MS;

struct scheduler_options scheduler_defaults(void)
{
    return (struct scheduler_options){
        .params = params_default(),
        .retention = 0.9,
        .max_days = DAYS_MAX,
        .learning = { 2, { 1, 10 } },
        .relearning = { 1, { 10 } },
        .short_term = true,
        .fuzz = true,
        .day = { .rollover_hour = 4 },
    };
}

static enum err check_steps(const struct steps *steps, const char *name)
{
    int i;

    if (steps->count < 0 || steps->count > STEPS_MAX)
        return err_set(ERR_USAGE, "there can be up to %d %s steps, not %d", STEPS_MAX, name,
                       steps->count);
    for (i = 0; i < steps->count; i++) {
        if (steps->minutes[i] < 1 || steps->minutes[i] > STEP_MINUTES_MAX)
            return err_set(ERR_USAGE, "a %s step takes 1 to %d minutes, not %d", name,
                           STEP_MINUTES_MAX, steps->minutes[i]);
    }
    return OK;
}

enum err scheduler_init(struct scheduler *out, const struct scheduler_options *options)
{
    /* Without short_term: parameters of an older FSRS have a w19 of 0, which stays. */
    struct params_rules rules = { .relearning_steps = options->relearning.count };
    struct params checked;
    enum err rc = params_take(&checked, options->params.w, PARAM_COUNT, rules);

    if (rc != OK)
        return rc;
    if (!(options->retention >= RETENTION_MIN && options->retention <= RETENTION_MAX))
        return err_set(ERR_USAGE, "the wished retention is %.0f to %.0f per cent, not %g",
                       RETENTION_MIN * 100, RETENTION_MAX * 100, options->retention * 100);
    if (options->max_days < 1 || options->max_days > DAYS_MAX)
        return err_set(ERR_USAGE, "the longest interval is 1 to %d days, not %d", DAYS_MAX,
                       options->max_days);
    rc = check_steps(&options->learning, "learning");
    if (rc == OK)
        rc = check_steps(&options->relearning, "relearning");
    if (rc != OK)
        return rc;
    out->options = *options;
    out->options.params = checked;
    fsrs_init(&out->fsrs, &checked, options->short_term);
    return OK;
}

/* --- where an answer leads --- */

static void put_in_step(struct card *card, enum card_state state, int step, int minutes)
{
    card->state = state;
    card->step = step;
    card->interval_days = 0;
    card->due_ms = card->last_ms + (int64_t)minutes * MINUTE_MS;
}

static void graduate(struct card *card, int days)
{
    card->state = CARD_REVIEW;
    card->step = 0;
    card->interval_days = days;
    card->due_ms = card->last_ms + days * day_ms;
}

/* Half way between the first two steps, wherever the card stands (as ts-fsrs). */
static int hard_minutes(const struct steps *steps)
{
    const int *minutes = steps->minutes;

    return steps->count == 1 ? (3 * minutes[0] + 1) / 2 : (minutes[0] + minutes[1] + 1) / 2;
}

static void lead_through_steps(const struct scheduler *scheduler, const struct card *card,
                               struct card out[], const int days[])
{
    enum card_state state = card->state == CARD_RELEARNING ? CARD_RELEARNING : CARD_LEARNING;
    const struct scheduler_options *options = &scheduler->options;
    const struct steps *steps =
        state == CARD_RELEARNING ? &options->relearning : &options->learning;
    int i;

    for (i = 0; i < RATING_COUNT; i++)
        graduate(&out[i], days[i]);
    if (card->step >= steps->count)
        return;
    put_in_step(&out[0], state, 0, steps->minutes[0]);
    put_in_step(&out[1], state, card->step, hard_minutes(steps));
    if (card->step + 1 < steps->count)
        put_in_step(&out[2], state, card->step + 1, steps->minutes[card->step + 1]);
}

/* Better answers give longer intervals, if need be past the longest (as ts-fsrs). */
static void put_in_order(int days[], int count)
{
    int i;

    if (days[0] > days[1])
        days[0] = days[1];
    for (i = 1; i < count; i++) {
        if (days[i] <= days[i - 1])
            days[i] = days[i - 1] + 1;
    }
}

static void lead_on_by_days(const struct scheduler *scheduler, const struct card *card,
                            struct card out[], int days[])
{
    const struct steps *steps = &scheduler->options.relearning;
    bool steps_count = scheduler->options.short_term;
    int i;

    /* A lapse leads into steps, and its days, where there are none, stand apart. */
    if (steps_count)
        put_in_order(days + 1, RATING_COUNT - 1);
    else
        put_in_order(days, RATING_COUNT);
    for (i = 0; i < RATING_COUNT; i++)
        graduate(&out[i], days[i]);
    if (card->state != CARD_REVIEW)
        return;
    out[0].lapses++;
    if (steps_count && steps->count > 0)
        put_in_step(&out[0], CARD_RELEARNING, 0, steps->minutes[0]);
}

/* --- an answer --- */

static int elapsed_days(const struct scheduler *scheduler, const struct card *card, int64_t now_ms)
{
    return days_between(&scheduler->options.day, card->last_ms, now_ms);
}

static int interval_for(const struct scheduler *scheduler, double stability, int elapsed,
                        double draw)
{
    const struct scheduler_options *options = &scheduler->options;
    int days = fsrs_interval(&scheduler->fsrs, stability, options->retention, options->max_days);
    struct fuzz_range range = fuzz_range(days, elapsed, options->max_days);

    return options->fuzz ? range.low + (int)(draw * (range.high - range.low + 1)) : days;
}

/* Neighbours among seeds must not draw alike one answer apart. */
static double draw_for(uint64_t seed, int reps)
{
    uint64_t state = seed;

    state = random_next(&state) + (uint64_t)reps;
    return random_unit(&state);
}

void scheduler_preview(const struct scheduler *scheduler, const struct card *card, int64_t now_ms,
                       uint64_t seed, struct card out[RATING_COUNT])
{
    bool is_new = card->state == CARD_NEW;
    int elapsed = is_new ? 0 : elapsed_days(scheduler, card, now_ms), days[RATING_COUNT], i;
    double draw = draw_for(seed, card->reps);

    for (i = 0; i < RATING_COUNT; i++) {
        enum rating rating = (enum rating)(i + 1);

        out[i] = *card;
        out[i].last_ms = time_sane(now_ms);
        out[i].reps++;
        out[i].memory = is_new ? fsrs_first(&scheduler->fsrs, rating)
                               : fsrs_next(&scheduler->fsrs, card->memory, elapsed, rating);
        days[i] = interval_for(scheduler, out[i].memory.stability, elapsed, draw);
    }
    if (card->state == CARD_REVIEW || !scheduler->options.short_term)
        lead_on_by_days(scheduler, card, out, days);
    else
        lead_through_steps(scheduler, card, out, days);
}

void scheduler_rate(const struct scheduler *scheduler, struct card *card, int64_t now_ms,
                    enum rating rating, uint64_t seed)
{
    struct card out[RATING_COUNT];

    scheduler_preview(scheduler, card, now_ms, seed, out);
    *card = out[bound_int((int)rating, RATING_AGAIN, RATING_EASY) - 1];
}

double scheduler_recall(const struct scheduler *scheduler, const struct card *card, int64_t now_ms)
{
    if (card->state == CARD_NEW)
        return 0;
    return fsrs_retrievability(&scheduler->fsrs, card->memory.stability,
                               elapsed_days(scheduler, card, now_ms));
}

struct card scheduler_replay(const struct scheduler *scheduler, const struct answer_given *answers,
                             size_t count, uint64_t seed, int64_t until_ms)
{
    struct card card = { 0 };
    size_t i;

    for (i = 0; i < count; i++) {
        if (answers[i].time_ms <= until_ms)
            scheduler_rate(scheduler, &card, answers[i].time_ms, answers[i].rating, seed);
    }
    return card;
}
