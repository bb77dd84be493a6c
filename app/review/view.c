#include "app/review/view.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/review/view_private.h"
#include "app/ui/picture.h"
#include "dict/base/mem.h"

/* A longer paragraph ends in an ellipsis: the buttons must stay free. */
enum { PARAGRAPH_LINES = 6 };

struct review_view *review_view_new(const struct looks *looks)
{
    struct review_view *view = xcalloc(1, sizeof(*view));

    view->fonts = looks->fonts;
    view->theme = looks->theme;
    view->texts = looks->texts;
    return view;
}

void review_view_free(struct review_view *view)
{
    free(view);
}

int review_space(const struct review_view *view, enum space space)
{
    return theme_space(view->theme, space);
}

void review_put_spans(struct review_view *view, const struct span *spans, size_t count,
                      enum space above)
{
    const struct layout_options options = { .width = view->column.width,
                                            .max_lines = PARAGRAPH_LINES };
    struct layout *layout = layout_new(view->fonts, view->theme, spans, count, &options);

    view->y += review_space(view, above);
    layout_draw(layout, view->canvas, view->column.x, view->y);
    view->y += layout_height(layout);
    layout_free(layout);
}

void review_put(struct review_view *view, enum role role, const char *text, const char *lang,
                enum space above)
{
    const struct span span = { .text = str_of(text), .role = role, .lang = lang };

    review_put_spans(view, &span, 1, above);
}

void review_put_text(struct review_view *view, enum role role, char *text, enum space above)
{
    review_put(view, role, text, texts_lang(view->texts), above);
    free(text);
}

/* --- fields and pictures --- */

static void add_button(struct review_view *view, struct area area, enum review_act act)
{
    if (view->button_count < BUTTONS_MAX)
        view->buttons[view->button_count++] = (struct review_button){ area, act };
}

/* A line of width 0 at X, Y becomes one that can be seen. */
static void draw_caret(struct review_view *view, struct area place, int x, int y)
{
    const int width = 2 * review_space(view, SPACE_HAIRLINE);

    canvas_fill(view->canvas, (struct area){ x + place.x, y + place.y, width, place.height },
                theme_colour(view->theme, SURFACE_ACCENT));
}

void review_put_field(struct review_view *view, const struct line_edit *edit, const char *lang,
                      const char *hint, bool active, enum review_act act)
{
    const struct str text = buf_str(&edit->text);
    const bool empty = text.len == 0;
    const struct span spans[] = {
        { empty ? str_of(hint) : str_sub(text, 0, edit->at), empty ? ROLE_HINT : ROLE_PROMPT,
          empty ? texts_lang(view->texts) : lang },
        { str_from(text, edit->at), ROLE_PROMPT, lang },
    };
    const int inset = review_space(view, SPACE_TIGHT);
    const struct layout_options options = { .width = view->column.width - 2 * inset,
                                            .max_lines = PARAGRAPH_LINES / 2 };
    struct layout *layout =
        layout_new(view->fonts, view->theme, spans, empty ? 1 : ARRAY_LEN(spans), &options);
    const int line = theme_style(view->theme, ROLE_PROMPT)->line;
    const int height = layout_height(layout) > line ? layout_height(layout) : line;
    const struct area area = { view->column.x, view->y + review_space(view, SPACE_LINE),
                               view->column.width, height + 2 * inset };
    struct area caret = edit->at < text.len ? layout_span(layout, 1) : layout_end(layout);

    canvas_round(view->canvas, area, review_space(view, SPACE_RADIUS_SMALL),
                 theme_colour(view->theme, SURFACE_FIELD));
    canvas_frame(view->canvas, area, review_space(view, SPACE_RADIUS_SMALL),
                 review_space(view, SPACE_HAIRLINE),
                 theme_colour(view->theme, active ? SURFACE_ACCENT : SURFACE_LINE));
    layout_draw(layout, view->canvas, area.x + inset, area.y + inset);
    if (empty)
        caret = (struct area){ 0, 0, 0, line };
    if (active)
        draw_caret(view, caret, area.x + inset, area.y + inset);
    layout_free(layout);
    add_button(view, area, act);
    view->y = area.y + area.height;
}

void review_put_picture(struct review_view *view, const struct scene *scene, int bottom)
{
    const int top = view->y + review_space(view, SPACE_BLOCK);
    struct canvas *picture = NULL;

    if (scene->picture_len == 0 || bottom - top < review_button_height(view) ||
        picture_decode(&picture, scene->picture, scene->picture_len, view->column.width,
                       bottom - top) != OK)
        return;
    canvas_copy(view->canvas, picture, view->column.x, top);
    view->y = top + canvas_height(picture);
    canvas_free(picture);
}

/* --- buttons --- */

/* Centred in AREA, at Y. */
static int draw_centred(struct review_view *view, struct area area, int y, enum role role,
                        const char *text)
{
    struct layout *line = layout_line(view->fonts, view->theme, role, str_of(text), area.width);
    const int height = layout_height(line);

    layout_draw_plain(line, view->canvas, area.x + (area.width - layout_width(line)) / 2, y);
    layout_free(line);
    return height;
}

