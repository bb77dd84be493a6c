#include "app/ui/chooser.h"

#include <stdlib.h>
#include <string.h>

#include "app/ui/layout.h"
#include "app/ui/page_window.h"
#include "app/ui/widgets.h"
#include "dict/base/mem.h"

enum { WIDTH = 860, HEIGHT = 640, SPOTS_MAX = 64 };

/* What a click reaches: a row of a list, or the button. */
struct spot {
    struct area area;
    size_t list, row;
    bool is_button;
};

struct choosing {
    const struct looks *looks;
    struct chooser *chooser;
    struct page_window page;
    struct brush brush;
    struct spot spots[SPOTS_MAX];
    size_t spot_count;
    size_t list_at; /* the one that the arrows move in */
    char *notice;
    bool is_bad;
};

/* --- drawing --- */

static int space(const struct choosing *choosing, enum space which)
{
    return theme_space(choosing->looks->theme, which);
}

/* Gives the height it takes. */
static int put(const struct choosing *choosing, enum role role, const char *text, struct area area,
               size_t max_lines)
{
    const struct span span = { str_of(text), role, texts_lang(choosing->looks->texts) };
    const struct layout_options options = { .width = area.width, .max_lines = max_lines };
    struct layout *layout =
        layout_new(choosing->looks->fonts, choosing->looks->theme, &span, 1, &options);
    const int height = layout_height(layout);

    layout_draw(layout, choosing->brush.canvas, area.x, area.y);
    layout_free(layout);
    return height;
}

static void add_spot(struct choosing *choosing, struct spot spot)
{
    if (choosing->spot_count < SPOTS_MAX)
        choosing->spots[choosing->spot_count++] = spot;
}

static int draw_list(struct choosing *choosing, size_t at, struct area area)
{
    const struct chooser_list *list = &choosing->chooser->lists[at];
    const struct theme *theme = choosing->looks->theme;
    const int line = theme_style(theme, ROLE_COMPLETION)->line,
              inset = space(choosing, SPACE_TIGHT);
    int y = area.y + put(choosing, ROLE_LABEL, list->title, area, 1) + inset;

    for (size_t i = 0; i < list->count; i++, y += line + inset / 2) {
        const struct area row = { area.x, y, area.width, line + inset / 2 };

        if (i == list->chosen) {
            canvas_round(choosing->brush.canvas, row, space(choosing, SPACE_RADIUS_SMALL),
                         theme_colour(theme, SURFACE_STRIP));
            canvas_fill(
                choosing->brush.canvas, (struct area){ row.x, row.y, inset / 2, row.height },
                theme_colour(theme, at == choosing->list_at ? SURFACE_ACCENT : SURFACE_LINE));
        }
        put(choosing, i == list->chosen ? ROLE_COMPLETION_OWN : ROLE_COMPLETION, list->labels[i],
            (struct area){ row.x + 2 * inset, row.y + inset / 4, row.width - 2 * inset, line }, 1);
        add_spot(choosing, (struct spot){ row, at, i, false });
    }
    return y - area.y;
}

/* Draws them side by side; gives what is left below the last of them. */
static struct area draw_lists(struct choosing *choosing, struct area page)
{
    const size_t count = choosing->chooser->list_count;
    const int gap = space(choosing, SPACE_PADDING);
    const int width = (page.width - gap * ((int)count - 1)) / (int)count;
    struct area column = { page.x, page.y, width, page.height };

    for (size_t i = 0; i < count; i++) {
        const int height = draw_list(choosing, i, column);

        if (i + 1 == count)
            return (struct area){ column.x, column.y + height + gap, width,
                                  page.height - height - gap };
        column.x += width + gap;
    }
    return column;
}

/* What the chosen thing is, or how it went, and below it the button. */
static void draw_foot(struct choosing *choosing, struct area foot)
{
    const struct chooser_list *list = &choosing->chooser->lists[0];
    struct area button;

    if (choosing->notice != NULL)
        foot.y += put(choosing, choosing->is_bad ? ROLE_WARNING : ROLE_TRANSLATION,
                      choosing->notice, foot, 6);
    else if (list->details != NULL)
        foot.y += put(choosing, ROLE_NOTE, list->details[list->chosen], foot, 6);
    button = pill_draw(&choosing->brush, ROLE_WORD_CHOSEN, choosing->chooser->button, foot.x,
                       foot.y + space(choosing, SPACE_BLOCK));
    add_spot(choosing, (struct spot){ button, 0, 0, true });
}

