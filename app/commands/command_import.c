#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/commands/commands.h"
#include "app/commands/import_report.h"
#include "app/commands/import_words.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/exchange/intake.h"
#include "app/exchange/intake_columns.h"
#include "app/journal/settings.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"
#include "dict/dict.h"

#define FORMATS "csv, tsv, list, apkg, anki, kindle, koreader or jsonl"

struct call {
    const char *format, *lang, *columns, *encoding; /* NULL: not given */
    bool dry_run, reviews, yes, json, undo, list;
    const char *path;
    bool asks; /* there is somebody to be asked */
};

/* What an import needs, all of it open. */
struct session {
    const struct call *call;
    struct paths paths;
    struct journal *journal;
    struct import_words *words;      /* NULL where the format looks nothing up */
    const struct language *language; /* NULL where there is no file of it */
    char *lang;
    struct intake_request request;
};

/* --- the call --- */

static int check_call(const struct call *call, int count)
{
    if (call->undo && call->list)
        return command_misused(&command_import, "--undo and --list are two calls");
    if ((call->undo || call->list) && count > 0)
        return command_misused(&command_import, "%s takes no file",
                               call->undo ? "--undo" : "--list");
    if (call->undo || call->list)
        return EXIT_DONE;
    if (count != 1)
        return command_misused(&command_import, "name the file to read");
    if (call->format != NULL && intake_find(call->format) == NULL)
        return command_misused(&command_import, "no format \"%.100s\": " FORMATS, call->format);
    if (call->reviews && call->format != NULL && strcmp(call->format, "apkg") != 0)
        return command_misused(&command_import, "--reviews is for --format apkg");
    if (call->columns != NULL && intake_columns_check(call->columns) != OK)
        return command_misused(&command_import, "%s", err_message());
    return EXIT_DONE;
}

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--format", &call->format, NULL },
        { "--lang", &call->lang, NULL },
        { "--columns", &call->columns, NULL },
        { "--encoding", &call->encoding, NULL },
        { "--reviews", NULL, &call->reviews },
        { "--dry-run", NULL, &call->dry_run },
        { "--yes", NULL, &call->yes },
        { "--json", NULL, &call->json },
        { "--undo", NULL, &call->undo },
        { "--list", NULL, &call->list },
        { NULL, NULL, NULL },
    };
    int count, code = options_read(&command_import, slots, argc, argv, 1, &count);

    if (code == EXIT_DONE)
        code = check_call(call, count);
    call->path = count > 0 ? argv[0] : NULL;
    call->asks = !call->yes && !call->json && !call->dry_run && isatty(STDIN_FILENO) != 0 &&
                 isatty(STDERR_FILENO) != 0;
    return code;
}

/* A file that is not there, and a value that is too long, are failures here. */
static int fail(enum err rc)
{
    return command_fail(rc == ERR_ABSENT || rc == ERR_USAGE ? ERR_FORMAT : rc);
}

static enum err print_object(json_t *object)
{
    enum err rc = json_print_line(stdout, object);

    json_decref(object);
    if (rc == OK && fflush(stdout) != 0)
        rc = err_set(ERR_IO, "cannot write the output");
    return rc;
}

/* --- importing --- */

static const char *headword(void *ctx, struct str form, struct str sentence)
{
    struct session *session = ctx;

    return import_words_find(session->words, form, sentence);
}

/* Where nobody is asked: what will be is said, and done. */
static bool announce(void *ctx, const struct intake_report *report)
{
    struct session *session = ctx;

    command_progress_done();
    if (!session->call->json && !session->call->asks)
        import_report_print(&session->request, report);
    return true;
}

static enum err open_session(struct session *session)
{
    const struct call *call = session->call;
    struct intake_request *request = &session->request;
    enum err rc = open_journal(&session->journal);

    if (rc == OK)
        rc = paths_find(&session->paths);
    if (rc != OK)
        return rc;
    session->lang = call->lang != NULL ? xstrdup(call->lang)
                                       : settings_get(session->journal, SETTING_LANG, NULL);
    if (language_load(&session->language, session->paths.assets, session->lang) == OK)
        request->charset = session->language->charset;
    request->format = call->format != NULL ? intake_find(call->format) : NULL;
    if (request->format == NULL)
        rc = intake_recognise(&request->format, call->path);
    if (rc == OK && request->format == NULL)
        return err_set(ERR_FORMAT,
                       "%s: neither its name nor its content says what it is: say it with "
                       "--format: " FORMATS,
                       call->path);
    if (rc == OK && call->reviews && strcmp(intake_name(request->format), "apkg") != 0)
        rc = err_set(ERR_FORMAT, "%s: --reviews is for packages of Anki's", call->path);
    if (rc == OK && intake_looks_up(request->format))
        rc = import_words_open(&session->words, &session->paths, session->journal, session->lang);
    request->lang = session->lang;
    request->headword = session->words != NULL ? headword : NULL;
    return rc;
}

