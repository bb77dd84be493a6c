#ifndef REVIEW_VIEW_H
#define REVIEW_VIEW_H

/* The picture of a round, and what a click in it does. */

#include "app/review/round.h"
#include "app/ui/canvas.h"
#include "app/ui/looks.h"

enum review_act {
    ACT_NONE,
    ACT_GO,
    ACT_AGAIN, /* the four ratings, in their order */
    ACT_HARD,
    ACT_GOOD,
    ACT_EASY,
    ACT_UNDO,
    ACT_KNOWN,
    ACT_IGNORE,
    ACT_EDIT,
    ACT_FIELD_1, /* the fields of the edit page, in their order */
    ACT_FIELD_2,
    ACT_FIELD_3,
    ACT_SAVE,
    ACT_CANCEL,
    ACT_EXPORT, /* lists for other programs */
    ACT_END,    /* the session */
    ACT_QUIT    /* the window */
};

struct review_view;

/* LOOKS are borrowed. Yours: review_view_free(). */
struct review_view *review_view_new(const struct looks *looks);
void review_view_free(struct review_view *view);

/* Draws over the whole of CANVAS. */
void review_view_draw(struct review_view *view, struct canvas *canvas, const struct round *round,
                      int64_t now_ms);
/* What a click at X, Y of the last picture does. */
enum review_act review_view_hit(const struct review_view *view, int x, int y);

#endif
