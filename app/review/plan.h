#ifndef REVIEW_PLAN_H
#define REVIEW_PLAN_H

/* How this learner reviews: the settings, as numbers. */

#include "app/journal/journal.h"
#include "app/review/load.h"
#include "app/srs/scheduler.h"

/* A word that was forgotten so often is a leech. */
enum { LEECH_LAPSES = 8 };

struct plan {
    struct scheduler scheduler;
    int new_per_day, reviews_per_day, minutes;
    int buttons; /* 2 or 4 */
    bool typing;
    bool easy[WEEKDAYS];
};

/* Reads the settings; what cannot be used (damaged parameters) is as if it were not
 * set, and NOTICE, of NOTICE_MAX bytes, says so in a line, else it is "". */
enum { NOTICE_MAX = 300 };
void plan_read(struct plan *out, struct journal *journal, char notice[NOTICE_MAX]);
/* All that a card's state depends on, as a text; yours to free. */
char *plan_basis(const struct plan *plan);

#endif
