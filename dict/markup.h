#ifndef DICT_MARKUP_H
#define DICT_MARKUP_H

/* Reading HTML, Pango markup, XDXF and other XML as it stands in dictionaries: seldom
 * well-formed. A walk over pieces: text, opening and closing tags. Nothing is checked
 * against anything; a stray "<" or "&" is text. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/str.h"

enum markup_kind { MARKUP_TEXT, MARKUP_OPEN, MARKUP_CLOSE };

struct markup_piece {
    enum markup_kind kind;
    struct str text; /* of MARKUP_TEXT, with its entities as they stand */
    struct str name; /* of a tag, as written */
    struct str attributes;
    bool is_empty; /* <br/> */
};

/* The next piece of *REST, which is passed over; false at the end. Comments, doctypes
 * and processing instructions are skipped. */
bool markup_next(struct str *rest, struct markup_piece *piece);

/* Whether PIECE is a tag of one of the names in LIST: "b strong big", in small letters. */
bool markup_is(const struct markup_piece *piece, const char *list);

/* The value of an attribute, with its entities; empty if it is not there. */
struct str markup_attribute(const struct markup_piece *piece, const char *name);

/* TEXT with its entities decoded. Unknown ones stay as they are. */
void markup_decode(struct buf *out, struct str text);

#endif
