#include "app/capture/strokes.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"

static struct shades new_shades(int width, int height)
{
    return (struct shades){ xcalloc((size_t)width * (size_t)height + 1, 1), width, height };
}

/* Luma of ITU-R BT.601. */
struct shades shades_of(const uint32_t *pixels, int width, int height)
{
    struct shades out = new_shades(width, height);
    const size_t count = (size_t)width * (size_t)height;
    size_t i;

    for (i = 0; i < count; i++)
        out.pixels[i] = (uint8_t)(((pixels[i] >> 16 & 0xff) * 77 + (pixels[i] >> 8 & 0xff) * 150 +
                                   (pixels[i] & 0xff) * 29) >>
                                  8);
    return out;
}

struct shades shades_halved(const struct shades *from)
{
    struct shades out = new_shades(from->width / 2, from->height / 2);
    int x, y;

    for (y = 0; y < out.height; y++) {
        const uint8_t *above = from->pixels + (size_t)(2 * y) * (size_t)from->width;
        const uint8_t *below = above + from->width;

        for (x = 0; x < out.width; x++)
            out.pixels[(size_t)y * (size_t)out.width + (size_t)x] =
                (uint8_t)((above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1]) / 4);
    }
    return out;
}

/* --- the top-hat --- */

/* The smallest of WINDOW values around each of COUNT, by van Herk's and Gil and Werman's
 * method: running minima from both ends of blocks. STEP lies between two values. */
static void erode_line(uint8_t *line, int count, ptrdiff_t step, int radius, uint8_t *scratch)
{
    const int window = 2 * radius + 1, padded = count + 2 * radius;
    uint8_t *values = scratch, *left = scratch + padded, *right = scratch + 2 * padded;
    int i;

    memset(values, 255, (size_t)padded);
    for (i = 0; i < count; i++)
        values[radius + i] = line[i * step];
    for (i = 0; i < padded; i++)
        left[i] = i % window == 0 || values[i] < left[i - 1] ? values[i] : left[i - 1];
    for (i = padded - 1; i >= 0; i--)
        right[i] = (i + 1) % window == 0 || i == padded - 1 || values[i] < right[i + 1]
                       ? values[i]
                       : right[i + 1];
    for (i = 0; i < count; i++) {
        const uint8_t from = right[i], to = left[i + window - 1];

        line[i * step] = from < to ? from : to;
    }
}

static void erode(struct shades *shades, int radius)
{
    const int longer = shades->width > shades->height ? shades->width : shades->height;
    uint8_t *scratch = xcalloc((size_t)longer + 2 * (size_t)radius, 3);
    int at;

    for (at = 0; at < shades->height; at++)
        erode_line(shades->pixels + (ptrdiff_t)at * shades->width, shades->width, 1, radius,
                   scratch);
    for (at = 0; at < shades->width; at++)
        erode_line(shades->pixels + at, shades->height, shades->width, radius, scratch);
    free(scratch);
}

static void invert(struct shades *shades)
{
    const size_t count = (size_t)shades->width * (size_t)shades->height;
    size_t i;

    for (i = 0; i < count; i++)
        shades->pixels[i] = (uint8_t)(255 - shades->pixels[i]);
}

struct shades shades_negative(const struct shades *from)
{
    struct shades out = new_shades(from->width, from->height);

    memcpy(out.pixels, from->pixels, (size_t)from->width * (size_t)from->height);
    invert(&out);
    return out;
}

/* To dilate is to erode the negative. */
struct shades strokes_of(const struct shades *from, int radius)
{
    struct shades out = new_shades(from->width, from->height);
    const size_t count = (size_t)from->width * (size_t)from->height;
    size_t i;

    memcpy(out.pixels, from->pixels, count);
    erode(&out, radius);
    invert(&out);
    erode(&out, radius);
    invert(&out);
    for (i = 0; i < count; i++)
        out.pixels[i] =
            from->pixels[i] > out.pixels[i] ? (uint8_t)(from->pixels[i] - out.pixels[i]) : 0;
    return out;
}

/* --- blobs --- */

struct filling {
    const struct shades *strokes;
    uint8_t *seen;
    int *stack; /* of pixels' numbers */
    size_t count;
    int least;
};

static void visit(struct filling *to, int x, int y)
{
    const int at = y * to->strokes->width + x;

    if (x < 0 || y < 0 || x >= to->strokes->width || y >= to->strokes->height || to->seen[at] ||
        to->strokes->pixels[at] < to->least)
        return;
    to->seen[at] = 1;
    to->stack[to->count++] = at;
}

static struct blob fill(struct filling *to, int x, int y)
{
    int left = x, right = x, top = y, bottom = y, area = 0;
    int64_t sum = 0;

    visit(to, x, y);
    while (to->count > 0) {
        const int at = to->stack[--to->count];
        const int px = at % to->strokes->width, py = at / to->strokes->width;
        int dx, dy;

        area++;
        sum += to->strokes->pixels[at];
        left = px < left ? px : left;
        right = px > right ? px : right;
        top = py < top ? py : top;
        bottom = py > bottom ? py : bottom;
        for (dy = -1; dy <= 1; dy++) {
            for (dx = -1; dx <= 1; dx++)
                visit(to, px + dx, py + dy);
        }
    }
    return (struct blob){
        left, top, right - left + 1, bottom - top + 1, area, (int)(area > 0 ? sum / area : 0)
    };
}

size_t blobs_find(struct blob **out, const struct shades *strokes, int least, size_t max)
{
    const size_t pixels = (size_t)strokes->width * (size_t)strokes->height;
    struct filling filling = {
        .strokes = strokes,
        .seen = xcalloc(pixels + 1, 1),
        .stack = xcalloc(pixels + 1, sizeof(int)),
        .least = least,
    };
    struct blob *blobs = xcalloc(max + 1, sizeof(*blobs));
    size_t count = 0, at;

    for (at = 0; at < pixels && count < max; at++) {
        if (!filling.seen[at] && strokes->pixels[at] >= least)
            blobs[count++] = fill(&filling, (int)(at % (size_t)strokes->width),
                                  (int)(at / (size_t)strokes->width));
    }
    free(filling.seen);
    free(filling.stack);
    *out = blobs;
    return count;
}
