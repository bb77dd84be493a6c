#include "app/overlay/overlay.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "app/overlay/overlay_private.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/log.h"
#include "dict/base/mem.h"

#define LOG_MODULE "overlay"

enum { SUGGESTIONS = 3 };

/* Set by the signals that end programs; the loop looks at it. */
static volatile sig_atomic_t told_to_end;

static void on_end(int signal_number)
{
    (void)signal_number;
    told_to_end = 1;
}

/* The signals are blocked but while the loop sleeps, so that none is missed
 * between the look and the sleep. */
static void catch_signals(sigset_t *while_asleep)
{
    struct sigaction action = { .sa_handler = on_end };
    sigset_t blocked;

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGHUP);
    sigprocmask(SIG_BLOCK, &blocked, while_asleep);
}

/* --- build up --- */

static void add_problem(struct overlay *overlay, const char *text)
{
    size_t i = 0;

    while (i < OVERLAY_PROBLEMS_MAX && overlay->problems[i] != NULL)
        i++;
    if (i < OVERLAY_PROBLEMS_MAX)
        overlay->problems[i] = xstrdup(text);
    log_warn("%s", text);
}

static void open_library(struct overlay *overlay)
{
    const struct overlay_options *options = overlay->options;
    struct library_options wanted = {
        .assets_dir = options->paths->assets,
        .config_dir = options->paths->config,
        .cache_dir = options->paths->cache,
        .data_dir = options->paths->data,
        .lang = options->lang,
        .gloss = options->gloss,
    };
    const char *problem;
    size_t i;

    if (library_open(&overlay->library, &wanted) != OK) {
        add_problem(overlay, err_message());
        return;
    }
    for (i = 0; (problem = library_problem(overlay->library, i)) != NULL; i++)
        add_problem(overlay, problem);
}

/* "Super+W is taken by another program. Free here: ..." */
static void add_hotkey_problem(struct overlay *overlay, enum err why, const char *keys,
                               const char *setting)
{
    const char *names[SUGGESTIONS];
    size_t i, count = platform_hotkey_suggest(overlay->platform, names, SUGGESTIONS);
    struct buf line;
    char *text;

    if (why != ERR_BUSY) {
        add_problem(overlay, err_message());
        return;
    }
    buf_init(&line, 200);
    for (i = 0; i < count; i++)
        buf_printf(&line, "%s%s", i > 0 ? ", " : "", names[i]);
    text =
        texts_fill(overlay->looks.texts, "problem.hotkey-taken",
                   TEXT_ARGS({ "key", keys }, { "free", buf_text(&line) }, { "setting", setting }));
    add_problem(overlay, text);
    free(text);
    buf_dispose(&line);
}

static bool grab_hotkey(struct overlay *overlay, int id, const char *keys, const char *setting)
{
    enum err rc = platform_hotkey_grab(overlay->platform, id, keys);

    if (rc != OK)
        add_hotkey_problem(overlay, rc, keys, setting);
    return rc == OK;
}

static void grab_hotkeys(struct overlay *overlay)
{
    const struct overlay_options *options = overlay->options;

    overlay->hotkey_works = grab_hotkey(overlay, HOTKEY_SHOW, options->hotkey, "hotkey");
    if (reader_is_installed())
        overlay->read_hotkey_works =
            grab_hotkey(overlay, HOTKEY_READ, options->read_hotkey, "read-hotkey");
}

static enum err build_up(struct overlay *overlay)
{
    const struct overlay_options *options = overlay->options;
    enum err rc =
        control_open(&overlay->control, options->paths->runtime, requests_answer, overlay);

    if (rc == OK)
        rc = platform_open(&overlay->platform);
    if (rc == OK)
        rc = looks_open(&overlay->looks, options->paths->assets, options->ui);
    if (rc == OK)
        rc = screen_open(overlay);
    if (rc != OK)
        return rc;
    if (options->problem != NULL)
        add_problem(overlay, options->problem);
    open_library(overlay);
    grab_hotkeys(overlay);
    read_open(overlay);
    watch_open(overlay);
    card_init(&overlay->card, overlay->library, options->journal, options->lang);
    overlay->card.memory = options->memory;
    overlay->card.open = overlay->dirty = true;
    overlay->card.has_keyboard = options->desktop;
    overlay->monitor = window_monitor(overlay->window, 0, 0);
    prefs_load(&overlay->prefs, options->journal, NULL);
    screen_find_game(overlay);
    screen_plan_hiding(overlay);
    return OK;
}

