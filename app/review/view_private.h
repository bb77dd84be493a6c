#ifndef REVIEW_VIEW_PRIVATE_H
#define REVIEW_VIEW_PRIVATE_H

/* What the files of the review window's picture share: view.c draws pieces, pages.c puts
 * them together. */

#include "app/review/view.h"
#include "app/ui/layout.h"

enum { BUTTONS_MAX = 12 };

struct review_button {
    struct area area;
    enum review_act act;
};

struct review_view {
    struct fonts *fonts;
    const struct theme *theme;
    const struct texts *texts;
    struct canvas *canvas; /* being drawn on */
    struct area column;    /* the text's */
    int y;                 /* where the next piece begins */
    struct review_button buttons[BUTTONS_MAX];
    size_t button_count;
};

/* Something to press: its words, a smaller line ("" for none), and its key. */
struct choice {
    const char *label, *detail, *key;
    enum review_act act;
    bool main; /* what most will press */
};

int review_space(const struct review_view *view, enum space space);
/* A paragraph below the last piece. LANG is the text's. */
void review_put(struct review_view *view, enum role role, const char *text, const char *lang,
                enum space above);
void review_put_spans(struct review_view *view, const struct span *spans, size_t count,
                      enum space above);
/* The same in the interface's language; frees TEXT. */
void review_put_text(struct review_view *view, enum role role, char *text, enum space above);

/* A field below the last piece, with the caret if it is ACTIVE; HINT stands in an empty
 * one. */
void review_put_field(struct review_view *view, const struct line_edit *edit, const char *lang,
                      const char *hint, bool active, enum review_act act);
/* A picture below the last piece, as large as fits above BOTTOM; nothing where it cannot be
 * shown. */
void review_put_picture(struct review_view *view, const struct scene *scene, int bottom);
/* Where the large buttons begin. */
int review_choices_top(const struct review_view *view);

/* Large buttons side by side above the foot; and the small actions in it. */
void review_draw_choices(struct review_view *view, const struct choice *choices, size_t count);
void review_draw_foot(struct review_view *view, const struct choice *choices, size_t count);
int review_button_height(const struct review_view *view);

/* pages.c */
void review_draw_page(struct review_view *view, const struct round *round, int64_t now_ms);

#endif
