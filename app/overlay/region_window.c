#include "app/overlay/region_window.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include "app/capture/region.h"
#include "app/platform/grab.h"
#include "app/ui/layout.h"
#include "app/ui/looks.h"
#include "app/ui/window.h"
#include "dict/base/mem.h"

enum { STEP = 10, KEY_MAX = 400 };
static const uint32_t shade = 0x90000000;

char *region_setting_key(const char *game, int width, int height)
{
    return xasprintf("regions/%.*s/%dx%d", KEY_MAX, game, width, height);
}

struct drawing {
    const struct region_options *options;
    struct looks looks;
    struct window *window;
    struct canvas *frozen; /* the screen as it was */
    struct platform_rect area;
    int from_x, from_y; /* where the mouse went down */
    bool dragging, dirty, done, left;
};

/* --- the picture --- */

static enum err freeze(struct drawing *drawing)
{
    struct platform_picture shot;
    enum err rc = platform_grab(drawing->options->platform, drawing->options->monitor, &shot);
    int x, y;

    if (rc == OK)
        rc = canvas_new(&drawing->frozen, shot.place.width, shot.place.height);
    for (y = 0; rc == OK && y < shot.place.height; y++) {
        for (x = 0; x < shot.place.width; x++)
            canvas_fill(drawing->frozen, (struct area){ x, y, 1, 1 },
                        0xff000000 | shot.pixels[(size_t)y * (size_t)shot.place.width + (size_t)x]);
    }
    platform_picture_dispose(&shot);
    return rc;
}

/* All but the area in the shade. */
static void shade_around(struct canvas *canvas, struct area area)
{
    const int width = canvas_width(canvas), height = canvas_height(canvas);
    const int right = area.x + area.width, bottom = area.y + area.height;
    const struct area around[] = {
        { 0, 0, width, area.y },
        { 0, bottom, width, height - bottom },
        { 0, area.y, area.x, area.height },
        { right, area.y, width - right, area.height },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(around); i++)
        canvas_fill(canvas, around[i], shade);
}

/* What to do, at the screen's other half from the area. */
static void draw_help(const struct drawing *drawing, struct canvas *canvas, struct area area)
{
    const struct looks *looks = &drawing->looks;
    const int padding = theme_space(looks->theme, SPACE_PADDING);
    const int width = canvas_width(canvas) * 2 / 3, left = (canvas_width(canvas) - width) / 2;
    const struct span span = { .text = str_of(texts_get(looks->texts, "region.help")),
                               .role = ROLE_TRANSLATION,
                               .lang = texts_lang(looks->texts) };
    const struct layout_options options = { .width = width - 2 * padding };
    struct layout *layout = layout_new(looks->fonts, looks->theme, &span, 1, &options);
    const int height = layout_height(layout) + 2 * padding;
    const bool above = area.y + area.height / 2 > canvas_height(canvas) / 2;
    const int top = above ? padding : canvas_height(canvas) - height - padding;

    canvas_round(canvas, (struct area){ left, top, width, height },
                 theme_space(looks->theme, SPACE_RADIUS), theme_colour(looks->theme, SURFACE_CARD));
    layout_draw(layout, canvas, left + padding, top + padding);
    layout_free(layout);
}

static enum err show(struct drawing *drawing)
{
    struct canvas *canvas = window_canvas(drawing->window);
    const struct platform_rect rect = drawing->area;
    const struct area area = { rect.x, rect.y, rect.width, rect.height };

    drawing->dirty = false;
    canvas_copy(canvas, drawing->frozen, 0, 0);
    shade_around(canvas, area);
    canvas_frame(canvas, area, 0, 2, theme_colour(drawing->looks.theme, SURFACE_ACCENT));
    draw_help(drawing, canvas, area);
    if (!window_is_shown(drawing->window)) {
        window_show(drawing->window);
        return OK;
    }
    return window_present(drawing->window,
                          (struct area){ 0, 0, canvas_width(canvas), canvas_height(canvas) });
}

/* --- what keys and the mouse do --- */

static void set_area(struct drawing *drawing, struct platform_rect area)
{
    const struct platform_rect monitor = drawing->options->monitor;

    area = region_clip(area, monitor.width, monitor.height);
    if (area.width == 0)
        return;
    drawing->area = area;
    drawing->dirty = true;
}

static void drag_to(struct drawing *drawing, int x, int y)
{
    const int left = x < drawing->from_x ? x : drawing->from_x;
    const int top = y < drawing->from_y ? y : drawing->from_y;

    set_area(drawing, (struct platform_rect){ left, top, abs(x - drawing->from_x) + 1,
                                              abs(y - drawing->from_y) + 1 });
}

