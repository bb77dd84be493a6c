#ifndef UI_CHOOSER_H
#define UI_CHOOSER_H

/* A window of lists side by side, in each of which one thing is chosen, before something is
 * done with what was chosen. By keys: arrows in a list, Tab or arrows to the next one, Enter
 * does it, Esc closes; by mouse: a click chooses, and the button does it. */

#include <stdbool.h>
#include <stddef.h>

#include "app/ui/looks.h"

struct chooser_list {
    const char *title;
    const char *const *labels;
    const char *const *details; /* one a label, shown below the lists; NULL for none */
    size_t count, chosen;
};

/* All borrowed while it runs. */
struct chooser {
    const char *title;
    struct chooser_list *lists;
    size_t list_count;
    const char *button; /* what is done */
    /* Does it, and says in *NOTICE (the window's to free) how it went; false for badly. */
    bool (*act)(void *ctx, char **notice);
    /* Text for the clipboard after it, or NULL: borrowed, and there while the window is open. */
    const char *(*copied)(void *ctx);
    void *ctx;
};

/* Runs until it is closed. Errors of opening the window. */
MUST_CHECK enum err chooser_run(const struct looks *looks, struct chooser *chooser);

#endif
