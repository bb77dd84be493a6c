#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H

/* Times of one kind, printed as count, median, p99 and worst in milliseconds. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIGURES_MAX = 16000 };

struct figures {
    const char *name;
    int64_t us[FIGURES_MAX]; /* large: keep it static */
    size_t count;
};

static inline void figures_add(struct figures *figures, int64_t us)
{
    if (figures->count < FIGURES_MAX)
        figures->us[figures->count++] = us;
}

static inline int figures_compare(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return left < right ? -1 : left > right;
}

/* The time that PERCENT of them do not pass, in milliseconds. */
static inline double figures_at(const struct figures *figures, size_t percent)
{
    const size_t at = (figures->count - 1) * percent / 100;

    return (double)figures->us[at] / 1000;
}

static inline void figures_print(struct figures *figures)
{
    if (figures->count == 0)
        return;
    qsort(figures->us, figures->count, sizeof(figures->us[0]), figures_compare);
    printf("%-44s %6zu   median %8.3f ms   p99 %8.3f ms   worst %8.3f ms\n", figures->name,
           figures->count, figures_at(figures, 50), figures_at(figures, 99),
           figures_at(figures, 100));
}

#endif
