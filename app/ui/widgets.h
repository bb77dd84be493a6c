#ifndef UI_WIDGETS_H
#define UI_WIDGETS_H

/* Small things that several windows draw: pills and the line of keys. */

#include <stdbool.h>
#include <stddef.h>

#include "app/ui/canvas.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"

/* What everything is drawn with; all borrowed. */
struct brush {
    struct canvas *canvas;
    struct fonts *fonts;
    const struct theme *theme;
};

/* A pill with TEXT in a role that has a fill, its top left at X, Y. Gives the
 * area it covers; with canvas NULL it only measures. */
struct area pill_draw(const struct brush *brush, enum role role, const char *text, int x, int y);

struct strip_key {
    const char *cap;  /* "Tab"; several keys with a space between: "← →" */
    const char *text; /* "next" */
};

/* The line of keys at the bottom: its height, and how it is drawn over all of
 * AREA's width. A key that finds no room is left out, later ones may still fit,
 * the last one always stands. */
int strip_height(const struct brush *brush);
void strip_draw(const struct brush *brush, struct area area, const struct strip_key *keys,
                size_t count);

#endif
