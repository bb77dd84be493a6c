#include "app/ui/layout.h"

#include <stdlib.h>

#include "app/ui/layout_clusters.h"
#include "dict/base/mem.h"

/* Clusters are filled into lines; a line's clusters of one span, face and
 * direction become a run, which is measured and drawn as one text. */

struct run {
    struct face *face;
    struct str text; /* of the clusters' text, or the ellipsis */
    size_t span;
    int x, width;
    bool rtl;
};

struct line {
    size_t first, count;       /* runs */
    int top, baseline, height; /* baseline from the layout's top */
    int width;
};

struct layout {
    struct fonts *fonts;
    const struct theme *theme;
    struct clusters clusters;
    enum role *roles; /* of the spans */
    size_t span_count;
    int width_max;
    struct run *runs;
    size_t run_count, run_cap;
    struct line *lines;
    size_t line_count, line_cap;
    bool cut;
};

static const char ellipsis[] = "…";

/* Longer words are measured in pieces of so many clusters. */
enum { WORD_MAX = 250 };

/* --- measuring --- */

static bool same_run(const struct cluster *a, const struct cluster *b)
{
    return a->face == b->face && a->span == b->span && a->rtl == b->rtl;
}

/* The end of the run that starts at FROM, at most TO. */
static size_t run_end(const struct layout *layout, size_t from, size_t to)
{
    const struct cluster *list = layout->clusters.list;
    size_t end = from + 1;

    while (end < to && same_run(&list[end], &list[from]))
        end++;
    return end;
}

static struct str text_between(const struct layout *layout, size_t from, size_t to)
{
    const struct cluster *list = layout->clusters.list;

    return str_make(layout->clusters.text + list[from].at,
                    list[to - 1].at + list[to - 1].len - list[from].at);
}

static int width_between(const struct layout *layout, size_t from, size_t to)
{
    int width = 0;

    while (from < to) {
        size_t end = run_end(layout, from, to);
        const struct cluster *first = &layout->clusters.list[from];

        width += face_measure(first->face, text_between(layout, from, end), first->rtl);
        from = end;
    }
    return width;
}

/* --- breaking --- */

static size_t without_spaces(const struct layout *layout, size_t from, size_t to)
{
    const struct cluster *list = layout->clusters.list;

    while (to > from && (list[to - 1].space || list[to - 1].newline))
        to--;
    return to;
}

/* The end of what cannot be parted at FROM, its spaces included. */
static size_t word_end(const struct layout *layout, size_t from)
{
    const struct clusters *clusters = &layout->clusters;
    size_t last = from;

    while (last + 1 < clusters->count && last - from < WORD_MAX && !clusters->list[last].may_end)
        last++;
    return last + 1;
}

/* The longest piece from FROM on, at most to TO and at least one cluster, that
 * is not wider than ROOM. */
