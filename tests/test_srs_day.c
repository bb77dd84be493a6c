#include "app/srs/day.h"

#include <limits.h>
#include <stddef.h>

#include "dict/base/mem.h"
#include "tests/check.h"

static const int64_t hour_ms = 3600 * 1000, day_ms = INT64_C(24) * 3600 * 1000;

/* Rome: an hour ahead of UTC, two in summer. In 2026 that is from 29 March to 25
 * October, 01:00 UTC. */
static const int64_t summer_ms = INT64_C(1774746000000), winter_ms = INT64_C(1792890000000);

static int rome_s(void *ctx, int64_t time_ms)
{
    (void)ctx;
    return time_ms >= summer_ms && time_ms < winter_ms ? 7200 : 3600;
}

static int fixed_s(void *ctx, int64_t time_ms)
{
    (void)time_ms;
    return *(const int *)ctx;
}

static void test_days(void)
{
    static int east = 14 * 3600, west = -11 * 3600, absurd = INT_MAX;
    static const struct {
        const char *name;
        int rollover_hour;
        int *offset_s;
        int64_t time_ms, day;
    } rows[] = {
        { "the first moment", 0, NULL, 0, 0 },
        { "before 4 in the morning", 4, NULL, 4 * 3600 * 1000 - 1, -1 },
        { "from 4 on", 4, NULL, 4 * 3600 * 1000, 0 },
        { "the end of a day", 4, NULL, INT64_C(28) * 3600 * 1000 - 1, 0 },
        { "far in the east", 4, &east, INT64_C(86400000) * 100 - 10 * 3600 * 1000, 100 },
        { "a moment before", 4, &east, INT64_C(86400000) * 100 - 10 * 3600 * 1000 - 1, 99 },
        { "far in the west", 4, &west, INT64_C(86400000) * 100 + 15 * 3600 * 1000, 100 },
        { "a moment before", 4, &west, INT64_C(86400000) * 100 + 15 * 3600 * 1000 - 1, 99 },
        { "no hour of the day", 99, NULL, INT64_C(86400000) * 5 + 23 * 3600 * 1000, 5 },
        { "no hour of the day either", -9, NULL, INT64_C(86400000) * 5, 5 },
        { "an absurd offset is cut", 0, &absurd, INT64_C(86400000) * 5, 6 },
        { "long before 1970", 0, NULL, INT64_MIN, 0 },
        { "after the year 9999", 0, NULL, INT64_MAX, 2932896 },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct day_rule rule = { rows[i].rollover_hour, rows[i].offset_s != NULL ? fixed_s : NULL,
                                 rows[i].offset_s };

        CHECK_INT(day_of(&rule, rows[i].time_ms), rows[i].day, rows[i].name);
    }
}

/* Whatever the hour, a day's first moment is on it and the one before is not; over the
 * changes of daylight saving too. */
static void test_starts(void)
{
    int64_t changes[] = { summer_ms, winter_ms, INT64_C(1800000000000) }, day, start;
    struct day_rule rule = { .offset_s = rome_s };
    size_t i;

    for (i = 0; i < ARRAY_LEN(changes); i++) {
        for (rule.rollover_hour = 0; rule.rollover_hour < 24; rule.rollover_hour++) {
            for (day = changes[i] / day_ms - 3; day < changes[i] / day_ms + 4; day++) {
                start = day_start_ms(&rule, day);
                CHECK(day_of(&rule, start) == day && day_of(&rule, start - 1) == day - 1,
                      "rollover at %d: day %lld starts at %lld", rule.rollover_hour, (long long)day,
                      (long long)start);
            }
        }
    }
    rule.rollover_hour = 4;
    day = day_of(&rule, summer_ms - 2 * hour_ms); /* the evening before */
    CHECK_INT(day_start_ms(&rule, day + 1) - day_start_ms(&rule, day), 23 * hour_ms, "in March");
    day = day_of(&rule, winter_ms - 2 * hour_ms);
    CHECK_INT(day_start_ms(&rule, day + 1) - day_start_ms(&rule, day), 25 * hour_ms, "in October");
    CHECK(day_start_ms(&rule, INT64_MAX) <= TIME_MS_MAX && day_start_ms(&rule, INT64_MIN) >= 0,
          "days that are none");
}

static void test_between(void)
{
    struct day_rule rule = { .rollover_hour = 4 };
    int64_t night = 10 * day_ms + 3 * hour_ms;

    CHECK_INT(days_between(&rule, night, night + hour_ms), 1, "over 4 in the morning");
    CHECK_INT(days_between(&rule, night - 8 * hour_ms, night), 0, "over midnight");
    CHECK_INT(days_between(&rule, night, night), 0, "at once");
    CHECK_INT(days_between(&rule, night + 900 * day_ms, night), 0, "the clock was set back");
    CHECK_INT(days_between(&rule, INT64_MIN, INT64_MAX), DAYS_MAX, "the longest");
}

int main(void)
{
    test_days();
    test_starts();
    test_between();
    return check_done();
}
