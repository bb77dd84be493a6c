#ifndef COMMANDS_OVERLAY_REVIEWS_H
#define COMMANDS_OVERLAY_REVIEWS_H

/* The reviews as the overlay asks for them. */

#include "app/overlay/memory.h"

struct overlay_reviews {
    struct overlay_memory memory;
    struct journal *journal;
    const char *lang;
};

/* JOURNAL (may be NULL: nothing is known then, and NULL is given) and LANG are borrowed;
 * what is given lives as long as REVIEWS. */
const struct overlay_memory *overlay_reviews_init(struct overlay_reviews *reviews,
                                                  struct journal *journal, const char *lang);

#endif
