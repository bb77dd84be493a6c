#include "app/exchange/printer/blocks.h"

#include <stdio.h>

enum { KEY_COLUMNS_MAX = 3 };

/* Where the second and third column of a list begin, of the page's width. */
static const double second_column = 0.26, third_column = 0.73;
static const double column_gap = 3 * MM, number_width = 10 * MM, number_gap = 3 * MM;

static size_t columns_of(const struct sheet *sheet, enum sheet_block_kind kind)
{
    switch (kind) {
    case BLOCK_CARD:
        return SHEET_CARD_COLUMNS;
    case BLOCK_KEY:
        return sheet->kind == SHEET_CLOZE ? KEY_COLUMNS_MAX : 2;
    case BLOCK_BANK:
        return SHEET_BLOCKS_MAX;
    default:
        return 1;
    }
}

struct unit unit_at(const struct sheet *sheet, size_t at)
{
    const struct sheet_block *first = &sheet->blocks[at];
    const size_t columns = columns_of(sheet, first->kind);
    size_t count = 1;

    while (at + count < sheet->count && count < columns && first[count].kind == first->kind &&
           !first[count].new_page && !first[count].new_group)
        count++;
    return (struct unit){ first, count };
}

double unit_space(enum sheet_block_kind before, const struct unit *unit)
{
    switch (unit->blocks[0].kind) {
    case BLOCK_TITLE:
        return 9 * MM;
    case BLOCK_NOTE:
        return before == BLOCK_TITLE ? 0 : 5 * MM;
    case BLOCK_BANK:
        return unit->blocks[0].new_group ? 7 * MM : 0;
    default:
        return 0;
    }
}

static bool is_empty(const struct sheet_text *text)
{
    return text->before.len + text->middle.len + text->after.len == 0 && text->mark == MARK_NONE;
}

struct style {
    enum face face;
    bool soft;
    double spacing;
};
static const struct style title = { FACE_TITLE, false, 1 }, note = { FACE_BODY, true, 1.1 },
                          body = { FACE_BODY, false, 1.1 }, soft = { FACE_BODY, true, 1.1 },
                          strong = { FACE_STRONG, false, 1.1 }, asked = { FACE_STRONG, false, 1 },
                          written = { FACE_BODY, false, 1.3 }; /* with room to write in */

/* What puts a unit: at first for its height alone. */
struct pen {
    const struct press *press;
    const struct sheet *sheet;
    bool draws;
};

/* A text at X, Y; gives its height, 0 if it is empty. */
static double put_text(const struct pen *pen, const struct sheet_text *text,
                       const struct style *style, double x, double y, double width)
{
    PangoLayout *layout;
    double height;

    if (is_empty(text))
        return 0;
    layout = press_set(pen->press, text, style->face, width, style->spacing);
    height = layout_height(layout);
    if (pen->draws)
        press_show(pen->press, layout, x, y, style->soft);
    g_object_unref(layout);
    return height;
}

/* A number at the right end of its column at X, on the line of BLOCK's first text: letters of
 * other scripts can stand lower. */
static void put_number(const struct pen *pen, const struct sheet_block *block,
                       const struct style *style, double x, double y)
{
    char digits[24];
    PangoLayout *layout, *text;

    if (!pen->draws)
        return;
    (void)!snprintf(digits, sizeof(digits), "%u.", block->number);
    layout = press_set_line(pen->press, str_of(digits), FACE_BODY);
    text = press_set(pen->press, &block->texts[0], style->face, 0, style->spacing);
    press_show(pen->press, layout, x + number_width - layout_width(layout),
               y + layout_baseline(text) - layout_baseline(layout), false);
    g_object_unref(text);
    g_object_unref(layout);
}

