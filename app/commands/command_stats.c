#include <stdio.h>
#include <stdlib.h>

#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/journal/settings.h"
#include "app/platform/paths.h"
#include "app/review/stats_window.h"
#include "dict/base/clock.h"
#include "dict/base/json.h"

struct call {
    const char *lang, *png; /* NULL: not given */
    bool json;
};

static json_t *numbers(const int *values, size_t count)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < count; i++)
        json_array_append_new(list, json_integer(values[i]));
    return list;
}

static json_t *recall(const struct recall *of)
{
    return json_pack("{s:I, s:I}", "asked", (json_int_t)of->asked, "recalled",
                     (json_int_t)of->recalled);
}

static json_t *recalls(const struct stats *stats)
{
    json_t *months = json_array();
    size_t i;

    for (i = 0; i < STATS_MONTHS; i++)
        json_array_append_new(months, recall(&stats->recall_by_month[i]));
    return json_pack("{s:i, s:o, s:o, s:o, s:o}", "wished_percent",
                     (int)(stats->wished * 100 + 0.5), "month", recall(&stats->recall_month),
                     "year", recall(&stats->recall_year), "all", recall(&stats->recall_all),
                     "months", months);
}

static json_t *strengths(const struct stats *stats)
{
    json_t *object = json_object();
    size_t i;

    for (i = 0; i < STRENGTH_COUNT; i++)
        json_object_set_new(object, strength_name((enum strength)i),
                            json_integer(stats->strength[i]));
    return object;
}

static json_t *words(const struct stats_list *list, bool hard)
{
    json_t *array = json_array(), *item;
    size_t i;

    for (i = 0; i < list->count; i++) {
        const struct stats_item *from = &list->items[i];

        item =
            json_pack("{s:o, s:o, s:I}", "lang", json_str_of(from->lang), "headword",
                      json_str_of(from->name), hard ? "lapses" : "times", (json_int_t)from->count);
        if (hard)
            json_object_set_new(item, "leech", json_boolean(from->is_leech));
        json_array_append_new(array, item);
    }
    return array;
}

static json_t *games(const struct stats_list *list)
{
    json_t *array = json_array();
    size_t i;

    for (i = 0; i < list->count; i++)
        json_array_append_new(array,
                              json_pack("{s:o, s:I}", "game", json_str_of(list->items[i].name),
                                        "words", (json_int_t)list->items[i].count));
    return array;
}

static enum err print_json(const struct stats *stats)
{
    json_t *line = json_pack(
        "{s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "learning",
        (json_int_t)stats->learning, "known", (json_int_t)stats->known, "ignored",
        (json_int_t)stats->ignored, "lookups", (json_int_t)stats->lookups, "reviews",
        (json_int_t)stats->reviews, "looked_up", numbers(stats->looked_up, STATS_DAYS), "reviewed",
        numbers(stats->reviewed, STATS_DAYS), "due", numbers(stats->due, STATS_AHEAD), "recall",
        recalls(stats), "strength", strengths(stats), "games", games(&stats->games), "met",
        words(&stats->met, false), "hard", words(&stats->hard, true));
    enum err rc = json_print_line(stdout, line);

    json_decref(line);
    return rc;
}

static enum err show(const struct call *call, const struct stats *stats, struct journal *journal)
{
    char *ui = settings_get(journal, SETTING_UI, NULL);
    struct paths paths = { 0 };
    struct stats_look look = { .ui = ui[0] != '\0' ? ui : NULL };
    enum err rc = paths_find(&paths);

    look.assets_dir = paths.assets;
    if (rc == OK)
        rc = call->png != NULL ? stats_picture(stats, &look, call->png)
                               : stats_window_run(stats, &look);
    paths_dispose(&paths);
    free(ui);
    return rc;
}

static int run(int argc, char **argv)
{
    struct call call = { 0 };
    const struct option_slot slots[] = {
        { "--lang", &call.lang, NULL },
        { "--png", &call.png, NULL },
        { "--json", NULL, &call.json },
        { NULL, NULL, NULL },
    };
    struct journal *journal = NULL;
    struct stats stats = { 0 };
    int count, code;
    enum err rc;

    if (command_asked_help(&command_stats, argc, argv))
        return EXIT_DONE;
    code = options_read(&command_stats, slots, argc, argv, 0, &count);
    if (code != EXIT_DONE)
        return code;
    rc = open_journal(&journal);
    if (rc == OK)
        rc = stats_read(&stats, journal, call.lang, clock_now_ms());
    if (rc == OK && call.json)
        rc = print_json(&stats);
    if (rc == OK && (call.png != NULL || !call.json))
        rc = show(&call, &stats, journal);
    code = stats.lookups + stats.reviews > 0 ? EXIT_DONE : EXIT_NOTHING;
    stats_dispose(&stats);
    journal_close(journal);
    return rc == OK ? code : command_fail(rc == ERR_ABSENT ? ERR_IO : rc);
}

const struct command command_stats = {
    .name = "stats",
    .summary = "show how you are doing: charts, a picture of them, or figures",
    .usage =
        "usage: wordloot stats [--lang L] [--json] [--png FILE]\n\n"
        "Opens a window with charts: when you looked words up and reviewed them, how many you\n"
        "recalled against what you wished for, what is due in the next 30 days, how well your\n"
        "words sit, in which games you met them, and which are the hardest. Esc closes it.\n\n"
        "  --lang L    only words of this language\n"
        "  --png FILE  the same as a picture, and no window\n"
        "  --json      one object, and no window: learning, known, ignored (words), lookups,\n"
        "              reviews, looked_up and reviewed (each of the last 182 days, today first),\n"
        "              due (each of the next 30 days), recall (wished_percent; asked and recalled "
        "in\n"
        "              the last 30 days, 365 days, ever, and by month, this month first),\n"
        "              strength (words new, or that last days, weeks, ...), games, met, hard\n\n"
        "Recall counts the first answer of a day to words that were answered on a day before.\n\n"
        "Exit codes: 0 done, 1 no words yet, 2 wrong call, 3 failed.\n",
    .run = run,
};
