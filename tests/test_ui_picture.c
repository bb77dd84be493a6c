/* Pictures of scenes: made by libwebp, shown on a canvas, damaged ones refused. */

#include "app/ui/picture.h"

#include <stdlib.h>
#include <string.h>

#include <webp/encode.h>

#include "dict/base/mem.h"
#include "tests/check.h"

enum { WIDTH = 320, HEIGHT = 180 };

/* Red above, blue below; yours by WebPFree(). */
static size_t encode(uint8_t **out)
{
    uint8_t *pixels = xcalloc((size_t)WIDTH * HEIGHT, 3);
    size_t i, len;

    for (i = 0; i < (size_t)WIDTH * HEIGHT; i++)
        pixels[3 * i + (i < (size_t)WIDTH * HEIGHT / 2 ? 0 : 2)] = 255;
    len = WebPEncodeRGB(pixels, WIDTH, HEIGHT, WIDTH * 3, 80, out);
    free(pixels);
    return len;
}

static bool is_red(uint32_t pixel)
{
    return (pixel >> 16 & 0xff) > 200 && (pixel & 0xff) < 80;
}

static void test_sizes(const uint8_t *bytes, size_t len)
{
    struct canvas *canvas = NULL;

    CHECK(picture_decode(&canvas, bytes, len, 1000, 1000) == OK, "%s", err_message());
    CHECK(canvas_width(canvas) == WIDTH && canvas_height(canvas) == HEIGHT, "never larger");
    CHECK(is_red(canvas_pixel(canvas, 10, 10)), "the upper half");
    CHECK(!is_red(canvas_pixel(canvas, 10, HEIGHT - 10)), "the lower half");
    canvas_free(canvas);
    CHECK(picture_decode(&canvas, bytes, len, 160, 1000) == OK, "%s", err_message());
    CHECK(canvas_width(canvas) == 160 && canvas_height(canvas) == 90, "in proportion");
    canvas_free(canvas);
    CHECK(picture_decode(&canvas, bytes, len, 1000, 45) == OK, "%s", err_message());
    CHECK(canvas_width(canvas) == 80 && canvas_height(canvas) == 45, "by its height");
    canvas_free(canvas);
    CHECK(picture_decode(&canvas, bytes, len, 0, 45) == ERR_LIMIT, "no room");
}

static void test_damage(uint8_t *bytes, size_t len)
{
    struct canvas *canvas = NULL;
    size_t cut;

    CHECK(picture_decode(&canvas, (const uint8_t *)"no picture", 10, 100, 100) == ERR_FORMAT,
          "no picture");
    CHECK(picture_decode(&canvas, bytes, 0, 100, 100) == ERR_FORMAT, "nothing");
    for (cut = 1; cut < len; cut += 7) {
        if (picture_decode(&canvas, bytes, len - cut, 100, 100) == OK)
            canvas_free(canvas);
    }
    for (cut = 20; cut < len; cut += 3) {
        bytes[cut] ^= 0x55;
        if (picture_decode(&canvas, bytes, len, 100, 100) == OK)
            canvas_free(canvas);
        bytes[cut] ^= 0x55;
    }
    CHECK(picture_decode(&canvas, bytes, len / 2, 100, 100) == ERR_FORMAT, "half a picture");
}

int main(void)
{
    uint8_t *bytes = NULL;
    const size_t len = encode(&bytes);

    CHECK(len > 0, "a picture to read");
    test_sizes(bytes, len);
    test_damage(bytes, len);
    WebPFree(bytes);
    return check_done();
}
