#include "app/review/stats_window.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "app/review/stats_view.h"
#include "app/ui/png.h"
#include "app/ui/window.h"

enum { WIDTH = 1000, HEIGHT = 680, LINE = 60, PICTURE_SCALE = 2 };

struct viewing {
    const struct stats *stats;
    struct looks looks;
    struct window *window;
    int scroll, page_height;
    bool dirty, quit;
};

static enum err open_window(struct viewing *viewing)
{
    const struct window_options options = {
        .kind = WINDOW_DESKTOP,
        .title = texts_get(viewing->looks.texts, "stats.title"),
        .area = { 0, 0, WIDTH, HEIGHT },
    };
    enum err rc = window_open(&viewing->window, &options);
    double scale;

    if (rc != OK)
        return rc;
    scale = window_scale(viewing->window);
    theme_set(viewing->looks.theme, scale, TEXT_NORMAL);
    if (scale <= 1)
        return OK;
    return window_place(viewing->window,
                        (struct area){ 0, 0, (int)(WIDTH * scale), (int)(HEIGHT * scale) });
}

static enum err show(struct viewing *viewing)
{
    struct canvas *canvas = window_canvas(viewing->window);

    viewing->dirty = false;
    viewing->page_height =
        stats_view_draw(&viewing->looks, canvas, viewing->stats, viewing->scroll);
    if (!window_is_shown(viewing->window)) {
        window_show(viewing->window);
        return OK;
    }
    return window_present(viewing->window,
                          (struct area){ 0, 0, canvas_width(canvas), canvas_height(canvas) });
}

static void scroll_by(struct viewing *viewing, int pixels)
{
    const int most = viewing->page_height - canvas_height(window_canvas(viewing->window));

    viewing->scroll += pixels;
    if (viewing->scroll > most)
        viewing->scroll = most;
    if (viewing->scroll < 0)
        viewing->scroll = 0;
    viewing->dirty = true;
}

static void take_key(struct viewing *viewing, enum ui_key key)
{
    const int page = canvas_height(window_canvas(viewing->window)) - LINE;

    switch (key) {
    case UI_KEY_ESCAPE:
    case UI_KEY_ENTER:
        viewing->quit = true;
        break;
    case UI_KEY_DOWN:
        scroll_by(viewing, LINE);
        break;
    case UI_KEY_UP:
        scroll_by(viewing, -LINE);
        break;
    case UI_KEY_PAGE_DOWN:
    case UI_KEY_SPACE:
        scroll_by(viewing, page);
        break;
    case UI_KEY_PAGE_UP:
        scroll_by(viewing, -page);
        break;
    case UI_KEY_HOME:
        scroll_by(viewing, -viewing->page_height);
        break;
    case UI_KEY_END:
        scroll_by(viewing, viewing->page_height);
        break;
    default:
        break;
    }
}

static void take_event(struct viewing *viewing, const struct ui_event *event)
{
    switch (event->type) {
    case UI_CLOSE:
        viewing->quit = true;
        break;
    case UI_RESIZED:
        scroll_by(viewing, 0);
        break;
    case UI_WHEEL:
        scroll_by(viewing, -event->steps * LINE);
        break;
    case UI_KEY:
        take_key(viewing, event->key);
        break;
    case UI_TEXT:
        if (strcmp(event->text, "q") == 0)
            viewing->quit = true;
        break;
    default:
        break;
    }
}

static enum err loop(struct viewing *viewing)
{
    struct pollfd fd = { .fd = window_fd(viewing->window), .events = POLLIN };
    struct ui_event event;
    enum err rc = OK;

    while (rc == OK && !viewing->quit) {
        while (!viewing->quit && window_next_event(viewing->window, &event))
            take_event(viewing, &event);
        if (viewing->quit)
            break;
        /* Drawing may have read events: none may wait while we sleep. */
        if (viewing->dirty)
            rc = show(viewing);
        else if (poll(&fd, 1, -1) < 0 && errno != EINTR)
            rc = err_set(ERR_IO, "the display is gone");
    }
    return rc;
}

enum err stats_window_run(const struct stats *stats, const struct stats_look *look)
{
    struct viewing viewing = { .stats = stats, .dirty = true };
    enum err rc = looks_open(&viewing.looks, look->assets_dir, look->ui);

    if (rc == OK)
        rc = open_window(&viewing);
    if (rc == OK)
        rc = loop(&viewing);
    window_close(viewing.window);
    looks_close(&viewing.looks);
    return rc;
}

/* Drawn once to know how high the page is, and once as it is. */
enum err stats_picture(const struct stats *stats, const struct stats_look *look, const char *path)
{
    struct canvas *probe = NULL, *canvas = NULL;
    struct looks looks;
    enum err rc = looks_open(&looks, look->assets_dir, look->ui);

    if (rc == OK) {
        theme_set(looks.theme, PICTURE_SCALE, TEXT_NORMAL);
        rc = canvas_new(&probe, WIDTH * PICTURE_SCALE, 1);
    }
    if (rc == OK)
        rc = canvas_new(&canvas, WIDTH * PICTURE_SCALE, stats_view_draw(&looks, probe, stats, 0));
    if (rc == OK) {
        stats_view_draw(&looks, canvas, stats, 0);
        rc = png_write(canvas, path);
    }
    canvas_free(probe);
    canvas_free(canvas);
    looks_close(&looks);
    return rc;
}
