#include "app/srs/day.h"

#include <stddef.h>

#include "app/srs/bound.h"

enum { OFFSET_MAX_S = 26 * 3600 };
static const int64_t hour_ms = 3600 * 1000, day_ms = INT64_C(24) * 3600 * 1000;

int64_t time_sane(int64_t time_ms)
{
    return bound_int(time_ms, 0, TIME_MS_MAX);
}

static int64_t offset_ms(const struct day_rule *rule, int64_t time_ms)
{
    int offset_s = rule->offset_s != NULL ? rule->offset_s(rule->ctx, time_ms) : 0;

    return bound_int(offset_s, -OFFSET_MAX_S, OFFSET_MAX_S) * 1000;
}

static int64_t rollover_ms(const struct day_rule *rule)
{
    return bound_int(rule->rollover_hour, 0, 23) * hour_ms;
}

int64_t day_of(const struct day_rule *rule, int64_t time_ms)
{
    int64_t local;

    time_ms = time_sane(time_ms);
    local = time_ms + offset_ms(rule, time_ms) - rollover_ms(rule);
    return local >= 0 ? local / day_ms : -1 - (-1 - local) / day_ms;
}

int64_t day_start_ms(const struct day_rule *rule, int64_t day)
{
    int64_t local = bound_int(day, -1, TIME_MS_MAX / day_ms) * day_ms + rollover_ms(rule);
    /* The offsets of the days around it: one of them holds, and if the clocks change
     * in between, the earlier one does unless that moment is still the day before. */
    int64_t before = time_sane(local - offset_ms(rule, time_sane(local - day_ms)));
    int64_t after = time_sane(local - offset_ms(rule, time_sane(local + day_ms)));
    int64_t first = before < after ? before : after, second = before < after ? after : before;

    return day_of(rule, first) >= day ? first : second;
}

int days_between(const struct day_rule *rule, int64_t from_ms, int64_t to_ms)
{
    return (int)bound_int(day_of(rule, to_ms) - day_of(rule, from_ms), 0, DAYS_MAX);
}
