#include <stdlib.h>
#include <string.h>

#include "app/commands/class_call.h"
#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

enum { DIGITS_MAX = 9, PORT_MAX = 65535, TIMER_MAX_S = 3600, PERCENT_MAX = 100 };

/* --- what was asked --- */

/* TEXT as a number from LEAST to MOST; what is not given stays as it is. */
static bool read_number(int *out, const char *text, int least, int most)
{
    if (text == NULL)
        return true;
    if (text[0] == '\0' || strlen(text) > DIGITS_MAX || strspn(text, "0123456789") != strlen(text))
        return false;
    *out = (int)strtol(text, NULL, 10);
    return *out >= least && *out <= most;
}

static int read_numbers(struct class_call *call)
{
    int questions = 0, controls = 0, old = 0, seed = (int)(clock_now_ms() % 1000000000);

    if (!read_number(&questions, call->questions, 1, SET_QUESTIONS_MAX))
        return command_misused(&command_class, "--questions needs a number from 1 to %d",
                               SET_QUESTIONS_MAX);
    if (!read_number(&controls, call->controls, 0, SET_QUESTIONS_MAX))
        return command_misused(&command_class, "--controls needs a number of words, 4 to 6 say");
    if (!read_number(&old, call->old, 0, SET_QUESTIONS_MAX))
        return command_misused(&command_class, "--old needs a number of words");
    if (!read_number(&call->engine.goal_percent, call->goal, 1, PERCENT_MAX))
        return command_misused(&command_class, "--goal needs a percentage from 1 to 100");
    if (!read_number(&call->timer_s, call->timer, 1, TIMER_MAX_S))
        return command_misused(&command_class, "--timer needs seconds, from 1 to 3600");
    if (!read_number(&call->port_number, call->port, 1, PORT_MAX))
        return command_misused(&command_class, "--port needs a number from 1 to 65535");
    if (!read_number(&seed, call->seed, 0, 999999999))
        return command_misused(&command_class, "--seed needs a number");
    call->compose.most = (size_t)questions;
    call->compose.controls = (size_t)controls;
    call->old_words = (size_t)old;
    call->compose.seed = call->engine.seed = (uint64_t)seed;
    return EXIT_DONE;
}

static int read_level(struct class_call *call)
{
    static const char *const names[] = { "strict", "normal", "lenient" };

    call->engine.level = MARK_NORMAL;
    if (call->level == NULL)
        return EXIT_DONE;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(call->level, names[i]) == 0) {
            call->engine.level = (enum mark_level)i;
            return EXIT_DONE;
        }
    return command_misused(&command_class, "no level \"%.40s\": strict, normal or lenient",
                           call->level);
}

static bool add_kind(struct compose_options *options, struct str name)
{
    static const char *const names[QUESTION_KINDS] = { "cloze", "choice", "word", "definition",
                                                       "order" };

    for (size_t i = 0; i < QUESTION_KINDS && options->kind_count < QUESTION_KINDS; i++)
        if (str_is(name, names[i])) {
            options->kinds[options->kind_count++] = (enum question_kind)i;
            return true;
        }
    return false;
}

static int read_kinds(struct class_call *call)
{
    const char *rest = call->kinds;

    while (rest != NULL && *rest != '\0') {
        const size_t len = strcspn(rest, ",");

        if (!add_kind(&call->compose, str_make(rest, len)))
            return command_misused(&command_class,
                                   "\"%.*s\" is no kind of question: cloze, choice, word, "
                                   "definition or order",
                                   (int)(len < 40 ? len : 40), rest);
        rest += len + (rest[len] == ',');
    }
    return EXIT_DONE;
}

static int check_together(const struct class_call *call)
{
    const int done = (call->report != NULL) + (call->remove != NULL) + (call->missed != NULL) +
                     (call->later != NULL) + call->is_list + call->is_check;

    if (done > 1)
        return command_misused(&command_class, "one thing at a time: --list, --report, --missed, "
                                               "--later, --delete or --check");
    if (call->tag != NULL && call->missed == NULL && !selection_is_filtered(&call->selection))
        return command_misused(&command_class, "--tag goes with --missed or chooses words");
    if (call->set != NULL && call->later != NULL)
        return command_misused(&command_class, "--set and --later are two sets of questions");
    return EXIT_DONE;
}

