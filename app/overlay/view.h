#ifndef OVERLAY_VIEW_H
#define OVERLAY_VIEW_H

/* The card's picture: content laid out for a width, drawn on a canvas, and
 * asked what a click hits. */

#include "app/overlay/content.h"
#include "app/ui/canvas.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"

struct view;

/* FONTS, THEME and TEXTS are borrowed. Yours: view_free(). */
struct view *view_new(struct fonts *fonts, const struct theme *theme, const struct texts *texts);
void view_free(struct view *view);

/* Lays CARD out for a card WIDTH pixels wide and at most MAX_HEIGHT high, and
 * gives the height it needs. While the game has the keyboard the strip tells the
 * one key that works then: the hotkey. */
int view_lay_out(struct view *view, const struct card *card, const struct content_facts *facts,
                 int width, int max_height);

/* Draws what was laid out over the whole of CANVAS. SCROLL is in lines of text
 * and is held within what there is. */
void view_draw(struct view *view, struct canvas *canvas, int *scroll);

/* What is at X, Y of the last picture. */
struct click view_hit(const struct view *view, int x, int y);

#endif