static void tear_down(struct overlay *overlay)
{
    size_t i;

    if (overlay->view != NULL)
        card_dispose(&overlay->card);
    read_close(overlay);
    watch_close(overlay);
    view_free(overlay->view);
    window_close(overlay->window);
    looks_close(&overlay->looks);
    library_close(overlay->library);
    platform_close(overlay->platform);
    control_close(overlay->control);
    for (i = 0; i < OVERLAY_PROBLEMS_MAX; i++)
        free(overlay->problems[i]);
}

/* --- the loop --- */

static int sooner(int a, int b)
{
    if (a < 0)
        return b;
    return b < 0 || a < b ? a : b;
}

/* How long the loop may sleep, in milliseconds; -1: until something comes. */
static int sleep_ms(const struct overlay *overlay)
{
    int wait =
        sooner(platform_deadline_ms(overlay->platform), control_deadline_ms(overlay->control));
    int64_t left;

    wait = sooner(wait, sooner(read_deadline_ms(overlay), watch_deadline_ms(overlay)));

    if (overlay->guess_until_us != 0) {
        left = (overlay->guess_until_us - clock_mono_us()) / 1000 + 1;
        wait = sooner(wait, left > 0 ? (int)left : 0);
    }
    if (overlay->hide_at_us == 0)
        return wait;
    left = (overlay->hide_at_us - clock_mono_us()) / 1000 + 1;
    return sooner(wait, left > 0 ? (int)left : 0);
}

static void sleep_until_input(struct overlay *overlay, const sigset_t *while_asleep)
{
    struct pollfd polls[CONTROL_POLLS + 4];
    size_t count = control_polls(overlay->control, polls);
    int wait = sleep_ms(overlay);
    struct timespec limit = { wait / 1000, (long)(wait % 1000) * 1000000 };

    polls[count++] = (struct pollfd){ .fd = platform_fd(overlay->platform), .events = POLLIN };
    polls[count++] = (struct pollfd){ .fd = window_fd(overlay->window), .events = POLLIN };
    polls[count++] = (struct pollfd){ .fd = read_fd(overlay), .events = POLLIN };
    polls[count++] = (struct pollfd){ .fd = watch_fd(overlay), .events = POLLIN };
    ppoll(polls, count, wait < 0 ? NULL : &limit, while_asleep);
    overlay->wakeups++;
}

static void hide_when_due(struct overlay *overlay)
{
    if (overlay->hide_at_us == 0 || clock_mono_us() < overlay->hide_at_us)
        return;
    overlay->hide_at_us = 0;
    screen_close_card(overlay);
}

static void step(struct overlay *overlay)
{
    input_platform_events(overlay);
    input_window_events(overlay);
    control_step(overlay->control);
    read_step(overlay);
    watch_step(overlay);
    hide_when_due(overlay);
    screen_update(overlay);
}

static void loop(struct overlay *overlay)
{
    sigset_t while_asleep;

    catch_signals(&while_asleep);
    step(overlay);
    /* The first word should not wait for the spelling file. */
    if (overlay->library != NULL)
        library_warm(overlay->library);
    screen_count_due(overlay);
    overlay->dirty = overlay->dirty || overlay->due > 0;
    while (!overlay->quit && !told_to_end) {
        step(overlay);
        /* Drawing may have read events that poll() will not tell of again. */
        input_platform_events(overlay);
        input_window_events(overlay);
        if (!overlay->dirty && !overlay->quit)
            sleep_until_input(overlay, &while_asleep);
    }
    sigprocmask(SIG_SETMASK, &while_asleep, NULL);
}

enum err overlay_run(const struct overlay_options *options)
{
    struct overlay *overlay = xcalloc(1, sizeof(*overlay));
    enum err rc;

    overlay->options = options;
    rc = build_up(overlay);
    if (rc == OK) {
        loop(overlay);
        rc = overlay->failed;
    }
    tear_down(overlay);
    free(overlay);
    return rc;
}
