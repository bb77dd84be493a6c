/* Filling, smooth corners, frames, clipping and copying, pixel by pixel. */

#include <stdlib.h>
#include <unistd.h>

#include "app/ui/canvas.h"
#include "dict/base/mem.h"
#include "tests/check.h"

#define RED 0xffff0000
#define WHITE 0xffffffff
#define BLACK 0xff000000

static struct canvas *blank(int width, int height)
{
    struct canvas *canvas = NULL;

    CHECK(canvas_new(&canvas, width, height) == OK, "%s", err_message());
    return canvas;
}

static int red_of(const struct canvas *canvas, int x, int y)
{
    return (int)(canvas_pixel(canvas, x, y) >> 16 & 0xff);
}

static void check_fill(void)
{
    struct canvas *canvas = blank(20, 10);

    canvas_fill(canvas, (struct area){ 5, 2, 4, 3 }, RED);
    CHECK_INT(canvas_pixel(canvas, 5, 2), RED, "first pixel");
    CHECK_INT(canvas_pixel(canvas, 8, 4), RED, "last pixel");
    CHECK_INT(canvas_pixel(canvas, 9, 4), BLACK, "right of it");
    CHECK_INT(canvas_pixel(canvas, 5, 5), BLACK, "below it");
    canvas_fill(canvas, (struct area){ 5, 2, 1, 1 }, 0x80ffffff);
    CHECK_INT(canvas_pixel(canvas, 5, 2), 0xffff8080, "half white over red");
    canvas_fill(canvas, (struct area){ -50, -50, 500, 500 }, WHITE);
    CHECK_INT(canvas_pixel(canvas, 19, 9), WHITE, "larger than the canvas");
    CHECK_INT(canvas_pixel(canvas, 20, 9), 0, "outside");
    CHECK_INT(canvas_pixel(canvas, -1, 0), 0, "outside");
    canvas_free(canvas);
}

static void check_round(void)
{
    struct canvas *canvas = blank(60, 40);
    struct area box = { 10, 5, 40, 30 };
    int x, y, between = 0;

    canvas_round(canvas, box, 10, RED);
    CHECK_INT(red_of(canvas, 10, 5), 0, "the corner is cut");
    CHECK_INT(red_of(canvas, 20, 5), 255, "the upper edge");
    CHECK_INT(red_of(canvas, 10, 20), 255, "the left edge");
    CHECK_INT(red_of(canvas, 49, 20), 255, "the right edge");
    CHECK_INT(red_of(canvas, 30, 34), 255, "the lower edge");
    CHECK_INT(red_of(canvas, 50, 20), 0, "outside");
    for (y = 0; y < 10; y++) {
        for (x = 0; x < 10; x++) {
            int red = red_of(canvas, box.x + x, box.y + y);

            between += red > 0 && red < 255;
            CHECK(red == red_of(canvas, box.x + box.width - 1 - x, box.y + y) &&
                      red == red_of(canvas, box.x + x, box.y + box.height - 1 - y),
                  "corner pixel %d %d: all corners are alike", x, y);
        }
    }
    CHECK(between >= 8, "%d pixels of a corner are between: it is smooth", between);
    canvas_round(canvas, (struct area){ 0, 0, 4, 4 }, 100, WHITE);
    CHECK_INT(red_of(canvas, 2, 2), 255, "a radius larger than the area");
    canvas_round(canvas, (struct area){ 0, 0, 0, 4 }, 3, WHITE);
    canvas_round(canvas, (struct area){ 0, 0, 4, -4 }, 3, WHITE);
    canvas_free(canvas);
}

static void check_frame(void)
{
    struct canvas *canvas = blank(60, 40);

    canvas_frame(canvas, (struct area){ 10, 5, 40, 30 }, 8, 2, RED);
    CHECK_INT(red_of(canvas, 30, 5), 255, "upper line");
    CHECK_INT(red_of(canvas, 30, 6), 255, "its second row");
    CHECK_INT(red_of(canvas, 30, 7), 0, "under it");
    CHECK_INT(red_of(canvas, 10, 20), 255, "left line");
    CHECK_INT(red_of(canvas, 49, 20), 255, "right line");
    CHECK_INT(red_of(canvas, 30, 34), 255, "lower line");
    CHECK_INT(red_of(canvas, 30, 20), 0, "the middle is empty");
    CHECK_INT(red_of(canvas, 10, 5), 0, "the corner is cut");
    CHECK(red_of(canvas, 12, 7) > 100, "the corner's line");
    canvas_frame(canvas, (struct area){ 0, 0, 6, 6 }, 0, 1, WHITE);
    CHECK_INT(canvas_pixel(canvas, 0, 0), WHITE, "a square corner");
    CHECK_INT(canvas_pixel(canvas, 1, 1), BLACK, "inside a square corner");
    canvas_free(canvas);
}

