#ifndef CAPTURE_INK_H
#define CAPTURE_INK_H

/* The letters of a line, black on white, without what lies behind them. Pure. */

#include "app/capture/lines.h"

/* What tells letters from the rest. */
struct ink {
    double strength;       /* of their strokes */
    double letter, around; /* their shade, and the brightest around the line */
};

/* LINE's place in STROKES, which are those of SHADES, its scale times as large, with a white
 * border of LINE_BORDER. Yours: free(pixels). */
struct shades ink_letters(const struct shades *strokes, const struct shades *shades,
                          const struct text_line *line, struct ink ink);

#endif
