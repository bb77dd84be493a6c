#include "app/srs/score.h"

#include <math.h>
#include <stdlib.h>

#include "app/srs/bound.h"
#include "dict/base/mem.h"

double score_loss(double recall, bool recalled)
{
    recall = bound(recall, 1e-7, 1 - 1e-7);
    return -log(recalled ? recall : 1 - recall);
}

void score_predict(const struct dataset *dataset, const struct params *params, float *recalls)
{
    struct memory memory = { 0 };
    struct fsrs fsrs;
    size_t i;

    fsrs_init(&fsrs, params, true);
    for (i = 0; i < dataset->count; i++) {
        enum rating rating = (enum rating)dataset->rating[i];
        int days = dataset->days[i];
        double recall;

        if (dataset->nth[i] == 0) {
            memory = fsrs_first(&fsrs, rating);
            continue;
        }
        recall = days > 0 ? fsrs_retrievability(&fsrs, memory.stability, days) : 1;
        recalls[i] = (float)recall;
        memory = fsrs_next_at(&fsrs, memory, days, recall, rating);
    }
}

/* --- bins --- */

/* Bins of one kind lie at powers of a base; more of them than there can be of days up
 * to DAYS_MAX, or of answers that a long life has room for. */
enum { DAY_BINS = 10, ANSWER_BINS = 24, LAPSE_BINS = 24 };

struct bin {
    double count, recall, recalled;
};

static size_t power_of(double base, double value, size_t bins)
{
    return (size_t)bound(floor(log(value) / log(base)), 0, (double)(bins - 1));
}

/* The bin of the item at AT: days, answers on other days so far, lapses before. */
static struct bin *bin_of(const struct dataset *dataset, uint32_t at, struct bin *bins)
{
    uint32_t i, answers = 0, lapses = 0;
    size_t day_bin, answer_bin, lapse_bin;

    for (i = at - dataset->nth[at] + 1; i <= at; i++) {
        if (dataset->days[i] == 0)
            continue;
        answers++;
        lapses += i < at && dataset->rating[i] == RATING_AGAIN;
    }
    day_bin = power_of(3.62, dataset->days[at], DAY_BINS);
    answer_bin = power_of(1.89, answers + 1, ANSWER_BINS);
    lapse_bin = lapses == 0 ? 0 : 1 + power_of(1.73, lapses, LAPSE_BINS - 1);
    return &bins[(day_bin * ANSWER_BINS + answer_bin) * LAPSE_BINS + lapse_bin];
}

struct score score_items(const struct dataset *dataset, const float *recalls, const uint32_t *items,
                         size_t count)
{
    enum { BINS = DAY_BINS * ANSWER_BINS * LAPSE_BINS };
    struct bin *bins = xcalloc(BINS, sizeof(*bins));
    struct score score = { .count = count };
    double squares = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        bool recalled = dataset->rating[items[i]] > RATING_AGAIN;
        double recall = recalls[items[i]];
        struct bin *bin = bin_of(dataset, items[i], bins);

        score.log_loss += score_loss(recall, recalled);
        bin->count++;
        bin->recall += recall;
        bin->recalled += recalled;
    }
    for (i = 0; i < BINS; i++) {
        double off = bins[i].recall - bins[i].recalled;

        squares += bins[i].count > 0 ? off * off / bins[i].count : 0;
    }
    free(bins);
    if (count > 0) {
        score.log_loss /= (double)count;
        score.rmse_bins = sqrt(squares / (double)count);
    }
    return score;
}
