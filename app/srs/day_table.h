#ifndef SRS_DAY_TABLE_H
#define SRS_DAY_TABLE_H

/* day_of() for very many moments, most of them of the last years: the days' beginnings are
 * computed once. */

#include "app/srs/day.h"

enum { DAY_TABLE_DAYS = 6000 };

struct day_table {
    struct day_rule rule;
    int64_t first;                      /* a day number */
    int64_t starts[DAY_TABLE_DAYS + 1]; /* of FIRST and the days after it */
};

/* Covers the days up to LAST. */
void day_table_fill(struct day_table *table, const struct day_rule *rule, int64_t last);
/* The same number as day_of(). */
int64_t day_table_of(const struct day_table *table, int64_t time_ms);

#endif
