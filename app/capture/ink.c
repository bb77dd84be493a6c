#include "app/capture/ink.h"

#include <stdlib.h>

#include "dict/base/mem.h"

/* Of letters' strength: what is surely theirs, what may be where it touches that, and what is
 * only a trace. */
static const double high = 0.5, low = 0.4, trace = 0.25;

/* --- what belongs to letters --- */

struct keeping {
    const struct shades *strokes;
    const struct text_line *line;
    uint8_t *mask;
    int *stack; /* of pixels' numbers in the line */
    size_t count;
};

static int stroke_at(const struct keeping *to, int x, int y)
{
    return to->strokes->pixels[(size_t)(to->line->y + y) * (size_t)to->strokes->width +
                               (size_t)(to->line->x + x)];
}

static void keep_pixel(struct keeping *to, int x, int y, double least)
{
    const int at = y * to->line->width + x;

    if (x < 0 || y < 0 || x >= to->line->width || y >= to->line->height || to->mask[at] != 0 ||
        stroke_at(to, x, y) < least)
        return;
    to->mask[at] = 1;
    to->stack[to->count++] = at;
}

/* By a pixel to all sides. */
static void grow(uint8_t *mask, int width, int height)
{
    enum { FIRST = 1, GROWN = 2 };
    int x, y, dx, dy;

    for (y = 1; y < height - 1; y++) {
        for (x = 1; x < width - 1; x++) {
            if (mask[y * width + x] != FIRST)
                continue;
            for (dy = -1; dy <= 1; dy++) {
                for (dx = -1; dx <= 1; dx++) {
                    uint8_t *at = &mask[(y + dy) * width + x + dx];

                    *at = *at == FIRST ? FIRST : GROWN;
                }
            }
        }
    }
}

/* What is as strong as letters, what hangs together with that and is not much fainter, and the
 * pixels around it, so that edges stay soft: 1 for each of the line's pixels; yours. Two thresholds, as in J. Canny, A
 * Computational Approach to Edge Detection (1986). */
static uint8_t *mask_of(const struct shades *strokes, const struct text_line *line, double strength)
{
    const size_t pixels = (size_t)line->width * (size_t)line->height;
    struct keeping keeping = { .strokes = strokes,
                               .line = line,
                               .mask = xcalloc(pixels + 1, 1),
                               .stack = xcalloc(pixels + 1, sizeof(int)) };
    size_t i;

    for (i = 0; i < pixels; i++) {
        keep_pixel(&keeping, (int)(i % (size_t)line->width), (int)(i / (size_t)line->width),
                   high * strength);
        while (keeping.count > 0) {
            const int at = keeping.stack[--keeping.count], x = at % line->width;
            const int y = at / line->width;
            int dx, dy;

            for (dy = -1; dy <= 1; dy++) {
                for (dx = -1; dx <= 1; dx++)
                    keep_pixel(&keeping, x + dx, y + dy, low * strength);
            }
        }
    }
    free(keeping.stack);
    grow(keeping.mask, line->width, line->height);
    return keeping.mask;
}

/* --- drawing --- */

/* The value at X, Y between pixels; 0 outside. */
static double between(const struct shades *shades, double x, double y)
{
    const int left = (int)x, top = (int)y;
    const double dx = x - left, dy = y - top;
    double sum = 0;
    int i;

    for (i = 0; i < 4; i++) {
        const int px = left + (i & 1), py = top + (i >> 1);
        const double weight = ((i & 1) != 0 ? dx : 1 - dx) * ((i >> 1) != 0 ? dy : 1 - dy);

        if (px >= 0 && py >= 0 && px < shades->width && py < shades->height)
            sum += weight * shades->pixels[(size_t)py * (size_t)shades->width + (size_t)px];
    }
    return sum;
}

static double share_of(double value, double from, double to)
{
    const double share = (value - from) / (to - from);

    return share <= 0 ? 0 : share >= 1 ? 1 : share;
}

/* How much of the pixel at X, Y is letter: by how it stands out, and by its own shade where
 * that differs from all that is around. */
static double letter_share(const struct shades *strokes, const struct shades *shades, double x,
                           double y, const struct ink *ink)
{
    enum { DIFFERENCE_LEAST = 40 };
    const double stroke = share_of(between(strokes, x, y), trace * ink->strength, ink->strength);
    double shade;

    if (ink->letter - ink->around < DIFFERENCE_LEAST)
        return stroke;
    shade = share_of(between(shades, x, y), ink->around, ink->letter);
    return shade < stroke ? shade : stroke;
}

struct shades ink_letters(const struct shades *strokes, const struct shades *shades,
                          const struct text_line *line, struct ink ink)
{
    struct shades out = { .width = (int)(line->width * line->scale) + 2 * LINE_BORDER,
                          .height = (int)(line->height * line->scale) + 2 * LINE_BORDER };
    uint8_t *mask = mask_of(strokes, line, ink.strength), *at;
    int x, y;

    out.pixels = at = xcalloc((size_t)out.width * (size_t)out.height, sizeof(uint8_t));
    for (y = 0; y < out.height; y++) {
        for (x = 0; x < out.width; x++) {
            const double px = (x - LINE_BORDER) / line->scale, py = (y - LINE_BORDER) / line->scale;
            const bool inside = px >= 0 && py >= 0 && px < line->width && py < line->height &&
                                mask[(size_t)py * (size_t)line->width + (size_t)px] != 0;
            const double share =
                inside ? letter_share(strokes, shades, line->x + px, line->y + py, &ink) : 0;

            *at++ = (uint8_t)(255 - 255 * share);
        }
    }
    free(mask);
    return out;
}
