/* Blocks onto pages: first each unit gets its page and place, then page after page is drawn
 * with its foot, which tells how many there are. */

#include "app/exchange/printer/pages.h"

#include <stdlib.h>
#include <string.h>

#include "app/exchange/printer/blocks.h"
#include "dict/base/mem.h"

struct place {
    struct unit unit;
    double height, y;
    unsigned page;
    bool repeats_head; /* the head of its table stands above it once more */
};

struct pages {
    struct press press;
    const struct sheet *sheet;
    struct place *places;
    size_t count;
    const struct unit *head; /* of the table at hand; NULL: none */
    double head_height, y;
    unsigned page; /* the first is 0 */
};

/* --- finding the places --- */

static void measure(struct pages *pages)
{
    size_t at;

    pages->places = xcalloc(pages->sheet->count, sizeof(*pages->places));
    for (at = 0; at < pages->sheet->count; pages->count++) {
        struct place *place = &pages->places[pages->count];

        place->unit = unit_at(pages->sheet, at);
        place->height = unit_put(&pages->press, pages->sheet, &place->unit, 0, false);
        at += place->unit.count;
    }
}

static enum sheet_block_kind kind_of(const struct place *place)
{
    return place->unit.blocks[0].kind;
}

/* Of the unit at AT, above which no more stands on its page if the page is new. */
static double space_above(const struct pages *pages, size_t at)
{
    if (at == 0 || pages->y <= pages->press.top)
        return 0;
    return unit_space(kind_of(&pages->places[at - 1]), &pages->places[at].unit);
}

/* What must be on a page together with the unit at AT: what it is the heading of; at the start
 * of a group all of it, unless that is more than a page. */
static double needed(const struct pages *pages, size_t at)
{
    const struct place *places = pages->places;
    double height = places[at].height, group = height;
    bool is_heading = true;
    size_t i;

    for (i = at; i + 1 < pages->count; i++) {
        const struct sheet_block *next = places[i + 1].unit.blocks;
        const enum sheet_block_kind kind = kind_of(&places[i]);

        if (next->new_page || next->new_group)
            break;
        is_heading = is_heading && (kind == BLOCK_TITLE || kind == BLOCK_NOTE ||
                                    kind == BLOCK_HEAD || kind == BLOCK_BANK);
        if (is_heading)
            height += places[i + 1].height;
        group += unit_space(kind, &places[i + 1].unit) + places[i + 1].height;
    }
    if (places[at].unit.blocks[0].new_group && group <= pages->press.bottom - pages->press.top)
        return group;
    return height;
}

static void begin_page(struct pages *pages, struct place *place)
{
    pages->page++;
    pages->y = pages->press.top;
    if (kind_of(place) == BLOCK_ROW && pages->head != NULL) {
        place->repeats_head = true;
        pages->y += pages->head_height;
    }
}

static void find_place(struct pages *pages, size_t at)
{
    struct place *place = &pages->places[at];
    double space = space_above(pages, at);

    if (kind_of(place) == BLOCK_HEAD) {
        pages->head = &place->unit;
        pages->head_height = place->height;
    }
    if (at > 0 && (place->unit.blocks[0].new_page ||
                   pages->y + space + needed(pages, at) > pages->press.bottom)) {
        begin_page(pages, place);
        space = 0;
    }
    place->page = pages->page;
    place->y = pages->y + space;
    pages->y = place->y + place->height;
}

/* --- drawing --- */

/* FORMAT with the numbers for {page} and {pages}; yours. */
static char *page_number(struct str format, unsigned page, unsigned pages)
{
    struct buf out;
    char *text;
    size_t at = 0;

    buf_init(&out, (size_t)2 * SHEET_TEXT_MAX);
    while (at < format.len) {
        const struct str rest = str_from(format, at);

        if (str_starts(rest, str_of("{page}"))) {
            buf_printf(&out, "%u", page);
            at += strlen("{page}");
        } else if (str_starts(rest, str_of("{pages}"))) {
            buf_printf(&out, "%u", pages);
            at += strlen("{pages}");
        } else {
            buf_addc(&out, format.ptr[at++]);
        }
    }
    text = xstrdup(buf_text(&out));
    buf_dispose(&out);
    return text;
}

/* Where the words are from on the left, as far as there is room; the name's line; the page. */
static void draw_foot(const struct pages *pages, unsigned page, unsigned count)
{
    const struct press *press = &pages->press;
    const double gap = 4 * MM;
    char *number = page_number(pages->sheet->page, page, count);
    char *name = xasprintf("%.*s: ______________", STR_ARG(pages->sheet->name));
    PangoLayout *right = press_set_line(press, str_of(number), FACE_BODY);
    PangoLayout *middle = press_set_line(press, str_of(name), FACE_BODY);
    PangoLayout *left = press_set_line(press, pages->sheet->about, FACE_BODY);
    const double right_x = press->right - layout_width(right);
    const double most = right_x - 2 * gap - layout_width(middle) - press->left;
    const double y = press->bottom + (press->height - press->bottom - layout_height(right)) / 2;
    double x;

    if (layout_width(left) > most) {
        pango_layout_set_width(left, (int)(most * PANGO_SCALE));
        pango_layout_set_ellipsize(left, PANGO_ELLIPSIZE_END);
    }
    /* In the middle of what the other two leave free. */
    x = press->left + layout_width(left) + gap;
    x += (right_x - gap - layout_width(middle) - x) / 2;
    press_show(press, left, press->left, y + (layout_height(right) - layout_height(left)) / 2,
               true);
    press_show(press, middle, x, y, true);
    press_show(press, right, right_x, y, true);
    g_object_unref(left);
    g_object_unref(middle);
    g_object_unref(right);
    free(name);
    free(number);
}

static void draw(const struct pages *pages)
{
    const struct press *press = &pages->press;
    unsigned page = 0;
    size_t i;

    for (i = 0; i < pages->count; i++) {
        const struct place *place = &pages->places[i];

        if (place->page > page) {
            draw_foot(pages, ++page, pages->page + 1);
            cairo_show_page(press->cairo);
        }
        if (place->repeats_head)
            (void)unit_put(press, pages->sheet, pages->head, press->top, true);
        (void)unit_put(press, pages->sheet, &place->unit, place->y, true);
    }
    draw_foot(pages, page + 1, pages->page + 1);
    cairo_show_page(press->cairo);
}

enum err pages_print(struct buf *out, const struct sheet *sheet)
{
    struct pages pages = { .sheet = sheet };
    size_t i;
    enum err rc = press_init(&pages.press, sheet, out);

    if (rc != OK)
        return rc;
    measure(&pages);
    pages.y = pages.press.top;
    for (i = 0; i < pages.count; i++)
        find_place(&pages, i);
    draw(&pages);
    rc = press_finish(&pages.press);
    press_dispose(&pages.press);
    free(pages.places);
    return rc;
}
