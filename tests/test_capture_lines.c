/* Lines of text found in pictures that are drawn here: bars for letters, on what games put
 * behind them. */

#include "app/capture/lines.h"

#include <stdlib.h>

#include "dict/base/mem.h"
#include "tests/check.h"

enum { WIDTH = 640, HEIGHT = 160, LETTER_WIDTH = 3, LETTER_STEP = 8, LETTER_HEIGHT = 14 };

struct picture {
    uint32_t pixels[WIDTH * HEIGHT];
};

static uint32_t grey(int shade)
{
    return (uint32_t)(shade << 16 | shade << 8 | shade);
}

static void fill(struct picture *picture, int x, int y, int width, int height, int shade)
{
    int px, py;

    for (py = y; py < y + height; py++) {
        for (px = x; px < x + width; px++)
            picture->pixels[py * WIDTH + px] = grey(shade);
    }
}

/* A line of COUNT strokes from X on, each fifth left out: words. */
static void write_line(struct picture *picture, int x, int y, int count, int shade)
{
    int i;

    for (i = 0; i < count; i++) {
        if (i % 5 != 4)
            fill(picture, x + i * LETTER_STEP, y, LETTER_WIDTH, LETTER_HEIGHT, shade);
    }
}

/* Slow waves of light and dark, as of a landscape. */
static void landscape(struct picture *picture)
{
    int x, y;

    for (y = 0; y < HEIGHT; y++) {
        for (x = 0; x < WIDTH; x++)
            picture->pixels[y * WIDTH + x] = grey((x * 2 + y * 3) / 4 % 120);
    }
}

static struct text_lines find(const struct picture *picture)
{
    struct text_lines lines;

    text_lines_find(&lines, picture->pixels, WIDTH, HEIGHT);
    return lines;
}

static void check_line(const struct text_line *line, int x, int y, int width, const char *name)
{
    CHECK(abs(line->x - x) <= LETTER_HEIGHT && line->width >= width - LETTER_STEP &&
              line->width <= width + 3 * LETTER_HEIGHT,
          "%s: from %d, %d wide", name, line->x, line->width);
    CHECK(line->y <= y && line->y + line->height >= y + LETTER_HEIGHT, "%s: from %d, %d high", name,
          line->y, line->height);
    /* Its edge is white, and there are letters on it that are black. */
    CHECK_INT(line->shades.pixels[0], 255, name);
}

static int black_share(const struct text_line *line)
{
    const size_t count = (size_t)line->shades.width * (size_t)line->shades.height;
    size_t black = 0, i;

    for (i = 0; i < count; i++)
        black += line->shades.pixels[i] < 64;
    return count > 0 ? (int)(black * 100 / count) : 0;
}

static void test_lines(int shade, int behind, const char *name)
{
    struct picture *picture = xcalloc(1, sizeof(*picture));
    struct text_lines lines;

    fill(picture, 0, 0, WIDTH, HEIGHT, behind);
    write_line(picture, 40, 40, 60, shade);
    write_line(picture, 40, 64, 30, shade);
    lines = find(picture);
    if (CHECK_INT(lines.count, 2, name)) {
        check_line(&lines.lines[0], 40, 40, 60 * LETTER_STEP, name);
        check_line(&lines.lines[1], 40, 64, 30 * LETTER_STEP, name);
        CHECK(black_share(&lines.lines[0]) >= 5 && black_share(&lines.lines[0]) <= 40,
              "%s: %d %% black", name, black_share(&lines.lines[0]));
    }
    text_lines_dispose(&lines);
    free(picture);
}

static void test_landscape(void)
{
    struct picture *picture = xcalloc(1, sizeof(*picture));
    struct text_lines lines;

    landscape(picture);
    lines = find(picture);
    CHECK_INT(lines.count, 0, "a landscape has no text");
    text_lines_dispose(&lines);
    write_line(picture, 40, 40, 60, 230);
    lines = find(picture);
    if (CHECK(lines.count >= 1, "light text over it is found"))
        check_line(&lines.lines[0], 40, 40, 60 * LETTER_STEP, "over a landscape");
    text_lines_dispose(&lines);
    free(picture);
}

static void test_nothing(void)
{
    struct text_lines lines;
    uint32_t pixel = 0;

    text_lines_find(&lines, &pixel, 1, 1);
    CHECK_INT(lines.count, 0, "one pixel");
    text_lines_find(&lines, &pixel, 0, 5);
    CHECK_INT(lines.count, 0, "none");
    text_lines_find(&lines, &pixel, LINES_SIDE_MAX + 1, 1);
    CHECK_INT(lines.count, 0, "too many");
}

int main(void)
{
    test_lines(230, 20, "light on dark");
    test_lines(20, 230, "dark on light");
    test_lines(130, 60, "faint on dark");
    test_landscape();
    test_nothing();
    return check_done();
}
