#include "app/srs/fuzz.h"

#include <math.h>
#include <stddef.h>

#include "app/srs/bound.h"

/* How far an interval may be moved: one day, and a share of each part of it. */
static double reach(double interval)
{
    static const struct {
        double from, to, share;
    } parts[] = { { 2.5, 7, 0.15 }, { 7, 20, 0.1 }, { 20, HUGE_VAL, 0.05 } };
    double days = 1;
    size_t i;

    for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        days += parts[i].share * (bound(interval, parts[i].from, parts[i].to) - parts[i].from);
    return days;
}

struct fuzz_range fuzz_range(int interval, int elapsed, int max_days)
{
    double days = reach(interval);
    double low = floor(interval - days + 0.5), high = floor(interval + days + 0.5);

    if (interval < 3)
        return (struct fuzz_range){ interval, interval };
    low = low > 2 ? low : 2;
    high = high < max_days ? high : max_days;
    if (interval > elapsed && low < elapsed + 1)
        low = elapsed + 1;
    return (struct fuzz_range){ (int)(low < high ? low : high), (int)high };
}
