#include "app/overlay/view.h"

#include <stdlib.h>

#include "app/overlay/keys.h"
#include "app/ui/widgets.h"
#include "dict/base/mem.h"

enum { STRIP_KEYS_MAX = 12 };

struct placed {
    struct layout *layout; /* NULL for a rule and a pill */
    struct layout *mark;   /* what hangs before it, or NULL */
    struct area area;      /* in the card before scrolling */
};

struct view {
    struct fonts *fonts;
    const struct theme *theme;
    const struct texts *texts;
    struct arena *arena; /* the content; a new one for each layout */
    struct content content;
    struct placed placed[CONTENT_BLOCKS_MAX];
    struct strip_key strip[STRIP_KEYS_MAX];
    size_t strip_count;
    int content_height; /* without the strip */
    int offset;         /* pixels scrolled away in the last picture */
};

struct view *view_new(struct fonts *fonts, const struct theme *theme, const struct texts *texts)
{
    struct view *view = xcalloc(1, sizeof(*view));

    view->fonts = fonts;
    view->theme = theme;
    view->texts = texts;
    return view;
}

static void forget(struct view *view)
{
    size_t i;

    for (i = 0; i < view->content.count; i++) {
        layout_free(view->placed[i].layout);
        layout_free(view->placed[i].mark);
    }
    view->content.count = 0;
    arena_free(view->arena);
    view->arena = NULL;
}

void view_free(struct view *view)
{
    if (view == NULL)
        return;
    forget(view);
    free(view);
}

static struct brush brush_of(const struct view *view, struct canvas *canvas)
{
    return (struct brush){ .canvas = canvas, .fonts = view->fonts, .theme = view->theme };
}

static int gap(const struct view *view, enum space space)
{
    return theme_space(view->theme, space);
}

/* A pill stands at the right end of the line before it, or under it where that
 * line leaves no room. */
static int place_pill(struct view *view, size_t at, int x, int y, int width)
{
    const struct span *text = &view->content.blocks[at].spans[0];
    struct placed *placed = &view->placed[at];
    const struct placed *before = at > 0 ? &view->placed[at - 1] : NULL;
    struct brush brush = brush_of(view, NULL);
    struct area pill = pill_draw(&brush, text->role, text->text.ptr, x, y);

    *placed = (struct placed){ .area = pill };
    if (before == NULL || before->layout == NULL || layout_lines(before->layout) > 1 ||
        layout_width(before->layout) + gap(view, SPACE_PADDING) + pill.width > width)
        return pill.height;
    placed->area.x = x + width - pill.width;
    placed->area.y = before->area.y + (before->area.height - pill.height) / 2;
    return -gap(view, view->content.blocks[at].above);
}

/* A number stands alone in its column, and the text beside it. */
static void hang_mark(struct view *view, struct placed *placed, const struct span *mark)
{
    placed->mark =
        layout_line(view->fonts, view->theme, mark->role, mark->text, placed->area.width);
    placed->area.x += layout_end(placed->mark).x;
}

/* Lays block AT out with its top left at X, Y for WIDTH; gives its height. */
static int place_block(struct view *view, size_t at, int x, int y, int width)
{
    const struct block *block = &view->content.blocks[at];
    struct placed *placed = &view->placed[at];
    struct layout_options options = { .width = width, .max_lines = block->max_lines };
    int inset = block->kind == BLOCK_FIELD ? gap(view, SPACE_LINE) : 0;

    *placed = (struct placed){ .area = { x, y, width, gap(view, SPACE_HAIRLINE) } };
    if (block->kind == BLOCK_RULE || block->count == 0)
        return placed->area.height;
    if (block->kind == BLOCK_PILL)
        return place_pill(view, at, x, y, width);
    if (block->indent)
        placed->area.x += gap(view, SPACE_INDENT);
    if (block->hang)
        hang_mark(view, placed, &block->spans[0]);
    options.width = x + width - placed->area.x - 2 * inset;
    placed->layout = layout_new(view->fonts, view->theme, block->spans + block->hang,
                                block->count - block->hang, &options);
    placed->area.width = options.width + 2 * inset;
    placed->area.height = layout_height(placed->layout) + 2 * inset;
    return placed->area.height;
}

static void collect_strip(struct view *view, const struct card *card,
                          const struct content_facts *facts)
{
    struct key_help keys[STRIP_KEYS_MAX];
    size_t i;

    if (!card->has_keyboard) {
        view->strip_count = facts->hotkey != NULL;
        view->strip[0] = (struct strip_key){ facts->hotkey, texts_get(view->texts, "key.hotkey") };
        return;
    }
    view->strip_count = keys_help(card, true, keys, STRIP_KEYS_MAX);
    for (i = 0; i < view->strip_count; i++)
        view->strip[i] = (struct strip_key){ keys[i].cap, texts_get(view->texts, keys[i].text) };
}

int view_lay_out(struct view *view, const struct card *card, const struct content_facts *facts,
                 int width, int max_height)
{
    int padding = gap(view, SPACE_PADDING), y = padding, height;
    struct brush brush = brush_of(view, NULL);
    size_t i;

    forget(view);
    view->arena = arena_new();
    view->content = content_build(card, facts, view->arena);
    for (i = 0; i < view->content.count; i++) {
        if (i > 0)
            y += gap(view, view->content.blocks[i].above);
        y += place_block(view, i, padding, y, width - 2 * padding);
    }
    view->content_height = y + padding;
    collect_strip(view, card, facts);
    height = view->content_height + strip_height(&brush);
    return height < max_height ? height : max_height;
}

