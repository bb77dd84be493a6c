#ifndef TESTS_SRS_TABLE_H
#define TESTS_SRS_TABLE_H

/* Tables of review histories, one row a review, and what this program makes of
 * them. Tab-separated with a line of headings; columns go by their names.
 *
 * Configurations: cfg, desired_retention, maximum_interval, learning_steps and
 * relearning_steps ("1m 10m", "4h", "-" for none), enable_short_term, w_input.
 * Histories: hist, cfg, n, t_ms, rating, of which those of one hist stand together;
 * what else a golden table has is what history_columns[] lists. Days begin at
 * 00:00 UTC, without fuzz. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/srs/scheduler.h"
#include "dict/base/buf.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

/* --- any table --- */

struct table {
    struct buf bytes;
    struct str headings, rest, row; /* row: the one read last */
    size_t line;
};

static const size_t TABLE_MAX = (size_t)16 << 20;

__attribute__((unused)) static enum err table_open(struct table *table, const char *path)
{
    enum err rc;

    *table = (struct table){ .line = 1 };
    buf_init(&table->bytes, TABLE_MAX);
    rc = file_read(&table->bytes, path);
    table->rest = buf_str(&table->bytes);
    if (rc == OK && !str_next(&table->rest, '\n', &table->headings))
        rc = err_set(ERR_FORMAT, "%s: the file is empty", path);
    return rc;
}

__attribute__((unused)) static void table_close(struct table *table)
{
    buf_dispose(&table->bytes);
}

__attribute__((unused)) static bool table_next(struct table *table)
{
    table->line++;
    return str_next(&table->rest, '\n', &table->row);
}

/* The field of the row under the heading NAME; empty if there is none. */
__attribute__((unused)) static struct str table_field(const struct table *table, const char *name)
{
    struct str headings = table->headings, row = table->row, heading, field;

    while (str_next(&headings, '\t', &heading)) {
        if (!str_next(&row, '\t', &field))
            break;
        if (str_is(str_trim(heading), name))
            return str_trim(field);
    }
    return str_of("");
}

__attribute__((unused)) static double table_number(const struct table *table, const char *name)
{
    struct str field = table_field(table, name);
    char text[32] = "";

    if (field.len < sizeof(text))
        memcpy(text, field.ptr, field.len);
    return strtod(text, NULL);
}

__attribute__((unused)) static int64_t table_int(const struct table *table, const char *name)
{
    return (int64_t)table_number(table, name);
}

/* --- configurations --- */

struct configuration {
    char name[16];
    struct scheduler scheduler;
};

enum { CONFIGURATIONS_MAX = 64 };
struct configurations {
    struct configuration list[CONFIGURATIONS_MAX];
    size_t count;
};

__attribute__((unused)) static void table_copy(char *out, size_t size, struct str text)
{
    snprintf(out, size, "%.*s", STR_ARG(text));
}

/* "1m 10m", "2h", "-" */
__attribute__((unused)) static enum err read_steps(struct steps *out, struct str text)
{
    struct str step;
    char number[16], *unit;

    *out = (struct steps){ 0 };
    while (str_next(&text, ' ', &step)) {
        if (str_is(step, "-"))
            return OK;
        if (out->count == STEPS_MAX)
            return err_set(ERR_FORMAT, "too many steps");
        table_copy(number, sizeof(number), step);
        out->minutes[out->count++] = (int)strtol(number, &unit, 10) * (*unit == 'h' ? 60 : 1);
        if (strcmp(unit, "m") != 0 && strcmp(unit, "h") != 0)
            return err_set(ERR_FORMAT, "a step is \"10m\" or \"2h\", not \"%s\"", number);
    }
    return OK;
}

__attribute__((unused)) static enum err read_configuration(struct configuration *out,
                                                           const struct table *table)
{
    struct scheduler_options options = scheduler_defaults();
    struct params_rules rules;
    enum err rc = read_steps(&options.learning, table_field(table, "learning_steps"));

    if (rc == OK)
        rc = read_steps(&options.relearning, table_field(table, "relearning_steps"));
    options.retention = table_number(table, "desired_retention");
    options.max_days = (int)table_int(table, "maximum_interval");
    options.short_term = table_int(table, "enable_short_term") != 0;
    options.fuzz = false;
    options.day.rollover_hour = 0;
    rules = (struct params_rules){ options.short_term, options.relearning.count };
    if (rc == OK)
        rc = params_read(&options.params, table_field(table, "w_input"), rules);
    if (rc == OK)
        rc = scheduler_init(&out->scheduler, &options);
    table_copy(out->name, sizeof(out->name), table_field(table, "cfg"));
    return rc == OK ? OK : err_prefix(rc, "line %zu", table->line);
}

