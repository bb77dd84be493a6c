#ifndef TESTS_SRS_LEARNER_H
#define TESTS_SRS_LEARNER_H

/* A learner who forgets as FSRS says, with parameters of his own, and is asked by a
 * scheduler that has the defaults: logs for the fit to be tried on. */

#include <math.h>
#include <stdlib.h>

#include "app/srs/dataset.h"
#include "app/srs/random.h"
#include "app/srs/scheduler.h"
#include "dict/base/mem.h"

struct learner {
    struct fsrs mind;
    struct scheduler scheduler;
    uint64_t random;
    struct logged *log;
    size_t count, room;
};

struct learner_card {
    struct card card;     /* as the scheduler sees it */
    struct memory memory; /* as it is */
    int64_t number;
};

enum { LEARNER_NEW_A_DAY = 8 };
static const int64_t learner_day_ms = INT64_C(24) * 3600 * 1000;

/* Nearly normal, of mean 0 and spread 1. */
static double learner_draw(struct learner *learner)
{
    double sum = -6;
    int i;

    for (i = 0; i < 12; i++)
        sum += random_unit(&learner->random);
    return sum;
}

/* The defaults, moved about as real learners' parameters are. */
static struct params learner_params(struct learner *learner)
{
    static const double spread[PARAM_COUNT] = { 0,    0,    0,    0,    0.57, 0.28, 0.6,
                                                0.12, 0.39, 0.18, 0.33, 0.3,  0.09, 0.16,
                                                0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27 };
    struct params params = params_default();
    double common = exp(0.5 * learner_draw(learner));
    int i;

    for (i = 0; i < PARAM_COUNT; i++) {
        if (i < RATING_COUNT)
            params.w[i] *= common;
        params.w[i] += 0.4 * spread[i] * learner_draw(learner);
    }
    params_clip(&params, (struct params_rules){ true, 1 });
    return params;
}

static enum rating learner_rating(struct learner *learner, const struct learner_card *card,
                                  int64_t now_ms)
{
    const struct day_rule *rule = &learner->scheduler.options.day;
    double first = random_unit(&learner->random), second = random_unit(&learner->random);
    int days = days_between(rule, card->card.last_ms, now_ms);

    if (card->card.state == CARD_NEW)
        return first < 0.3    ? RATING_AGAIN
               : first < 0.4  ? RATING_HARD
               : first < 0.85 ? RATING_GOOD
                              : RATING_EASY;
    if (first >
        (days == 0 ? 0.9 : fsrs_retrievability(&learner->mind, card->memory.stability, days)))
        return RATING_AGAIN;
    return second < 0.12 ? RATING_HARD : second < 0.9 ? RATING_GOOD : RATING_EASY;
}

static void learner_answer(struct learner *learner, struct learner_card *card, int64_t now_ms)
{
    enum rating rating = learner_rating(learner, card, now_ms);
    int days = days_between(&learner->scheduler.options.day, card->card.last_ms, now_ms);

    card->memory = card->card.state == CARD_NEW
                       ? fsrs_first(&learner->mind, rating)
                       : fsrs_next(&learner->mind, card->memory, days, rating);
    scheduler_rate(&learner->scheduler, &card->card, now_ms, rating, (uint64_t)card->number);
    learner->log[learner->count++] = (struct logged){ card->number, now_ms, rating };
}

/* Until the card is due on another day. */
static void learner_sit(struct learner *learner, struct learner_card *card, int64_t now_ms)
{
    int64_t evening_ms = now_ms + learner_day_ms / 3;

    do {
        learner_answer(learner, card, now_ms);
        now_ms = card->card.due_ms;
    } while (now_ms < evening_ms && learner->count < learner->room);
}

static int learner_compare(const void *a, const void *b)
{
    const struct logged *left = a, *right = b;

    if (left->time_ms != right->time_ms)
        return left->time_ms < right->time_ms ? -1 : 1;
    return left->card < right->card ? -1 : left->card > right->card;
}

/* COUNT answers of the learner that SEED stands for, in time order; yours to free. */
__attribute__((unused)) static struct logged *learner_log(size_t count, uint64_t seed)
{
    struct learner_card *cards = xcalloc(count + LEARNER_NEW_A_DAY, sizeof(*cards));
    struct learner learner = { .random = seed, .room = count };
    struct scheduler_options options = scheduler_defaults();
    struct params params = learner_params(&learner);
    int64_t morning_ms = 20000 * learner_day_ms + learner_day_ms / 3;
    size_t card_count = 0, i;

    options.day.rollover_hour = 0;
    if (scheduler_init(&learner.scheduler, &options) != OK)
        abort();
    fsrs_init(&learner.mind, &params, true);
    learner.log = xcalloc(count, sizeof(*learner.log));
    for (; learner.count < count; morning_ms += learner_day_ms) {
        for (i = 0; i < card_count + LEARNER_NEW_A_DAY && learner.count < count; i++) {
            cards[i].number = (int64_t)i;
            if (cards[i].card.due_ms < morning_ms + learner_day_ms / 3)
                learner_sit(&learner, &cards[i], morning_ms + (int64_t)i * 1000);
        }
        card_count =
            card_count + LEARNER_NEW_A_DAY < count ? card_count + LEARNER_NEW_A_DAY : count;
    }
    free(cards);
    qsort(learner.log, count, sizeof(*learner.log), learner_compare);
    return learner.log;
}

#endif
