#ifndef CAPTURE_STROKES_H
#define CAPTURE_STROKES_H

/* Thin bright strokes of a picture, as letters are made of, without the larger shapes behind
 * them: the white top-hat of mathematical morphology (J. Serra, Image Analysis and
 * Mathematical Morphology, 1982). Dark ones are those of the negative. Pure. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A picture in shades of grey, 0 black to 255 white. */
struct shades {
    uint8_t *pixels; /* row by row */
    int width, height;
};

/* SHADES from pixels 0x00RRGGBB; yours: free(pixels). */
struct shades shades_of(const uint32_t *pixels, int width, int height);
/* Half as wide and high; yours. */
struct shades shades_halved(const struct shades *from);
/* White where it was black; yours. */
struct shades shades_negative(const struct shades *from);
/* How far each pixel stands out from what lies around it, as a bright stroke of at most
 * 2 * RADIUS pixels' thickness; yours. */
struct shades strokes_of(const struct shades *from, int radius);

/* A piece of strokes that hang together. */
struct blob {
    int x, y, width, height;
    int area;     /* pixels */
    int strength; /* the mean of its pixels */
};
/* The blobs of pixels of LEAST and more, at most MAX of them; gives their number. *OUT is
 * yours. */
size_t blobs_find(struct blob **out, const struct shades *strokes, int least, size_t max);

#endif
