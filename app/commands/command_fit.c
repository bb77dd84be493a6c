#include <stdio.h>
#include <stdlib.h>

#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/commands/revlog_file.h"
#include "app/journal/reviews.h"
#include "app/journal/settings.h"
#include "app/srs/fit.h"
#include "app/srs/scheduler.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

/* --- the reviews --- */

struct gathering {
    struct logged *log;
    size_t count, room;
};

static void gather(void *ctx, const struct review_row *row)
{
    struct gathering *gathering = ctx;

    if (gathering->count < gathering->room)
        gathering->log[gathering->count++] =
            (struct logged){ row->word, row->time_ms, (enum rating)row->rating };
}

static enum err read_journal(struct journal *journal, struct logged **out, size_t *count)
{
    struct gathering gathering = { .log = NULL };
    void *memory = NULL;
    enum err rc = journal_reviews_count(journal, &gathering.room);

    if (rc == OK)
        rc = mem_try(&memory, gathering.room, sizeof(struct logged),
                     (size_t)DATASET_MAX * sizeof(struct logged), "the reviews");
    gathering.log = memory;
    if (rc == OK)
        rc = journal_reviews_read(journal, NULL, gather, &gathering);
    if (rc != OK) {
        free(memory);
        return rc;
    }
    *out = gathering.log;
    *count = gathering.count;
    return OK;
}

static int local_offset_s(void *ctx, int64_t time_ms)
{
    (void)ctx;
    return clock_utc_offset_s(time_ms);
}

/* What the fit depends on of how JOURNAL's reviews are scheduled; NULL: those of a file,
 * with days of UTC. */
static struct scheduler_options schedule_of(struct journal *journal)
{
    struct scheduler_options options = scheduler_defaults();
    struct str steps, step;
    char *text;

    if (journal == NULL) {
        options.day.rollover_hour = 0;
        return options;
    }
    options.day.rollover_hour = settings_get_int(journal, SETTING_ROLLOVER, NULL);
    options.day.offset_s = local_offset_s;
    text = settings_get(journal, SETTING_RELEARNING_STEPS, NULL);
    steps = str_of(text);
    for (options.relearning.count = 0; str_next(&steps, ' ', &step);)
        options.relearning.count++;
    free(text);
    return options;
}

static enum err read_dataset(struct dataset *out, struct journal *journal, const char *revlog,
                             const struct day_rule *rule)
{
    struct logged *log = NULL;
    size_t count = 0;
    enum err rc =
        revlog != NULL ? revlog_read(&log, &count, revlog) : read_journal(journal, &log, &count);

    if (rc == OK)
        rc = dataset_init(out, log, count, rule);
    free(log);
    return rc;
}

/* Parameters that cannot be used are said to be so, and the defaults taken. */
static struct params current_params(struct journal *journal, struct params_rules rules)
{
    struct params params = params_default();
    char *value;

    if (journal == NULL)
        return params;
    /* Not settings_get(), which says nothing of a value that is not allowed. */
    value = journal_setting_get(journal, setting_info(SETTING_FSRS)->key);
    if (value != NULL && params_read(&params, str_of(value), rules) != OK)
        fprintf(stderr, "wordloot: the setting fsrs is left aside: %s\n", err_message());
    free(value);
    return params;
}

/* --- what is said about it --- */

static const char *const verdict_names[] = {
    [FIT_ACCEPTED] = "better", [FIT_TOO_FEW] = "too-few", [FIT_NO_BETTER] = "no-better"
};

static const char *const verdict_texts[] = {
    [FIT_ACCEPTED] = "Accepted: they predict those better.",
    [FIT_TOO_FEW] = "Kept as they were: there are too few reviews yet to learn from.",
    [FIT_NO_BETTER] = "Kept as they were: the fitted ones predict those no better.",
};

static json_t *score_json(const struct score *score)
{
    return json_pack("{s:f, s:f}", "log_loss", score->log_loss, "rmse_bins", score->rmse_bins);
}

static json_t *params_json(const struct params *params)
{
    json_t *list = json_array();
    int i;

    for (i = 0; i < PARAM_COUNT; i++)
        json_array_append_new(list, json_real(params->w[i]));
    return list;
}

static enum err print_json(const struct fit_report *report, size_t reviews)
{
    json_t *line = json_pack(
        "{s:I, s:I, s:b, s:s, s:f, s:o, s:o, s:o, s:{s:I, s:f, s:f}, s:o, s:o}", "reviews",
        (json_int_t)reviews, "predicted", (json_int_t)report->before.count, "accepted",
        report->verdict == FIT_ACCEPTED, "why", verdict_names[report->verdict], "share",
        report->share, "before", score_json(&report->before), "after", score_json(&report->after),
        "fitted", score_json(&report->at_fitted), "held_back", "count",
        (json_int_t)report->held_before.count, "before", report->held_before.log_loss, "after",
        report->held_after.log_loss, "parameters", params_json(&report->params),
        "fitted_parameters", params_json(&report->fitted));
    enum err rc = json_print_line(stdout, line);

