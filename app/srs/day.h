#ifndef SRS_DAY_H
#define SRS_DAY_H

/* Learners' days: they begin at a rollover hour of local time, so that an answer
 * after midnight still belongs to the evening. */

#include <stdint.h>

enum { DAYS_MAX = 36500 };

struct day_rule {
    int rollover_hour; /* 0 to 23 */
    /* Seconds that local time is ahead of UTC at a moment; NULL: local time is UTC. */
    int (*offset_s)(void *ctx, int64_t time_ms);
    void *ctx;
};

/* Moments are milliseconds since 1970 UTC; those before it or after the year 9999
 * are what a broken clock says, and count as the nearest in between. */
#define TIME_MS_MAX INT64_C(253402300799999)
int64_t time_sane(int64_t time_ms);

/* The number of the day that TIME_MS belongs to; each day's is one more than that
 * of the day before. */
int64_t day_of(const struct day_rule *rule, int64_t time_ms);

/* The first moment of DAY: where daylight saving skips the hour, that of the jump. */
int64_t day_start_ms(const struct day_rule *rule, int64_t day);

/* Days from one answer to the next, 0 to DAYS_MAX; 0 also when the clock was set
 * back in between. */
int days_between(const struct day_rule *rule, int64_t from_ms, int64_t to_ms);

#endif
