#ifndef CAPTURE_SCENE_H
#define CAPTURE_SCENE_H

/* The picture of a scene, small enough to be kept with each word: by libwebp. */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"

enum { SCENE_SIDE_MAX = 640, SCENE_BYTES_MAX = 60 * 1024 };

/* WIDTH by HEIGHT pixels 0x00RRGGBB, made at most SCENE_SIDE_MAX wide and high, as a WebP file
 * of at most SCENE_BYTES_MAX. *OUT is yours to free. ERR_LIMIT, ERR_IO. */
MUST_CHECK enum err scene_encode(uint8_t **out, size_t *len, const uint32_t *pixels, int width,
                                 int height);

#endif
