#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

/* A paragraph: pieces of text in roles, broken into lines for a width.
 *
 * Lines break at spaces and after hyphens, between Han and Kana (but not before
 * 、。」 or after 「), and inside a word, between two graphemes, only where the
 * word alone is wider than a line. Fonts of one line share a baseline. A '\n'
 * in a span begins a new line. */

#include <stdbool.h>
#include <stddef.h>

#include "app/ui/canvas.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"
#include "dict/base/str.h"

struct layout;

struct span {
    struct str text; /* copied */
    enum role role;
    const char *lang; /* of the text ("ja"), NULL: unknown; used while laying out */
};

enum { LAYOUT_NO_SPAN = -1, LAYOUT_TEXT_MAX = 64 * 1024 };

struct layout_options {
    int width;        /* of a line, in pixels */
    size_t max_lines; /* the last one ends with "…" if there is more; 0: no limit */
};

/* Yours: layout_free(). THEME and FONTS are borrowed until then. Text past
 * LAYOUT_TEXT_MAX bytes is cut and ends with "…". */
struct layout *layout_new(struct fonts *fonts, const struct theme *theme, const struct span *spans,
                          size_t count, const struct layout_options *options);
/* One span on one line of at most WIDTH. */
struct layout *layout_line(struct fonts *fonts, const struct theme *theme, enum role role,
                           struct str text, int width);
void layout_free(struct layout *layout);

int layout_width(const struct layout *layout);    /* of the widest line */
int layout_height(const struct layout *layout);   /* 0 without text */
int layout_baseline(const struct layout *layout); /* of the first line, from the top */
size_t layout_lines(const struct layout *layout);
bool layout_is_cut(const struct layout *layout); /* ends with "…" */

/* The number of the span under X, Y (from the layout's top left), or
 * LAYOUT_NO_SPAN. */
int layout_hit(const struct layout *layout, int x, int y);
/* Where SPAN stands on the first line it reaches, for a pill or a caret; all 0
 * if it is not shown. */
struct area layout_span(const struct layout *layout, size_t span);
/* Where the next letter would stand: a line of width 0. */
struct area layout_end(const struct layout *layout);

/* With its top left at X, Y. Roles with a fill get a rounded one behind them. */
void layout_draw(const struct layout *layout, struct canvas *canvas, int x, int y);
/* Without these. */
void layout_draw_plain(const struct layout *layout, struct canvas *canvas, int x, int y);

#endif
