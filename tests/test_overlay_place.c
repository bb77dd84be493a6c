#include "app/overlay/place.h"

#include "tests/check.h"

static void test_corners(void)
{
    const struct place monitor = { 1920, 100, 1280, 720 };
    static const struct {
        const char *corner;
        int x, y;
    } rows[] = {
        { "top-left", 1944, 124 },     { "top-right", 2776, 124 }, { "bottom-left", 1944, 596 },
        { "bottom-right", 2776, 596 }, { "nonsense", 2776, 596 },
    };
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct place got = place_card(monitor, corner_parse(rows[i].corner), 400, 200, 24);

        CHECK_INT(got.x, rows[i].x, rows[i].corner);
        CHECK_INT(got.y, rows[i].y, rows[i].corner);
        CHECK_INT(got.width, 400, rows[i].corner);
    }
}

static void test_fit(void)
{
    const struct place tiny = { 0, 0, 80, 60 }, monitor = { 0, 0, 640, 480 };
    struct place got = place_card(tiny, CORNER_BOTTOM_RIGHT, 400, 200, 24);

    CHECK(got.x == 0 && got.y == 0 && got.width == 80 && got.height == 60, "fills a tiny screen");
    got = place_card(monitor, CORNER_TOP_RIGHT, 400, 4000, 24);
    CHECK(got.y == 24 && got.height == 432, "a long card keeps its margins");
}

static void test_moves(void)
{
    CHECK_STR(corner_name(corner_towards(CORNER_BOTTOM_RIGHT, -1, 0)), "bottom-left", "left");
    CHECK_STR(corner_name(corner_towards(CORNER_BOTTOM_RIGHT, 0, -1)), "top-right", "up");
    CHECK_STR(corner_name(corner_towards(CORNER_TOP_LEFT, -1, 0)), "top-left", "at the edge");
}

int main(void)
{
    test_corners();
    test_fit();
    test_moves();
    return check_done();
}
