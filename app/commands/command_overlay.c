#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/commands/overlay_reviews.h"
#include "app/journal/settings.h"
#include "app/overlay/overlay.h"
#include "app/platform/control.h"
#include "app/platform/paths.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/dict.h"

enum { REPLY_WAIT_MS = 3000, REPLY_MAX = 1 << 16, END_TRIES = 300 };

struct call {
    const char *learn, *gloss, *hotkey; /* NULL: as set */
    bool desktop;
};

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--learn", &call->learn, NULL },
        { "--gloss", &call->gloss, NULL },
        { "--hotkey", &call->hotkey, NULL },
        { "--desktop", NULL, &call->desktop },
        { NULL, NULL, NULL },
    };
    int count = 0;

    return options_read(&command_overlay, slots, argc, argv, 0, &count);
}

/* A language given on the command line is remembered. */
static enum err remember(struct journal *journal, enum setting which, const char *value,
                         const char *assets)
{
    const struct language *language = NULL;
    enum err rc;

    if (value == NULL)
        return OK;
    rc = language_load(&language, assets, value);
    language_free(language);
    if (rc == OK && journal != NULL && !journal_is_read_only(journal))
        rc = settings_set(journal, which, NULL, value);
    return rc;
}

static enum err remember_call(const struct call *call, struct journal *journal, const char *assets)
{
    enum err rc = remember(journal, SETTING_LANG, call->learn, assets);

    return rc == OK ? remember(journal, SETTING_GLOSS, call->gloss, assets) : rc;
}

static char *chosen(const char *given, struct journal *journal, enum setting which)
{
    return given != NULL ? xstrdup(given) : settings_get(journal, which, NULL);
}

static enum err run_overlay(const struct call *call, const struct paths *paths,
                            struct journal *journal, const char *problem, int64_t start_us)
{
    char *lang = chosen(call->learn, journal, SETTING_LANG);
    char *gloss = chosen(call->gloss, journal, SETTING_GLOSS);
    char *hotkey = chosen(call->hotkey, journal, SETTING_HOTKEY);
    char *read_hotkey = chosen(NULL, journal, SETTING_READ_HOTKEY);
    char *window = settings_get(journal, SETTING_WINDOW, NULL);
    char *ui = settings_get(journal, SETTING_UI, NULL);
    struct overlay_reviews reviews;
    struct overlay_options options = {
        .paths = paths,
        .journal = journal,
        .problem = problem,
        .memory = overlay_reviews_init(&reviews, journal, lang),
        .lang = lang,
        .gloss = gloss,
        .ui = ui,
        .hotkey = hotkey,
        .read_hotkey = read_hotkey,
        .desktop = call->desktop || strcmp(window, "desktop") == 0,
        .start_us = start_us,
    };
    enum err rc = overlay_run(&options);

    free(lang);
    free(gloss);
    free(hotkey);
    free(read_hotkey);
    free(window);
    free(ui);
    return rc;
}

/* ERR_ABSENT: no overlay is running. */
static enum err tell_running(const struct paths *paths, const char *request)
{
    struct buf reply;
    enum err rc;

    buf_init(&reply, REPLY_MAX);
    rc = control_send(paths->runtime, request, &reply, REPLY_WAIT_MS);
    buf_dispose(&reply);
    return rc;
}

/* Ends the running overlay, which cannot become what the call wants. */
static void end_running(const struct paths *paths)
{
    const struct timespec pause = { 0, 10000000 };
    int tries;

    if (tell_running(paths, "quit") != OK)
        return;
    for (tries = 0; tries < END_TRIES && tell_running(paths, "status") == OK; tries++)
        nanosleep(&pause, NULL);
}

static bool wants_another(const struct call *call)
{
    return call->learn != NULL || call->gloss != NULL || call->hotkey != NULL || call->desktop;
}

static enum err open_and_run(const struct call *call, const struct paths *paths, int64_t start_us)
{
    char *file = file_join(paths->data, "journal.db");
    struct journal *journal = NULL;
    char *problem = NULL;
    enum err rc = journal_open(&journal, file);

    /* A look at a word is still worth having; a newer journal is not: it would
     * be used by a program that cannot know what it means. */
    if (rc == ERR_NEWER)
        goto out;
    if (rc != OK)
        problem = xstrdup(err_message());
    else if (journal_notice(journal) != NULL)
        problem = xstrdup(journal_notice(journal));
    rc = remember_call(call, journal, paths->assets);
    if (rc == OK)
        rc = run_overlay(call, paths, journal, problem, start_us);
out:
    journal_close(journal);
    free(problem);
    free(file);
    return rc;
}

static int run(int argc, char **argv)
{
    int64_t start_us = clock_mono_us();
    struct call call = { 0 };
    struct paths paths = { 0 };
    enum err rc;
    int code;

    if (command_asked_help(&command_overlay, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = paths_find(&paths);
    if (rc == OK && wants_another(&call))
        end_running(&paths);
    else if (rc == OK && tell_running(&paths, "show") == OK)
        goto out;
    if (rc == OK)
        rc = open_and_run(&call, &paths, start_us);
    if (rc == ERR_BUSY)
        rc = tell_running(&paths, "show");
out:
    /* What is absent here, a font say, keeps the overlay from running. */
    code = rc == OK ? EXIT_DONE : command_fail(rc == ERR_ABSENT ? ERR_IO : rc);
    paths_dispose(&paths);
    return code;
}

const struct command command_overlay = {
    .name = "overlay",
    .summary = "the card over the game (what `wordloot` alone starts)",
    .usage = "usage: wordloot [overlay] [OPTIONS]\n\n"
             "Starts the overlay, or shows the one that runs; with options it is started anew.\n\n"
             "  --learn LANG    the language you learn (it, de, ...); remembered\n"
             "  --gloss LANG    the language to explain it in; remembered\n"
             "  --hotkey KEYS   for this time: \"Ctrl+Alt+W\"; `wordloot set hotkey` for good\n"
             "  --desktop       an ordinary window instead of one over the game\n\n"
             "Exit codes: 0 done, 2 wrong call, 3 failed.\n",
    .run = run,
};
