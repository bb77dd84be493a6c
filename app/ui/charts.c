#include "app/ui/charts.h"

#include <string.h>
#include <time.h>

#include "app/ui/layout.h"

enum { WEEK_DAYS = 7 };

static int space(const struct brush *brush, enum space which)
{
    return theme_space(brush->theme, which);
}

static int line_of(const struct brush *brush, enum role role)
{
    return theme_style(brush->theme, role)->line;
}

static struct layout *lay(const struct brush *brush, enum role role, struct str text,
                          const char *lang, int width)
{
    const struct span span = { .text = text, .role = role, .lang = lang };
    const struct layout_options options = { .width = width, .max_lines = 1 };

    return layout_new(brush->fonts, brush->theme, &span, 1, &options);
}

/* TEXT at AREA's top left, cut at its width. */
static void put_text(const struct brush *brush, struct area area, enum role role, struct str text,
                     const char *lang)
{
    struct layout *layout = lay(brush, role, text, lang, area.width);

    layout_draw(layout, brush->canvas, area.x, area.y);
    layout_free(layout);
}

/* TEXT with its middle at X, but not left of LEFT. */
static void put_middle(const struct brush *brush, int x, int y, int left, const char *text)
{
    struct layout *layout = lay(brush, ROLE_NOTE, str_of(text), NULL, CANVAS_SIDE_MAX);
    const int at = x - layout_width(layout) / 2;

    layout_draw(layout, brush->canvas, at > left ? at : left, y);
    layout_free(layout);
}

static uint32_t with_alpha(uint32_t colour, double share)
{
    return (colour & 0xffffff) | (uint32_t)(share * 255 + 0.5) << 24;
}

/* --- columns --- */

static double largest_column(const struct chart_column *columns, size_t count)
{
    double largest = 0;
    size_t i;

    for (i = 0; i < count; i++)
        largest = columns[i].value > largest ? columns[i].value : largest;
    return largest;
}

static void draw_wish(const struct brush *brush, struct area plot, double top,
                      const struct chart_scale *scale)
{
    const int y = plot.y + plot.height - (int)(plot.height * scale->wished / top + 0.5);

    canvas_fill(brush->canvas, (struct area){ plot.x, y, plot.width, space(brush, SPACE_HAIRLINE) },
                with_alpha(theme_style(brush->theme, ROLE_NOTE)->colour, 0.8));
}

/* In the column's head where it is large enough, else above it. */
static void draw_mark(const struct brush *brush, struct area plot, struct area column,
                      const char *mark)
{
    struct layout *layout = lay(brush, ROLE_BADGE_NEW, str_of(mark), NULL, CANVAS_SIDE_MAX);
    const int middle = column.x + column.width / 2, width = layout_width(layout);

    if (width <= column.width && line_of(brush, ROLE_BADGE_NEW) <= column.height)
        layout_draw_plain(layout, brush->canvas, middle - width / 2, column.y);
    else
        put_middle(brush, middle, column.y - line_of(brush, ROLE_NOTE), plot.x, mark);
    layout_free(layout);
}

static void draw_column(const struct brush *brush, struct area plot, struct area column,
                        const struct chart_column *of)
{
    canvas_round(brush->canvas, column, column.width < 8 ? 0 : space(brush, SPACE_RADIUS_SMALL) / 2,
                 theme_colour(brush->theme, SURFACE_ACCENT));
    if (of->mark != NULL)
        draw_mark(brush, plot, column, of->mark);
    if (of->label != NULL)
        put_middle(brush, column.x + column.width / 2,
                   plot.y + plot.height + space(brush, SPACE_HAIRLINE), plot.x, of->label);
}

void chart_columns(const struct brush *brush, struct area area, const struct chart_column *columns,
                   size_t count, const struct chart_scale *scale)
{
    const int line = line_of(brush, ROLE_NOTE), step = area.width / (int)(count > 0 ? count : 1);
    const struct area plot = { area.x, area.y + line, step * (int)count, area.height - 2 * line };
    const double largest = largest_column(columns, count);
    const double top = scale->top > 0 ? scale->top : largest > 0 ? largest : 1;
    size_t i;

    if (scale->wished > 0)
        draw_wish(brush, plot, top, scale);
    for (i = 0; i < count; i++) {
        const int height = (int)(plot.height * columns[i].value / top + 0.5);
        const struct area column = { plot.x + step * (int)i + step / 8,
                                     plot.y + plot.height - height, step - step / 4, height };

        draw_column(brush, plot, column, &columns[i]);
    }
    canvas_fill(
        brush->canvas,
        (struct area){ plot.x, plot.y + plot.height, plot.width, space(brush, SPACE_HAIRLINE) },
        theme_colour(brush->theme, SURFACE_LINE));
}

