#ifndef UI_FONTS_H
#define UI_FONTS_H

/* Which font has a letter's glyphs. Fontconfig knows what is installed; a face
 * is opened when the first text needs it, and kept until fonts_close(). */

#include <stdbool.h>
#include <stdint.h>

#include "app/ui/theme.h"
#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/str.h"

struct fonts;
struct face; /* a font at one size, weight and slant */

/* *OUT is yours: fonts_close(). ERR_ABSENT, with what to install, when there is
 * no font at all. */
MUST_CHECK enum err fonts_open(struct fonts **out);
void fonts_close(struct fonts *fonts);

/* The first face, in the style's order and then fontconfig's for LANG ("ja"; it
 * decides how Han letters look; NULL: unknown), that has all letters of
 * GRAPHEME. If none has, the style's own face, which draws an empty box.
 * Borrowed until fonts_close(); NULL only if no font file can be opened. */
struct face *fonts_face(struct fonts *fonts, const struct text_style *style, const char *lang,
                        struct str grapheme);

/* Appends the graphemes of TEXT that no installed font has, each once, with
 * spaces between; nothing if TEXT can be shown whole. */
void fonts_missing(struct fonts *fonts, struct buf *out, struct str text);

/* Whether this very face has all letters of GRAPHEME. Spaces, joiners and
 * variation selectors need no glyph. */
bool face_has(const struct face *face, struct str grapheme);
/* Above and below the baseline, in pixels. */
int face_ascent(const struct face *face);
int face_descent(const struct face *face);

/* For the layout of this module. A face is set to a direction before text is
 * measured or drawn with it. */
int face_measure(struct face *face, struct str text, bool rtl);
struct canvas;
/* Draws TEXT with its baseline at Y. */
void face_draw(struct face *face, struct canvas *canvas, struct str text, bool rtl, int x, int y,
               uint32_t colour);

#endif
