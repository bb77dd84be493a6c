/* The fit: its slopes against small differences, fsrs-rs's parameters and losses, and
 * learners who are simulated. */

#include "app/srs/fit.h"

#include <math.h>

#include "app/srs/gradient.h"
#include "dict/base/fault.h"
#include "tests/check.h"
#include "tests/srs_learner.h"
#include "tests/srs_table.h"

#define OWN WORDLOOT_SOURCE_DIR "/tests/data/srs/"
#define SHARED WORDLOOT_SOURCE_DIR "/../shared/fsrs/"

static const struct day_rule utc = { .rollover_hour = 0 };

static struct dataset dataset_of(const struct logged *log, size_t count)
{
    struct dataset dataset = { .count = 0 };

    CHECK(dataset_init(&dataset, log, count, &utc) == OK, "%s", err_message());
    return dataset;
}

static bool is_same(const struct params *a, const struct params *b)
{
    int i = 0;

    while (i < PARAM_COUNT && a->w[i] == b->w[i])
        i++;
    return i == PARAM_COUNT;
}

/* --- slopes --- */

static double loss_of(const struct dataset *dataset, const struct weighted *items,
                      const struct params *params)
{
    struct memory memory = { 0 };
    struct fsrs fsrs;
    double *losses = xcalloc(dataset->count, sizeof(*losses)), sum = 0;
    size_t i;

    fsrs_init(&fsrs, params, true);
    for (i = 0; i < dataset->count; i++) {
        enum rating rating = (enum rating)dataset->rating[i];

        losses[i] = score_loss(fsrs_retrievability(&fsrs, memory.stability, dataset->days[i]),
                               rating > RATING_AGAIN);
        memory = dataset->nth[i] == 0 ? fsrs_first(&fsrs, rating)
                                      : fsrs_next(&fsrs, memory, dataset->days[i], rating);
    }
    for (i = 0; i < dataset->item_count; i++)
        sum += items[i].weight * losses[items[i].at];
    free(losses);
    return sum;
}

static void add_slopes(const struct dataset *dataset, const struct weighted *items,
                       const struct params *params, double slopes[])
{
    struct batches batches;
    struct gradient *gradient = NULL;
    double part[PARAM_COUNT];
    size_t i, k;

    if (!CHECK(batches_init(&batches, dataset, items, dataset->item_count) == OK, "%s",
               err_message()))
        return;
    if (CHECK(gradient_new(&gradient, &batches) == OK, "%s", err_message())) {
        for (i = 0; i < batches.count; i++) {
            gradient_of(gradient, params, i, part);
            for (k = 0; k < PARAM_COUNT; k++)
                slopes[k] += part[k];
        }
    }
    gradient_free(gradient);
    batches_dispose(&batches);
}

static void test_slopes(void)
{
    enum { REVIEWS = 2500 };
    struct logged *log = learner_log(REVIEWS, 3);
    struct dataset dataset = dataset_of(log, REVIEWS);
    struct weighted *items = xcalloc(dataset.item_count, sizeof(*items));
    struct params params = params_default();
    double slopes[PARAM_COUNT] = { 0 };
    size_t i;

    for (i = 0; i < dataset.item_count; i++)
        items[i] = (struct weighted){ dataset.items[i], 0.25F + (float)(i % 7) / 8 };
    /* Off the bounds, so that every formula has a part in it. */
    params.w[5] = 0.5;
    params.w[7] = 0.05;
    params.w[17] = 0.7;
    params.w[18] = 0.3;
    add_slopes(&dataset, items, &params, slopes);
    for (i = 0; i < PARAM_COUNT; i++) {
        double step = 1e-5 * (1 + params.w[i]), want;
        struct params less = params, more = params;

        less.w[i] -= step;
        more.w[i] += step;
        want = (loss_of(&dataset, items, &more) - loss_of(&dataset, items, &less)) / (2 * step);
        CHECK(fabs(slopes[i] - want) <= 2e-3 * (1 + fabs(want)), "w%zu: %.6f, not %.6f", i,
              slopes[i], want);
        CHECK(want != 0, "w%zu takes part", i);
    }
    free(items);
    dataset_dispose(&dataset);
    free(log);
}