__attribute__((unused)) static enum err read_configurations(struct configurations *out,
                                                            const char *path)
{
    struct table table;
    enum err rc = table_open(&table, path);

    out->count = 0;
    while (rc == OK && table_next(&table)) {
        if (out->count == CONFIGURATIONS_MAX)
            rc = err_set(ERR_LIMIT, "more than %d configurations", CONFIGURATIONS_MAX);
        else
            rc = read_configuration(&out->list[out->count++], &table);
    }
    table_close(&table);
    return rc;
}

/* --- histories --- */

enum column_kind { WHOLE, PROBABILITY, STABILITY, DIFFICULTY };
enum { HISTORY_COLUMNS = 20 };
static const struct {
    const char *name;
    enum column_kind kind;
} history_columns[HISTORY_COLUMNS] = {
    { "elapsed_days", WHOLE },   { "elapsed_s", WHOLE },
    { "state_before", WHOLE },   { "r_before", PROBABILITY },
    { "state", WHOLE },          { "step", WHOLE },
    { "stability", STABILITY },  { "difficulty", DIFFICULTY },
    { "scheduled_days", WHOLE }, { "due_s", WHOLE },
    { "reps", WHOLE },           { "lapses", WHOLE },
    { "due_s_again", WHOLE },    { "due_s_hard", WHOLE },
    { "due_s_good", WHOLE },     { "due_s_easy", WHOLE },
    { "R_1d", PROBABILITY },     { "R_7d", PROBABILITY },
    { "R_30d", PROBABILITY },    { "R_365d", PROBABILITY },
};

/* The cards of one table, review by review. */
struct history {
    char name[32];
    const struct configuration *configuration;
    struct card card;
    double values[HISTORY_COLUMNS]; /* of the review taken last */
};

__attribute__((unused)) static enum err begin_history(struct history *history,
                                                      const struct configurations *all,
                                                      struct str name, struct str cfg)
{
    size_t i;

    *history = (struct history){ .configuration = NULL };
    table_copy(history->name, sizeof(history->name), name);
    for (i = 0; i < all->count; i++) {
        if (str_is(cfg, all->list[i].name))
            history->configuration = &all->list[i];
    }
    if (history->configuration != NULL)
        return OK;
    return err_set(ERR_FORMAT, "there is no configuration \"%.*s\"", STR_ARG(cfg));
}

__attribute__((unused)) static double seconds(int64_t ms)
{
    int64_t whole = ms / 1000;

    return (double)whole;
}

/* The values of the review, in the order of history_columns. */
__attribute__((unused)) static void rate_history(struct history *history, int64_t t_ms,
                                                 enum rating rating)
{
    static const int later[] = { 1, 7, 30, 365 };
    const struct scheduler *scheduler = &history->configuration->scheduler;
    struct card before = history->card, out[RATING_COUNT];
    const struct card *after = &out[rating - 1];
    double *value = history->values;
    bool is_new = before.state == CARD_NEW;
    size_t i;

    scheduler_preview(scheduler, &before, t_ms, 0, out);
    *value++ = is_new ? 0 : days_between(&scheduler->options.day, before.last_ms, t_ms);
    *value++ = is_new ? 0 : seconds(t_ms - before.last_ms);
    *value++ = before.state;
    *value++ = scheduler_recall(scheduler, &before, t_ms);
    *value++ = after->state;
    *value++ = after->step;
    *value++ = after->memory.stability;
    *value++ = after->memory.difficulty;
    *value++ = after->interval_days;
    *value++ = seconds(after->due_ms - t_ms);
    *value++ = after->reps;
    *value++ = after->lapses;
    for (i = 0; i < RATING_COUNT; i++)
        *value++ = seconds(out[i].due_ms - t_ms);
    for (i = 0; i < ARRAY_LEN(later); i++)
        *value++ = fsrs_retrievability(&scheduler->fsrs, after->memory.stability, later[i]);
    scheduler_rate(scheduler, &history->card, t_ms, rating, 0);
}

/* Takes the review in TABLE's row. */
__attribute__((unused)) static enum err
take_review(struct history *history, const struct configurations *all, const struct table *table)
{
    struct str name = table_field(table, "hist");
    int64_t rating = table_int(table, "rating");
    enum err rc = OK;

    if (!str_is(name, history->name))
        rc = begin_history(history, all, name, table_field(table, "cfg"));
    if (rc == OK && (rating < RATING_AGAIN || rating > RATING_EASY))
        rc = err_set(ERR_FORMAT, "a rating is 1 to 4");
    if (rc == OK)
        rate_history(history, table_int(table, "t_ms"), (enum rating)rating);
    return rc == OK ? OK : err_prefix(rc, "line %zu", table->line);
}

#endif
