#include "app/ui/widgets.h"

#include "app/ui/layout.h"
#include "dict/base/mem.h"

enum { PILL_WIDTH_MAX = 4096 };

static struct layout *lay(const struct brush *brush, enum role role, struct str text, int width)
{
    return layout_line(brush->fonts, brush->theme, role, text, width);
}

/* The space at each end of a pill, inside it. */
static int pill_inset(const struct text_style *style)
{
    return style->pixels / 2;
}

/* A pill's own text has no second fill behind it. */
static void draw_text(const struct brush *brush, enum role role, const struct layout *layout,
                      struct area area)
{
    int width = layout_width(layout), height = layout_height(layout);

    canvas_round(brush->canvas, area, theme_space(brush->theme, SPACE_RADIUS_SMALL),
                 theme_style(brush->theme, role)->fill);
    layout_draw_plain(layout, brush->canvas, area.x + (area.width - width) / 2,
                      area.y + (area.height - height) / 2);
}

static struct area pill(const struct brush *brush, enum role role, struct str text, int x, int y)
{
    const struct text_style *style = theme_style(brush->theme, role);
    struct layout *layout = lay(brush, role, text, PILL_WIDTH_MAX);
    struct area area = { x, y, layout_width(layout) + 2 * pill_inset(style),
                         layout_height(layout) };

    /* A single sign does not make a pill narrower than it is high. */
    if (area.width < area.height)
        area.width = area.height;
    if (brush->canvas != NULL)
        draw_text(brush, role, layout, area);
    layout_free(layout);
    return area;
}

struct area pill_draw(const struct brush *brush, enum role role, const char *text, int x, int y)
{
    return pill(brush, role, str_of(text), x, y);
}

/* --- the line of keys --- */

int strip_height(const struct brush *brush)
{
    return theme_style(brush->theme, ROLE_KEY_CAP)->line +
           2 * theme_space(brush->theme, SPACE_LINE);
}

/* Draws one key, its caps and its text, in a strip that is HEIGHT high; with
 * brush->canvas NULL only measures. Gives its width. */
static int draw_key(const struct brush *brush, const struct strip_key *key, struct area strip,
                    int x)
{
    int cap_height = theme_style(brush->theme, ROLE_KEY_CAP)->line;
    int tight = theme_space(brush->theme, SPACE_TIGHT), start = x;
    struct str caps = str_of(key->cap), cap;
    struct layout *text;

    while (str_next(&caps, ' ', &cap))
        x += pill(brush, ROLE_KEY_CAP, cap, x, strip.y + (strip.height - cap_height) / 2).width +
             tight / 2;
    x += tight - tight / 2;
    text = lay(brush, ROLE_KEY_TEXT, str_of(key->text), strip.width);
    if (brush->canvas != NULL)
        layout_draw(text, brush->canvas, x, strip.y + (strip.height - layout_height(text)) / 2);
    x += layout_width(text);
    layout_free(text);
    return x - start;
}

void strip_draw(const struct brush *brush, struct area area, const struct strip_key *keys,
                size_t count)
{
    struct brush measure = { NULL, brush->fonts, brush->theme };
    int padding = theme_space(brush->theme, SPACE_PADDING);
    int between = 2 * theme_space(brush->theme, SPACE_TIGHT) + padding / 4;
    int end = area.x + area.width - padding, x = area.x + padding, last;
    size_t i;

    canvas_fill(brush->canvas, area, theme_colour(brush->theme, SURFACE_STRIP));
    if (count == 0)
        return;
    last = draw_key(&measure, &keys[count - 1], area, 0);
    for (i = 0; i < count; i++) {
        int width = i + 1 < count ? draw_key(&measure, &keys[i], area, 0) : last;
        int kept = i + 1 < count ? last + between : 0;

        if (x + width + kept <= end || i + 1 == count)
            x += draw_key(brush, &keys[i], area, x) + between;
    }
}
