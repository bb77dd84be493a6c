#include "app/classroom/statistics.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "app/srs/random.h"
#include "dict/base/mem.h"

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* VALUES are sorted, COUNT is at least 1. */
static double quantile(const double *values, size_t count, double part)
{
    const double place = part * (double)(count - 1);
    const size_t below = (size_t)place;
    const size_t above = below + 1 < count ? below + 1 : below;

    return values[below] + (place - (double)below) * (values[above] - values[below]);
}

struct quartiles statistics_quartiles(double *values, size_t count)
{
    if (count == 0)
        return (struct quartiles){ 0 };
    qsort(values, count, sizeof(*values), compare);
    return (struct quartiles){ quantile(values, count, 0.25), quantile(values, count, 0.5),
                               quantile(values, count, 0.75) };
}

bool statistics_gain(double *out, double before, double after)
{
    if (before >= 100)
        return false;
    *out = after >= before ? (after - before) / (100 - before) : (after - before) / before;
    return true;
}

double statistics_sign_test(size_t rose, size_t fell)
{
    const double moved = (double)(rose + fell);
    const size_t fewer = rose < fell ? rose : fell;
    double sum = 0;

    for (size_t i = 0; i <= fewer; i++)
        sum += exp(lgamma(moved + 1) - lgamma((double)i + 1) - lgamma(moved - (double)i + 1) -
                   moved * log(2));
    return fmin(1, 2 * sum);
}

/* The percentile bootstrap (Efron 1979) of the median gain. GAINS are any order. */
static void fill_interval(struct statistics *out, const double *gains, size_t count)
{
    double *medians = xcalloc(STATISTICS_RESAMPLES, sizeof(*medians));
    double *drawn = xcalloc(count, sizeof(*drawn));
    uint64_t seed = UINT64_C(20070101);

    for (size_t i = 0; i < STATISTICS_RESAMPLES; i++) {
        for (size_t k = 0; k < count; k++)
            drawn[k] = gains[(size_t)(random_unit(&seed) * (double)count)];
        medians[i] = statistics_quartiles(drawn, count).median;
    }
    qsort(medians, STATISTICS_RESAMPLES, sizeof(*medians), compare);
    out->has_interval = true;
    out->interval_low = quantile(medians, STATISTICS_RESAMPLES, 0.025);
    out->interval_high = quantile(medians, STATISTICS_RESAMPLES, 0.975);
    free(drawn);
    free(medians);
}

static void fill_gains(struct statistics *out, const struct statistics_pair *pairs, size_t count)
{
    double before = 0, after = 0, own, sum = 0;

    for (size_t i = 0; i < count; i++) {
        before += pairs[i].before;
        after += pairs[i].after;
        out->rose += pairs[i].after > pairs[i].before;
        out->stayed += pairs[i].after == pairs[i].before;
        out->fell += pairs[i].after < pairs[i].before;
        if (!statistics_gain(&own, pairs[i].before, pairs[i].after))
            continue;
        sum += own;
        out->own_gains++;
    }
    out->own_gain = out->own_gains > 0 ? sum / (double)out->own_gains : 0;
    out->has_class_gain =
        statistics_gain(&out->class_gain, before / (double)count, after / (double)count);
}

struct statistics statistics_of(const struct statistics_pair *pairs, size_t count, size_t words)
{
    struct statistics out = { .matched = count, .sign_p = 1 };
    double *values;

    if (count == 0)
        return out;
    values = xcalloc(count, sizeof(*values));
    for (size_t i = 0; i < count; i++)
        values[i] = pairs[i].before;
    out.before = statistics_quartiles(values, count);
    for (size_t i = 0; i < count; i++)
        values[i] = pairs[i].after;
    out.after = statistics_quartiles(values, count);
    for (size_t i = 0; i < count; i++)
        values[i] = pairs[i].after - pairs[i].before;
    out.gain = statistics_quartiles(values, count);
    out.gain_words = out.gain.median * (double)words / 100;
    if (count >= STATISTICS_INTERVAL_LEAST)
        fill_interval(&out, values, count);
    free(values);
    fill_gains(&out, pairs, count);
    out.sign_p = statistics_sign_test(out.rose, out.fell);
    return out;
}

static double mean_gain(const struct statistics_pair *pairs, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += pairs[i].after - pairs[i].before;
    return sum / (double)count;
}

bool statistics_over_control(double *out, const struct statistics_pair *practised, size_t count,
                             const struct statistics_pair *control, size_t control_count)
{
    if (count == 0 || control_count == 0)
        return false;
    *out = mean_gain(practised, count) - mean_gain(control, control_count);
    return true;
}
