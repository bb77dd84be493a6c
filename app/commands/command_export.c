#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/commands/commands.h"
#include "app/commands/export_window.h"
#include "app/commands/export_words.h"
#include "app/commands/open_journal.h"

enum { DECK_NAME_MAX = 200 }; /* bytes */

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

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ')
            return true;
    }
    return false;
}

/* What is said of decks and cards, to a format that has them. */
static int check_decks(const struct export_call *call)
{
    const bool asked = call->deck != NULL || call->typing || call->scheduling;

    if (asked && !export_has_decks(call->exporter))
        return command_misused(&command_export,
                               "--deck, --typing and --scheduling are for --format apkg");
    if (call->deck != NULL && (str_trim(str_of(call->deck)).len == 0 ||
                               strlen(call->deck) > DECK_NAME_MAX || has_control(call->deck)))
        return command_misused(&command_export,
                               "--deck needs a name of 1 to %d bytes, like \"Italian::Games\"",
                               DECK_NAME_MAX);
    return EXIT_DONE;
}

static int read_call(struct export_call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--format", &call->format, NULL },
        { "--out", &call->out, NULL },
        { "--deck", &call->deck, NULL },
        { "--typing", NULL, &call->typing },
        { "--scheduling", NULL, &call->scheduling },
        { "--window", NULL, &call->in_window },
        SELECTION_SLOTS(&call->selection),
        SHEET_SLOTS(&call->sheet),
        { NULL, NULL, NULL },
    };
    int count, code = options_read(&command_export, slots, argc, argv, 0, &count);

    if (code != EXIT_DONE || call->in_window)
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
    code = check_decks(call);
    if (code == EXIT_DONE)
        code = sheet_call_read(&call->sheet, &command_export, export_is_sheet(call->exporter));
    return code == EXIT_DONE ? selection_read(&call->selection, &command_export) : code;
}

/* --- how it went --- */

/* What has no place for a word: the format, or the kind of sheet. */
static const char *place_name(const struct export_call *call)
{
    static const char *const sheets[] = { [SHEET_LIST] = "a list",
                                          [SHEET_CLOZE] = "a cloze sheet",
                                          [SHEET_CARDS] = "a sheet of cards",
                                          [SHEET_TEST] = "a test" };

    return export_is_sheet(call->exporter) ? sheets[call->sheet.options.kind]
                                           : export_name(call->exporter);
}

static void say_report(const struct export_call *call, const struct export_report *report)
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

static int say_nothing(const struct export_call *call, const struct export_report *report)
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

static int run(int argc, char **argv)
{
    struct export_report report = { 0 };
    struct export_call call = { 0 };
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
        rc = call.in_window ? export_window_run(journal) : export_words(journal, &call, &report);
    journal_close(journal);
    if (rc == OK && call.in_window)
        return EXIT_DONE;
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
    .usage = "usage: wordloot export --format F [--out FILE] [OPTIONS]\n"
             "       wordloot export --window\n\n"
             "Writes the words you kept, with their meanings and the sentences they were met\n"
             "in, for another program.\n\n"
             "  --format F   csv        comma-separated values, a heading first\n"
             "               csv-excel  the same for Excel: no cell can be a formula\n"
             "               apkg       a package for Anki, AnkiDroid and Mnemosyne: cards\n"
             "                          with the pictures of the scenes\n"
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
             "  --window     a window to choose all that in, as the card and the review open it\n"
             "  --out FILE   the file; it is there as a whole or not at all. Without it, or\n"
             "               with -, the standard output\n"
             "  --deck NAME  apkg: this deck for all words; without it, one for each language\n"
             "  --typing     apkg: a second card for each word, to type it into its sentence\n"
             "  --scheduling apkg: cards as they are now, with their reviews. Anki takes that\n"
             "               with \"Import any learning progress\" ticked; else it begins "
             "anew\n\n" SHEET_USAGE "\n" SELECTION_USAGE "\n"
             "Exit codes: 0 done, 1 nothing to export, 2 wrong call, 3 failed.\n",
    .run = run,
};
