/* Charts: the pixels stand for the numbers. */

#include "app/ui/charts.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/ui/looks.h"
#include "app/ui/png.h"
#include "dict/base/file.h"
#include "tests/check.h"

enum { WIDTH = 400, HEIGHT = 300 };

struct kit {
    struct looks looks;
    struct canvas *canvas;
    struct brush brush;
};

static void clear(struct kit *kit)
{
    canvas_fill(kit->canvas, (struct area){ 0, 0, WIDTH, HEIGHT }, 0xff000000);
}

/* How many pixels of the accent colour the column X, or the row Y, has. */
static int accent_in(const struct kit *kit, int x, int y)
{
    const uint32_t accent = theme_colour(kit->looks.theme, SURFACE_ACCENT);
    int count = 0, i;

    for (i = 0; i < (x >= 0 ? HEIGHT : WIDTH); i++)
        count += canvas_pixel(kit->canvas, x >= 0 ? x : i, x >= 0 ? i : y) == accent;
    return count;
}

static void test_columns(struct kit *kit)
{
    const struct chart_column columns[] = { { 4, "a", NULL }, { 2, NULL, NULL }, { 0, "c", "0" } };
    const struct chart_scale scale = { 0 };
    int full, half;

    clear(kit);
    chart_columns(&kit->brush, (struct area){ 0, 0, 300, 200 }, columns, 3, &scale);
    full = accent_in(kit, 50, -1);
    half = accent_in(kit, 150, -1);
    CHECK(full > 100, "the largest fills the plot: %d", full);
    CHECK(half * 2 >= full - 8 && half * 2 <= full + 8, "half as much is half as high: %d of %d",
          half, full);
    CHECK_INT(accent_in(kit, 250, -1), 0, "nothing for nothing");
    clear(kit);
    chart_columns(&kit->brush, (struct area){ 0, 0, 300, 200 }, columns, 3,
                  &(const struct chart_scale){ 8, 6 });
    CHECK(accent_in(kit, 50, -1) * 2 <= full + 8, "against a top of its own");
    clear(kit);
    chart_columns(&kit->brush, (struct area){ 0, 0, 300, 200 }, NULL, 0, &scale);
    CHECK_INT(accent_in(kit, 50, -1), 0, "no columns, no harm");
}

static void test_bars(struct kit *kit)
{
    const struct chart_bar bars[] = { { 10, "guerra", "it", "10" },
                                      { 5, "un nome che non finisce mai e poi mai", "it", "5" } };
    const int height = chart_bars_height(&kit->brush, 2);
    int first, second;

    clear(kit);
    chart_bars(&kit->brush, (struct area){ 0, 0, WIDTH, height }, bars, 2);
    first = accent_in(kit, -1, height / 4 - 2);
    second = accent_in(kit, -1, height * 3 / 4 - 2);
    CHECK(first > 50, "a bar: %d", first);
    CHECK(second * 2 >= first - 6 && second * 2 <= first + 6, "half of it: %d of %d", second,
          first);
}

/* 2026-11-27 is a Friday: the last column holds five days. */
static void test_calendar(struct kit *kit)
{
    enum { WEEKS = 10, TODAY = 20784, CELL = WIDTH / WEEKS };
    int days[WEEKS * 7] = { 0 };
    const int labels = theme_style(kit->looks.theme, ROLE_NOTE)->line;
    const int last = (WEEKS - 1) * CELL + CELL / 2;

    days[0] = 3; /* Friday */
    days[7] = 3; /* the Friday before */
    clear(kit);
    chart_calendar(&kit->brush, (struct area){ 0, 0, WIDTH, HEIGHT }, days, WEEKS, TODAY,
                   "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
    CHECK(canvas_pixel(kit->canvas, last, labels + 4 * CELL + CELL / 2) ==
              theme_colour(kit->looks.theme, SURFACE_ACCENT),
          "today, in the fifth row of the last week");
    CHECK(canvas_pixel(kit->canvas, last - CELL, labels + 4 * CELL + CELL / 2) ==
              theme_colour(kit->looks.theme, SURFACE_ACCENT),
          "a week ago, beside it");
    CHECK(canvas_pixel(kit->canvas, last, labels + 3 * CELL + CELL / 2) ==
              theme_colour(kit->looks.theme, SURFACE_STRIP),
          "yesterday is an empty day");
    CHECK(canvas_pixel(kit->canvas, last, labels + 5 * CELL + CELL / 2) == 0xff000000,
          "tomorrow is not shown");
}

/* By libpng's own reader; FIRST is the first pixel. */
static bool read_png(const char *path, int *width, int *height, uint8_t first[3])
{
    png_image image = { .version = PNG_IMAGE_VERSION };
    uint8_t *pixels;
    bool whole;

    if (!png_image_begin_read_from_file(&image, path))
        return false;
    image.format = PNG_FORMAT_RGB;
    pixels = malloc(PNG_IMAGE_SIZE(image));
    *width = (int)image.width;
    *height = (int)image.height;
    whole = pixels != NULL && png_image_finish_read(&image, NULL, pixels, 0, NULL);
    if (whole)
        memcpy(first, pixels, 3);
    free(pixels);
    png_image_free(&image);
    return whole;
}

static void test_png(struct kit *kit)
{
    char path[] = "/tmp/wordloot-png-XXXXXX";
    uint8_t first[3] = { 0 };
    int width = 0, height = 0;

    close(mkstemp(path));
    clear(kit);
    canvas_fill(kit->canvas, (struct area){ 0, 0, 1, 1 }, 0xff123456);
    CHECK(png_write(kit->canvas, path) == OK, "%s", err_message());
    CHECK(read_png(path, &width, &height, first), "the file is a PNG");
    CHECK(width == WIDTH && height == HEIGHT, "%d by %d", width, height);
    CHECK(memcmp(first, "\x12\x34\x56", 3) == 0, "the same pixel");
    unlink(path);
    CHECK(png_write(kit->canvas, "/tmp/no-such-folder/x.png") != OK, "a line, no crash");
}

int main(void)
{
    struct kit kit;

    CHECK(looks_open(&kit.looks, getenv("WORDLOOT_ASSETS"), "en") == OK, "%s", err_message());
    CHECK(canvas_new(&kit.canvas, WIDTH, HEIGHT) == OK, "%s", err_message());
    kit.brush = (struct brush){ kit.canvas, kit.looks.fonts, kit.looks.theme };
    test_columns(&kit);
    test_bars(&kit);
    test_calendar(&kit);
    test_png(&kit);
    canvas_free(kit.canvas);
    looks_close(&kit.looks);
    return check_done();
}
