#include "app/capture/change.h"

#include <stdlib.h>

/* A letter or two change a cell by some shades; so many cells are a line of text. */
enum { SHADES_LEAST = 6, CELLS_LEAST = 4, PIXEL_STEP = 2 };

static uint8_t mean_of_cell(const uint32_t *pixels, int width, int left, int right, int top,
                            int bottom)
{
    uint64_t sum = 0, count = 0;
    int x, y;

    for (y = top; y < bottom; y += PIXEL_STEP) {
        for (x = left; x < right; x += PIXEL_STEP) {
            const uint32_t pixel = pixels[(size_t)y * (size_t)width + (size_t)x];

            sum += (pixel >> 16 & 0xff) + 2 * (pixel >> 8 & 0xff) + (pixel & 0xff);
            count += 4;
        }
    }
    return (uint8_t)(count > 0 ? sum / count : 0);
}

void picture_sign_take(struct picture_sign *out, const uint32_t *pixels, int width, int height)
{
    int column, row;

    for (row = 0; row < CHANGE_ROWS; row++) {
        for (column = 0; column < CHANGE_COLUMNS; column++)
            out->cells[row * CHANGE_COLUMNS + column] =
                mean_of_cell(pixels, width, column * width / CHANGE_COLUMNS,
                             (column + 1) * width / CHANGE_COLUMNS, row * height / CHANGE_ROWS,
                             (row + 1) * height / CHANGE_ROWS);
    }
    out->any = width > 0 && height > 0;
}

bool picture_sign_differs(const struct picture_sign *a, const struct picture_sign *b)
{
    int i, changed = 0;

    if (a->any != b->any)
        return true;
    for (i = 0; i < CHANGE_COLUMNS * CHANGE_ROWS; i++)
        changed += abs(a->cells[i] - b->cells[i]) >= SHADES_LEAST;
    return changed >= CELLS_LEAST;
}
