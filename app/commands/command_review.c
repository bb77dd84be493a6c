#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/open_library.h"
#include "app/commands/options.h"
#include "app/journal/settings.h"
#include "app/journal/taught.h"
#include "app/review/review.h"
#include "dict/base/clock.h"
#include "dict/base/json.h"

enum { NUMBER_DIGITS = 4, SENSES_SHOWN = 3, MEANING_MAX = 1000 };

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

/* The dictionaries of the language asked for last: a session is mostly of one. */
struct glossary {
    struct paths paths;
    struct journal *journal;
    struct library *library;
    char *lang;
};

static const char *defined(void *ctx, const char *headword)
{
    struct glossary *glossary = ctx;

    return journal_definition_get(glossary->journal, glossary->lang, headword);
}

static bool open_lang(struct glossary *glossary, const char *lang)
{
    if (glossary->lang != NULL && strcmp(glossary->lang, lang) == 0)
        return glossary->library != NULL;
    library_close(glossary->library);
    free(glossary->lang);
    glossary->library = NULL;
    glossary->lang = NULL;
    return open_library(&glossary->library, &glossary->lang, &glossary->paths, glossary->journal,
                        lang, NULL) == OK;
}

/* The first senses of the entries that are IN_LANGUAGE or not, numbered; NULL for none. */
static char *glosses(const struct entry *entries, size_t count, bool in_language)
{
    struct buf text;
    char *taken = NULL;
    size_t i, k, shown = 0;

    buf_init(&text, (size_t)MEANING_MAX * SENSES_SHOWN);
    for (i = 0; i < count; i++) {
        for (k = 0; k < entries[i].sense_count && shown < SENSES_SHOWN; k++) {
            const char *gloss = entries[i].senses[k].gloss;

            if (entries[i].in_language != in_language || gloss[0] == '\0')
                continue;
            buf_printf(&text, "%s%.*s", shown++ > 0 ? "\n" : "",
                       STR_ARG(str_sub(str_of(gloss), 0, MEANING_MAX)));
        }
    }
    if (text.len > 0 && buf_ok(&text, "a meaning") == OK)
        taken = buf_take(&text);
    buf_dispose(&text);
    return taken;
}

static void mean(void *ctx, const char *lang, const char *headword, struct meaning *out)
{
    struct glossary *glossary = ctx;
    const struct query query = {
        .form = str_of(headword), .form_at = SIZE_MAX, .defined = defined, .ctx = glossary
    };
    const struct entry *entries;
    struct answer answer;
    size_t count, i;

    if (!open_lang(glossary, lang) || library_lookup(glossary->library, &answer, &query) != OK)
        return;
    for (i = 0; i < answer.candidate_count; i++) {
        if (strcmp(answer.candidates[i].headword, headword) != 0)
            continue;
        entries = entries_merge(answer.arena, answer.candidates[i].entries,
                                answer.candidates[i].entry_count, &count);
        out->definition = glosses(entries, count, true);
        out->translation = glosses(entries, count, false);
        break;
    }
    answer_dispose(&answer);
}

/* --- what was typed --- */

/* Whether FOLD is a word or a form of one, so that it can be no slip of another's. */
static bool is_word(void *ctx, struct str fold)
{
    struct glossary *glossary = ctx;
    const struct query query = { .form = fold, .form_at = SIZE_MAX };
    struct answer answer;
    bool found;

    if (library_lookup(glossary->library, &answer, &query) != OK)
        return false;
    found = answer.candidate_count > 0 && answer.candidates[0].how <= HOW_FORM;
    answer_dispose(&answer);
    return found;
}

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
    struct glossary *glossary = ctx;
    const struct str accepted = str_of(headword);
    const bool known = open_lang(glossary, lang);
    const struct mark_question question = {
        .want = str_of(form),
        .accepted = &accepted,
        .accepted_count = 1,
        .articles = known ? library_language(glossary->library)->articles : NULL,
        .is_word = known ? is_word : NULL,
        .ctx = glossary,
    };
    const enum mark given = mark_answer(&question, str_of(typed));

    return (struct verdict){ keys[given], mark_is_right(given, MARK_NORMAL) };
}

static enum err run_window(const struct call *call, struct journal *journal)
{
    struct glossary glossary = { .journal = journal };
    struct review_options options = { .journal = journal,
                                      .deck = call->deck,
                                      .words = { mean, mark, &glossary } };
    char *ui = settings_get(journal, SETTING_UI, NULL);
    enum err rc = paths_find(&glossary.paths);

    options.assets_dir = glossary.paths.assets;
    options.ui = ui[0] != '\0' ? ui : NULL;
    if (rc == OK)
        rc = review_run(&options);
    library_close(glossary.library);
    free(glossary.lang);
    paths_dispose(&glossary.paths);
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
