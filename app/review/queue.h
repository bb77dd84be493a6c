#ifndef REVIEW_QUEUE_H
#define REVIEW_QUEUE_H

/* Which cards a session asks, and in which order. */

#include <stddef.h>

#include "app/journal/journal.h"
#include "app/review/load.h"
#include "app/review/plan.h"

struct queued {
    int64_t word;
    bool is_new;
    int64_t due_ms; /* 0 for a new word */
    double worth;   /* of a review: see queue_worth() */
};

struct queue {
    struct queued *items; /* in the order they are asked */
    size_t count;
    int due, fresh; /* how many of each are among them */
    int later;      /* due, and not taken */
};

/* What answering a card now saves: the chance that the word is still there, times how
 * much was learned (the logarithm of its stability). After a long break the words that
 * are still half known and well rooted come first; those that are gone are as good as
 * new, and lose nothing by waiting. */
double queue_worth(double recall, double stability);

/* At most LIMIT cards of LANG (NULL: all); fills LOAD with what is due on the next
 * days. QUEUE is yours: queue_dispose(). */
MUST_CHECK enum err queue_fill(struct queue *queue, struct load *load, const struct plan *plan,
                               struct journal *journal, const char *lang, int limit,
                               int64_t now_ms);
void queue_dispose(struct queue *queue);

#endif
