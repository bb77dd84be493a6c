#ifndef REVIEW_LOAD_H
#define REVIEW_LOAD_H

/* How many cards are due on each of the next days, so that an answer's interval
 * can be moved to a lighter day within its fuzz range. Pure. */

#include <stdbool.h>
#include <stdint.h>

#include "app/srs/fuzz.h"

enum { LOAD_DAYS = 400, WEEKDAYS = 7 };

struct load {
    int64_t today;         /* a day number, as day_of() gives it */
    int counts[LOAD_DAYS]; /* from today on */
    bool easy[WEEKDAYS];   /* from Sunday on: as few cards as possible */
};

/* Of another day than the next LOAD_DAYS nothing is noted. */
void load_add(struct load *load, int64_t day, int count);
/* The interval within RANGE whose day has least to do; SEED decides between equals, so
 * that one answer always gives one interval. */
int load_pick(const struct load *load, struct fuzz_range range, uint64_t seed);

#endif
