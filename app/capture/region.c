#include "app/capture/region.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/text.h"

enum { NUMBER_MAX = 100000, LINE_MOST = 200 };

/* The next number of *AT, which is moved behind it; false if there is none. */
static bool take_number(const char **at, int *out)
{
    char *end;
    const long value = strtol(*at, &end, 10);

    if (end == *at || value < -NUMBER_MAX || value > NUMBER_MAX)
        return false;
    *at = end;
    *out = (int)value;
    return true;
}

static void read_line(struct regions *out, struct str line)
{
    char text[LINE_MOST + 1];
    const char *at = text;
    struct platform_rect area;

    if (line.len == 0 || line.len > LINE_MOST)
        return;
    memcpy(text, line.ptr, line.len);
    text[line.len] = '\0';
    if (take_number(&at, &area.x) && take_number(&at, &area.y) && take_number(&at, &area.width) &&
        take_number(&at, &area.height))
        (void)regions_set(out, at + strspn(at, " "), area);
}

void regions_read(struct regions *out, struct str text)
{
    struct str rest = text, line;

    out->count = 0;
    while (str_next(&rest, '\n', &line))
        read_line(out, line);
}

void regions_write(struct buf *out, const struct regions *regions)
{
    size_t i;

    for (i = 0; i < regions->count; i++) {
        const struct region *region = &regions->list[i];

        buf_printf(out, "%d %d %d %d %s\n", region->area.x, region->area.y, region->area.width,
                   region->area.height, region->name);
    }
}

static size_t place_of(const struct regions *regions, const char *name)
{
    size_t i = 0;

    while (i < regions->count && strcmp(regions->list[i].name, name) != 0)
        i++;
    return i;
}

bool regions_set(struct regions *regions, const char *name, struct platform_rect area)
{
    struct region region = { .area = area };
    struct buf clean;
    size_t at;

    if (area.width < REGION_SIDE_MIN || area.height < REGION_SIDE_MIN)
        return false;
    buf_init(&clean, REGION_NAME_MAX);
    text_clean_line(&clean, str_of(name), REGION_NAME_MAX);
    snprintf(region.name, sizeof(region.name), "%s", buf_text(&clean));
    buf_dispose(&clean);
    at = place_of(regions, region.name);
    if (at == REGIONS_MAX)
        return false;
    regions->list[at] = region;
    if (at == regions->count)
        regions->count++;
    return true;
}

bool regions_drop(struct regions *regions, const char *name)
{
    const size_t at = place_of(regions, name);

    if (at == regions->count)
        return false;
    memmove(&regions->list[at], &regions->list[at + 1],
            (--regions->count - at) * sizeof(regions->list[0]));
    return true;
}

struct platform_rect region_clip(struct platform_rect area, int width, int height)
{
    int right = area.x + area.width, bottom = area.y + area.height;

    area.x = area.x > 0 ? area.x : 0;
    area.y = area.y > 0 ? area.y : 0;
    right = right < width ? right : width;
    bottom = bottom < height ? bottom : height;
    area.width = right > area.x ? right - area.x : 0;
    area.height = bottom > area.y ? bottom - area.y : 0;
    if (area.width == 0 || area.height == 0)
        area.width = area.height = 0;
    return area;
}

struct platform_rect region_default(struct platform_rect window, struct platform_rect monitor)
{
    struct platform_rect area = { window.x - monitor.x,
                                  window.y - monitor.y + window.height * 2 / 3, window.width,
                                  window.height - window.height * 2 / 3 };

    area = region_clip(area, monitor.width, monitor.height);
    area.x += monitor.x;
    area.y += monitor.y;
    return area;
}
