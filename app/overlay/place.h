#ifndef OVERLAY_PLACE_H
#define OVERLAY_PLACE_H

/* Where the card stands on the screen. Pure arithmetic in device pixels. */

#include <stdbool.h>

struct place {
    int x, y, width, height;
};

enum corner { CORNER_TOP_LEFT, CORNER_TOP_RIGHT, CORNER_BOTTOM_LEFT, CORNER_BOTTOM_RIGHT };

/* The settings' words: "bottom-right". Unknown text is the bottom right. */
enum corner corner_parse(const char *text);
const char *corner_name(enum corner corner);
/* The corner beside CORNER in a direction (-1, 0 or 1 each). */
enum corner corner_towards(enum corner corner, int right, int down);

/* A card of WIDTH x HEIGHT in CORNER of MONITOR, MARGIN from its edges, shrunk
 * to fit. Always at least one pixel, wholly on the monitor. */
struct place place_card(struct place monitor, enum corner corner, int width, int height,
                        int margin);

#endif
