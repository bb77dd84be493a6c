#include "app/review/load.h"

/* Another card on an easy day counts as this many on another. */
enum { EASY_COST = 4 };

void load_add(struct load *load, int64_t day, int count)
{
    int64_t at = day - load->today;

    if (at >= 0 && at < LOAD_DAYS)
        load->counts[at] += count;
}

/* 1 January 1970 was a Thursday. */
static bool is_easy(const struct load *load, int days)
{
    int64_t weekday = (load->today + days + 4) % WEEKDAYS;

    return load->easy[weekday < 0 ? weekday + WEEKDAYS : weekday];
}

static int64_t cost_of(const struct load *load, int days)
{
    int64_t cost = days < LOAD_DAYS ? load->counts[days] + 1 : 1;

    return is_easy(load, days) ? cost * EASY_COST : cost;
}

/* Days of equal cost are taken in an order that starts at a place of SEED's. */
int load_pick(const struct load *load, struct fuzz_range range, uint64_t seed)
{
    const int width = range.high - range.low + 1;
    const int start = width > 0 ? (int)(seed % (uint64_t)width) : 0;
    int best = range.low + start, days, i;

    for (i = 1; i < width; i++) {
        days = range.low + (start + i) % width;
        if (cost_of(load, days) < cost_of(load, best))
            best = days;
    }
    return best;
}