/* --- bars --- */

static int bar_line(const struct brush *brush)
{
    return line_of(brush, ROLE_EXAMPLE_TRANSLATION) + theme_space(brush->theme, SPACE_LINE) / 2;
}

int chart_bars_height(const struct brush *brush, size_t count)
{
    return (int)count * bar_line(brush);
}

void chart_bars(const struct brush *brush, struct area area, const struct chart_bar *bars,
                size_t count)
{
    const int line = bar_line(brush), gap = space(brush, SPACE_TIGHT);
    const int names = area.width * 2 / 5, figures = area.width / 8;
    const int most = area.width - names - figures - 2 * gap, thick = line * 9 / 20;
    const int text = line_of(brush, ROLE_EXAMPLE_TRANSLATION);
    double largest = 0;
    size_t i;

    for (i = 0; i < count; i++)
        largest = bars[i].value > largest ? bars[i].value : largest;
    for (i = 0; i < count; i++) {
        const int y = area.y + (int)i * line;
        const int width = largest > 0 ? (int)(most * bars[i].value / largest + 0.5) : 0;
        const struct area bar = { area.x + names + gap, y + (text - thick) / 2, width, thick };

        put_text(brush, (struct area){ area.x, y, names, line }, ROLE_EXAMPLE_TRANSLATION,
                 str_of(bars[i].label), bars[i].lang);
        canvas_round(brush->canvas, bar, thick / 4, theme_colour(brush->theme, SURFACE_ACCENT));
        put_text(
            brush,
            (struct area){ bar.x + width + gap, y, area.width - names - width - 2 * gap, line },
            ROLE_EXAMPLE_TRANSLATION, str_of(bars[i].text), NULL);
    }
}

/* --- calendar --- */

/* The day of the month and the month, 0 to 11, of a day number. */
static struct tm date_of(int64_t day)
{
    const time_t seconds = (time_t)(day * 24 * 3600);
    struct tm date = { 0 };

    gmtime_r(&seconds, &date);
    return date;
}

/* The AT-th word of WORDS. */
static struct str word_at(const char *words, int at)
{
    size_t len;

    for (; at > 0 && *words != '\0'; at--) {
        words += strcspn(words, " ");
        words += strspn(words, " ");
    }
    len = strcspn(words, " ");
    return str_sub(str_of(words), 0, len);
}

/* Few and many differ more than many and very many. */
static double brightness(int count, int most)
{
    double share = (double)count / most, low = 0.35;

    return low + (1 - low) * (share < 0.5 ? share * 1.4 : 0.7 + (share - 0.5) * 0.6);
}

static int cell_of(int width, int weeks)
{
    return width / (weeks > 0 ? weeks : 1);
}

int chart_calendar_height(const struct brush *brush, int width, int weeks)
{
    return WEEK_DAYS * cell_of(width, weeks) + line_of(brush, ROLE_NOTE);
}

void chart_calendar(const struct brush *brush, struct area area, const int *days, int weeks,
                    int64_t today, const char *months)
{
    const int cell = cell_of(area.width, weeks), gap = cell > 8 ? cell / 6 : 1;
    const int weekday = date_of(today).tm_wday, row_today = (weekday + WEEK_DAYS - 1) % WEEK_DAYS;
    const int labels = line_of(brush, ROLE_NOTE), shown = (weeks - 1) * WEEK_DAYS + row_today + 1;
    const uint32_t none = theme_colour(brush->theme, SURFACE_STRIP);
    int most = 1, ago;

    for (ago = 0; ago < shown; ago++)
        most = days[ago] > most ? days[ago] : most;
    for (ago = shown - 1; ago >= 0; ago--) {
        const int at = shown - 1 - ago, x = area.x + at / WEEK_DAYS * cell;
        const int y = area.y + labels + at % WEEK_DAYS * cell;
        const struct tm date = date_of(today - ago);

        canvas_round(brush->canvas, (struct area){ x, y, cell - gap, cell - gap }, gap, none);
        if (days[ago] > 0)
            canvas_round(brush->canvas, (struct area){ x, y, cell - gap, cell - gap }, gap,
                         with_alpha(theme_colour(brush->theme, SURFACE_ACCENT),
                                    brightness(days[ago], most)));
        /* A name needs the room of three weeks. */
        if (date.tm_mday == 1 && at / WEEK_DAYS <= weeks - 2)
            put_text(brush, (struct area){ x, area.y, 3 * cell, labels }, ROLE_NOTE,
                     word_at(months, date.tm_mon), NULL);
    }
}