static void draw_field(const struct view *view, struct canvas *canvas, const struct block *block,
                       const struct placed *placed, struct area area)
{
    const int inset = gap(view, SPACE_LINE), thick = gap(view, SPACE_HAIRLINE) * 2;
    struct area end =
        block->caret_between ? layout_span(placed->layout, 1) : layout_end(placed->layout);

    if (block->caret_at_start)
        end.x = end.y = 0;

    canvas_round(canvas, area, gap(view, SPACE_RADIUS_SMALL),
                 theme_colour(view->theme, SURFACE_FIELD));
    canvas_fill(canvas,
                (struct area){ area.x + inset + end.x, area.y + inset + end.y, thick, end.height },
                theme_colour(view->theme, SURFACE_ACCENT));
    layout_draw(placed->layout, canvas, area.x + inset + (block->caret_at_start ? thick * 2 : 0),
                area.y + inset);
}

static void draw_text(struct canvas *canvas, const struct placed *placed, struct area area)
{
    layout_draw(placed->layout, canvas, area.x, area.y);
    if (placed->mark != NULL)
        layout_draw(placed->mark, canvas, area.x - layout_end(placed->mark).x,
                    area.y + layout_baseline(placed->layout) - layout_baseline(placed->mark));
}

static void draw_block(const struct view *view, struct canvas *canvas, size_t at)
{
    const struct block *block = &view->content.blocks[at];
    const struct placed *placed = &view->placed[at];
    struct brush brush = brush_of(view, canvas);
    struct area area = placed->area;

    area.y -= view->offset;
    if (area.y >= canvas_height(canvas) || area.y + area.height <= 0)
        return;
    if (block->kind == BLOCK_PILL)
        pill_draw(&brush, block->spans[0].role, block->spans[0].text.ptr, area.x, area.y);
    else if (block->kind == BLOCK_FIELD)
        draw_field(view, canvas, block, placed, area);
    else if (placed->layout != NULL)
        draw_text(canvas, placed, area);
    else
        canvas_fill(canvas, area, theme_colour(view->theme, SURFACE_LINE));
}

/* Holds *SCROLL between nothing and the last line, and gives it in pixels. */
static int scroll_pixels(const struct view *view, int room, int *scroll)
{
    int line = theme_style(view->theme, ROLE_TRANSLATION)->pixels * 3 / 2;
    int most = view->content_height > room ? view->content_height - room : 0;
    int lines = (most + line - 1) / line;

    if (*scroll > lines)
        *scroll = lines;
    if (*scroll < 0)
        *scroll = 0;
    return *scroll * line < most ? *scroll * line : most;
}

/* A bar at the right edge: how much there is, and where we are in it. */
static void draw_scrollbar(const struct view *view, struct canvas *canvas, int room)
{
    int width = gap(view, SPACE_TIGHT) / 2 + 1, margin = gap(view, SPACE_TIGHT);
    int track = room - 2 * gap(view, SPACE_RADIUS), height, top;

    if (view->content_height <= room || track <= 0)
        return;
    height = (int)((int64_t)track * room / view->content_height);
    top = (int)((int64_t)track * view->offset / view->content_height);
    canvas_round(canvas,
                 (struct area){ canvas_width(canvas) - width - margin,
                                gap(view, SPACE_RADIUS) + top, width, height },
                 width / 2, theme_colour(view->theme, SURFACE_LINE));
}

void view_draw(struct view *view, struct canvas *canvas, int *scroll)
{
    struct brush brush = brush_of(view, canvas);
    int width = canvas_width(canvas), height = canvas_height(canvas);
    int room = height - strip_height(&brush);
    struct area all = { 0, 0, width, height }, text = { 0, 0, width, room };
    size_t i;

    view->offset = scroll_pixels(view, room, scroll);
    canvas_fill(canvas, all, theme_colour(view->theme, SURFACE_CARD));
    canvas_clip(canvas, &text);
    for (i = 0; i < view->content.count; i++)
        draw_block(view, canvas, i);
    draw_scrollbar(view, canvas, room);
    canvas_clip(canvas, NULL);
    strip_draw(&brush, (struct area){ 0, room, width, height - room }, view->strip,
               view->strip_count);
    canvas_frame(canvas, all, 0, gap(view, SPACE_HAIRLINE),
                 theme_colour(view->theme, SURFACE_LINE));
}

struct click view_hit(const struct view *view, int x, int y)
{
    size_t i;
    int span;

    y += view->offset;
    for (i = 0; i < view->content.count; i++) {
        const struct placed *placed = &view->placed[i];

        if (placed->layout == NULL || y < placed->area.y ||
            y >= placed->area.y + placed->area.height)
            continue;
        span = layout_hit(placed->layout, x - placed->area.x, y - placed->area.y);
        if (span != LAYOUT_NO_SPAN)
            return view->content.blocks[i].clicks[span + view->content.blocks[i].hang];
    }
    return (struct click){ CLICK_NONE, 0 };
}
