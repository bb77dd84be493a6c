#ifndef SRS_FSRS_H
#define SRS_FSRS_H

/* FSRS-6: how well a card is remembered, what an answer does to that, and when
 * to ask again. Formulas as in fsrs-rs (model.rs); doubles throughout. The same
 * numbers in give the same bits out. */

#include <stdbool.h>

#include "app/srs/params.h"

enum rating { RATING_AGAIN = 1, RATING_HARD, RATING_GOOD, RATING_EASY };
enum { RATING_COUNT = 4 };

/* What is known of one memory. Zeros: the card was never answered. */
struct memory {
    double stability;  /* days until it is recalled with 90 % */
    double difficulty; /* 1 to 10 */
};

#define STABILITY_MIN 0.001
#define STABILITY_MAX 36500.0

struct fsrs {
    struct params params;
    bool short_term;
    /* What follows from the parameters alone: */
    double decay, factor;   /* of the forgetting curve */
    double scale;           /* of a success */
    double easy_difficulty; /* what difficulty reverts to, not taken into its bounds */
};

/* PARAMS must be clipped. SHORT_TERM false: an answer on the day of the one
 * before counts like any other. */
void fsrs_init(struct fsrs *fsrs, const struct params *params, bool short_term);

/* The probability of recall DAYS after the last answer. */
double fsrs_retrievability(const struct fsrs *fsrs, double stability, double days);

/* After the first answer; and after an answer DAYS (whole, 0: the same day) after
 * the one before. What is out of bounds in MEMORY is taken into them. */
struct memory fsrs_first(const struct fsrs *fsrs, enum rating rating);
struct memory fsrs_next(const struct fsrs *fsrs, struct memory memory, int days,
                        enum rating rating);
/* The same, bit for bit, for who has the retrievability at that moment already. */
struct memory fsrs_next_at(const struct fsrs *fsrs, struct memory memory, int days, double recall,
                           enum rating rating);

/* Whole days until recall has fallen to RETENTION, 1 to MAX_DAYS. */
int fsrs_interval(const struct fsrs *fsrs, double stability, double retention, int max_days);

#endif
