#include "app/review/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/journal/settings.h"
#include "dict/base/buf.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

static int local_offset_s(void *ctx, int64_t time_ms)
{
    (void)ctx;
    return clock_utc_offset_s(time_ms);
}

/* "1 10": the setting's own check leaves numbers alone. */
static struct steps read_steps(struct journal *journal, enum setting which)
{
    struct steps steps = { 0 };
    char *text = settings_get(journal, which, NULL), *at = text, *end;

    while (steps.count < STEPS_MAX) {
        long minutes = strtol(at, &end, 10);

        if (end == at)
            break;
        steps.minutes[steps.count++] = (int)minutes;
        at = end;
    }
    free(text);
    return steps;
}

/* "sat sun" */
static void read_easy_days(bool easy[WEEKDAYS], struct journal *journal)
{
    static const char *const names[WEEKDAYS] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
    char *text = settings_get(journal, SETTING_EASY_DAYS, NULL);
    size_t i;

    for (i = 0; i < WEEKDAYS; i++)
        easy[i] = strstr(text, names[i]) != NULL;
    free(text);
}

/* The parameters that were fitted, or the defaults if they cannot be used. */
static void read_params(struct scheduler_options *options, struct journal *journal,
                        char notice[NOTICE_MAX])
{
    const struct params_rules rules = { .short_term = true,
                                        .relearning_steps = options->relearning.count };
    char *text = settings_get(journal, SETTING_FSRS, NULL);

    if (params_read(&options->params, str_of(text), rules) != OK) {
        snprintf(notice, NOTICE_MAX,
                 "The parameters in the settings cannot be used (%s); "
                 "the defaults are taken.",
                 err_message());
        options->params = params_default();
    }
    free(text);
}

void plan_read(struct plan *out, struct journal *journal, char notice[NOTICE_MAX])
{
    struct scheduler_options options = scheduler_defaults();

    notice[0] = '\0';
    *out = (struct plan){
        .new_per_day = settings_get_int(journal, SETTING_NEW_PER_DAY, NULL),
        .reviews_per_day = settings_get_int(journal, SETTING_REVIEWS_PER_DAY, NULL),
        .minutes = settings_get_int(journal, SETTING_SESSION_MINUTES, NULL),
        .buttons = settings_get_int(journal, SETTING_BUTTONS, NULL) == 4 ? 4 : 2,
        .typing = settings_is_on(journal, SETTING_TYPING, NULL),
    };
    read_easy_days(out->easy, journal);
    options.retention = settings_get_int(journal, SETTING_RETENTION, NULL) / 100.0;
    options.learning = read_steps(journal, SETTING_LEARNING_STEPS);
    options.relearning = read_steps(journal, SETTING_RELEARNING_STEPS);
    options.fuzz = false; /* load.h chooses within the same range */
    options.day.rollover_hour = settings_get_int(journal, SETTING_ROLLOVER, NULL);
    options.day.offset_s = local_offset_s;
    read_params(&options, journal, notice);
    if (scheduler_init(&out->scheduler, &options) == OK)
        return;
    snprintf(notice, NOTICE_MAX,
             "The settings for reviewing cannot be used (%s); "
             "the defaults are taken.",
             err_message());
    options = scheduler_defaults();
    options.fuzz = false;
    options.day.offset_s = local_offset_s;
    (void)!scheduler_init(&out->scheduler, &options);
}

static void add_steps(struct buf *out, const struct steps *steps)
{
    int i;

    buf_addc(out, '/');
    for (i = 0; i < steps->count; i++)
        buf_printf(out, " %d", steps->minutes[i]);
}

/* The time zone stands in it by its offsets in a January and a July. */
char *plan_basis(const struct plan *plan)
{
    static const int64_t january = INT64_C(1704067200000), july = INT64_C(1719792000000);
    const struct scheduler_options *options = &plan->scheduler.options;
    struct buf text;
    int i;

    buf_init(&text, 4096);
    buf_printf(&text, "fsrs-6 %a %d %d %d %d", options->retention, options->max_days,
               options->day.rollover_hour, clock_utc_offset_s(january), clock_utc_offset_s(july));
    add_steps(&text, &options->learning);
    add_steps(&text, &options->relearning);
    for (i = 0; i < PARAM_COUNT; i++)
        buf_printf(&text, " %a", options->params.w[i]);
    return buf_take(&text);
}
