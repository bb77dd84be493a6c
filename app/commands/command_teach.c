#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/columns.h"
#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/journal/settings.h"
#include "app/journal/taught.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

struct call {
    const char *lang, *define; /* NULL: not given */
    bool json, forget;
    char **words;
    int word_count;
};

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--lang", &call->lang, NULL },
        { "--define", &call->define, NULL },
        { "--forget", NULL, &call->forget },
        { "--json", NULL, &call->json },
        { NULL, NULL, NULL },
    };
    int code = options_read(&command_teach, slots, argc, argv, 2, &call->word_count);

    call->words = argv;
    if (code != EXIT_DONE)
        return code;
    if (call->define != NULL && (call->word_count != 1 || call->forget))
        return command_misused(&command_teach, "--define needs the text and a headword");
    if (call->forget && call->word_count != 1)
        return command_misused(&command_teach, "--forget needs a form or a headword");
    if (call->define == NULL && !call->forget && call->word_count == 1)
        return command_misused(&command_teach, "say which headword the form belongs to");
    return EXIT_DONE;
}

/* --- the list --- */

struct listing {
    bool json;
    size_t count;
    enum err rc;
};

static json_t *text_or_null(struct str text)
{
    return text.ptr != NULL ? json_str(text) : json_null();
}

static void put_json(struct listing *listing, const struct taught_row *row)
{
    json_t *line =
        json_pack("{s:o, s:o, s:o, s:o, s:I}", "lang", json_str(row->lang), "form",
                  text_or_null(row->form), "headword", json_str(row->headword), "definition",
                  text_or_null(row->text), "changed_ms", (json_int_t)row->changed_ms);

    if (listing->rc == OK)
        listing->rc = json_print_line(stdout, line);
    json_decref(line);
}

static void list_row(void *ctx, const struct taught_row *row)
{
    enum { WORD_WIDTH = 22 };
    const size_t columns = columns_of_output();
    struct listing *listing = ctx;

    listing->count++;
    if (listing->json) {
        put_json(listing, row);
        return;
    }
    columns_put(stdout, row->lang, 3, 3);
    columns_put(stdout, row->form.ptr != NULL ? row->form : row->headword, WORD_WIDTH, WORD_WIDTH);
    fputs(row->form.ptr != NULL ? " -> " : "  = ", stdout);
    columns_put(stdout, row->form.ptr != NULL ? row->headword : row->text,
                columns == SIZE_MAX ? columns : columns - WORD_WIDTH - 3 - 4, 0);
    putchar('\n');
}

static int list(struct journal *journal, const struct call *call)
{
    struct listing listing = { .json = call->json };
    enum err rc = journal_taught(journal, call->lang, list_row, &listing);

    if (rc == OK)
        rc = listing.rc;
    if (rc != OK)
        return command_fail(rc);
    if (listing.count > 0)
        return EXIT_DONE;
    fputs("Nothing was taught yet: Ctrl+L and Ctrl+D at an answer do it, or\n"
          "`wordloot teach FORM HEADWORD`.\n",
          stderr);
    return EXIT_NOTHING;
}

/* --- changes --- */

/* A form and a headword may be written alike: what is forgotten is whatever was taught. */
static enum err forget(struct journal *journal, const char *lang, const char *word)
{
    const bool form = journal_override_get(journal, lang, word) != NULL;
    const bool definition = journal_definition_get(journal, lang, word) != NULL;
    enum err rc = OK;

    if (!form && !definition)
        return err_set(ERR_ABSENT, "nothing was taught of \"%.100s\" in \"%.20s\"", word, lang);
    if (form)
        rc = journal_override_set(journal, lang, word, NULL);
    if (rc == OK && definition)
        rc = journal_definition_set(journal, lang, word, NULL);
    return rc;
}

static enum err change(struct journal *journal, const struct call *call)
{
    char *lang =
        call->lang != NULL ? xstrdup(call->lang) : settings_get(journal, SETTING_LANG, NULL);
    enum err rc;

    if (call->forget)
        rc = forget(journal, lang, call->words[0]);
    else if (call->define != NULL)
        rc = journal_definition_set(journal, lang, call->words[0], call->define);
    else
        rc = journal_override_set(journal, lang, call->words[0], call->words[1]);
    free(lang);
    return rc;
}

static int run(int argc, char **argv)
{
    struct call call = { 0 };
    struct journal *journal = NULL;
    int code;
    enum err rc;

    if (command_asked_help(&command_teach, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_journal(&journal);
    if (rc != OK)
        return command_fail(rc);
    if (call.word_count == 0) {
        code = list(journal, &call);
    } else {
        rc = change(journal, &call);
        code = rc == OK ? EXIT_DONE : command_fail(rc);
    }
    journal_close(journal);
    return code;
}

const struct command command_teach = {
    .name = "teach",
    .summary = "say which headword a form belongs to, or what a word means",
    .usage = "usage: wordloot teach [--lang L] FORM HEADWORD\n"
             "       wordloot teach [--lang L] --define TEXT HEADWORD\n"
             "       wordloot teach [--lang L] --forget FORM-OR-HEADWORD\n"
             "       wordloot teach [--lang L] [--json]\n\n"
             "What is taught holds from the next lookup on, for good: the headword comes first\n"
             "for that form, a definition of your own stands before those of dictionaries. In the\n"
             "overlay, Ctrl+L and Ctrl+D at an answer do the same. Without words, lists it all.\n\n"
             "  --lang L   the language (the setting \"lang\", else it; the list has all)\n"
             "  --json     one object a line: lang, form (null for a definition), headword,\n"
             "             definition (null for a form), changed_ms\n\n"
             "Exit codes: 0 done, 1 nothing was taught, 2 wrong call, 3 failed.\n",
    .run = run,
};
