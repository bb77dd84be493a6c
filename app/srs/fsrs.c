#include "app/srs/fsrs.h"

#include <math.h>

#include "app/srs/bound.h"

static double first_difficulty(const double *w, enum rating rating)
{
    return w[4] - exp(w[5] * (rating - 1)) + 1;
}

void fsrs_init(struct fsrs *fsrs, const struct params *params, bool short_term)
{
    fsrs->params = *params;
    fsrs->short_term = short_term;
    fsrs->decay = -params->w[20];
    fsrs->factor = exp(log(0.9) / fsrs->decay) - 1;
    fsrs->scale = exp(params->w[8]);
    fsrs->easy_difficulty = first_difficulty(params->w, RATING_EASY);
}

double fsrs_retrievability(const struct fsrs *fsrs, double stability, double days)
{
    stability = bound(stability, STABILITY_MIN, STABILITY_MAX);
    return pow(1 + fsrs->factor * bound(days, 0, HUGE_VAL) / stability, fsrs->decay);
}

static double next_difficulty(const struct fsrs *fsrs, double difficulty, enum rating rating)
{
    const double *w = fsrs->params.w;
    double moved = difficulty - w[6] * ((int)rating - 3) * (10 - difficulty) / 9;

    return w[7] * fsrs->easy_difficulty + (1 - w[7]) * moved;
}

static double stability_same_day(const double *w, double stability, enum rating rating)
{
    double gain = exp(w[17] * ((int)rating - 3 + w[18])) * pow(stability, -w[19]);

    return stability * (rating >= RATING_HARD && gain < 1 ? 1 : gain);
}

static double stability_recalled(const struct fsrs *fsrs, struct memory memory, double recall,
                                 enum rating rating)
{
    const double *w = fsrs->params.w;
    double gain = fsrs->scale * (11 - memory.difficulty) * pow(memory.stability, -w[9]) *
                  (exp(w[10] * (1 - recall)) - 1);

    if (rating == RATING_HARD)
        gain *= w[15];
    else if (rating == RATING_EASY)
        gain *= w[16];
    return memory.stability * (1 + gain);
}

static double stability_forgotten(const struct fsrs *fsrs, struct memory memory, double recall)
{
    const double *w = fsrs->params.w;
    double cap = fsrs->short_term ? memory.stability / exp(w[17] * w[18]) : memory.stability;
    double after = w[11] * pow(memory.difficulty, -w[12]) * (pow(memory.stability + 1, w[13]) - 1) *
                   exp(w[14] * (1 - recall));

    return after < cap ? after : cap;
}

static struct memory into_bounds(struct memory memory)
{
    return (struct memory){ bound(memory.stability, STABILITY_MIN, STABILITY_MAX),
                            bound(memory.difficulty, 1, 10) };
}

struct memory fsrs_first(const struct fsrs *fsrs, enum rating rating)
{
    const double *w = fsrs->params.w;

    return into_bounds((struct memory){ w[rating - 1], first_difficulty(w, rating) });
}

struct memory fsrs_next_at(const struct fsrs *fsrs, struct memory memory, int days, double recall,
                           enum rating rating)
{
    struct memory next;

    memory = into_bounds(memory);
    if (days <= 0 && fsrs->short_term)
        next.stability = stability_same_day(fsrs->params.w, memory.stability, rating);
    else if (rating == RATING_AGAIN)
        next.stability = stability_forgotten(fsrs, memory, recall);
    else
        next.stability = stability_recalled(fsrs, memory, recall, rating);
    next.difficulty = next_difficulty(fsrs, memory.difficulty, rating);
    return into_bounds(next);
}

struct memory fsrs_next(const struct fsrs *fsrs, struct memory memory, int days, enum rating rating)
{
    double recall = fsrs_retrievability(fsrs, memory.stability, days);

    return fsrs_next_at(fsrs, memory, days, recall, rating);
}

int fsrs_interval(const struct fsrs *fsrs, double stability, double retention, int max_days)
{
    double days = bound(stability, STABILITY_MIN, STABILITY_MAX) / fsrs->factor *
                  (pow(retention, 1 / fsrs->decay) - 1);

    return (int)bound(floor(days + 0.5), 1, max_days);
}
