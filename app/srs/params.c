#include "app/srs/params.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/srs/bound.h"

static const double defaults[PARAM_COUNT] = {
    0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
};

static const struct {
    double low, high;
} bounds[PARAM_COUNT] = {
    { 0.001, 100 },  { 0.001, 100 },  { 0.001, 100 }, { 0.001, 100 }, { 1, 10 },      { 0.001, 4 },
    { 0.001, 4 },    { 0.001, 0.75 }, { 0, 4.5 },     { 0, 0.8 },     { 0.001, 3.5 }, { 0.001, 5 },
    { 0.001, 0.25 }, { 0.001, 0.9 },  { 0, 4 },       { 0, 1 },       { 1, 6 },       { 0, 2 },
    { 0, 2 },        { 0.01, 0.8 },   { 0.1, 0.8 },
};

enum { SAME_DAY_GAIN = 17, SAME_DAY_OFFSET = 18, SAME_DAY_POWER = 19 };

struct params params_default(void)
{
    struct params params;

    memcpy(params.w, defaults, sizeof(defaults));
    return params;
}

/* A card that fails and then goes through all N relearning steps must not end
 * stronger than before the failure (fsrs-rs, parameter_clipper). */
static double same_day_ceiling(const double *w, int steps)
{
    double left = -(log(w[11]) + log(pow(2, w[13]) - 1) + 0.3 * w[14]) / steps;

    return bound(sqrt(left > 0 ? left : 0), 0.01, 2);
}

void params_clip(struct params *params, struct params_rules rules)
{
    double *w = params->w, ceiling = 2;
    int i;

    for (i = 0; i < PARAM_COUNT; i++) {
        double low = i == SAME_DAY_POWER && !rules.short_term ? 0 : bounds[i].low;

        w[i] = bound(w[i], low, bounds[i].high);
    }
    if (rules.relearning_steps > 1)
        ceiling = same_day_ceiling(w, rules.relearning_steps);
    w[SAME_DAY_GAIN] = bound(w[SAME_DAY_GAIN], 0, ceiling);
    w[SAME_DAY_OFFSET] = bound(w[SAME_DAY_OFFSET], 0, ceiling);
}

/* What FSRS-4.5 (17 numbers) and FSRS-5 (19) mean in FSRS-6. */
static void migrate(double *w, size_t count)
{
    if (count == 17) {
        w[4] += 2 * w[5];
        w[5] = log(3 * w[5] + 1) / 3;
        w[6] += 0.5;
        w[17] = w[18] = 0;
    }
    w[19] = 0;
    w[20] = 0.5;
}

enum err params_take(struct params *out, const double *w, size_t count, struct params_rules rules)
{
    struct params params = params_default();
    bool older = count == 17 || count == 19;
    size_t i;

    if (count != 0 && !older && count != PARAM_COUNT)
        return err_set(ERR_USAGE,
                       "there are %zu FSRS parameters, but it takes 21 (or the 17 or 19 of an "
                       "older version): run `wordloot fit`",
                       count);
    for (i = 0; i < count; i++) {
        if (!isfinite(w[i]))
            return err_set(ERR_USAGE, "FSRS parameter %zu is no number: run `wordloot fit`", i + 1);
        params.w[i] = w[i];
    }
    if (older) {
        migrate(params.w, count);
        rules.short_term = false; /* keeps the 0 that w19 was before it was there */
    }
    params_clip(&params, rules);
    *out = params;
    return OK;
}

static bool is_border(char c)
{
    return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r';
}

enum err params_read(struct params *out, struct str text, struct params_rules rules)
{
    char copy[PARAMS_TEXT_MAX];
    double w[PARAM_COUNT + 1];
    size_t count = 0;
    char *at = copy, *end;

    if (text.len >= sizeof(copy))
        return err_set(ERR_USAGE, "the FSRS parameters are too long: run `wordloot fit`");
    memcpy(copy, text.ptr != NULL ? text.ptr : "", text.len);
    copy[text.len] = '\0';
    for (;;) {
        while (is_border(*at))
            at++;
        if (at == copy + text.len || count > PARAM_COUNT)
            break;
        w[count++] = strtod(at, &end);
        if (end == at || (*end != '\0' && !is_border(*end)))
            return err_set(ERR_USAGE, "FSRS parameter %zu is no number: run `wordloot fit`", count);
        at = end;
    }
    return params_take(out, w, count, rules);
}

void params_write(char out[PARAMS_TEXT_MAX], const struct params *params)
{
    size_t len = 0, i;

    for (i = 0; i < PARAM_COUNT; i++)
        len += (size_t)snprintf(out + len, PARAMS_TEXT_MAX - len, "%s%.6f", i > 0 ? " " : "",
                                bound(params->w[i], 0, 100));
}

void params_round(struct params *params)
{
    char text[32];
    size_t i;

    for (i = 0; i < PARAM_COUNT; i++) {
        snprintf(text, sizeof(text), "%.6f", params->w[i]);
        params->w[i] = strtod(text, NULL);
    }
}
