#ifndef UI_BREAKS_H
#define UI_BREAKS_H

/* Where a line of text may end, and which way letters run: pure functions of
 * code points. Good enough for Latin, Greek, Cyrillic, Han, Kana, Hangul, and
 * Arabic and Hebrew in one direction a run. */

#include <stdbool.h>
#include <stdint.h>

/* Whether a line may end after LAST when NEXT follows. BEFORE stands in front
 * of LAST; 0 where there is none. Spaces are not asked about: see below. */
bool break_allowed(uint32_t before, uint32_t last, uint32_t next);

/* A space that a line may end after; a no-break space is none. */
bool break_is_space(uint32_t code);

enum direction { DIRECTION_NEUTRAL, DIRECTION_LEFT_TO_RIGHT, DIRECTION_RIGHT_TO_LEFT };
enum direction break_direction(uint32_t code);

/* Controls, soft hyphens and direction marks: nothing is drawn for them. */
bool break_is_invisible(uint32_t code);

#endif
