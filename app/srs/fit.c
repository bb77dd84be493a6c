#include "app/srs/fit.h"

#include <math.h>
#include <stdlib.h>

#include "app/srs/bound.h"
#include "dict/base/mem.h"

/* Below this many items nothing is tried. At this many more than none a fit is
 * trusted half: over 60 simulated learners a size, that did better than the whole fit
 * and than the defaults from 300 reviews on. */
enum { ITEMS_LEAST = 100, ITEMS_HALF = 500 };

/* One item in so many is left for the trial. */
enum { HELD_BACK = 5 };

/* The few batches of a small log need more epochs to come to rest; a large log has come
 * to it after two or three: five, as others take, change the loss by 0.0001. */
enum { EPOCHS_OF_TRIAL = 2, EPOCHS_LEAST = 3, EPOCHS_MOST = 20, ITEMS_OF_EPOCHS = 64000 };

struct fitting {
    const struct dataset *dataset;
    const struct fit_options *options;
    const struct progress *progress;
    float *recalls; /* of all answers */
};

/* The bounds are convex, and so is the order of the first four: no need to clip. */
static struct params go_from_defaults(const struct params *to, double share)
{
    struct params params = params_default();
    int i;

    for (i = 0; i < PARAM_COUNT; i++) {
        double *w = &params.w[i];

        *w = i < RATING_COUNT ? *w * pow(to->w[i] / *w, share) : *w + share * (to->w[i] - *w);
    }
    params_round(&params);
    return params;
}

static double share_for(size_t item_count)
{
    return (double)item_count / (double)(item_count + ITEMS_HALF);
}

/* How many items come before those held back. */
static size_t earlier_items(const struct dataset *dataset)
{
    return dataset->item_count - dataset->item_count / HELD_BACK;
}

/* Over all items, and with HELD not NULL over those held back too. */
static struct score score_params(const struct fitting *fitting, const struct params *params,
                                 struct score *held)
{
    const struct dataset *dataset = fitting->dataset;
    size_t earlier = earlier_items(dataset);

    score_predict(dataset, params, fitting->recalls);
    if (held != NULL)
        *held = score_items(dataset, fitting->recalls, dataset->items + earlier,
                            dataset->item_count - earlier);
    return score_items(dataset, fitting->recalls, dataset->items, dataset->item_count);
}

/* Parameters from the first ITEM_COUNT items, all the way. */
static enum err train_on(const struct fitting *fitting, size_t item_count, int epochs_least,
                         struct params *out)
{
    int64_t epochs = ITEMS_OF_EPOCHS / (int64_t)item_count;
    struct train_options options = { .epochs = (int)bound_int(epochs, epochs_least, EPOCHS_MOST),
                                     .relearning_steps = fitting->options->relearning_steps };

    return train(out, fitting->dataset, item_count, &options, fitting->progress);
}

static enum err try_on_later(const struct fitting *fitting, struct fit_report *report)
{
    size_t earlier = earlier_items(fitting->dataset);
    struct params params;
    enum err rc = train_on(fitting, earlier, EPOCHS_OF_TRIAL, &params);

    if (rc != OK)
        return rc;
    params = go_from_defaults(&params, share_for(earlier));
    score_params(fitting, &params, &report->held_after);
    return OK;
}

static enum err fit_all(const struct fitting *fitting, struct fit_report *report)
{
    size_t count = fitting->dataset->item_count;
    enum err rc = try_on_later(fitting, report);

    if (rc == OK)
        rc = train_on(fitting, count, EPOCHS_LEAST, &report->fitted);
    if (rc != OK)
        return rc;
    params_round(&report->fitted);
    report->share = share_for(count);
    report->at_fitted = score_params(fitting, &report->fitted, NULL);
    report->verdict = FIT_NO_BETTER;
    if (report->held_after.log_loss < report->held_before.log_loss) {
        report->verdict = FIT_ACCEPTED;
        report->params = go_from_defaults(&report->fitted, report->share);
        report->after = score_params(fitting, &report->params, NULL);
    }
    return OK;
}

enum err fit(struct fit_report *out, const struct dataset *dataset,
             const struct fit_options *options, const struct progress *progress)
{
    struct fitting fitting = { .dataset = dataset, .options = options, .progress = progress };
    struct fit_report report = { .verdict = FIT_TOO_FEW,
                                 .params = options->current,
                                 .fitted = params_default() };
    void *memory = NULL;
    enum err rc = mem_try(&memory, dataset->count, sizeof(float),
                          (size_t)DATASET_MAX * sizeof(float), "the reviews");

    if (rc != OK)
        return rc;
    fitting.recalls = memory;
    report.before = score_params(&fitting, &options->current, &report.held_before);
    report.after = report.at_fitted = report.before;
    if (dataset->item_count >= ITEMS_LEAST)
        rc = fit_all(&fitting, &report);
    free(memory);
    if (rc == OK)
        *out = report;
    return rc;
}