/* --- the reference's fits --- */

/* The reviews of FOLDER/NAME behind those already in LOG; ends the test without. */
static struct logged *append_log(struct logged *log, size_t *count, const char *folder,
                                 struct str name)
{
    char *path = xasprintf("%s%.*s", folder, STR_ARG(name));
    struct table table;

    if (!CHECK(table_open(&table, path) == OK, "%s", err_message()))
        exit(1);
    while (table_next(&table)) {
        if ((*count & (*count - 1)) == 0) /* full at each power of two */
            log = xrealloc(log, *count == 0 ? 1 : 2 * *count, sizeof(*log));
        log[(*count)++] =
            (struct logged){ table_int(&table, "card_id"), table_int(&table, "timestamp_ms"),
                             (enum rating)table_int(&table, "rating") };
    }
    table_close(&table);
    free(path);
    return log;
}

static double loss_over(const struct dataset *dataset, const struct params *params, size_t from)
{
    float *recalls = xcalloc(dataset->count, sizeof(*recalls));
    struct score score;

    score_predict(dataset, params, recalls);
    score = score_items(dataset, recalls, dataset->items + from, dataset->item_count - from);
    free(recalls);
    return score.log_loss;
}

static void check_fit(const struct table *table, const struct logged *log, size_t count)
{
    struct train_options options = { .epochs = (int)table_int(table, "epochs"),
                                     .relearning_steps = 1 };
    struct dataset dataset = dataset_of(log, count);
    struct params params = params_default(), want;
    struct params_rules rules = { .short_term = true };
    int i;

    CHECK_INT(dataset.item_count, table_int(table, "items"), "items");
    CHECK(params_read(&want, table_field(table, "params"), rules) == OK, "%s", err_message());
    CHECK(train(&params, &dataset, dataset.item_count, &options, NULL) == OK, "%s", err_message());
    if (table_int(table, "deterministic") != 0) {
        for (i = 0; i < PARAM_COUNT; i++)
            CHECK(fabs(params.w[i] - want.w[i]) <= 1e-3, "line %zu: w%d is %.6f, not %.6f",
                  table->line, i, params.w[i], want.w[i]);
    } else {
        double got = loss_over(&dataset, &params, 0), other = loss_over(&dataset, &want, 0);

        CHECK(got <= other + 0.002, "line %zu: log loss %.4f, not %.4f", table->line, got, other);
    }
    dataset_dispose(&dataset);
}

static void test_reference(const char *table_path, const char *folder)
{
    struct table table;

    if (!CHECK(table_open(&table, table_path) == OK, "%s", err_message()))
        return;
    while (table_next(&table)) {
        size_t count = 0, first = (size_t)table_int(&table, "first_n_reviews");
        struct logged *log = append_log(NULL, &count, folder, table_field(&table, "file"));

        if (CHECK(first <= count, "line %zu: %zu reviews", table.line, count))
            check_fit(&table, log, first);
        free(log);
    }
    CHECK(table.line > 4, "%s has fits", table_path);
    table_close(&table);
}

/* What fsrs-rs reaches, in sample and on what came later, and a thousandth. Of a log as
 * small as the first, only not to do worse than the defaults. */
static void test_losses(void)
{
    static const struct {
        const char *log, *future;
        double most, rmse_most, future_most;
    } rows[] = {
        { "u500.tsv", "u500.future.tsv", 0.4410, 0.0823, 0.3738 },
        { "u5k.tsv", "u5k.future.tsv", 0.3211 + 0.001, 0.0283 + 0.001, 0.3254 + 0.001 },
        { "u50k.tsv", "u50k.future.tsv", 0.3549 + 0.001, 0.0146 + 0.001, 0.3473 + 0.001 },
    };
    struct fit_options options = { params_default(), 1 };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        size_t count = 0, items;
        struct logged *log = append_log(NULL, &count, SHARED "revlogs/", str_of(rows[i].log));
        struct dataset dataset = dataset_of(log, count);
        struct fit_report report;
        double future;

        CHECK(fit(&report, &dataset, &options, NULL) == OK, "%s", err_message());
        items = dataset.item_count;
        CHECK(report.after.log_loss <= rows[i].most && report.after.rmse_bins <= rows[i].rmse_most,
              "%s: log loss %.4f, RMSE %.4f", rows[i].log, report.after.log_loss,
              report.after.rmse_bins);
        dataset_dispose(&dataset);
        log = append_log(log, &count, SHARED "revlogs/", str_of(rows[i].future));
        dataset = dataset_of(log, count);
        future = loss_over(&dataset, &report.params, items);
        CHECK(future <= rows[i].future_most, "%s: log loss %.4f", rows[i].future, future);
        dataset_dispose(&dataset);
        free(log);
    }
}

