#ifndef PLATFORM_GRAB_H
#define PLATFORM_GRAB_H

/* What stands on the screen, as pixels. */

#include <stdint.h>

#include "app/platform/platform.h"

struct platform_picture {
    struct platform_rect place; /* on the whole screen */
    uint32_t *pixels;           /* 0x00RRGGBB, row by row; NULL: no picture */
};

/* The part of AREA that lies on the screen. OUT is yours: platform_picture_dispose().
 * ERR_USAGE: none of it does. ERR_UNSUPPORTED: pixels of a kind that is not known here.
 * ERR_IO: the display is gone. */
MUST_CHECK enum err platform_grab(struct platform *platform, struct platform_rect area,
                                  struct platform_picture *out);
void platform_picture_dispose(struct platform_picture *picture);

#endif