static size_t longest_fit(const struct layout *layout, size_t from, size_t to, int room)
{
    size_t low = from + 1, high = to;

    while (low < high) {
        size_t middle = high - (high - low) / 2;

        if (width_between(layout, from, middle) <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Where the line that starts at FROM ends. */
static size_t line_end(const struct layout *layout, size_t from)
{
    const struct clusters *clusters = &layout->clusters;
    size_t at = from;
    int x = 0;

    while (at < clusters->count) {
        size_t end = word_end(layout, at), solid = without_spaces(layout, at, end);

        if (x + width_between(layout, at, solid) > layout->width_max)
            return at > from ? at : longest_fit(layout, at, solid, layout->width_max);
        if (clusters->list[end - 1].newline)
            return end;
        x += width_between(layout, at, end);
        at = end;
    }
    return at;
}

/* --- lines --- */

static void add_run(struct layout *layout, struct line *line, const struct run *run)
{
    if (layout->run_count == layout->run_cap) {
        layout->run_cap = layout->run_cap * 2 + 8;
        layout->runs = xrealloc(layout->runs, layout->run_cap, sizeof(*layout->runs));
    }
    layout->runs[layout->run_count] = *run;
    layout->runs[layout->run_count].x = line->width;
    line->width += run->width;
    layout->run_count++;
    line->count++;
}

static void add_runs(struct layout *layout, struct line *line, size_t from, size_t to)
{
    while (from < to) {
        size_t end = run_end(layout, from, to);
        const struct cluster *first = &layout->clusters.list[from];
        struct str text = text_between(layout, from, end);
        struct run run = {
            first->face, text, first->span, 0, face_measure(first->face, text, first->rtl),
            first->rtl
        };

        add_run(layout, line, &run);
        from = end;
    }
}

/* Neighbouring right-to-left runs, of several spans or fonts, stand in turn
 * from the right. */
static void order_runs(struct layout *layout, const struct line *line)
{
    size_t from = line->first, end = line->first + line->count, to, i;

    for (; from < end; from = to) {
        int right = layout->runs[from].x;

        for (to = from; to < end && layout->runs[to].rtl == layout->runs[from].rtl; to++)
            right += layout->runs[to].width;
        for (i = from; layout->runs[from].rtl && i < to; i++)
            layout->runs[i].x = right -= layout->runs[i].width;
    }
}

static const struct text_style *style_of(const struct layout *layout, size_t span)
{
    return theme_style(layout->theme, layout->roles[span]);
}

/* Makes room in LINE for a style: its baseline, and its height below it. The
 * measures are the style's own face's, whatever font a letter came from, so that
 * a line of mixed fonts is as high as any other. */
static void fit_style(struct layout *layout, struct line *line, size_t span)
{
    const struct text_style *style = style_of(layout, span);
    const struct face *face = fonts_face(layout->fonts, style, NULL, str_make(NULL, 0));
    int ascent = face != NULL ? face_ascent(face) : 0;
    int text = face != NULL ? ascent + face_descent(face) : 0;
    int above = (style->line - text) / 2 + ascent;
    int below = line->height - line->baseline;

    if (style->line - above > below)
        below = style->line - above;
    if (above > line->baseline)
        line->baseline = above;
    line->height = line->baseline + below;
}

/* Cuts the line FROM..TO so that the ellipsis fits, and adds it. */
static void add_ellipsis(struct layout *layout, struct line *line, size_t from, size_t to)
{
    size_t end = without_spaces(layout, from, to);
    size_t span = layout->clusters.list[end > from ? end - 1 : from].span;
    struct face *face = fonts_face(layout->fonts, style_of(layout, span), NULL, str_of(ellipsis));
    int width = face_measure(face, str_of(ellipsis), false);
    struct run run = { face, str_of(ellipsis), span, 0, width, false };

    if (end > from && width_between(layout, from, end) + width > layout->width_max)
        end = longest_fit(layout, from, end, layout->width_max - width);
    add_runs(layout, line, from, without_spaces(layout, from, end));
    add_run(layout, line, &run);
    layout->cut = true;
}

/* Where the drawn part of the line FROM..TO ends. The text's last line keeps its
 * spaces: a caret stands behind them. */
static size_t drawn_end(const struct layout *layout, size_t from, size_t to)
{
    const struct clusters *clusters = &layout->clusters;

    if (to == clusters->count && from < to && !clusters->list[to - 1].newline)
        return to;
    return without_spaces(layout, from, to);
}

static struct line *new_line(struct layout *layout)
{
    struct line line = { .first = layout->run_count, .top = layout_height(layout) };

    if (layout->line_count == layout->line_cap) {
        layout->line_cap = layout->line_cap * 2 + 4;
        layout->lines = xrealloc(layout->lines, layout->line_cap, sizeof(*layout->lines));
    }
    layout->lines[layout->line_count] = line;
    return &layout->lines[layout->line_count++];
}

/* LAST: no other line may follow. */
static void add_line(struct layout *layout, size_t from, size_t to, bool last)
{
    const struct clusters *clusters = &layout->clusters;
    struct line *line = new_line(layout);
    size_t i;

    if (last && without_spaces(layout, to, clusters->count) > to)
        add_ellipsis(layout, line, from, to);
    else
        add_runs(layout, line, from, drawn_end(layout, from, to));
    order_runs(layout, line);
    for (i = 0; i < line->count; i++)
        fit_style(layout, line, layout->runs[line->first + i].span);
    if (line->count == 0)
        fit_style(layout, line,
                  from < clusters->count ? clusters->list[from].span : layout->span_count - 1);
    line->baseline += line->top;
}

static void fill_lines(struct layout *layout, size_t max_lines)
{
    const struct clusters *clusters = &layout->clusters;
    size_t at = 0;

    while (at < clusters->count && (max_lines == 0 || layout->line_count < max_lines)) {
        size_t end = line_end(layout, at);

        add_line(layout, at, end, layout->line_count + 1 == max_lines);
        at = end;
    }
    /* An empty text, or one that ends in a line feed, has an empty line for the caret. */
    if (layout->span_count > 0 && at == clusters->count && !layout->cut &&
        (at == 0 || clusters->list[at - 1].newline))
        add_line(layout, at, at, false);
}

struct layout *layout_new(struct fonts *fonts, const struct theme *theme, const struct span *spans,
                          size_t count, const struct layout_options *options)
{
    struct layout *layout = xcalloc(1, sizeof(*layout));
    size_t i;

    layout->fonts = fonts;
    layout->theme = theme;
    layout->width_max = options->width;
    layout->span_count = count;
    layout->roles = xcalloc(count + 1, sizeof(*layout->roles));
    for (i = 0; i < count; i++)
        layout->roles[i] = spans[i].role;
    clusters_make(&layout->clusters, fonts, theme, spans, count);
    fill_lines(layout, options->max_lines);
    return layout;
}

struct layout *layout_line(struct fonts *fonts, const struct theme *theme, enum role role,
                           struct str text, int width)
{
    struct span span = { text, role, NULL };
    struct layout_options options = { .width = width, .max_lines = 1 };

    return layout_new(fonts, theme, &span, 1, &options);
}

void layout_free(struct layout *layout)
{
    if (layout == NULL)
        return;
    clusters_dispose(&layout->clusters);
    free(layout->roles);
    free(layout->runs);
    free(layout->lines);
    free(layout);
}

/* --- asking --- */

int layout_width(const struct layout *layout)
{
    int width = 0;
    size_t i;

    for (i = 0; i < layout->line_count; i++) {
        if (layout->lines[i].width > width)
            width = layout->lines[i].width;
    }
    return width;
}

int layout_height(const struct layout *layout)
{
    const struct line *last;

    if (layout->line_count == 0)
        return 0;
    last = &layout->lines[layout->line_count - 1];
    return last->top + last->height;
}

int layout_baseline(const struct layout *layout)
{
    return layout->line_count > 0 ? layout->lines[0].baseline : 0;
}

size_t layout_lines(const struct layout *layout)
{
    return layout->line_count;
}

bool layout_is_cut(const struct layout *layout)
{
    return layout->cut;
}

static const struct line *line_under(const struct layout *layout, int y)
{
    size_t i;

    for (i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];

        if (y >= line->top && y < line->top + line->height)
            return line;
    }
    return NULL;
}

int layout_hit(const struct layout *layout, int x, int y)
{
    const struct line *line = line_under(layout, y);
    size_t i;

    for (i = 0; line != NULL && i < line->count; i++) {
        const struct run *run = &layout->runs[line->first + i];

        if (x >= run->x && x < run->x + run->width)
            return (int)run->span;
    }
    return LAYOUT_NO_SPAN;
}

/* Where RUN's letters stand: from the top of its ascent to its descent. */
static struct area run_area(const struct line *line, const struct run *run)
{
    int ascent = face_ascent(run->face);

    return (struct area){ run->x, line->baseline - ascent, run->width,
                          ascent + face_descent(run->face) };
}

struct area layout_span(const struct layout *layout, size_t span)
{
    struct area area = { 0, 0, 0, 0 };
    size_t i, j;

    for (i = 0; i < layout->line_count && area.width == 0; i++) {
        const struct line *line = &layout->lines[i];

        for (j = 0; j < line->count; j++) {
            const struct run *run = &layout->runs[line->first + j];

            if (run->span == span)
                area = area_join(area, run_area(line, run));
        }
    }
    return area;
}

struct area layout_end(const struct layout *layout)
{
    const struct line *last;

    if (layout->line_count == 0)
        return (struct area){ 0, 0, 0, 0 };
    last = &layout->lines[layout->line_count - 1];
    return (struct area){ last->width, last->top, 0, last->height };
}

/* --- drawing --- */

/* Behind a run, a little wider than its letters. */
static void draw_fill(struct canvas *canvas, struct area area, const struct text_style *style)
{
    int aside = style->pixels / 9;

    canvas_round(canvas,
                 (struct area){ area.x - aside, area.y, area.width + 2 * aside, area.height },
                 style->pixels / 4, style->fill);
}

static void draw_fills(const struct layout *layout, struct canvas *canvas, int x, int y)
{
    size_t i, j;

    for (i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];

        for (j = 0; j < line->count; j++) {
            const struct run *run = &layout->runs[line->first + j];
            const struct text_style *style = style_of(layout, run->span);
            struct area area = run_area(line, run);

            area.x += x;
            area.y += y;
            if (style->fill != 0)
                draw_fill(canvas, area, style);
        }
    }
}

void layout_draw(const struct layout *layout, struct canvas *canvas, int x, int y)
{
    /* All of them before any letter: they reach under their neighbours. */
    draw_fills(layout, canvas, x, y);
    layout_draw_plain(layout, canvas, x, y);
}

void layout_draw_plain(const struct layout *layout, struct canvas *canvas, int x, int y)
{
    size_t i, j;

    for (i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];

        for (j = 0; j < line->count; j++) {
            const struct run *run = &layout->runs[line->first + j];

            face_draw(run->face, canvas, run->text, run->rtl, x + run->x, y + line->baseline,
                      style_of(layout, run->span)->colour);
        }
    }
}