/* Arrows move it, with Shift its right and lower edges. */
static void move(struct drawing *drawing, int dx, int dy, bool resize)
{
    const struct platform_rect monitor = drawing->options->monitor;
    struct platform_rect area = drawing->area;

    if (resize) {
        area.width += dx * STEP;
        area.height += dy * STEP;
        if (area.width < REGION_SIDE_MIN || area.height < REGION_SIDE_MIN)
            return;
    } else {
        area.x += dx * STEP;
        area.y += dy * STEP;
        if (area.x < 0 || area.y < 0 || area.x + area.width > monitor.width ||
            area.y + area.height > monitor.height)
            return;
    }
    set_area(drawing, area);
}

static void take_key(struct drawing *drawing, const struct platform_key *key)
{
    switch (key->name) {
    case PLATFORM_KEY_ENTER:
        drawing->done =
            drawing->area.width >= REGION_SIDE_MIN && drawing->area.height >= REGION_SIDE_MIN;
        break;
    case PLATFORM_KEY_ESCAPE:
        drawing->left = true;
        break;
    case PLATFORM_KEY_LEFT:
        move(drawing, -1, 0, key->shift);
        break;
    case PLATFORM_KEY_RIGHT:
        move(drawing, 1, 0, key->shift);
        break;
    case PLATFORM_KEY_UP:
        move(drawing, 0, -1, key->shift);
        break;
    case PLATFORM_KEY_DOWN:
        move(drawing, 0, 1, key->shift);
        break;
    default:
        break;
    }
}

static void take_platform_events(struct drawing *drawing)
{
    struct platform_event event;

    while (platform_next_event(drawing->options->platform, &event)) {
        if (event.kind == PLATFORM_KEY)
            take_key(drawing, &event.key);
        else if (event.kind == PLATFORM_LOST)
            drawing->left = true;
    }
}

static void take_window_events(struct drawing *drawing)
{
    struct ui_event event;

    while (window_next_event(drawing->window, &event)) {
        if (event.type == UI_CLICK && event.button == 1) {
            drawing->dragging = true;
            drawing->from_x = event.x;
            drawing->from_y = event.y;
        } else if (event.type == UI_MOTION && drawing->dragging) {
            drag_to(drawing, event.x, event.y);
        } else if (event.type == UI_RELEASE && drawing->dragging) {
            drag_to(drawing, event.x, event.y);
            drawing->dragging = false;
        } else if (event.type == UI_CLOSE || event.type == UI_CLICK) {
            drawing->left = true;
        }
    }
}

static enum err loop(struct drawing *drawing)
{
    struct pollfd polls[2] = {
        { .fd = platform_fd(drawing->options->platform), .events = POLLIN },
        { .fd = window_fd(drawing->window), .events = POLLIN },
    };
    enum err rc = OK;

    while (rc == OK) {
        take_platform_events(drawing);
        take_window_events(drawing);
        if (drawing->done || drawing->left)
            break;
        /* Drawing may have read events: none may wait while we sleep. */
        if (drawing->dirty)
            rc = show(drawing);
        else if (poll(polls, 2, platform_deadline_ms(drawing->options->platform)) < 0 &&
                 errno != EINTR)
            rc = err_set(ERR_IO, "the display is gone");
    }
    return rc == OK && drawing->left ? err_set(ERR_CANCELLED, "no region was drawn") : rc;
}

static enum err open_window(struct drawing *drawing)
{
    const struct platform_rect monitor = drawing->options->monitor;
    const struct window_options options = {
        .kind = WINDOW_OVERLAY,
        .title = texts_get(drawing->looks.texts, "region.title"),
        .area = { monitor.x, monitor.y, monitor.width, monitor.height },
    };
    enum err rc = window_open(&drawing->window, &options);

    if (rc != OK)
        return rc;
    theme_set(drawing->looks.theme, window_scale(drawing->window), TEXT_NORMAL);
    return platform_keyboard_take(drawing->options->platform);
}

enum err region_window_run(const struct region_options *options, struct platform_rect *out)
{
    struct drawing drawing = { .options = options, .area = options->area, .dirty = true };
    enum err rc = looks_open(&drawing.looks, options->assets_dir, options->ui);

    if (rc == OK)
        rc = freeze(&drawing);
    if (rc == OK)
        rc = open_window(&drawing);
    if (rc == OK)
        rc = loop(&drawing);
    if (drawing.window != NULL)
        platform_keyboard_release(options->platform);
    window_close(drawing.window);
    canvas_free(drawing.frozen);
    looks_close(&drawing.looks);
    if (rc == OK)
        *out = drawing.area;
    return rc;
}