static void close_session(struct session *session)
{
    import_words_close(session->words);
    language_free(session->language);
    free(session->lang);
    paths_dispose(&session->paths);
    journal_close(session->journal);
}

static void say_end(const struct session *session, const struct intake_report *report)
{
    if (session->call->dry_run)
        fputs("Nothing was changed.\n", stderr);
    else if (report->added + report->merged == 0)
        fputs("There is nothing new in it.\n", stderr);
    else
        fputs("Done; `wordloot import --undo` takes it back.\n", stderr);
}

/* Reads all of it, to see what would be; false if the learner does not want it. */
static enum err ask(struct session *session, struct intake_report *report, bool *wanted)
{
    enum err rc;

    session->request.dry_run = true;
    rc = intake_run(session->journal, &session->request, report);
    command_progress_done();
    session->request.dry_run = false;
    if (rc != OK)
        return rc;
    import_report_print(&session->request, report);
    if (report->added + report->merged == 0)
        say_end(session, report);
    *wanted = report->added + report->merged > 0 && import_asked("Import?");
    return OK;
}

static enum err import_file(struct session *session, struct intake_report *report, bool *done)
{
    const struct call *call = session->call;
    bool wanted = true;
    enum err rc = call->asks ? ask(session, report, &wanted) : OK;

    if (rc != OK || !wanted)
        return rc;
    rc = intake_run(session->journal, &session->request, report);
    command_progress_done();
    if (rc != OK)
        return rc;
    *done = !call->dry_run;
    if (call->json)
        return print_object(import_report_json(&session->request, report, *done));
    if (call->dry_run)
        import_report_print(&session->request, report);
    say_end(session, report);
    return OK;
}

static int run_import(const struct call *call)
{
    struct session session = { .call = call };
    struct intake_report report = { 0 };
    bool done = false;
    enum err rc;
    int code;

    session.request = (struct intake_request){ .path = call->path,
                                               .dry_run = call->dry_run,
                                               .reviews = call->reviews,
                                               .columns = call->columns,
                                               .encoding = call->encoding,
                                               .progress = command_progress(),
                                               .now_ms = clock_now_ms(),
                                               .agree = announce,
                                               .ctx = &session };
    rc = open_session(&session);
    if (rc == OK)
        rc = import_file(&session, &report, &done);
    if (rc != OK)
        code = fail(rc);
    else if (call->dry_run || done)
        code = report.added + report.merged > 0 ? EXIT_DONE : EXIT_NOTHING;
    else
        code = EXIT_NOTHING;
    close_session(&session);
    return code;
}

/* --- taking back --- */

static enum err say_undone(const struct call *call, const struct import_undone *undone,
                           json_t *stayed, bool done)
{
    enum err rc = OK;

    if (call->json)
        rc = print_object(import_undone_json(undone, stayed, done));
    else
        import_undone_print(undone, stayed, !done);
    json_decref(stayed);
    return rc;
}

static enum err take_back(struct journal *journal, const struct call *call, bool *done)
{
    const bool dry = call->dry_run || call->asks;
    struct import_undone undone;
    json_t *stayed = NULL;
    enum err rc = import_take_back(journal, dry, &undone, &stayed);

    if (rc != OK)
        return rc;
    *done = !dry;
    rc = say_undone(call, &undone, stayed, *done);
    if (rc != OK || !call->asks || !import_asked("Take it back?"))
        return rc;
    rc = import_take_back(journal, false, &undone, &stayed);
    if (rc == OK) {
        json_decref(stayed);
        *done = true;
        fputs("Done.\n", stderr);
    }
    return rc;
}

static int run_undo(const struct call *call)
{
    struct journal *journal = NULL;
    bool done = false;
    enum err rc = open_journal(&journal);
    int code;

    if (rc == OK)
        rc = take_back(journal, call, &done);
    if (rc == ERR_ABSENT) {
        fprintf(stderr, "wordloot: %s\n", err_message());
        code = EXIT_NOTHING;
    } else if (rc != OK) {
        code = fail(rc);
    } else {
        code = done || call->dry_run ? EXIT_DONE : EXIT_NOTHING;
    }
    journal_close(journal);
    return code;
}

