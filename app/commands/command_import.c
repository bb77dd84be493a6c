#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/exchange/intake.h"
#include "app/journal/settings.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

struct call {
    const char *format, *lang; /* NULL: not given */
    bool dry_run, reviews;
    const char *path;
    const struct intake_format *reader;
};

/* The format by the file's name, where the call does not say it. */
static const struct intake_format *format_of(const struct call *call)
{
    const char *dot = strrchr(call->path, '.');

    if (call->format != NULL)
        return intake_find(call->format);
    return dot != NULL ? intake_find(dot + 1) : NULL;
}

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--format", &call->format, NULL },
        { "--lang", &call->lang, NULL },
        { "--dry-run", NULL, &call->dry_run },
        { "--reviews", NULL, &call->reviews },
        { NULL, NULL, NULL },
    };
    int count, code = options_read(&command_import, slots, argc, argv, 1, &count);

    if (code != EXIT_DONE)
        return code;
    if (count != 1)
        return command_misused(&command_import, "name the file to read");
    call->path = argv[0];
    call->reader = format_of(call);
    if (call->reader == NULL && call->format != NULL)
        return command_misused(&command_import,
                               "no format \"%.100s\": csv, tsv, jsonl, apkg or anki", call->format);
    if (call->reviews && call->reader != NULL && strcmp(intake_name(call->reader), "apkg") != 0)
        return command_misused(&command_import, "--reviews is for --format apkg");
    if (call->reader == NULL)
        return command_misused(&command_import,
                               "--format is needed: csv, tsv, jsonl, apkg or anki");
    return EXIT_DONE;
}

static enum err import_file(struct journal *journal, const struct call *call,
                            struct intake_report *report)
{
    char *lang =
        call->lang != NULL ? xstrdup(call->lang) : settings_get(journal, SETTING_LANG, NULL);
    const struct intake_request request = {
        .format = call->reader,
        .path = call->path,
        .lang = lang,
        .dry_run = call->dry_run,
        .reviews = call->reviews,
        .progress = command_progress(),
        .now_ms = clock_now_ms(),
    };
    enum err rc = intake_run(journal, &request, report);

    command_progress_done();
    free(lang);
    return rc;
}

static int run(int argc, char **argv)
{
    struct intake_report report = { 0 };
    struct call call = { 0 };
    struct journal *journal = NULL;
    enum err rc;
    int code;

    if (command_asked_help(&command_import, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_journal(&journal);
    if (rc == OK)
        rc = import_file(journal, &call, &report);
    journal_close(journal);
    /* A file that is not there, and a value that is too long, are failures here. */
    if (rc != OK)
        return command_fail(rc == ERR_ABSENT || rc == ERR_USAGE ? ERR_FORMAT : rc);
    fprintf(stderr, "%zu row%s read, %zu of them %s new to your journal%s.\n", report.rows,
            report.rows == 1 ? "" : "s", report.added + report.merged,
            call.dry_run ? "would be" : "were", call.dry_run ? "; nothing was changed" : "");
    return report.added + report.merged > 0 ? EXIT_DONE : EXIT_NOTHING;
}

const struct command command_import = {
    .name = "import",
    .summary = "words from another program's file",
    .usage = "usage: wordloot import [--format F] [--lang L] [--reviews] [--dry-run] FILE\n\n"
             "Takes the words of FILE into your journal: all of it or, if something in it is\n"
             "off, nothing. What the journal has already stays as it is, so that a file can be\n"
             "read twice.\n\n"
             "  --format F   csv    rows of cells with a comma or a semicolon between them; a\n"
             "                      first row of headings names the columns: word, language,\n"
             "                      form, definition, translation, sentence, game, tags,\n"
             "                      state, last, note; without it they are word, meaning and\n"
             "                      sentence\n"
             "               tsv    the same with tabs between them\n"
             "               jsonl  a journal, as wordloot export --format jsonl writes it\n"
             "               apkg   a package of Anki's (.apkg, .colpkg), of any deck\n"
             "               anki   a text file for Anki, or an export of Anki's as text\n"
             "               Without it, the file's name says it.\n"
             "  --lang L     the language of words of which FILE does not say it\n"
             "               (the setting \"lang\")\n"
             "  --reviews    apkg: the reviews too, as if they had been made here\n"
             "  --dry-run    read and check all of it and say what would be new\n\n"
             "A meaning becomes a definition of your own, where you have none of that word.\n\n"
             "Exit codes: 0 done, 1 nothing new, 2 wrong call, 3 failed, and nothing is changed.\n",
    .run = run,
};
