#ifndef CAPTURE_CHANGE_H
#define CAPTURE_CHANGE_H

/* Whether a region's picture has changed, told cheaply: by the mean shades of a coarse grid.
 * Pure. */

#include <stdbool.h>
#include <stdint.h>

enum { CHANGE_COLUMNS = 48, CHANGE_ROWS = 12 };

struct picture_sign {
    uint8_t cells[CHANGE_COLUMNS * CHANGE_ROWS];
    bool any; /* a picture was seen */
};

/* Of WIDTH by HEIGHT pixels 0x00RRGGBB. */
void picture_sign_take(struct picture_sign *out, const uint32_t *pixels, int width, int height);
/* Whether they are of pictures that differ more than by a flicker. */
bool picture_sign_differs(const struct picture_sign *a, const struct picture_sign *b);

#endif