static int run_list(const struct call *call)
{
    struct journal *journal = NULL;
    size_t count = 0;
    enum err rc = open_journal(&journal);

    if (rc == OK)
        rc = import_list_print(journal, call->json, &count);
    journal_close(journal);
    if (rc != OK)
        return fail(rc);
    return count > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int run(int argc, char **argv)
{
    struct call call = { 0 };
    int code;

    if (command_asked_help(&command_import, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    if (call.list)
        return run_list(&call);
    return call.undo ? run_undo(&call) : run_import(&call);
}

const struct command command_import = {
    .name = "import",
    .summary = "words from another program's file",
    .usage =
        "usage: wordloot import [OPTIONS] FILE\n"
        "       wordloot import --undo | --list\n\n"
        "Takes the words of FILE into your journal, all at once. First it says what will be\n"
        "new, what is merged into words that you have, and what is left out and why; on a\n"
        "terminal it asks then. A file that is damaged changes nothing. What the journal has\n"
        "stays as it is, so that a file can be read twice.\n\n"
        "  --format F      csv       rows of cells with commas, semicolons or tabs between\n"
        "                            them; a first row of headings names the columns (word,\n"
        "                            language, form, meaning, translation, sentence, game,\n"
        "                            tags, state, last, note, or so in German, French,\n"
        "                            Italian, Spanish); without it they are word, meaning\n"
        "                            and sentence\n"
        "                  tsv       the same with tabs between them\n"
        "                  list      a word a line, and after a tab its sentence; your\n"
        "                            dictionaries say the headwords\n"
        "                  apkg      a package of Anki's, of any deck (.apkg, .colpkg)\n"
        "                  anki      a text file for Anki, or an export of Anki's as text\n"
        "                  kindle    vocab.db of a Kindle: system/vocabulary/vocab.db\n"
        "                  koreader  vocabulary_builder.sqlite3 of KOReader's settings\n"
        "                  jsonl     a journal, as wordloot export --format jsonl writes it\n"
        "                  Without it, what FILE begins with or its name says it.\n"
        "  --lang L        the language of words of which FILE does not say it\n"
        "                  (the setting \"lang\")\n"
        "  --columns C     for csv, tsv, apkg and anki: which column or field is what, by\n"
        "                  number or heading:\n"
        "                  word=1,meaning=3,sentence=Satz\n"
        "  --encoding E    what FILE is written in, like ISO-8859-2, where it does not say it\n"
        "                  itself (Unicode does; else the language's usual one is taken)\n"
        "  --reviews       for apkg: the reviews too, as if they had been made here\n"
        "  --dry-run       read all of it and say what would be, and change nothing\n"
        "  --yes           do not ask\n"
        "  --json          the report as one object; nothing is asked:\n"
        "                  "
        "{\"file\",\"format\",\"done\",\"rows\",\"added\",\"merged\",\"unchanged\",\n"
        "                  \"skipped\",\"reasons\":[{\"text\",\"came_in\",\"count\",\n"
        "                  \"examples\":[{\"line\",\"text\"}]}]}; came_in tells of rows that are\n"
        "                  in the journal all the same; line may be null\n"
        "  --undo          take the last import back: what it added is removed, what it\n"
        "                  changed is as before. A word that you have met, reviewed or\n"
        "                  changed since stays. Once more takes back the one before it. With\n"
        "                  --json {\"file\",\"time_ms\",\"done\",\"words\",\"encounters\",\n"
        "                  \"reviews\",\"restored\",\"stayed\":[{\"lang\",\"word\"}]};\n"
        "                  --dry-run and --yes as above\n"
        "  --list          the imports, the last first; with --json an object a line:\n"
        "                  {\"file\",\"format\",\"time_ms\",\"added\",\"merged\",\"unchanged\",\n"
        "                  \"skipped\",\"undone_ms\"}\n\n"
        "A meaning becomes a definition of your own, where you have none of that word. Files\n"
        "of a Kindle and of KOReader are read from a copy, and never written.\n\n"
        "Exit codes: 0 done, 1 nothing new, or nothing to take back, 2 wrong call, 3 failed,\n"
        "and nothing is changed.\n",
    .run = run,
};
