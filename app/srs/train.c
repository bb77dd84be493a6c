#include "app/srs/train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/srs/batches.h"
#include "app/srs/gradient.h"
#include "app/srs/initial.h"
#include "app/srs/random.h"
#include "app/srs/score.h"
#include "dict/base/mem.h"

enum { ITEMS_LEAST = 8, ITEMS_LEAST_FOR_ALL = 64, SEED = 2023 };
static const double LEARNING_RATE = 0.04, PI = 3.14159265358979323846;
static const size_t MEMORY_MAX = (size_t)1 << 30;

/* How far each parameter strays among learners: what it costs to stray. */
static const double spread[PARAM_COUNT] = {
    6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6,  0.12, 0.39, 0.18, 0.33,
    0.3,  0.09, 0.16,  0.57,  0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
};

/* --- Adam (Kingma and Ba 2014) --- */

struct adam {
    double mean[PARAM_COUNT], square[PARAM_COUNT];
    double mean_left, square_left; /* 0.9^step and 0.999^step */
};

static void adam_step(struct adam *adam, struct params *params, const double slopes[], double rate)
{
    static const double keep_mean = 0.9, keep_square = 0.999, least = 1e-8;
    int i;

    adam->mean_left *= keep_mean;
    adam->square_left *= keep_square;
    for (i = 0; i < PARAM_COUNT; i++) {
        double *mean = &adam->mean[i], *square = &adam->square[i];

        *mean = keep_mean * *mean + (1 - keep_mean) * slopes[i];
        *square = keep_square * *square + (1 - keep_square) * slopes[i] * slopes[i];
        params->w[i] -= rate * (*mean / (1 - adam->mean_left)) /
                        (sqrt(*square / (1 - adam->square_left)) + least);
    }
}

/* --- training --- */

struct training {
    const struct dataset *dataset;
    const struct train_options *options;
    const struct progress *progress;

    struct weighted *items; /* those learned from, in time order */
    float *recalls;         /* of all answers */
    size_t item_count;

    struct initial initial;
    struct batches batches;
    struct gradient *gradient;
    size_t batch_items; /* in all batches */
    uint32_t *order;    /* of the batches */

    struct params start, params;
    struct adam adam;
    uint64_t random;
    size_t step, steps;
};

/* Later answers count more: habits change. */
static float weight_of(size_t i, size_t count)
{
    double place = count > 1 ? (double)i / (double)(count - 1) : 1;

    return (float)(0.25 + 0.75 * place * place * place);
}

static void keep_items(struct training *training, size_t item_count)
{
    const struct dataset *dataset = training->dataset;
    size_t i;

    for (i = 0; i < item_count; i++) {
        if (!initial_is_rare(&training->initial, dataset, dataset->items[i]))
            training->items[training->item_count++].at = dataset->items[i];
    }
    for (i = 0; i < training->item_count; i++)
        training->items[i].weight = weight_of(i, training->item_count);
}

static double share_recalled(const struct training *training)
{
    size_t recalled = 0, i;

    for (i = 0; i < training->item_count; i++)
        recalled += training->dataset->rating[training->items[i].at] > RATING_AGAIN;
    return (double)recalled / (double)training->item_count;
}

/* What the params have strayed from the start, and with SLOPES not NULL the slopes of
 * that, times SHARE. */
static double penalty(const struct training *training, double share, double slopes[])
{
    double sum = 0;
    int i;

    for (i = 0; i < PARAM_COUNT; i++) {
        double away = training->params.w[i] - training->start.w[i];
        double cost = away / (spread[i] * spread[i]);

        sum += cost * away;
        if (slopes != NULL)
            slopes[i] += 2 * cost * share;
    }
    return sum * share;
}

static double objective(struct training *training)
{
    const struct dataset *dataset = training->dataset;
    double sum = penalty(training, 1, NULL);
    size_t i;

    score_predict(dataset, &training->params, training->recalls);
    for (i = 0; i < training->item_count; i++) {
        uint32_t at = training->items[i].at;

        if (dataset->nth[at] < HISTORY_MAX)
            sum += training->items[i].weight *
                   score_loss(training->recalls[at], dataset->rating[at] > RATING_AGAIN);
    }
    return sum;
}

