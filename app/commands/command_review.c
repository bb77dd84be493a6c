#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/commands.h"
#include "app/commands/glossary.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/commands/start_program.h"
#include "app/journal/settings.h"
#include "app/review/review.h"
#include "dict/base/clock.h"

enum { NUMBER_DIGITS = 4 };

struct call {
    const char *lang, *minutes, *cards; /* NULL: not given */
    bool count, json;
    struct deck_options deck;
};

/* TEXT (NULL: 0) as a number from 1 on; false if it is none. */
static bool read_number(int *out, const char *text)
{
    *out = text != NULL ? (int)strtol(text, NULL, 10) : 0;
    return text == NULL || (*out > 0 && strlen(text) <= NUMBER_DIGITS &&
                            strspn(text, "0123456789") == strlen(text));
}

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--lang", &call->lang, NULL },
        { "--minutes", &call->minutes, NULL },
        { "--cards", &call->cards, NULL },
        { "--count", NULL, &call->count },
        { NULL, NULL, NULL },
    };
    int count, code = options_read(&command_review, slots, argc, argv, 0, &count);

    if (code != EXIT_DONE)
        return code;
    call->deck.lang = call->lang;
    if (!read_number(&call->deck.minutes, call->minutes))
        return command_misused(&command_review, "--minutes needs a number from 1 to 9999");
    if (!read_number(&call->deck.cards, call->cards))
        return command_misused(&command_review, "--cards needs a number from 1 to 9999");
    return EXIT_DONE;
}

/* --- what words mean --- */

static void mean(void *ctx, const char *lang, const char *headword, struct meaning *out)
{
    glossary_mean(ctx, lang, headword, &out->definition, &out->translation);
}

/* --- what was typed --- */

static struct verdict mark(void *ctx, const char *lang, const char *form, const char *headword,
                           const char *typed)
{
    static const char *const keys[MARK_COUNT] = {
        [MARK_EXACT] = "mark.exact",
        [MARK_SPACING] = "mark.spacing",
        [MARK_ARTICLE] = "mark.article",
        [MARK_ACCENT] = "mark.accent",
        [MARK_SLIP] = "mark.slip",
        [MARK_ACCEPTED] = "mark.accepted",
        [MARK_OTHER_ARTICLE] = "mark.other-article",
        [MARK_WRONG] = "mark.wrong",
    };
    struct library *library = glossary_library(ctx, lang);
    const struct str accepted = str_of(headword);
    const struct mark_question question = {
        .want = str_of(form),
        .accepted = &accepted,
        .accepted_count = 1,
        .articles = library != NULL ? library_language(library)->articles : NULL,
        .is_word = library != NULL ? glossary_is_word : NULL,
        .ctx = library,
    };
    const enum mark given = mark_answer(&question, str_of(typed));

    return (struct verdict){ keys[given], mark_is_right(given, MARK_NORMAL) };
}

static enum err export_words_window(void *ctx)
{
    static const char *const argv[] = { "wordloot", "export", "--window", NULL };

    (void)ctx;
    return start_program(argv);
}

static enum err run_window(const struct call *call, struct journal *journal)
{
    struct review_options options = { .journal = journal,
                                      .deck = call->deck,
                                      .export_words = export_words_window };
    char *ui = settings_get(journal, SETTING_UI, NULL);
    struct glossary *glossary = NULL;
    enum err rc = glossary_open(&glossary, journal);

    options.ui = ui[0] != '\0' ? ui : NULL;
    if (rc == OK) {
        options.assets_dir = glossary_assets(glossary);
        options.words = (struct round_words){ mean, mark, glossary };
        rc = review_run(&options);
    }
    glossary_close(glossary);
    free(ui);
    return rc;
}

static enum err print_count(const struct call *call, struct journal *journal, int *due)
{
    enum err rc = deck_count_due(journal, call->lang, clock_now_ms(), due);

    if (rc == OK)
        printf("%d\n", *due);
    return rc;
}

static int run(int argc, char **argv)
{
    struct journal *journal = NULL;
    struct call call = { 0 };
    int code, due = 1;
    enum err rc;

    if (command_asked_help(&command_review, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_journal(&journal);
    if (rc != OK)
        return command_fail(rc);
    rc = call.count ? print_count(&call, journal, &due) : run_window(&call, journal);
    journal_close(journal);
    if (rc != OK)
        return command_fail(rc);
    return due > 0 ? EXIT_DONE : EXIT_NOTHING;
}

const struct command command_review = {
    .name = "review",
    .summary = "bring the words you kept back to you",
    .usage = "usage: wordloot review [OPTIONS]\n\n"
             "Opens a window in which the kept words come back at the right time (FSRS): the\n"
             "sentence they were met in, then what they mean, then your answer. Space shows,\n"
             "Enter is \"got it\", 1 is \"again\", Ctrl+Z takes back. Each answer is on the disk\n"
             "before the next word shows.\n\n"
             "  --lang L      only words of this language\n"
             "  --minutes N   how long a session is (the setting \"session-minutes\")\n"
             "  --cards N     at most so many words\n"
             "  --count       print how many words can be reviewed now, and no window\n\n"
             "Exit codes: 0 done, 1 with --count: none, 2 wrong call, 3 failed.\n",
    .run = run,
};