    json_decref(line);
    return rc;
}

static void print_score(const char *name, const struct score *score)
{
    printf("  %-22s %9.4f  %11.4f\n", name, score->log_loss, score->rmse_bins);
}

static void print_text(const struct fit_report *report, size_t reviews)
{
    char params[PARAMS_TEXT_MAX];

    printf("%zu reviews, of which %zu were on another day and can be predicted.\n\n", reviews,
           report->before.count);
    printf("  %-22s %9s  %11s\n", "", "LOG LOSS", "RMSE (BINS)");
    print_score("before", &report->before);
    if (report->verdict != FIT_TOO_FEW)
        print_score("fitted to all of them", &report->at_fitted);
    print_score("after", &report->after);
    if (report->verdict != FIT_TOO_FEW)
        printf("\nThe last %zu were held back: log loss %.4f before, %.4f fitted to the rest,\n"
               "%.0f %% of the way from the defaults.",
               report->held_before.count, report->held_before.log_loss, report->held_after.log_loss,
               report->share * 100);
    params_write(params, &report->params);
    printf("\n%s\n\n%s\n", verdict_texts[report->verdict], params);
}

/* --- the command --- */

static enum err keep(struct journal *journal, const struct params *params)
{
    char text[PARAMS_TEXT_MAX];

    params_write(text, params);
    return settings_set(journal, SETTING_FSRS, NULL, text);
}

static enum err run_fit(struct journal *journal, const char *revlog, bool json, size_t *reviews)
{
    struct scheduler_options schedule = schedule_of(journal);
    struct params_rules rules = { schedule.short_term, schedule.relearning.count };
    struct fit_options options = { current_params(journal, rules), rules.relearning_steps };
    struct dataset dataset = { .count = 0 };
    struct fit_report report;
    enum err rc = read_dataset(&dataset, journal, revlog, &schedule.day);

    *reviews = dataset.count;
    if (rc == OK) {
        rc = fit(&report, &dataset, &options, command_progress());
        command_progress_done();
    }
    dataset_dispose(&dataset);
    if (rc == OK && journal != NULL && report.verdict == FIT_ACCEPTED)
        rc = keep(journal, &report.params);
    if (rc != OK)
        return rc;
    if (json)
        return print_json(&report, *reviews);
    if (*reviews > 0)
        print_text(&report, *reviews);
    else
        fputs("No reviews yet: words are reviewed with `wordloot review`.\n", stderr);
    return OK;
}

static int run(int argc, char **argv)
{
    const char *revlog = NULL;
    bool json = false;
    const struct option_slot slots[] = { { "--revlog", &revlog, NULL },
                                         { "--json", NULL, &json },
                                         { NULL, NULL, NULL } };
    struct journal *journal = NULL;
    size_t reviews = 0;
    int count, code;
    enum err rc = OK;

    if (command_asked_help(&command_fit, argc, argv))
        return EXIT_DONE;
    code = options_read(&command_fit, slots, argc, argv, 0, &count);
    if (code != EXIT_DONE)
        return code;
    if (revlog == NULL)
        rc = open_journal(&journal);
    if (rc == OK)
        rc = run_fit(journal, revlog, json, &reviews);
    journal_close(journal);
    if (rc != OK)
        return command_fail(rc);
    return reviews > 0 ? EXIT_DONE : EXIT_NOTHING;
}

const struct command command_fit = {
    .name = "fit",
    .summary = "learn from your reviews when words should come back",
    .usage =
        "usage: wordloot fit [--revlog FILE.tsv] [--json]\n\n"
        "Fits the parameters of FSRS-6 to your reviews and keeps them as the setting fsrs, if\n"
        "they predict later reviews, which they were not fitted to, better than those in force.\n"
        "The fewer reviews there are, the closer they stay to the defaults.\n\n"
        "  --revlog FILE.tsv   fits to these reviews instead, and keeps nothing: lines of\n"
        "                      card_id, timestamp_ms and rating (1 to 4) with tabs, under a line\n"
        "                      with these headings; days are those of UTC\n"
        "  --json              one object: reviews, predicted, accepted, why (better, too-few,\n"
        "                      no-better), share (of the way from the defaults), before, after\n"
        "                      and fitted (log_loss, rmse_bins), held_back (count, before,\n"
        "                      after), parameters, fitted_parameters\n\n"
        "Exit codes: 0 done, 1 no reviews, 2 wrong call, 3 failed.\n",
    .run = run,
};