static void take_step(struct training *training, size_t batch)
{
    struct params_rules rules = { true, training->options->relearning_steps };
    double share = training->batches.list[batch].items / (double)training->batch_items;
    double slopes[PARAM_COUNT];
    double rate;

    gradient_of(training->gradient, &training->params, batch, slopes);
    penalty(training, share, slopes);
    training->step++;
    rate =
        LEARNING_RATE * (1 + cos(PI * (double)(training->step - 1) / (double)training->steps)) / 2;
    adam_step(&training->adam, &training->params, slopes, rate);
    params_clip(&training->params, rules);
}

static void shuffle(struct training *training)
{
    size_t i;

    for (i = training->batches.count; i > 1; i--) {
        size_t other = (size_t)(random_unit(&training->random) * (double)i);
        uint32_t swapped = training->order[i - 1];

        training->order[i - 1] = training->order[other];
        training->order[other] = swapped;
    }
}

static enum err run_epoch(struct training *training)
{
    size_t i;

    shuffle(training);
    for (i = 0; i < training->batches.count; i++) {
        if (!progress_step(training->progress, "Learning from your reviews", training->step,
                           training->steps))
            return err_set(ERR_CANCELLED, "stopped");
        take_step(training, training->order[i]);
    }
    return OK;
}

/* Leaves the params of the best epoch. */
static enum err run_epochs(struct training *training)
{
    struct params best = training->start;
    double least = HUGE_VAL;
    enum err rc = OK;
    int epoch;

    for (epoch = 0; epoch < training->options->epochs && rc == OK; epoch++) {
        double loss;

        rc = run_epoch(training);
        loss = rc == OK ? objective(training) : HUGE_VAL;
        if (loss < least) {
            least = loss;
            best = training->params;
        }
    }
    training->params = best;
    return rc;
}

static enum err prepare_batches(struct training *training)
{
    size_t i;
    enum err rc =
        batches_init(&training->batches, training->dataset, training->items, training->item_count);

    if (rc == OK)
        rc = gradient_new(&training->gradient, &training->batches);
    if (rc != OK)
        return rc;
    training->order = xcalloc(training->batches.count, sizeof(*training->order));
    for (i = 0; i < training->batches.count; i++) {
        training->order[i] = (uint32_t)i;
        training->batch_items += training->batches.list[i].items;
    }
    training->steps = (training->batch_items / BATCH_ITEMS + 1) * (size_t)training->options->epochs;
    training->random = SEED;
    training->adam.mean_left = training->adam.square_left = 1;
    return OK;
}

static enum err train_all(struct training *training)
{
    enum err rc;

    training->start = training->params;
    rc = prepare_batches(training);
    if (rc == OK)
        rc = run_epochs(training);
    if (rc == OK)
        initial_smooth(&training->initial, training->params.w);
    return rc;
}

static enum err train_from(struct training *training, size_t item_count)
{
    enum err rc = initial_init(&training->initial, training->dataset, item_count);

    if (rc != OK)
        return rc;
    keep_items(training, item_count);
    if (training->item_count < ITEMS_LEAST ||
        !initial_search(&training->initial, share_recalled(training), training->params.w))
        return OK;
    if (training->item_count < ITEMS_LEAST_FOR_ALL || training->options->epochs == 0 ||
        training->item_count == training->initial.item_count)
        return OK;
    return train_all(training);
}

enum err train(struct params *out, const struct dataset *dataset, size_t item_count,
               const struct train_options *options, const struct progress *progress)
{
    struct training training = {
        .dataset = dataset, .options = options, .progress = progress, .params = params_default()
    };
    void *items = NULL, *recalls = NULL;
    enum err rc = mem_try(&items, item_count, sizeof(struct weighted), MEMORY_MAX, "the reviews");

    if (rc == OK)
        rc = mem_try(&recalls, dataset->count, sizeof(float), MEMORY_MAX, "the reviews");
    training.items = items;
    training.recalls = recalls;
    if (rc == OK)
        rc = train_from(&training, item_count);
    if (rc == OK)
        *out = training.params;
    free(training.order);
    gradient_free(training.gradient);
    batches_dispose(&training.batches);
    initial_dispose(&training.initial);
    free(recalls);
    free(items);
    return rc;
}
