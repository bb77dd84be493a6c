#ifndef OVERLAY_MEMORY_H
#define OVERLAY_MEMORY_H

/* What the overlay asks of the reviews, which it does not know itself, and the windows that
 * are programs of their own. */

#include <stdbool.h>
#include <stdint.h>

#include "app/journal/journal.h"

struct overlay_memory {
    /* How many words can be reviewed now. */
    int (*due)(void *ctx);
    /* Whether WORD was learned, so that to look it up says something. */
    bool (*is_learned)(void *ctx, int64_t word);
    /* Notes that WORD was forgotten; and takes that note, REVIEW, back. */
    enum err (*forget)(void *ctx, int64_t word, char review[UUID_LEN + 1]);
    enum err (*remember)(void *ctx, int64_t word, const char *review);
    /* Starts COMMAND ("review", "region", "export") as a program of its own. */
    enum err (*start)(void *ctx, const char *command);
    void *ctx;
};

#endif
