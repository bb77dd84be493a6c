#ifndef UI_CANVAS_H
#define UI_CANVAS_H

/* Pixels to draw on: plain memory, whether a window shows it or a test reads
 * it. Coordinates are device pixels from the top left; what lies outside the
 * canvas or the clip is left out. Colours are 0xAARRGGBB, not premultiplied;
 * the canvas itself is opaque. */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"

struct canvas;
struct SDL_Surface;

struct area {
    int x, y, width, height;
};

enum { CANVAS_SIDE_MAX = 16384 };

/* Black. *OUT is yours: canvas_free(). ERR_LIMIT past CANVAS_SIDE_MAX. */
MUST_CHECK enum err canvas_new(struct canvas **out, int width, int height);
void canvas_free(struct canvas *canvas);

int canvas_width(const struct canvas *canvas);
int canvas_height(const struct canvas *canvas);

/* Only what lies in AREA is drawn from now on; NULL: everything again. */
void canvas_clip(struct canvas *canvas, const struct area *area);

void canvas_fill(struct canvas *canvas, struct area area, uint32_t colour);
/* A rectangle whose corners are quarter circles of RADIUS, smooth at the edge. */
void canvas_round(struct canvas *canvas, struct area area, int radius, uint32_t colour);
/* The same as a line of THICKNESS inside AREA's edge. */
void canvas_frame(struct canvas *canvas, struct area area, int radius, int thickness,
                  uint32_t colour);
/* Copies FROM's pixels with their top left at X, Y. */
void canvas_copy(struct canvas *canvas, const struct canvas *from, int x, int y);
/* The same, made as large as AREA; nothing where AREA is not on the canvas as a whole. */
void canvas_copy_into(struct canvas *canvas, const struct canvas *from, struct area area);

/* 0xFFRRGGBB at X, Y; 0 outside. */
uint32_t canvas_pixel(const struct canvas *canvas, int x, int y);
/* A BMP file, for pictures and tests. ERR_IO. */
MUST_CHECK enum err canvas_save(const struct canvas *canvas, const char *path);

/* For the window and the layout of this module. */
struct SDL_Surface *canvas_surface(struct canvas *canvas);

/* The part of A that lies in B; width and height 0 when there is none. */
struct area area_common(struct area a, struct area b);
/* The smallest area with both; one of width 0 counts for nothing. */
struct area area_join(struct area a, struct area b);

#endif