static void check_clip_and_copy(void)
{
    struct canvas *canvas = blank(20, 20), *other = blank(4, 4);

    canvas_clip(canvas, &(struct area){ 5, 5, 5, 5 });
    canvas_round(canvas, (struct area){ 0, 0, 20, 20 }, 4, RED);
    CHECK_INT(canvas_pixel(canvas, 4, 5), BLACK, "left of the clip");
    CHECK_INT(canvas_pixel(canvas, 5, 5), RED, "in the clip");
    CHECK_INT(canvas_pixel(canvas, 10, 9), BLACK, "right of the clip");
    canvas_clip(canvas, NULL);
    canvas_fill(other, (struct area){ 0, 0, 4, 4 }, WHITE);
    canvas_copy(canvas, other, 18, 18);
    CHECK_INT(canvas_pixel(canvas, 19, 19), WHITE, "copied");
    CHECK_INT(canvas_pixel(canvas, 17, 17), BLACK, "beside the copy");
    canvas_copy_into(canvas, other, (struct area){ 1, 1, 2, 3 });
    CHECK_INT(canvas_pixel(canvas, 2, 3), WHITE, "made smaller");
    CHECK_INT(canvas_pixel(canvas, 3, 1), BLACK, "beside it");
    CHECK_INT(canvas_pixel(canvas, 1, 4), BLACK, "below it");
    canvas_copy_into(canvas, other, (struct area){ 10, 10, 8, 6 });
    CHECK_INT(canvas_pixel(canvas, 17, 15), WHITE, "made larger");
    canvas_copy_into(canvas, other, (struct area){ 0, 17, 4, 4 });
    CHECK_INT(canvas_pixel(canvas, 1, 18), BLACK, "a place that is not on the canvas");
    canvas_free(other);
    canvas_free(canvas);
}

static void check_limits(void)
{
    static const struct {
        int width, height;
    } rows[] = { { 0, 5 }, { 5, -1 }, { CANVAS_SIDE_MAX + 1, 1 }, { 1, CANVAS_SIDE_MAX + 1 } };
    struct canvas *canvas = NULL;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK(canvas_new(&canvas, rows[i].width, rows[i].height) == ERR_LIMIT, "%d x %d",
              rows[i].width, rows[i].height);
    CHECK(canvas == NULL, "nothing was made");
    canvas_free(NULL);
}

static void check_areas(void)
{
    struct area a = { 0, 0, 10, 10 }, b = { 5, 6, 10, 10 }, none = { 100, 100, 0, 5 };
    struct area common = area_common(a, b), both = area_join(a, b);

    CHECK(common.x == 5 && common.y == 6 && common.width == 5 && common.height == 4, "common");
    CHECK_INT(area_common(a, (struct area){ 10, 0, 5, 5 }).width, 0, "nothing in common");
    CHECK(both.x == 0 && both.y == 0 && both.width == 15 && both.height == 16, "join");
    CHECK_INT(area_join(a, none).width, 10, "joined with nothing");
    CHECK_INT(area_join(none, a).x, 0, "nothing joined with it");
}

static void check_save(void)
{
    char path[] = "/tmp/wordloot-canvas-XXXXXX";
    struct canvas *canvas = blank(3, 3);
    char start[2] = "";
    FILE *file;

    close(mkstemp(path));
    CHECK(canvas_save(canvas, path) == OK, "%s", err_message());
    file = fopen(path, "rb");
    CHECK(file != NULL && fread(start, 1, 2, file) == 2 && start[0] == 'B' && start[1] == 'M',
          "a BMP file");
    if (file != NULL)
        CHECK(fclose(file) == 0, "closed");
    CHECK(canvas_save(canvas, "/nonexistent/x.bmp") == ERR_IO, "no such folder");
    unlink(path);
    canvas_free(canvas);
}

int main(void)
{
    check_fill();
    check_round();
    check_frame();
    check_clip_and_copy();
    check_limits();
    check_areas();
    check_save();
    return check_done();
}