/* --- simulated learners --- */

/* What the fit to the first COUNT reviews changes in the log loss of the next thousand. */
static double gain_of(size_t count, uint64_t seed, enum fit_verdict *verdict)
{
    enum { LATER = 1000 };
    struct fit_options options = { params_default(), 1 };
    struct logged *log = learner_log(count + LATER, seed);
    struct dataset dataset = dataset_of(log, count);
    struct fit_report report = { .verdict = FIT_TOO_FEW };
    size_t items;
    double change;

    CHECK(fit(&report, &dataset, &options, NULL) == OK, "%s", err_message());
    CHECK(report.verdict == FIT_ACCEPTED || is_same(&report.params, &options.current),
          "what is not accepted changes nothing");
    CHECK(report.verdict != FIT_ACCEPTED ||
              report.held_after.log_loss < report.held_before.log_loss,
          "what is accepted predicts better");
    *verdict = report.verdict;
    items = dataset.item_count;
    dataset_dispose(&dataset);
    dataset = dataset_of(log, count + LATER);
    change =
        loss_over(&dataset, &report.params, items) - loss_over(&dataset, &options.current, items);
    dataset_dispose(&dataset);
    free(log);
    return change;
}

static void test_learners(void)
{
    static const struct {
        size_t reviews;
        /* Of the change; lower is better. Of a thousand answers, even the learner's own
         * parameters may do this much worse than the defaults by chance. */
        double worst, mean;
        bool too_few;
    } rows[] = {
        { 100, 0, 0, true },           { 300, 0.004, 0.0005, false },
        { 600, 0.008, 0, false },      { 1000, 0.008, -0.0005, false },
        { 4000, 0.01, -0.002, false },
    };
    enum { LEARNERS = 12 };
    size_t i;
    uint64_t seed;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        double sum = 0, change;
        enum fit_verdict verdict;

        for (seed = 1; seed <= LEARNERS; seed++) {
            change = gain_of(rows[i].reviews, seed, &verdict);
            sum += change;
            CHECK(change <= rows[i].worst, "%zu reviews, learner %d: %+.4f", rows[i].reviews,
                  (int)seed, change);
            CHECK(!rows[i].too_few || verdict == FIT_TOO_FEW, "%zu reviews are too few",
                  rows[i].reviews);
        }
        CHECK(sum / LEARNERS <= rows[i].mean, "%zu reviews: %+.4f", rows[i].reviews,
              sum / LEARNERS);
    }
}

/* --- edges --- */

static bool stop_at_once(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    int *calls = ctx;

    CHECK(what[0] != '\0' && done <= total, "progress %llu of %llu", (unsigned long long)done,
          (unsigned long long)total);
    return --*calls > 0;
}

static void test_stopped(void)
{
    enum { REVIEWS = 2000 };
    struct logged *log = learner_log(REVIEWS, 5);
    struct dataset dataset = dataset_of(log, REVIEWS);
    struct fit_options options = { params_default(), 1 };
    struct fit_report report = { .share = -1 };
    int calls;

    for (calls = 1; calls < 40; calls += 7) {
        int left = calls;
        struct progress progress = { stop_at_once, &left };

        CHECK_INT(fit(&report, &dataset, &options, &progress), ERR_CANCELLED, "stopped");
        CHECK(report.share == -1, "nothing is given");
    }
    dataset_dispose(&dataset);
    free(log);
}

