#ifndef COMMANDS_WHEN_H
#define COMMANDS_WHEN_H

/* Moments as people type them. */

#include <stdbool.h>
#include <stdint.h>

/* "2026-11-01", "today" and "yesterday" are days of local time: their first
 * moment, or with DAY_END the first one after them. "7d" and "12h" are that long
 * before NOW_MS. False for anything else. */
bool when_parse(int64_t *out, const char *text, int64_t now_ms, bool day_end);

#endif
