#ifndef UI_PICTURE_H
#define UI_PICTURE_H

/* WebP pictures on a canvas, by libwebp. */

#include <stddef.h>
#include <stdint.h>

#include "app/ui/canvas.h"

enum { PICTURE_SIDE_MAX = 4096 };

/* The picture in BYTES, made smaller where it does not fit into WIDTH by HEIGHT pixels, its
 * sides in proportion. *OUT is yours: canvas_free(). ERR_FORMAT for what is no picture,
 * ERR_LIMIT for sides past PICTURE_SIDE_MAX. */
MUST_CHECK enum err picture_decode(struct canvas **out, const uint8_t *bytes, size_t len, int width,
                                   int height);

#endif