/* Each allocation fails once. */
static void test_no_memory(void)
{
    enum { REVIEWS = 900, MOST = 100 };
    struct logged *log = learner_log(REVIEWS, 5);
    struct fit_options options = { params_default(), 1 };
    struct fit_report report = { .share = -1 };
    unsigned long nth;
    enum err rc = ERR_LIMIT;

    for (nth = 1; nth < MOST && rc != OK; nth++) {
        struct dataset dataset = { .count = 0 };

        fault_arm(nth);
        rc = dataset_init(&dataset, log, REVIEWS, &utc);
        if (rc == OK)
            rc = fit(&report, &dataset, &options, NULL);
        CHECK(fault_fired() == (rc != OK), "allocation %lu: %s", nth, err_message());
        CHECK(rc == OK || (rc == ERR_LIMIT && report.share == -1), "allocation %lu", nth);
        fault_arm(0);
        dataset_dispose(&dataset);
    }
    CHECK(rc == OK && nth > 8, "%lu allocations", nth);
    free(log);
}

static struct logged odd_answer(int kind, size_t i)
{
    const int64_t day_ms = INT64_C(86400000), now_ms = INT64_C(1795176000000);
    int64_t number = (int64_t)i;
    enum rating rating = (enum rating)(1 + i * 7 % 5 % 4);

    switch (kind) {
    case 0: /* one card, asked for ever */
        return (struct logged){ 1, now_ms + number * day_ms, rating };
    case 1: /* every card once, all in one moment */
        return (struct logged){ number, now_ms, rating };
    case 2: /* all in one moment, many a card */
        return (struct logged){ number % 10, now_ms, rating };
    case 3: /* a clock gone mad */
        return (struct logged){ number % 50,
                                i % 3 == 0   ? INT64_MAX
                                : i % 3 == 1 ? 0
                                             : now_ms,
                                rating };
    case 4: /* never forgotten */
        return (struct logged){ number % 100, now_ms + number * day_ms / 40, RATING_EASY };
    case 5: /* always forgotten */
        return (struct logged){ number % 100, now_ms + number * day_ms / 40, RATING_AGAIN };
    default: /* backwards */
        return (struct logged){ INT64_MIN + number % 100, now_ms - number * day_ms / 20, rating };
    }
}

static void test_odd_logs(void)
{
    enum { KINDS = 7, REVIEWS = 1500 };
    struct fit_options options = { params_default(), 1 };
    struct logged *log = xcalloc(REVIEWS, sizeof(*log));
    struct params clipped;
    struct fit_report report;
    int kind;
    size_t i;

    for (kind = 0; kind < KINDS; kind++) {
        struct dataset dataset;

        for (i = 0; i < REVIEWS; i++)
            log[i] = odd_answer(kind, i);
        dataset = dataset_of(log, REVIEWS);
        CHECK(fit(&report, &dataset, &options, NULL) == OK, "log %d: %s", kind, err_message());
        clipped = report.params;
        params_clip(&clipped, (struct params_rules){ true, 1 });
        CHECK(is_same(&clipped, &report.params), "log %d: within bounds", kind);
        CHECK(isfinite(report.after.log_loss) && isfinite(report.after.rmse_bins),
              "log %d: log loss %g", kind, report.after.log_loss);
        dataset_dispose(&dataset);
    }
    free(log);
}

static void test_nothing(void)
{
    struct dataset dataset = dataset_of(NULL, 0);
    struct fit_options options = { params_default(), 1 };
    struct fit_report report;

    CHECK(fit(&report, &dataset, &options, NULL) == OK, "%s", err_message());
    CHECK(report.verdict == FIT_TOO_FEW && report.before.count == 0, "no reviews at all");
    dataset_dispose(&dataset);
}

int main(void)
{
    test_slopes();
    test_reference(OWN "optimizer.tsv", OWN);
    test_learners();
    test_stopped();
    test_no_memory();
    test_odd_logs();
    test_nothing();
    if (file_exists(SHARED "golden-optimizer.tsv")) {
        test_reference(SHARED "golden-optimizer.tsv", SHARED "revlogs/");
        test_losses();
    }
    return check_done();
}
