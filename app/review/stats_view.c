#include "app/review/stats_view.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/ui/charts.h"
#include "app/ui/layout.h"
#include "dict/base/mem.h"

enum { CHART_LINES = 8 /* of small text, that a chart of columns is high */ };

/* A page being drawn: two columns wide, from top to bottom. */
struct page {
    const struct looks *looks;
    struct brush brush;
    const struct stats *stats;
    int left, width, gap, y;
};

static const char *get(const struct page *page, const char *key)
{
    return texts_get(page->looks->texts, key);
}

static int line_of(const struct page *page, enum role role)
{
    return theme_style(page->looks->theme, role)->line;
}

static int space(const struct page *page, enum space which)
{
    return theme_space(page->looks->theme, which);
}

/* Gives the height it takes. */
static int put(const struct page *page, enum role role, const char *text, struct area area)
{
    const struct span span = { .text = str_of(text),
                               .role = role,
                               .lang = texts_lang(page->looks->texts) };
    const struct layout_options options = { .width = area.width, .max_lines = 3 };
    struct layout *layout = layout_new(page->looks->fonts, page->looks->theme, &span, 1, &options);
    const int height = layout_height(layout);

    layout_draw(layout, page->brush.canvas, area.x, area.y);
    layout_free(layout);
    return height;
}

/* The left (0) or right (1) half from the page's Y on, HEIGHT high under its title. */
static struct area half(const struct page *page, int side, const char *title, int height)
{
    const int width = (page->width - page->gap) / 2, line = line_of(page, ROLE_LABEL);
    const struct area area = { page->left + side * (width + page->gap), page->y, width, line };

    put(page, ROLE_LABEL, title, area);
    return (struct area){ area.x, area.y + line + space(page, SPACE_TIGHT), width, height };
}

static void next_row(struct page *page, int height)
{
    page->y += line_of(page, ROLE_LABEL) + space(page, SPACE_TIGHT) + height +
               2 * space(page, SPACE_BLOCK);
}

/* --- figures --- */

static char *percent(const struct recall *recall)
{
    if (recall->asked == 0)
        return xstrdup("–");
    return xasprintf("%lld %%",
                     (long long)((recall->recalled * 100 + recall->asked / 2) / recall->asked));
}

static void draw_figures(struct page *page)
{
    const struct stats *stats = page->stats;
    const struct {
        const char *key;
        char *figure;
    } figures[] = {
        { "stats.learning", xasprintf("%lld", (long long)stats->learning) },
        { "stats.known", xasprintf("%lld", (long long)stats->known) },
        { "stats.lookups", xasprintf("%lld", (long long)stats->lookups) },
        { "stats.reviews", xasprintf("%lld", (long long)stats->reviews) },
        { "stats.recalled", percent(&stats->recall_month) },
    };
    const int count = ARRAY_LEN(figures), width = (page->width + page->gap) / count;
    int i, height = 0;

    for (i = 0; i < count; i++) {
        const struct area area = { page->left + i * width, page->y, width - page->gap / 2, 0 };
        const int top = put(page, ROLE_HEADWORD, figures[i].figure, area);
        const int all = top + put(page, ROLE_NOTE, get(page, figures[i].key),
                                  (struct area){ area.x, area.y + top, area.width, 0 });

        height = all > height ? all : height;
        free(figures[i].figure);
    }
    page->y += height + 2 * space(page, SPACE_BLOCK);
}

/* --- charts --- */

static void draw_calendars(struct page *page)
{
    const int width = (page->width - page->gap) / 2;
    const int height = chart_calendar_height(&page->brush, width, STATS_WEEKS);

    chart_calendar(&page->brush, half(page, 0, get(page, "stats.looked-up"), height),
                   page->stats->looked_up, STATS_WEEKS, page->stats->today,
                   get(page, "stats.months"));
    chart_calendar(&page->brush, half(page, 1, get(page, "stats.reviewed"), height),
                   page->stats->reviewed, STATS_WEEKS, page->stats->today,
                   get(page, "stats.months"));
    next_row(page, height);
}

/* Figures stand over today's column and over the highest one; weeks are named below. */
static void draw_due(const struct page *page, int height)
{
    struct chart_column columns[STATS_AHEAD] = { { 0 } };
    char marks[2][24], weeks[STATS_AHEAD / 7 + 1][16];
    size_t highest = 0, i;

    for (i = 0; i < STATS_AHEAD; i++) {
        columns[i].value = page->stats->due[i];
        if (page->stats->due[i] > page->stats->due[highest])
            highest = i;
    }
    for (i = 1; i < ARRAY_LEN(weeks); i++) {
        snprintf(weeks[i], sizeof(weeks[i]), "+%d", (int)i * 7);
        columns[i * 7].label = weeks[i];
    }
    columns[0].label = get(page, "stats.today");
    snprintf(marks[0], sizeof(marks[0]), "%d", page->stats->due[0]);
    snprintf(marks[1], sizeof(marks[1]), "%d", page->stats->due[highest]);
    if (page->stats->due[highest] > 0)
        columns[highest].mark = marks[1];
    if (highest != 1)
        columns[0].mark = marks[0];
    chart_columns(&page->brush, half(page, 0, get(page, "stats.due"), height), columns, STATS_AHEAD,
                  &(const struct chart_scale){ 0 });
}

