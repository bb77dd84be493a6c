#include "app/review/stats_window.h"

#include <string.h>

#include "app/review/stats_view.h"
#include "app/ui/page_window.h"
#include "app/ui/png.h"

enum { WIDTH = 1000, HEIGHT = 680, LINE = 60, PICTURE_SCALE = 2 };

struct viewing {
    const struct stats *stats;
    struct looks looks;
    struct page_window page;
    int scroll, page_height;
};

static void draw(void *ctx, struct canvas *canvas)
{
    struct viewing *viewing = ctx;

    viewing->page_height =
        stats_view_draw(&viewing->looks, canvas, viewing->stats, viewing->scroll);
}

static void scroll_by(struct viewing *viewing, int pixels)
{
    const int most = viewing->page_height - canvas_height(window_canvas(viewing->page.window));

    viewing->scroll += pixels;
    if (viewing->scroll > most)
        viewing->scroll = most;
    if (viewing->scroll < 0)
        viewing->scroll = 0;
    viewing->page.is_dirty = true;
}

static void take_key(struct viewing *viewing, enum ui_key key)
{
    const int page = canvas_height(window_canvas(viewing->page.window)) - LINE;

    switch (key) {
    case UI_KEY_ESCAPE:
    case UI_KEY_ENTER:
        viewing->page.quit = true;
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

static void take(void *ctx, const struct ui_event *event)
{
    struct viewing *viewing = ctx;

    if (event->type == UI_WHEEL)
        scroll_by(viewing, -event->steps * LINE);
    else if (event->type == UI_KEY)
        take_key(viewing, event->key);
    else if (event->type == UI_TEXT && strcmp(event->text, "q") == 0)
        viewing->page.quit = true;
}

enum err stats_window_run(const struct stats *stats, const struct stats_look *look)
{
    struct viewing viewing = { .stats = stats };
    const struct page_calls calls = { .draw = draw, .take = take, .ctx = &viewing };
    enum err rc = looks_open(&viewing.looks, look->assets_dir, look->ui);

    if (rc == OK)
        rc = page_window_open(&viewing.page, &viewing.looks,
                              texts_get(viewing.looks.texts, "stats.title"), WIDTH, HEIGHT);
    if (rc == OK)
        rc = page_window_run(&viewing.page, &calls);
    page_window_close(&viewing.page);
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
