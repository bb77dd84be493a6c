/* The pieces that the projector's pages are made of. */

#include <stdlib.h>

#include "app/classroom/projector_private.h"

const char *screen_text(const struct screen *screen, const char *key)
{
    return texts_get(screen->projector->looks->texts, key);
}

int screen_space(const struct screen *screen, enum space space)
{
    return theme_space(screen->brush.theme, space);
}

int screen_line(const struct screen *screen, enum role role)
{
    return theme_style(screen->brush.theme, role)->line;
}

void screen_put_spans(struct screen *screen, const struct span *spans, size_t count,
                      size_t max_lines)
{
    const struct layout_options options = { .width = screen->page.width, .max_lines = max_lines };
    struct layout *layout =
        layout_new(screen->brush.fonts, screen->brush.theme, spans, count, &options);

    if (layout_height(layout) > 0) {
        screen->page.y += screen_space(screen, SPACE_LINE);
        if (screen->brush.canvas != NULL)
            layout_draw(layout, screen->brush.canvas, screen->page.x, screen->page.y);
        screen->page.y += layout_height(layout);
    }
    layout_free(layout);
}

void screen_put(struct screen *screen, enum role role, const char *text, const char *lang,
                size_t max_lines)
{
    const struct span span = { str_of(text), role, lang };

    screen_put_spans(screen, &span, 1, max_lines);
}

void screen_put_own(struct screen *screen, enum role role, char *text)
{
    screen_put(screen, role, text, texts_lang(screen->projector->looks->texts), 0);
    free(text);
}

void screen_skip(struct screen *screen, enum space space)
{
    screen->page.y += screen_space(screen, space);
}

static struct layout *lay_box(const struct screen *screen, const struct screen_box *box, int width)
{
    const struct span span = { str_of(box->text), box->role, box->lang };
    const struct layout_options options = { .width = width, .max_lines = box->max_lines };

    return layout_new(screen->brush.fonts, screen->brush.theme, &span, 1, &options);
}

int screen_put_at(const struct screen *screen, enum role role, const char *text, const char *lang,
                  struct area area)
{
    const struct screen_box box = { role, text, lang, 1, false };
    struct layout *layout = lay_box(screen, &box, area.width);
    const int width = layout_width(layout);

    if (screen->brush.canvas != NULL)
        layout_draw(layout, screen->brush.canvas, area.x,
                    area.y + (area.height - layout_height(layout)) / 2);
    layout_free(layout);
    return width;
}

void screen_put_box(const struct screen *screen, const struct screen_box *box, struct area area)
{
    struct layout *layout;
    int x = area.x;

    if (screen->brush.canvas == NULL)
        return;
    layout = lay_box(screen, box, area.width);
    if (box->is_centred)
        x += (area.width - layout_width(layout)) / 2;
    layout_draw(layout, screen->brush.canvas, x,
                area.y + (area.height - layout_height(layout)) / 2);
    layout_free(layout);
}

int screen_box_height(const struct screen *screen, const struct screen_box *box, int width)
{
    struct layout *layout = lay_box(screen, box, width);
    const int height = layout_height(layout);

    layout_free(layout);
    return height;
}

void screen_write(const struct screen *screen, double factor)
{
    theme_set(screen->projector->looks->theme,
              factor > 0 ? factor * screen->plain : screen->fitting.scale, TEXT_NORMAL);
}

void screen_spread(struct screen *screen, int percent)
{
    if (screen->fitting.left > 0)
        screen->page.y += screen->fitting.left * percent / 100;
}

void screen_bar(const struct screen *screen, struct area area, double part)
{
    const int radius = area.height / 3;
    struct area filled = area;

    if (screen->brush.canvas == NULL)
        return;
    filled.width = (int)(area.width * (part < 0 ? 0 : part > 1 ? 1 : part) + 0.5);
    canvas_round(screen->brush.canvas, area, radius,
                 theme_colour(screen->brush.theme, SURFACE_STRIP));
    canvas_round(screen->brush.canvas, filled, radius,
                 theme_colour(screen->brush.theme, SURFACE_ACCENT));
}

void screen_spot(struct screen *screen, struct area area, const struct projector_wanted *wanted)
{
    struct projector *projector = screen->projector;

    if (screen->brush.canvas != NULL && projector->spot_count < PROJECTOR_SPOTS)
        projector->spots[projector->spot_count++] = (struct projector_spot){ area, *wanted };
}

/* Draws one action, or with CANVAS NULL measures it; gives its width. */
static int draw_action(const struct screen *screen, const struct screen_action *action,
                       struct area foot, int x, struct canvas *canvas)
{
    const struct brush brush = { canvas, screen->brush.fonts, screen->brush.theme };
    const enum role role = action->is_main ? ROLE_BADGE_NEW : ROLE_KEY_CAP;
    const int gap = screen_space(screen, SPACE_TIGHT), height = screen_line(screen, role);
    const struct area cap =
        pill_draw(&brush, role, action->cap, x, foot.y + (foot.height - height) / 2);
    const struct screen measuring = { .projector = screen->projector,
                                      .brush = brush,
                                      .room = screen->room };
    const int text =
        screen_put_at(&measuring, ROLE_KEY_TEXT, screen_text(screen, action->key), NULL,
                      (struct area){ x + cap.width + gap, foot.y, foot.width, foot.height });

    return cap.width + gap + text;
}

void screen_actions(struct screen *screen, const struct screen_action *actions, size_t count)
{
    const struct area foot = { 0, screen->bottom,
                               screen->page.x + screen->page.width + screen->page.x,
                               strip_height(&screen->brush) };
    const int padding = screen_space(screen, SPACE_PADDING), gap = padding * 2 / 3;
    int x = screen->page.x;

    if (screen->brush.canvas == NULL)
        return;
    canvas_fill(screen->brush.canvas, foot, theme_colour(screen->brush.theme, SURFACE_STRIP));
    for (size_t i = 0; i < count; i++) {
        const int width = draw_action(screen, &actions[i], foot, x, NULL);

        /* What finds no room is in the list of keys; later ones may still fit. */
        if (x + width > foot.width - padding)
            continue;
        draw_action(screen, &actions[i], foot, x, screen->brush.canvas);
        screen_spot(screen, (struct area){ x - gap / 2, foot.y, width + gap, foot.height },
                    &actions[i].wanted);
        x += width + gap;
    }
}
