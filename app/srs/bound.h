#ifndef SRS_BOUND_H
#define SRS_BOUND_H

#include <stdint.h>

/* VALUE between LOW and HIGH; LOW when it is no number. */
static inline double bound(double value, double low, double high)
{
    if (!(value > low))
        return low;
    return value < high ? value : high;
}

static inline int64_t bound_int(int64_t value, int64_t low, int64_t high)
{
    if (value < low)
        return low;
    return value < high ? value : high;
}

#endif
