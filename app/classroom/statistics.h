#ifndef CLASSROOM_STATISTICS_H
#define CLASSROOM_STATISTICS_H

/* The figures of a report, from the percentages right before and after. Pure: the
 * same numbers in, the same figures out. */

#include <stdbool.h>
#include <stddef.h>

/* One learner who took both tests: percent right, 0 to 100. */
struct statistics_pair {
    double before, after;
};

struct quartiles {
    double low, median, high;
};

enum { STATISTICS_RESAMPLES = 10000, STATISTICS_INTERVAL_LEAST = 10 };

struct statistics {
    size_t matched;                       /* all that follows is 0 when nobody matched */
    struct quartiles before, after, gain; /* percent, and points */
    double gain_words;                    /* the median gain in words of the test */
    size_t rose, stayed, fell;
    bool has_class_gain; /* false where the class had 100 before, or nobody matched */
    double class_gain;   /* normalised gain of the class means */
    size_t own_gains;    /* learners who have one */
    double own_gain;     /* the mean of their normalised gains */
    bool has_interval;   /* from STATISTICS_INTERVAL_LEAST learners on */
    double interval_low, interval_high; /* of the median gain, points, 95 % */
    double sign_p; /* exact sign test of rose against fell, both sides; 1 if none moved */
};

/* Quartiles by linear interpolation (type 7 of Hyndman and Fan 1996). VALUES is sorted
 * by the call; zeros for a COUNT of 0. */
struct quartiles statistics_quartiles(double *values, size_t count);
/* Normalised gain (Hake 1998), and for a loss the loss by what could be lost (Marx and
 * Cummings 2007). False where BEFORE is 100. */
bool statistics_gain(double *out, double before, double after);
/* The exact two-sided sign test's p. */
double statistics_sign_test(size_t rose, size_t fell);
/* All figures of COUNT learners; a test had WORDS words. */
struct statistics statistics_of(const struct statistics_pair *pairs, size_t count, size_t words);
/* Mean gain in points of the practised words minus that of the control words. False
 * where one of the two has nobody. */
bool statistics_over_control(double *out, const struct statistics_pair *practised, size_t count,
                             const struct statistics_pair *control, size_t control_count);

#endif
