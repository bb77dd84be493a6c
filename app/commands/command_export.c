#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/commands/commands.h"
#include "app/commands/glossary.h"
#include "app/commands/open_journal.h"
#include "app/commands/selection.h"
#include "app/commands/sheet_call.h"
#include "app/exchange/export.h"
#include "app/journal/settings.h"
#include "app/review/plan.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"

struct call {
    const char *format, *out; /* NULL: not given */
    struct selection selection;
    struct sheet_call sheet;
    const struct exporter *exporter;
};

/* --- what was asked --- */

static int say_formats(const char *wrong)
{
    const struct exporter *exporter;
    char names[256] = "";
    size_t i, len = 0;

    for (i = 0; (exporter = export_format(i)) != NULL && len < sizeof(names); i++)
        len += (size_t)snprintf(names + len, sizeof(names) - len, "%s%s", i > 0 ? ", " : "",
                                export_name(exporter));
    if (wrong == NULL)
        return command_misused(&command_export, "--format is needed: %s", names);
    return command_misused(&command_export, "no format \"%.100s\": %s", wrong, names);
}

static bool is_selected(const struct selection *selection)
{
    return selection_is_filtered(selection) || selection->limit != NULL || selection->order != NULL;
}

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--format", &call->format, NULL },
        { "--out", &call->out, NULL },
        SELECTION_SLOTS(&call->selection),
        SHEET_SLOTS(&call->sheet),
        { NULL, NULL, NULL },
    };
    int count, code = options_read(&command_export, slots, argc, argv, 0, &count);

    if (code != EXIT_DONE)
        return code;
    call->exporter = call->format != NULL ? export_find(call->format) : NULL;
    if (call->exporter == NULL)
        return say_formats(call->format);
    if (call->out != NULL && call->out[0] == '\0')
        return command_misused(&command_export, "--out needs a file's name, or - for the output");
    if (export_is_binary(call->exporter) && call->out == NULL && isatty(STDOUT_FILENO))
        return command_misused(&command_export,
                               "%s is nothing for a terminal: name a file, --out FILE",
                               export_name(call->exporter));
    if (export_is_whole(call->exporter) && is_selected(&call->selection))
        return command_misused(&command_export, "%s is the whole journal: no word can be left out",
                               export_name(call->exporter));
    code = sheet_call_read(&call->sheet, &command_export, export_is_sheet(call->exporter));
    return code != EXIT_DONE ? code : selection_read(&call->selection, &command_export);
}

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
    enum err rc = texts_open(&source->texts, folder, lang);

    free(lang);
    free(folder);
    return rc;
}

/* --- the export --- */

/* What has no place for a word: the format, or the kind of sheet. */
static const char *place_name(const struct call *call)
{
    static const char *const sheets[] = { [SHEET_LIST] = "a list",
                                          [SHEET_CLOZE] = "a cloze sheet",
                                          [SHEET_CARDS] = "a sheet of cards",
                                          [SHEET_TEST] = "a test" };

    return export_is_sheet(call->exporter) ? sheets[call->sheet.options.kind]
                                           : export_name(call->exporter);
}

static void say_report(const struct call *call, const struct export_report *report)
{
    const char *what = export_is_whole(call->exporter) ? "row" : "word";

    fprintf(stderr, "%zu %s%s written", report->rows, what, report->rows == 1 ? "" : "s");
    if (report->changed > 0)
        fprintf(stderr, ", %zu of them with %s", report->changed,
                export_is_sheet(call->exporter) ? "texts that had to be shortened or cleaned"
                                                : "characters that had to be escaped or replaced");
    if (report->skipped > 0)
        fprintf(stderr, "; %zu left out, for which %s has no place", report->skipped,
                place_name(call));
    fputs(".\n", stderr);
}

static int say_nothing(const struct call *call, const struct export_report *report)
{
    if (report->skipped > 0)
        fprintf(stderr, "Nothing is written: none of %zu words has what %s needs.\n",
                report->skipped, place_name(call));
    else
        fputs(is_selected(&call->selection)
                  ? "Nothing is written: no such words; `wordloot words` lists all of them.\n"
                  : "Nothing is written: there are no words yet.\n",
              stderr);
    return EXIT_NOTHING;
}

/* A bar among the lines of a terminal would be no help. */
static bool shows_progress(const struct call *call)
{
    return call->out != NULL && strcmp(call->out, "-") != 0;
}

static enum err write_words(struct journal *journal, const struct call *call, struct source *source,
                            struct export_report *report)
{
    const bool is_sheet = source->texts != NULL;
    const struct export_source callbacks = {
        .mean = mean,
        .lang_name = lang_name,
        .day_of = day_number,
        .grammar = is_sheet ? grammar : NULL,
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
    };
    enum err rc = export_run(journal, &request, report);

    if (request.progress != NULL)
        command_progress_done();
    return rc;
}

static enum err export_words(struct journal *journal, const struct call *call,
                             struct export_report *report)
{
    struct source source = { 0 };
    char notice[NOTICE_MAX];
    enum err rc = glossary_open(&source.glossary, journal);

    plan_read(&source.plan, journal, notice);
    if (rc == OK && export_asks_cards(call->exporter))
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

static int run(int argc, char **argv)
{
    struct export_report report = { 0 };
    struct call call = { 0 };
    struct journal *journal = NULL;
    enum err rc;
    int code;

    if (command_asked_help(&command_export, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_journal(&journal);
    if (rc == OK)
        rc = export_words(journal, &call, &report);
    journal_close(journal);
    /* ERR_ABSENT, a folder that is not there, is a failure here. */
    if (rc != OK)
        return command_fail(rc == ERR_ABSENT ? ERR_IO : rc);
    if (report.rows == 0)
        return say_nothing(&call, &report);
    say_report(&call, &report);
    return EXIT_DONE;
}

const struct command command_export = {
    .name = "export",
    .summary = "your words as a file for another program",
    .usage = "usage: wordloot export --format F [--out FILE] [OPTIONS]\n\n"
             "Writes the words you kept, with their meanings and the sentences they were met\n"
             "in, for another program.\n\n"
             "  --format F   csv        comma-separated values, a heading first\n"
             "               csv-excel  the same for Excel: no cell can be a formula\n"
             "               anki       a text file for Anki's File > Import\n"
             "               jsonl      the whole journal, nothing lost; for programs\n"
             "               markdown   a list to read, for notes and wikis\n"
             "               quizlet    text to paste into Quizlet's import box\n"
             "               mnemosyne  tab-separated text for Mnemosyne\n"
             "               lute       terms for Lute\n"
             "               gift       quiz questions for Moodle\n"
             "               ics        a calendar: how many words are due on each day\n"
             "               html       sheets to print from a browser\n"
             "               pdf        the same sheets as PDF\n"
             "  --out FILE   the file; it is there as a whole or not at all. Without it, or\n"
             "               with -, the standard output\n\n" SHEET_USAGE "\n" SELECTION_USAGE "\n"
             "Exit codes: 0 done, 1 nothing to export, 2 wrong call, 3 failed.\n",
    .run = run,
};
