#ifndef UI_CHARTS_H
#define UI_CHARTS_H

/* Charts of a few kinds, drawn over an area of a canvas. Values are 0 or more. */

#include <stddef.h>

#include "app/ui/widgets.h"

/* Columns side by side that stand on a line. */
struct chart_column {
    double value;
    const char *label; /* below it; NULL for none */
    const char *mark;  /* in its head, or above it; NULL for none */
};
struct chart_scale {
    double top;    /* the value that reaches it; 0: the largest one */
    double wished; /* a line across at this value; 0: none */
};
void chart_columns(const struct brush *brush, struct area area, const struct chart_column *columns,
                   size_t count, const struct chart_scale *scale);

/* Bars one below the other, each behind its name and before its figure. */
struct chart_bar {
    double value;
    const char *label;
    const char *lang; /* of the label; NULL: unknown */
    const char *text; /* the figure */
};
int chart_bars_height(const struct brush *brush, size_t count);
void chart_bars(const struct brush *brush, struct area area, const struct chart_bar *bars,
                size_t count);

/* A calendar of weeks, Monday above: DAYS[0] is today, DAYS[1] the day before; the more,
 * the brighter. TODAY is a day number since 1970-01-01; MONTHS are the twelve names with
 * spaces between. */
int chart_calendar_height(const struct brush *brush, int width, int weeks);
void chart_calendar(const struct brush *brush, struct area area, const int *days, int weeks,
                    int64_t today, const char *months);

#endif
