#include "app/overlay/place.h"

#include <string.h>

static const char *const names[] = {
    [CORNER_TOP_LEFT] = "top-left",
    [CORNER_TOP_RIGHT] = "top-right",
    [CORNER_BOTTOM_LEFT] = "bottom-left",
    [CORNER_BOTTOM_RIGHT] = "bottom-right",
};

static bool is_right(enum corner corner)
{
    return corner == CORNER_TOP_RIGHT || corner == CORNER_BOTTOM_RIGHT;
}

static bool is_bottom(enum corner corner)
{
    return corner == CORNER_BOTTOM_LEFT || corner == CORNER_BOTTOM_RIGHT;
}

static enum corner corner_at(bool right, bool bottom)
{
    if (bottom)
        return right ? CORNER_BOTTOM_RIGHT : CORNER_BOTTOM_LEFT;
    return right ? CORNER_TOP_RIGHT : CORNER_TOP_LEFT;
}

enum corner corner_parse(const char *text)
{
    int i;

    for (i = CORNER_TOP_LEFT; i <= CORNER_BOTTOM_RIGHT; i++) {
        if (strcmp(names[i], text) == 0)
            return (enum corner)i;
    }
    return CORNER_BOTTOM_RIGHT;
}

const char *corner_name(enum corner corner)
{
    return names[corner];
}

enum corner corner_towards(enum corner corner, int right, int down)
{
    return corner_at(right != 0 ? right > 0 : is_right(corner),
                     down != 0 ? down > 0 : is_bottom(corner));
}

static int at_most(int value, int limit)
{
    if (value > limit)
        value = limit;
    return value < 1 ? 1 : value;
}

struct place place_card(struct place monitor, enum corner corner, int width, int height, int margin)
{
    struct place card;

    if (margin * 4 > monitor.width || margin * 4 > monitor.height)
        margin = 0;
    card.width = at_most(width, monitor.width - 2 * margin);
    card.height = at_most(height, monitor.height - 2 * margin);
    card.x =
        is_right(corner) ? monitor.x + monitor.width - margin - card.width : monitor.x + margin;
    card.y =
        is_bottom(corner) ? monitor.y + monitor.height - margin - card.height : monitor.y + margin;
    return card;
}
