#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/commands/commands.h"
#include "dict/base/clock.h"
#include "dict/base/progress.h"

enum { BAR_WIDTH = 28, REDRAW_US = 50000 };

/* Set by Ctrl+C: the next step asks the work to stop and clean up after itself. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

struct bar {
    struct progress progress;
    int64_t drawn_us;
    bool shown;
};

static void draw(const char *what, uint64_t done, uint64_t total)
{
    char cells[BAR_WIDTH + 1];
    double share = total > 0 ? (double)done / (double)total : 0;
    size_t full = share >= 1 ? BAR_WIDTH : (size_t)(share * BAR_WIDTH);

    memset(cells, '.', BAR_WIDTH);
    memset(cells, '#', full);
    cells[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r%-32.32s [%s] %3.0f %%", what, cells, share > 1 ? 100 : share * 100);
    fflush(stderr);
}

static bool step(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    struct bar *bar = ctx;
    int64_t now = clock_mono_us();

    if (isatty(STDERR_FILENO) && (done >= total || now - bar->drawn_us > REDRAW_US)) {
        draw(what, done, total);
        bar->drawn_us = now;
        bar->shown = true;
    }
    return interrupted == 0;
}

static struct bar the_bar;

struct progress *command_progress(void)
{
    struct sigaction action = { .sa_handler = on_interrupt };

    sigemptyset(&action.sa_mask);
    action.sa_flags = (int)SA_RESETHAND; /* a second Ctrl+C ends the program at once */
    sigaction(SIGINT, &action, NULL);
    the_bar = (struct bar){ .progress = { step, &the_bar } };
    return &the_bar.progress;
}

void command_progress_done(void)
{
    if (the_bar.shown)
        fputs("\r\033[K", stderr);
    the_bar.shown = false;
    signal(SIGINT, SIG_DFL);
}
