#include "app/srs/day_table.h"

static const int64_t day_ms = INT64_C(24) * 3600 * 1000;

void day_table_fill(struct day_table *table, const struct day_rule *rule, int64_t last)
{
    int i;

    table->rule = *rule;
    table->first = last + 1 > DAY_TABLE_DAYS ? last + 1 - DAY_TABLE_DAYS : 0;
    for (i = 0; i <= DAY_TABLE_DAYS; i++)
        table->starts[i] = day_start_ms(rule, table->first + i);
}

/* A day is 24 hours, but for an hour or two: the guess is off by one at most. */
int64_t day_table_of(const struct day_table *table, int64_t time_ms)
{
    int64_t at;

    if (time_ms < table->starts[0] || time_ms >= table->starts[DAY_TABLE_DAYS])
        return day_of(&table->rule, time_ms);
    at = (time_ms - table->starts[0]) / day_ms;
    if (at >= DAY_TABLE_DAYS)
        at = DAY_TABLE_DAYS - 1;
    while (time_ms < table->starts[at])
        at--;
    while (time_ms >= table->starts[at + 1])
        at++;
    return table->first + at;
}
