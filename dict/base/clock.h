#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/* The two clocks, and ids made from one. Pure modules (srs, class engine)
 * never ask: they are given the time. */

#include <stdint.h>

#include "dict/base/err.h"

/* Milliseconds since 1970 UTC. WORDLOOT_NOW (such milliseconds) freezes it for tests. */
int64_t clock_now_ms(void);

/* Microseconds of a clock that only runs forward, for measuring. */
int64_t clock_mono_us(void);

/* Seconds that local time is ahead of UTC at TIME_MS; 0 if nobody knows. */
int clock_utc_offset_s(int64_t time_ms);

/* A UUIDv7 (RFC 9562, section 5.7) of NOW_MS in its 36-character text form.
 * Ids made by one process in one millisecond are in rising order. ERR_IO
 * without a source of randomness. */
enum { UUID_LEN = 36 };
MUST_CHECK enum err uuid_new(char out[UUID_LEN + 1], int64_t now_ms);

#endif
