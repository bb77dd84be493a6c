#ifndef OVERLAY_OVERLAY_H
#define OVERLAY_OVERLAY_H

/* The lookup card over the game, from its start to its end. */

#include <stdbool.h>
#include <stdint.h>

#include "app/journal/journal.h"
#include "app/overlay/memory.h"
#include "app/platform/paths.h"
#include "dict/base/err.h"

struct overlay_options {
    const struct paths *paths;
    struct journal *journal;             /* NULL: nothing can be kept, and PROBLEM says why */
    const char *problem;                 /* a line for the greeting, or NULL */
    const struct overlay_memory *memory; /* NULL: nothing is known of reviews */
    const char *lang, *gloss;
    const char *ui;          /* the interface's language; NULL: the desktop's */
    const char *hotkey;      /* "Super+W" */
    const char *read_hotkey; /* "Super+E" */
    bool desktop;            /* an ordinary window instead of one over the game */
    int64_t start_us;        /* clock_mono_us() when the program began */
};

/* Runs until it is told to quit. ERR_BUSY: another overlay runs already.
 * ERR_UNSUPPORTED: no display. ERR_ABSENT: no font. */
MUST_CHECK enum err overlay_run(const struct overlay_options *options);

#endif