static void draw(void *ctx, struct canvas *canvas)
{
    struct choosing *choosing = ctx;
    const struct texts *texts = choosing->looks->texts;
    const int padding = space(choosing, SPACE_PADDING);
    struct area page = { padding, padding, canvas_width(canvas) - 2 * padding, 0 };
    const struct strip_key keys[] = {
        { "↑ ↓", texts_get(texts, "chooser.choose") },
        { "Tab", texts_get(texts, "chooser.list") },
        { "Enter", choosing->chooser->button },
        { "Esc", texts_get(texts, "chooser.close") },
    };
    int strip;

    choosing->brush = (struct brush){ canvas, choosing->looks->fonts, choosing->looks->theme };
    choosing->spot_count = 0;
    strip = strip_height(&choosing->brush);
    canvas_fill(canvas, (struct area){ 0, 0, canvas_width(canvas), canvas_height(canvas) },
                theme_colour(choosing->looks->theme, SURFACE_CARD));
    page.y +=
        put(choosing, ROLE_TITLE, choosing->chooser->title, page, 1) + space(choosing, SPACE_BLOCK);
    page.height = canvas_height(canvas) - strip - padding / 2 - page.y;
    draw_foot(choosing, draw_lists(choosing, page));
    strip_draw(&choosing->brush,
               (struct area){ 0, canvas_height(canvas) - strip, canvas_width(canvas), strip }, keys,
               ARRAY_LEN(keys));
}

/* --- choosing --- */

static void say(struct choosing *choosing, char *notice, bool is_bad)
{
    free(choosing->notice);
    choosing->notice = notice;
    choosing->is_bad = is_bad;
    choosing->page.is_dirty = true;
}

static void act(struct choosing *choosing)
{
    const struct chooser *chooser = choosing->chooser;
    char *notice = NULL;
    const bool went_well = chooser->act(chooser->ctx, &notice);
    const char *text = chooser->copied != NULL ? chooser->copied(chooser->ctx) : NULL;

    if (text != NULL)
        window_copy(choosing->page.window, text);
    say(choosing, notice, !went_well);
}

static void move_row(struct choosing *choosing, size_t step)
{
    struct chooser_list *list = &choosing->chooser->lists[choosing->list_at];

    list->chosen = (list->chosen + step) % list->count;
    say(choosing, NULL, false);
}

static void move_list(struct choosing *choosing, size_t step)
{
    choosing->list_at = (choosing->list_at + step) % choosing->chooser->list_count;
    choosing->page.is_dirty = true;
}

static void take_click(struct choosing *choosing, int x, int y)
{
    for (size_t i = 0; i < choosing->spot_count; i++) {
        const struct spot *spot = &choosing->spots[i];

        if (area_common(spot->area, (struct area){ x, y, 1, 1 }).width == 0)
            continue;
        if (spot->is_button) {
            act(choosing);
            return;
        }
        choosing->list_at = spot->list;
        choosing->chooser->lists[spot->list].chosen = spot->row;
        say(choosing, NULL, false);
        return;
    }
}

static void take_key(struct choosing *choosing, const struct ui_event *event)
{
    const size_t rows = choosing->chooser->lists[choosing->list_at].count;
    const size_t lists = choosing->chooser->list_count;

    switch (event->key) {
    case UI_KEY_ESCAPE:
        choosing->page.quit = true;
        break;
    case UI_KEY_ENTER:
        act(choosing);
        break;
    case UI_KEY_DOWN:
        move_row(choosing, 1);
        break;
    case UI_KEY_UP:
        move_row(choosing, rows - 1);
        break;
    case UI_KEY_TAB:
    case UI_KEY_RIGHT:
        move_list(choosing, event->shift ? lists - 1 : 1);
        break;
    case UI_KEY_LEFT:
        move_list(choosing, lists - 1);
        break;
    default:
        break;
    }
}

static void take(void *ctx, const struct ui_event *event)
{
    struct choosing *choosing = ctx;

    if (event->type == UI_CLICK && event->button == 1)
        take_click(choosing, event->x, event->y);
    else if (event->type == UI_KEY)
        take_key(choosing, event);
}

enum err chooser_run(const struct looks *looks, struct chooser *chooser)
{
    struct choosing choosing = { .looks = looks, .chooser = chooser };
    const struct page_calls calls = { .draw = draw, .take = take, .ctx = &choosing };
    enum err rc = page_window_open(&choosing.page, looks, chooser->title, WIDTH, HEIGHT);

    if (rc == OK)
        rc = page_window_run(&choosing.page, &calls);
    free(choosing.notice);
    page_window_close(&choosing.page);
    return rc;
}