static void draw_button(struct review_view *view, struct area area, const struct choice *choice)
{
    const int radius = review_space(view, SPACE_RADIUS);
    const int missing =
        choice->detail[0] == '\0' ? theme_style(view->theme, ROLE_LABEL)->line / 2 : 0;
    int y = area.y + review_space(view, SPACE_LINE) + missing;

    canvas_round(view->canvas, area, radius, theme_colour(view->theme, SURFACE_STRIP));
    canvas_frame(view->canvas, area, radius, review_space(view, SPACE_HAIRLINE),
                 theme_colour(view->theme, choice->main ? SURFACE_ACCENT : SURFACE_LINE));
    y += draw_centred(view, area, y, ROLE_TRANSLATION, choice->label);
    if (choice->detail[0] != '\0')
        y += draw_centred(view, area, y, ROLE_LABEL, choice->detail);
    draw_centred(view, area, y, ROLE_KEY_TEXT, choice->key);
    add_button(view, area, choice->act);
}

int review_button_height(const struct review_view *view)
{
    return theme_style(view->theme, ROLE_TRANSLATION)->line +
           theme_style(view->theme, ROLE_LABEL)->line +
           theme_style(view->theme, ROLE_KEY_TEXT)->line + 2 * review_space(view, SPACE_LINE);
}

int review_choices_top(const struct review_view *view)
{
    return canvas_height(view->canvas) - 2 * review_space(view, SPACE_PADDING) -
           theme_style(view->theme, ROLE_KEY_TEXT)->line - review_button_height(view);
}

void review_draw_choices(struct review_view *view, const struct choice *choices, size_t count)
{
    const int gap = review_space(view, SPACE_PADDING) / 2, height = review_button_height(view);
    const int width = (view->column.width - gap * ((int)count - 1)) / (int)count;
    const int top = review_choices_top(view);
    size_t i;

    for (i = 0; i < count; i++) {
        const struct area area = { view->column.x + ((int)i) * (width + gap), top, width, height };

        draw_button(view, area, &choices[i]);
    }
}

/* The line of small actions at the foot, each a click's place too. */
void review_draw_foot(struct review_view *view, const struct choice *choices, size_t count)
{
    const int line = theme_style(view->theme, ROLE_KEY_TEXT)->line;
    const int y = canvas_height(view->canvas) - review_space(view, SPACE_PADDING) - line;
    int x = view->column.x;
    size_t i;

    for (i = 0; i < count; i++) {
        char *text = xasprintf("%s  %s", choices[i].key, choices[i].label);
        struct layout *layout =
            layout_line(view->fonts, view->theme, ROLE_KEY_TEXT, str_of(text), view->column.width);
        const int width = layout_width(layout);

        layout_draw(layout, view->canvas, x, y);
        add_button(view, (struct area){ x, y, width, line }, choices[i].act);
        x += width + 2 * review_space(view, SPACE_PADDING);
        layout_free(layout);
        free(text);
    }
}

/* --- all --- */

static void draw_progress(struct review_view *view, const struct round *round, int64_t now_ms)
{
    const struct deck_progress progress = deck_progress(round->deck, now_ms);
    const int all = progress.done + progress.left, height = review_space(view, SPACE_TIGHT);
    const struct area bar = { 0, 0, canvas_width(view->canvas), height };
    char left[16], minutes[16];

    canvas_fill(view->canvas, bar, theme_colour(view->theme, SURFACE_STRIP));
    if (all > 0)
        canvas_fill(view->canvas,
                    (struct area){ 0, 0, (int)((int64_t)bar.width * progress.done / all), height },
                    theme_colour(view->theme, SURFACE_ACCENT));
    snprintf(left, sizeof(left), "%d", progress.left);
    snprintf(minutes, sizeof(minutes), "%d", progress.minutes_left);
    review_put_text(view, ROLE_NOTE,
                    texts_fill(view->texts, "review.progress",
                               TEXT_ARGS({ "n", left }, { "minutes", minutes })),
                    SPACE_TIGHT);
}

void review_view_draw(struct review_view *view, struct canvas *canvas, const struct round *round,
                      int64_t now_ms)
{
    const int padding = review_space(view, SPACE_PADDING), width = canvas_width(canvas);
    const int wished = 2 * review_space(view, SPACE_CARD_WIDTH);
    const int column = width - 4 * padding < wished ? width - 4 * padding : wished;

    view->canvas = canvas;
    view->button_count = 0;
    view->column = (struct area){ (width - column) / 2, 0, column, canvas_height(canvas) };
    view->y = 2 * padding;
    canvas_fill(canvas, (struct area){ 0, 0, width, canvas_height(canvas) },
                theme_colour(view->theme, SURFACE_CARD));
    if (round->page == ROUND_QUESTION || round->page == ROUND_ANSWER)
        draw_progress(view, round, now_ms);
    review_draw_page(view, round, now_ms);
}

enum review_act review_view_hit(const struct review_view *view, int x, int y)
{
    size_t i;

    for (i = 0; i < view->button_count; i++) {
        const struct area area = view->buttons[i].area;

        if (x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height)
            return view->buttons[i].act;
    }
    return ACT_NONE;
}