/* Month by month, the last at the right; a month without reviews has no column. */
static void draw_recall(const struct page *page, int height)
{
    struct chart_column columns[STATS_MONTHS] = { { 0 } };
    char *marks[STATS_MONTHS] = { NULL }, *names[STATS_MONTHS], number[16], *wish, *title;
    struct str rest = str_of(get(page, "stats.months")), name;
    size_t i;

    for (i = 0; i < STATS_MONTHS; i++)
        names[i] = str_next(&rest, ' ', &name) ? xstrndup(name.ptr, name.len) : xstrdup("");
    for (i = 0; i < STATS_MONTHS; i++) {
        const size_t ago = STATS_MONTHS - 1 - i;
        const struct recall *recall = &page->stats->recall_by_month[ago];

        columns[i].label = names[((size_t)page->stats->month + STATS_MONTHS - ago) % STATS_MONTHS];
        if (recall->asked == 0)
            continue;
        columns[i].value = (double)recall->recalled / (double)recall->asked;
        marks[i] = xasprintf("%d", (int)(columns[i].value * 100 + 0.5));
        columns[i].mark = marks[i];
    }
    snprintf(number, sizeof(number), "%.0f", page->stats->wished * 100);
    wish = texts_fill(page->looks->texts, "stats.wished", TEXT_ARGS({ "n", number }));
    title = xasprintf("%s (%s)", get(page, "stats.recall"), wish);
    chart_columns(&page->brush, half(page, 1, title, height), columns, STATS_MONTHS,
                  &(const struct chart_scale){ 1, page->stats->wished });
    free(title);
    free(wish);
    for (i = 0; i < STATS_MONTHS; i++) {
        free(marks[i]);
        free(names[i]);
    }
}

static void draw_columns(struct page *page)
{
    const int height = CHART_LINES * line_of(page, ROLE_NOTE);

    draw_due(page, height);
    draw_recall(page, height);
    next_row(page, height);
}

static int draw_strength(const struct page *page)
{
    static const char *const keys[STRENGTH_COUNT] = {
        "stats.strength.new",    "stats.strength.days",    "stats.strength.weeks",
        "stats.strength.months", "stats.strength.seasons", "stats.strength.years",
        "stats.strength.known",
    };
    struct chart_bar bars[STRENGTH_COUNT];
    char figures[STRENGTH_COUNT][24];
    const int height = chart_bars_height(&page->brush, STRENGTH_COUNT);
    size_t i;

    for (i = 0; i < STRENGTH_COUNT; i++) {
        snprintf(figures[i], sizeof(figures[i]), "%lld", (long long)page->stats->strength[i]);
        bars[i] = (struct chart_bar){ (double)page->stats->strength[i], get(page, keys[i]),
                                      texts_lang(page->looks->texts), figures[i] };
    }
    chart_bars(&page->brush, half(page, 0, get(page, "stats.strength"), height), bars,
               STRENGTH_COUNT);
    return height;
}

/* Words or games by their counts. Gives the height it takes. */
static int draw_list(const struct page *page, int side, const char *title,
                     const struct stats_list *list)
{
    struct chart_bar bars[STATS_TOP];
    char *figures[STATS_TOP];
    const int height = chart_bars_height(&page->brush, list->count > 0 ? list->count : 1);
    const struct area area = half(page, side, get(page, title), height);
    size_t i;

    if (list->count == 0)
        put(page, ROLE_NOTE, get(page, "stats.none"), area);
    for (i = 0; i < list->count; i++) {
        const struct stats_item *item = &list->items[i];

        figures[i] = xasprintf("%lld%s%s", (long long)item->count, item->is_leech ? "  " : "",
                               item->is_leech ? get(page, "stats.leech") : "");
        bars[i] = (struct chart_bar){ (double)item->count,
                                      item->name != NULL ? item->name : get(page, "stats.no-game"),
                                      item->lang, figures[i] };
    }
    chart_bars(&page->brush, area, bars, list->count);
    for (i = 0; i < list->count; i++)
        free(figures[i]);
    return height;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void draw_lists(struct page *page)
{
    const int strength = draw_strength(page);

    next_row(page, larger(strength, draw_list(page, 1, "stats.games", &page->stats->games)));
    next_row(page, larger(draw_list(page, 0, "stats.met", &page->stats->met),
                          draw_list(page, 1, "stats.hard", &page->stats->hard)));
}

int stats_view_draw(const struct looks *looks, struct canvas *canvas, const struct stats *stats,
                    int scroll)
{
    const int padding = theme_space(looks->theme, SPACE_PADDING), width = canvas_width(canvas);
    struct page page = {
        .looks = looks,
        .brush = { canvas, looks->fonts, looks->theme },
        .stats = stats,
        .left = padding,
        .width = width - 2 * padding,
        .gap = padding,
        .y = padding - scroll,
    };

    canvas_fill(canvas, (struct area){ 0, 0, width, canvas_height(canvas) },
                theme_colour(looks->theme, SURFACE_CARD));
    page.y += put(&page, ROLE_TITLE, get(&page, "stats.title"),
                  (struct area){ page.left, page.y, page.width, 0 });
    page.y += space(&page, SPACE_BLOCK);
    if (stats->lookups == 0 && stats->reviews == 0) {
        page.y += put(&page, ROLE_TRANSLATION, get(&page, "review.no-words"),
                      (struct area){ page.left, page.y, page.width, 0 });
        return page.y + padding + scroll;
    }
    draw_figures(&page);
    draw_calendars(&page);
    draw_columns(&page);
    draw_lists(&page);
    return page.y + scroll;
}
