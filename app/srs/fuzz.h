#ifndef SRS_FUZZ_H
#define SRS_FUZZ_H

/* Intervals are spread a little, so that words kept together do not come back
 * together for ever. Ranges as in ts-fsrs and Anki. */

struct fuzz_range {
    int low, high; /* days, both included */
};

/* Where INTERVAL, an answer ELAPSED days after the one before, may be moved to; an
 * interval under three days stays. */
struct fuzz_range fuzz_range(int interval, int elapsed, int max_days);

#endif
