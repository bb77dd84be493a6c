#ifndef EXCHANGE_PRINTER_PRESS_H
#define EXCHANGE_PRINTER_PRESS_H

/* Text and lines on pages, by Pango and Cairo. Lengths are in points (1/72 inch); y runs
 * downwards from the top of the paper. */

#include <pango/pangocairo.h>

#include "app/exchange/sheet.h"
#include "dict/base/buf.h"

#define MM (72.0 / 25.4)

enum rule { RULE_PLAIN, RULE_DASHED };
enum face { FACE_BODY, FACE_STRONG, FACE_TITLE, FACE_CARD, FACES };

struct press {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoContext *context;
    PangoFontDescription *faces[FACES];
    double width, height;            /* of the paper */
    double left, top, right, bottom; /* of what is inside of the margins */
};

/* The pages go to OUT, which must outlive it. On success dispose it with press_dispose(). */
MUST_CHECK enum err press_init(struct press *press, const struct sheet *sheet, struct buf *out);
/* Writes the last of the PDF. */
MUST_CHECK enum err press_finish(struct press *press);
void press_dispose(struct press *press);

/* TEXT set in FACE, in lines of WIDTH at most that are SPACING times as high as usual; yours:
 * g_object_unref(). */
PangoLayout *press_set(const struct press *press, const struct sheet_text *text, enum face face,
                       double width, double spacing);
/* The same on one line for what has no width of its own. */
PangoLayout *press_set_line(const struct press *press, struct str text, enum face face);
double layout_height(PangoLayout *layout);
double layout_width(PangoLayout *layout);
/* From the upper edge to the foot of the letters of the first line. */
double layout_baseline(PangoLayout *layout);

/* Draws at the upper left corner; SOFT is a dark grey. */
void press_show(const struct press *press, PangoLayout *layout, double x, double y, bool soft);
void press_rule(const struct press *press, double x1, double y1, double x2, double y2,
                double thickness, enum rule rule);
void press_box(const struct press *press, double x, double y, double width, double height,
               double radius);

#endif
