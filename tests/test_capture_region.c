/* Regions as text and as rectangles; the scene's picture. */

#include "app/capture/region.h"

#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>

#include "app/capture/scene.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static void check_read(const char *text, const char *want)
{
    struct regions regions;
    struct buf out;

    buf_init(&out, 4000);
    regions_read(&regions, str_of(text));
    regions_write(&out, &regions);
    CHECK_STR(buf_text(&out), want, text);
    buf_dispose(&out);
}

static void test_text(void)
{
    check_read("", "");
    check_read("100 540 1080 120 text\n", "100 540 1080 120 text\n");
    check_read("1 2 30 40 a b\n5 6 70 80 quest log", "1 2 30 40 a b\n5 6 70 80 quest log\n");
    check_read("1 2 30 40 a\n1 2 50 60 a", "1 2 50 60 a\n"); /* the same name: the later one */
    check_read("1 2 3 4 tiny\nnonsense\n1 2 30\n99999999 1 30 40 far\n7 8 90 90 good",
               "7 8 90 90 good\n");
    check_read("-5 -6 30 40 outside", "-5 -6 30 40 outside\n");
}

static void test_set(void)
{
    const struct platform_rect area = { 0, 0, 100, 100 };
    struct regions regions = { .count = 0 };
    char name[16];
    int i;

    for (i = 0; i < REGIONS_MAX; i++) {
        snprintf(name, sizeof(name), "r%d", i);
        CHECK(regions_set(&regions, name, area), "%s", name);
    }
    CHECK(!regions_set(&regions, "one more", area), "too many");
    CHECK(regions_set(&regions, "r3", area), "an old one can be changed");
    CHECK(regions_drop(&regions, "r0") && !regions_drop(&regions, "r0"), "dropped once");
    CHECK_INT(regions.count, REGIONS_MAX - 1, "one less");
    CHECK_STR(regions.list[0].name, "r1", "the others stay in their order");
}

static void check_rect(struct platform_rect got, int x, int y, int width, int height,
                       const char *name)
{
    CHECK(got.x == x && got.y == y && got.width == width && got.height == height, "%s: %d,%d %dx%d",
          name, got.x, got.y, got.width, got.height);
}

static void test_rectangles(void)
{
    const struct platform_rect monitor = { 1280, 0, 1920, 1080 };

    check_rect(region_clip((struct platform_rect){ 10, 20, 100, 50 }, 800, 600), 10, 20, 100, 50,
               "inside");
    check_rect(region_clip((struct platform_rect){ -10, 580, 100, 50 }, 800, 600), 0, 580, 90, 20,
               "partly");
    CHECK_INT(region_clip((struct platform_rect){ 900, 20, 100, 50 }, 800, 600).width, 0,
              "outside of a screen that has become smaller");
    check_rect(region_default((struct platform_rect){ 1280, 0, 1920, 1080 }, monitor), 1280, 720,
               1920, 360, "a fullscreen game");
    CHECK_INT(region_default((struct platform_rect){ 1380, 600, 900, 900 }, monitor).width, 0,
              "a window whose lower third hangs out below");
}

static void test_scene(void)
{
    enum { WIDTH = 1920, HEIGHT = 1080 };
    uint32_t *pixels = xcalloc((size_t)WIDTH * HEIGHT, sizeof(*pixels));
    uint8_t *file = NULL;
    size_t len = 0, i;
    unsigned noise = 1;
    int width = 0, height = 0;

    for (i = 0; i < (size_t)WIDTH * HEIGHT; i++) {
        noise = noise * 1103515245u + 12345u; /* what compresses worst */
        pixels[i] = noise >> 8;
    }
    CHECK(scene_encode(&file, &len, pixels, WIDTH, HEIGHT) == OK, "%s", err_message());
    CHECK(len <= SCENE_BYTES_MAX, "%zu bytes of noise", len);
    CHECK(WebPGetInfo(file, len, &width, &height) && width == 640 && height == 360, "%d by %d",
          width, height);
    free(file);
    file = NULL;
    for (i = 0; i < 64 * 32; i++)
        pixels[i] = 0xc03020;
    CHECK(scene_encode(&file, &len, pixels, 64, 32) == OK, "%s", err_message());
    CHECK(WebPGetInfo(file, len, &width, &height) && width == 64 && height == 32,
          "a small one stays as large as it is");
    free(file);
    CHECK(scene_encode(&file, &len, pixels, 0, 32) == ERR_LIMIT, "no picture");
    free(pixels);
}

int main(void)
{
    test_text();
    test_set();
    test_rectangles();
    test_scene();
    return check_done();
}