static int read_call(struct class_call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        SELECTION_SLOTS(&call->selection),
        { "--set", &call->set, NULL },
        { "--save", &call->save, NULL },
        { "--title", &call->title, NULL },
        { "--kinds", &call->kinds, NULL },
        { "--questions", &call->questions, NULL },
        { "--tests", NULL, &call->has_tests },
        { "--controls", &call->controls, NULL },
        { "--old", &call->old, NULL },
        { "--level", &call->level, NULL },
        { "--goal", &call->goal, NULL },
        { "--timer", &call->timer, NULL },
        { "--no-phones", NULL, &call->no_phones },
        { "--no-window", NULL, &call->no_window },
        { "--alone", NULL, &call->is_alone },
        { "--address", &call->address, NULL },
        { "--port", &call->port, NULL },
        { "--seed", &call->seed, NULL },
        { "--new", NULL, &call->is_new },
        { "--ready", NULL, &call->is_ready },
        { "--list", NULL, &call->is_list },
        { "--report", &call->report, NULL },
        { "--csv", NULL, &call->is_csv },
        { "--out", &call->out, NULL },
        { "--missed", &call->missed, NULL },
        { "--later", &call->later, NULL },
        { "--delete", &call->remove, NULL },
        { "--check", NULL, &call->is_check },
        { NULL, NULL, NULL },
    };
    int count, code = options_read(&command_class, slots, argc, argv, 0, &count);

    call->tag = call->selection.tag;
    if (code == EXIT_DONE)
        code = check_together(call);
    if (code == EXIT_DONE)
        code = read_numbers(call);
    if (code == EXIT_DONE)
        code = read_level(call);
    if (code == EXIT_DONE)
        code = read_kinds(call);
    if (call->is_alone)
        call->no_phones = true;
    return code == EXIT_DONE ? selection_read(&call->selection, &command_class) : code;
}

/* --- doing it --- */

void class_know_language(struct class_call *call, const char *lang)
{
    struct library *library = glossary_library(call->glossary, lang);

    if (library == NULL)
        return;
    call->engine.articles = library_language(library)->articles;
    call->engine.is_word = glossary_is_word;
    call->engine.ctx = library;
}

static enum err open_all(struct class_call *call)
{
    char *path;
    enum err rc = paths_find(&call->paths);

    if (rc == OK)
        rc = open_journal(&call->journal);
    if (rc == OK)
        rc = glossary_open(&call->glossary, call->journal);
    if (rc != OK)
        return rc;
    path = class_store_path(call);
    rc = store_open(&call->store, path, clock_now_ms());
    free(path);
    if (rc == OK)
        class_sweep_reports(call);
    return rc;
}

static void close_all(struct class_call *call)
{
    store_close(call->store);
    glossary_close(call->glossary);
    journal_close(call->journal);
    paths_dispose(&call->paths);
}

static enum err serve(struct class_call *call)
{
    if (call->is_check)
        return class_check(call);
    if (call->is_list)
        return class_print_list(call);
    if (call->report != NULL)
        return class_print_report(call);
    if (call->missed != NULL)
        return class_print_missed(call);
    if (call->remove != NULL)
        return class_delete(call);
    return class_run(call);
}

static int run(int argc, char **argv)
{
    struct class_call call = { 0 };
    enum err rc;
    int code;

    if (command_asked_help(&command_class, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_all(&call);
    if (rc == OK)
        rc = serve(&call);
    close_all(&call);
    return rc == OK ? EXIT_DONE : command_fail(rc);
}

const struct command command_class = {
    .name = "class",
    .summary = "review words together: on the projector, with phones or without",
    .usage =
        "usage: wordloot class [OPTIONS]\n"
        "       wordloot class --set FILE [OPTIONS]\n"
        "       wordloot class --list | --report N | --missed N | --later N | --delete N\n"
        "       wordloot class --check\n\n"
        "Makes questions of the words of the last play session (or of those that the options\n"
        "choose), shows them to you first, and runs the review in a window for the projector.\n"
        "Phones in the same network join by a QR code. A session that was not ended, whatever\n"
        "happened, goes on when you start it again. Nothing listens while no class is open, and\n"
        "nothing leaves the room.\n\n"
        "Words:\n" SELECTION_USAGE
        "  --old N        so many due words of earlier days open the session (3)\n\n"
        "Questions:\n"
        "  --set FILE     those of a prepared set\n"
        "  --save FILE    saves the set as a file to keep or share, and ends\n"
        "  --ready        begins without showing them first\n"
        "  --title T      what the session is called (the game)\n"
        "  --questions N  at most so many words\n"
        "  --kinds K,K    in turn: cloze (a gap, typed), choice (a gap, one of four), word and\n"
        "                 definition (one of four), order (of the sentence's words)\n"
        "  --tests        a test before and one after, in two forms, with control words that\n"
        "                 are not practised (--controls N, otherwise 4 to 6)\n"
        "  --level L      typed answers are marked strict, normal or lenient\n\n"
        "Room:\n"
        "  --no-phones    raised hands are counted, by keys and clicks\n"
        "  --no-window    without the projector: your page in the browser does it all\n"
        "  --alone        you alone at this machine: what you had counts as your own review\n"
        "  --address A    of this machine in the phones' network; --port N\n"
        "  --timer S      seconds for a question; calm without\n"
        "  --goal P       percent right that the class wants to reach\n"
        "  --new          begins anew though a session was not ended\n\n"
        "Afterwards (N is a session's number, or last):\n"
        "  --list         the sessions of the last 30 days; older ones are deleted\n"
        "  --report N     its report; --out FILE (- is the output), --csv for spreadsheets\n"
        "  --missed N     the words it missed; with --tag T they get a tag in your journal,\n"
        "                 for wordloot export --tag T\n"
        "  --later N      its test once more, a week or two later\n"
        "  --delete N     forgets it, with its report\n"
        "  --check        whether phones can reach this machine, with a QR code to try\n\n"
        "Exit codes: 0 done, 1 nothing to do, 2 wrong call, 3 failed.\n",
    .run = run,
};
