#include "app/exchange/printer/press.h"

#include <math.h>
#include <string.h>
#include <cairo-pdf.h>

#include "dict/base/mem.h"

/* The first of these that is installed; for scripts that it lacks Pango finds others. */
#define FAMILY "Noto Sans, Open Sans, Lato, DejaVu Sans, sans-serif"

static const struct {
    double points;
    PangoWeight weight;
} faces[FACES] = {
    [FACE_BODY] = { 12, PANGO_WEIGHT_NORMAL },
    [FACE_STRONG] = { 12, PANGO_WEIGHT_BOLD },
    [FACE_TITLE] = { 20, PANGO_WEIGHT_BOLD },
    [FACE_CARD] = { 17, PANGO_WEIGHT_BOLD },
};

static cairo_status_t take_bytes(void *ctx, const unsigned char *bytes, unsigned len)
{
    struct buf *out = ctx;

    buf_add(out, bytes, len);
    return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void set_paper(struct press *press, enum sheet_paper paper)
{
    const double margin = 15 * MM;
    const bool a4 = paper == PAPER_A4;

    press->width = a4 ? 210 * MM : 8.5 * 72;
    press->height = a4 ? 297 * MM : 11 * 72;
    press->left = press->top = margin;
    press->right = press->width - margin;
    press->bottom = press->height - margin;
}

static void set_facts(cairo_surface_t *surface, const struct sheet *sheet)
{
    char *title = xstrndup(sheet->title.ptr, sheet->title.len);
    char *created = xstrndup(sheet->created.ptr, sheet->created.len);

    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Wordloot");
    /* The sheet's moment, so that the same words give the same bytes. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    free(created);
    free(title);
}

static void open_faces(struct press *press)
{
    int i;

    for (i = 0; i < FACES; i++) {
        PangoFontDescription *face = pango_font_description_new();

        pango_font_description_set_family(face, FAMILY);
        pango_font_description_set_absolute_size(face, faces[i].points * PANGO_SCALE);
        pango_font_description_set_weight(face, faces[i].weight);
        press->faces[i] = face;
    }
}

/* Paper has no pixels to fit letters to. */
static void open_context(struct press *press)
{
    cairo_font_options_t *options = cairo_font_options_create();

    press->context = pango_cairo_create_context(press->cairo);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(press->context, options);
    pango_context_set_round_glyph_positions(press->context, FALSE);
    cairo_font_options_destroy(options);
}

enum err press_init(struct press *press, const struct sheet *sheet, struct buf *out)
{
    memset(press, 0, sizeof(*press));
    set_paper(press, sheet->paper);
    press->surface =
        cairo_pdf_surface_create_for_stream(take_bytes, out, press->width, press->height);
    set_facts(press->surface, sheet);
    press->cairo = cairo_create(press->surface);
    open_context(press);
    open_faces(press);
    if (cairo_status(press->cairo) == CAIRO_STATUS_SUCCESS)
        return OK;
    press_dispose(press);
    return err_set(ERR_IO, "no PDF can be begun");
}

enum err press_finish(struct press *press)
{
    const cairo_status_t drawn = cairo_status(press->cairo);

    cairo_surface_finish(press->surface);
    if (drawn != CAIRO_STATUS_SUCCESS)
        return err_set(ERR_IO, "%s", cairo_status_to_string(drawn));
    if (cairo_surface_status(press->surface) != CAIRO_STATUS_SUCCESS)
        return err_set(ERR_IO, "%s", cairo_status_to_string(cairo_surface_status(press->surface)));
    return OK;
}

void press_dispose(struct press *press)
{
    int i;

    for (i = 0; i < FACES; i++)
        pango_font_description_free(press->faces[i]);
    g_object_unref(press->context);
    cairo_destroy(press->cairo);
    cairo_surface_destroy(press->surface);
}

/* --- text --- */

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(list, attribute);
}

/* What stands out, and the language: Chinese and Japanese write some characters apart. */
static void set_attributes(PangoLayout *layout, const struct sheet_text *text)
{
    const size_t from = text->before.len, to = from + text->middle.len;
    PangoAttrList *list = pango_attr_list_new();
    char *lang;

    if (text->mark == MARK_STRONG && to > from)
        add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
    if (text->lang.len > 0) {
        lang = xstrndup(text->lang.ptr, text->lang.len);
        add_attribute(list, pango_attr_language_new(pango_language_from_string(lang)), 0,
                      G_MAXUINT);
        free(lang);
    }
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

PangoLayout *press_set(const struct press *press, const struct sheet_text *text, enum face face,
                       double width, double spacing)
{
    PangoLayout *layout = pango_layout_new(press->context);
    struct buf line;

    buf_init(&line, (size_t)4 * SHEET_TEXT_MAX);
    buf_add_str(&line, text->before);
    if (text->mark == MARK_GAP)
        buf_adds(&line, SHEET_GAP);
    else
        buf_add_str(&line, text->middle);
    buf_add_str(&line, text->after);
    pango_layout_set_font_description(layout, press->faces[face]);
    pango_layout_set_text(layout, buf_text(&line), (int)line.len);
    buf_dispose(&line);
    set_attributes(layout, text);
    pango_layout_set_width(layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout, (float)spacing);
    return layout;
}

PangoLayout *press_set_line(const struct press *press, struct str text, enum face face)
{
    return press_set(press, &(struct sheet_text){ .before = text }, face, 0, 1);
}

double layout_height(PangoLayout *layout)
{
    int height = 0;

    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

double layout_width(PangoLayout *layout)
{
    int width = 0;

    pango_layout_get_size(layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

double layout_baseline(PangoLayout *layout)
{
    return (double)pango_layout_get_baseline(layout) / PANGO_SCALE;
}

/* --- drawing --- */

static void set_ink(const struct press *press, bool soft)
{
    const double shade = soft ? 0.27 : 0.07;

    cairo_set_source_rgb(press->cairo, shade, shade, shade);
}

void press_show(const struct press *press, PangoLayout *layout, double x, double y, bool soft)
{
    set_ink(press, soft);
    cairo_move_to(press->cairo, x, y);
    pango_cairo_show_layout(press->cairo, layout);
}

void press_rule(const struct press *press, double x1, double y1, double x2, double y2,
                double thickness, enum rule rule)
{
    static const double dashes[] = { 4, 3 };

    /* What is thin is to separate and not to be seen. */
    set_ink(press, thickness < 0.7);
    cairo_set_line_width(press->cairo, thickness);
    cairo_set_dash(press->cairo, dashes, rule == RULE_DASHED ? 2 : 0, 0);
    cairo_move_to(press->cairo, x1, y1);
    cairo_line_to(press->cairo, x2, y2);
    cairo_stroke(press->cairo);
}

void press_box(const struct press *press, double x, double y, double width, double height,
               double radius)
{
    cairo_t *cairo = press->cairo;

    set_ink(press, false);
    cairo_set_line_width(cairo, 1.1);
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - radius, y + radius, radius, -M_PI / 2, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, M_PI / 2);
    cairo_arc(cairo, x + radius, y + height - radius, radius, M_PI / 2, M_PI);
    cairo_arc(cairo, x + radius, y + radius, radius, M_PI, 3 * M_PI / 2);
    cairo_close_path(cairo);
    cairo_stroke(cairo);
}