static void put_rule(const struct pen *pen, double y, double thickness)
{
    const struct press *press = pen->press;

    if (pen->draws)
        press_rule(press, press->left, y, press->right, y, thickness, RULE_PLAIN);
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* --- headings --- */

static double put_title(const struct pen *pen, const struct sheet_block *block, double y)
{
    const double x = pen->press->left, width = pen->press->right - x;
    double height = put_text(pen, &block->texts[0], &title, x, y, width) + 1 * MM;

    height += put_text(pen, &block->texts[1], &soft, x, y + height, width);
    height += 2.5 * MM;
    put_rule(pen, y + height, 1.7);
    return height + 4 * MM;
}

static double put_note(const struct pen *pen, const struct sheet_block *block, double y)
{
    const double x = pen->press->left;

    return put_text(pen, &block->texts[0], &note, x, y, pen->press->right - x) + 4 * MM;
}

/* --- the list --- */

/* The line along which the last column is folded away. */
static void put_fold(const struct pen *pen, double y, double height)
{
    const double width = pen->press->right - pen->press->left;
    const double x = pen->press->left + third_column * width;

    if (pen->draws)
        press_rule(pen->press, x, y, x, y + height, 1.1, RULE_DASHED);
}

static double put_columns(const struct pen *pen, const struct sheet_block *block, double y)
{
    const double left = pen->press->left, width = pen->press->right - left;
    const double second = left + second_column * width, third = left + third_column * width;
    const bool is_head = block->kind == BLOCK_HEAD;
    const double padding = is_head ? 1 * MM : 2 * MM;
    double first_height, second_height, height;

    y += padding;
    first_height = put_text(pen, &block->texts[0], &strong, left, y, second - left - column_gap);
    if (is_head) {
        second_height =
            put_text(pen, &block->texts[1], &strong, second, y, third - second - column_gap);
        second_height =
            larger(second_height, put_text(pen, &block->texts[2], &strong, third + column_gap, y,
                                           pen->press->right - third - column_gap));
    } else {
        first_height += put_text(pen, &block->texts[1], &soft, left, y + first_height,
                                 second - left - column_gap);
        second_height =
            put_text(pen, &block->texts[2], &body, second, y, third - second - column_gap);
        if (second_height > 0)
            second_height += 2 * MM;
        second_height += put_text(pen, &block->texts[3], &soft, second, y + second_height,
                                  third - second - column_gap);
    }
    height = larger(first_height, second_height) + 2 * padding;
    put_rule(pen, y - padding + height, is_head ? 1.4 : 0.5);
    put_fold(pen, y - padding, height);
    return height;
}

/* --- gaps and questions --- */

/* All words on lines of equal right as they come. */
static double put_bank(const struct pen *pen, const struct unit *unit, double y)
{
    const double padding = 4 * MM, word_gap = 8 * MM;
    const double left = pen->press->left + padding, right = pen->press->right - padding;
    double x = left, at = y + 2.5 * MM, line = 0, height;
    size_t i;

    for (i = 0; i < unit->count; i++) {
        PangoLayout *layout = press_set(pen->press, &unit->blocks[i].texts[0], FACE_STRONG, 0, 1);
        const double width = layout_width(layout);

        if (width > right - left)
            pango_layout_set_width(layout, (int)((right - left) * PANGO_SCALE));
        if (x > left && x + width > right) {
            x = left;
            at += line + 1 * MM;
            line = 0;
        }
        if (pen->draws)
            press_show(pen->press, layout, x, at, false);
        line = larger(line, layout_height(layout));
        x += width + word_gap;
        g_object_unref(layout);
    }
    height = at + line + 2.5 * MM - y;
    if (pen->draws)
        press_box(pen->press, pen->press->left, y, pen->press->right - pen->press->left, height,
                  2 * MM);
    return height + 5 * MM;
}

/* The box for "not sure" at the right end, on the line that ends at BOTTOM; gives its width. */
static double put_unsure(const struct pen *pen, double bottom)
{
    const double box = 4 * MM, box_gap = 1.5 * MM;
    PangoLayout *layout;
    double width;

    if (pen->sheet->kind != SHEET_TEST)
        return 0;
    layout = press_set_line(pen->press, pen->sheet->unsure, FACE_BODY);
    width = box + box_gap + layout_width(layout);
    if (pen->draws) {
        const double x = pen->press->right - width, y = bottom - layout_height(layout);

        press_box(pen->press, x, y + (layout_height(layout) - box) / 2, box, box, 0.5);
        press_show(pen->press, layout, x + box + box_gap, y, true);
    }
    g_object_unref(layout);
    return width + 4 * MM;
}

static double put_gap(const struct pen *pen, const struct sheet_block *block, double y)
{
    const double x = pen->press->left + number_width + number_gap;
    const double width =
        pen->press->right - x - put_unsure(&(struct pen){ pen->press, pen->sheet, false }, 0);
    double height = put_text(pen, &block->texts[0], &written, x, y, width);

    put_number(pen, block, &written, pen->press->left, y);
    if (!is_empty(&block->texts[1]))
        height += 1.2 * MM;
    height += put_text(pen, &block->texts[1], &soft, x, y + height, width);
    (void)put_unsure(pen, y + height);
    return height + (pen->sheet->kind == SHEET_TEST ? 4.5 * MM : 3 * MM);
}

/* The word, and a line to write on up to the box. */
static double put_ask(const struct pen *pen, const struct sheet_block *block, double y)
{
    const double x = pen->press->left + number_width + number_gap;
    PangoLayout *layout = press_set(pen->press, &block->texts[0], asked.face,
                                    (pen->press->right - x) / 2, asked.spacing);
    const double height = layout_height(layout);
    PangoRectangle used;
    double end;

    /* What is written from right to left stands at the right end of its width. */
    pango_layout_get_extents(layout, NULL, &used);
    y += 2 * MM;
    if (pen->draws)
        press_show(pen->press, layout, x - (double)used.x / PANGO_SCALE, y, false);
    g_object_unref(layout);
    put_number(pen, block, &asked, pen->press->left, y);
    end = pen->press->right - put_unsure(pen, y + height);
    if (pen->draws)
        press_rule(pen->press, x + (double)used.width / PANGO_SCALE + number_gap, y + height, end,
                   y + height, 0.8, RULE_PLAIN);
    return height + 5 * MM;
}

/* --- keys --- */

static double put_key(const struct pen *pen, const struct unit *unit, double y)
{
    const double columns = (double)columns_of(pen->sheet, BLOCK_KEY), between = 6 * MM;
    const double width = pen->press->right - pen->press->left;
    const double column = (width - (columns - 1) * between) / columns;
    double height = 0;
    size_t i;

    for (i = 0; i < unit->count; i++) {
        const struct sheet_block *block = &unit->blocks[i];
        const double x = pen->press->left + (double)i * (column + between);
        const double text_x = x + number_width + number_gap;
        const double text_width = column - number_width - number_gap;
        double used = put_text(pen, &block->texts[0], &strong, text_x, y, text_width);

        if (!is_empty(&block->texts[1]))
            used += 0.5 * MM;
        used += put_text(pen, &block->texts[1], &soft, text_x, y + used, text_width);
        height = larger(height, used);
        put_number(pen, block, &strong, x, y);
    }
    return height + 2.5 * MM;
}

/* --- cards --- */

/* At most LINES of it, in the middle of a card. */
static PangoLayout *set_card_text(const struct pen *pen, const struct sheet_text *text,
                                  enum face face, double width, int lines)
{
    PangoLayout *layout = press_set(pen->press, text, face, width, 1.05);

    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(layout, -lines);
    return layout;
}

static bool is_front(const struct pen *pen, const struct sheet_block *block)
{
    const size_t a_page = (size_t)SHEET_CARD_ROWS * SHEET_CARD_COLUMNS;

    return (size_t)(block - pen->sheet->blocks) / a_page % 2 == 0;
}

static void draw_card(const struct pen *pen, const struct sheet_block *block, double x, double y,
                      double width, double height)
{
    const double padding = 5 * MM, between = 2 * MM;
    const bool front = is_front(pen, block);
    PangoLayout *large = set_card_text(pen, &block->texts[0], front ? FACE_CARD : FACE_BODY,
                                       width - 2 * padding, front ? 2 : 5);
    const double room = height - 8 * MM - layout_height(large) - between;
    PangoLayout *small = set_card_text(pen, &block->texts[1], FACE_BODY, width - 2 * padding,
                                       room < 60 ? 3
                                       : front   ? 5
                                                 : 2);
    char digits[24];
    PangoLayout *number;
    double used = layout_height(large);

    if (!is_empty(&block->texts[1]))
        used += between + layout_height(small);
    press_show(pen->press, large, x + padding, y + (height - used) / 2, false);
    press_show(pen->press, small, x + padding, y + (height + used) / 2 - layout_height(small),
               !front);
    (void)!snprintf(digits, sizeof(digits), "%u", block->number);
    number = press_set_line(pen->press, str_of(digits), FACE_BODY);
    press_show(pen->press, number, x + 2 * MM, y + 1.5 * MM, true);
    g_object_unref(number);
    g_object_unref(small);
    g_object_unref(large);
}

/* Each edge from its upper or left end, so that the dashes of neighbours fall together. */
static void draw_edges(const struct press *press, double x, double y, double width, double height)
{
    press_rule(press, x, y, x + width, y, 0.8, RULE_DASHED);
    press_rule(press, x, y + height, x + width, y + height, 0.8, RULE_DASHED);
    press_rule(press, x, y, x, y + height, 0.8, RULE_DASHED);
    press_rule(press, x + width, y, x + width, y + height, 0.8, RULE_DASHED);
}

/* A row; the rows of a page fill it, but for a millimetre. */
static double put_cards(const struct pen *pen, const struct unit *unit, double y)
{
    const double height = (pen->press->bottom - pen->press->top - 1 * MM) / SHEET_CARD_ROWS;
    const double width = (pen->press->right - pen->press->left) / SHEET_CARD_COLUMNS;
    size_t i;

    for (i = 0; i < unit->count && pen->draws; i++) {
        const double x = pen->press->left + (double)i * width;

        if (unit->blocks[i].number == 0)
            continue;
        draw_card(pen, &unit->blocks[i], x, y, width, height);
        draw_edges(pen->press, x, y, width, height);
    }
    return height;
}

double unit_put(const struct press *press, const struct sheet *sheet, const struct unit *unit,
                double y, bool draw)
{
    const struct pen pen = { press, sheet, draw };

    switch (unit->blocks[0].kind) {
    case BLOCK_TITLE:
        return put_title(&pen, unit->blocks, y);
    case BLOCK_NOTE:
        return put_note(&pen, unit->blocks, y);
    case BLOCK_HEAD:
    case BLOCK_ROW:
        return put_columns(&pen, unit->blocks, y);
    case BLOCK_BANK:
        return put_bank(&pen, unit, y);
    case BLOCK_GAP:
        return put_gap(&pen, unit->blocks, y);
    case BLOCK_ASK:
        return put_ask(&pen, unit->blocks, y);
    case BLOCK_CARD:
        return put_cards(&pen, unit, y);
    case BLOCK_KEY:
        return put_key(&pen, unit, y);
    }
    return 0;
}
