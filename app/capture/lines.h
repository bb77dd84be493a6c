#ifndef CAPTURE_LINES_H
#define CAPTURE_LINES_H

/* Finding the lines of text in a picture of a game, and making each ready to be read: dark
 * letters on white, of one height, without what lies behind them. Pure. */

#include <stddef.h>
#include <stdint.h>

#include "app/capture/strokes.h"

struct text_line {
    int x, y, width, height; /* in the picture, around its letters */
    struct shades shades;    /* ready to be read */
    double scale;            /* pixels of SHADES to one of the picture */
};

enum { LINES_MAX = 8, LINE_BORDER = 12, LINES_SIDE_MAX = 8192 };

struct text_lines {
    struct text_line lines[LINES_MAX]; /* from top to bottom */
    size_t count;
};

/* In the WIDTH by HEIGHT pixels 0x00RRGGBB of a picture. OUT is yours: text_lines_dispose().
 * Empty where there is no text, or a side is past LINES_SIDE_MAX. */
void text_lines_find(struct text_lines *out, const uint32_t *pixels, int width, int height);
void text_lines_dispose(struct text_lines *lines);

#endif
