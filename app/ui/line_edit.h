#ifndef UI_LINE_EDIT_H
#define UI_LINE_EDIT_H

/* A line of text being typed, with a caret in it. Pure. */

#include "dict/base/buf.h"
#include "dict/base/str.h"

struct line_edit {
    struct buf text;
    size_t at; /* the caret: bytes from the start, between two graphemes */
};

enum line_move {
    LINE_LEFT,
    LINE_RIGHT,
    LINE_START,
    LINE_END,
    LINE_ERASE, /* the grapheme before the caret */
    LINE_DELETE /* the one behind it */
};

/* Empty, for at most MAX bytes. EDIT is yours: line_edit_dispose(). */
void line_edit_init(struct line_edit *edit, size_t max);
void line_edit_dispose(struct line_edit *edit);

/* TEXT (NULL: none) instead of what stands there, cleaned to one line and cut to fit; the
 * caret goes behind it. */
void line_edit_set(struct line_edit *edit, const char *text);
/* Puts TEXT, cleaned, at the caret; nothing if it does not fit. */
void line_edit_type(struct line_edit *edit, struct str text);
void line_edit_move(struct line_edit *edit, enum line_move move);

#endif
