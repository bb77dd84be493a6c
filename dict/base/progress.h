#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

/* How long work tells how far it is, and is told to stop. NULL is allowed
 * wherever a struct progress pointer is taken. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    /* WHAT is a short name of the work. False asks for it to stop. */
    bool (*step)(void *ctx, const char *what, uint64_t done, uint64_t total);
    void *ctx;
};

/* False when the work is to end with ERR_CANCELLED. */
static inline bool progress_step(const struct progress *progress, const char *what, uint64_t done,
                                 uint64_t total)
{
    return progress == NULL || progress->step == NULL ||
           progress->step(progress->ctx, what, done, total);
}

#endif
