#include "app/commands/export_words.h"

#include <stdlib.h>
#include <string.h>

#include "app/commands/commands.h"
#include "app/commands/glossary.h"
#include "app/journal/settings.h"
#include "app/review/plan.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"

/* --- what the formats ask for --- */

struct source {
    struct glossary *glossary;
    struct plan plan;
    struct texts *texts; /* NULL but for sheets */
};

static void mean(void *ctx, const char *lang, const char *headword, char **definition,
                 char **translation)
{
    struct source *source = ctx;

    glossary_mean(source->glossary, lang, headword, definition, translation);
}

static const char *lang_name(void *ctx, const char *lang)
{
    struct source *source = ctx;
    struct library *library = glossary_library(source->glossary, lang);

    return library != NULL ? library_language(library)->name : NULL;
}

static int64_t day_number(void *ctx, int64_t time_ms)
{
    struct source *source = ctx;

    return day_of(&source->plan.scheduler.options.day, time_ms);
}

static char *grammar(void *ctx, const char *lang, const char *headword)
{
    struct source *source = ctx;

    return sheet_grammar(source->glossary, source->texts, lang, headword);
}

static char *article(void *ctx, const char *lang, const char *headword)
{
    struct source *source = ctx;

    return sheet_article(source->glossary, lang, headword);
}

static const char *text(void *ctx, const char *key)
{
    struct source *source = ctx;

    return texts_get(source->texts, key);
}

/* The texts of the interface's language, which a sheet is labelled with. */
static enum err open_texts(struct source *source, struct journal *journal)
{
    char *folder = file_join(glossary_assets(source->glossary), "texts");
    char *lang = settings_get(journal, SETTING_UI, NULL);
    enum err rc = texts_open(&source->texts, folder, lang[0] != '\0' ? lang : NULL);

    free(lang);
    free(folder);
    return rc;
}

/* --- the export --- */

static struct export_schedule schedule_of(const struct plan *plan)
{
    const struct scheduler_options *options = &plan->scheduler.options;

    return (struct export_schedule){ options->retention, options->params.w[PARAM_COUNT - 1] };
}

/* A bar among the lines of a terminal would be no help. */
static bool shows_progress(const struct export_call *call)
{
    return call->out != NULL && strcmp(call->out, "-") != 0;
}

static enum err write_words(struct journal *journal, const struct export_call *call,
                            struct source *source, struct export_report *report)
{
    const bool is_sheet = source->texts != NULL;
    const struct export_schedule schedule = schedule_of(&source->plan);
    const struct export_source callbacks = {
        .mean = mean,
        .lang_name = lang_name,
        .day_of = day_number,
        .grammar = is_sheet ? grammar : NULL,
        .article = is_sheet ? article : NULL,
        .text = is_sheet ? text : NULL,
        .text_lang = is_sheet ? texts_lang(source->texts) : NULL,
        .ctx = source,
    };
    const struct export_request request = {
        .exporter = call->exporter,
        .path = call->out != NULL ? call->out : "-",
        .filter = &call->selection.filter,
        .source = &callbacks,
        .progress = shows_progress(call) ? command_progress() : NULL,
        .sheet = &call->sheet.options,
        .now_ms = clock_now_ms(),
        .deck = call->deck,
        .typing = call->typing,
        .schedule = call->scheduling ? &schedule : NULL,
    };
    enum err rc = export_run(journal, &request, report);

    if (request.progress != NULL)
        command_progress_done();
    return rc;
}

enum err export_words(struct journal *journal, const struct export_call *call,
                      struct export_report *report)
{
    struct source source = { 0 };
    char notice[NOTICE_MAX];
    enum err rc = glossary_open(&source.glossary, journal);

    plan_read(&source.plan, journal, notice);
    if (rc == OK && (export_asks_cards(call->exporter) || call->scheduling))
        rc = selection_renew_cards(journal);
    if (rc == OK)
        rc = selection_prepare(&call->selection, journal);
    if (rc == OK && export_is_sheet(call->exporter))
        rc = open_texts(&source, journal);
    if (rc == OK)
        rc = write_words(journal, call, &source, report);
    texts_close(source.texts);
    glossary_close(source.glossary);
    return rc;
}
