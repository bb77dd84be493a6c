#ifndef CLASSROOM_PROJECTOR_PRIVATE_H
#define CLASSROOM_PROJECTOR_PRIVATE_H

/* What the files of the projector share: projector.c takes keys and clicks, projector_screen.c
 * draws pieces, projector_pages.c puts them together. */

#include "app/classroom/projector.h"
#include "app/ui/layout.h"
#include "app/ui/widgets.h"

enum { PROJECTOR_SPOTS = 40, PROJECTOR_ZOOM_MOST = 4 };

/* What can be clicked. */
struct projector_spot {
    struct area area;
    struct projector_wanted wanted;
};

struct projector {
    const struct looks *looks;
    struct projector_spot spots[PROJECTOR_SPOTS];
    size_t spot_count;
    int zoom;
    bool asks_end, is_ended; /* as drawn last */
};

/* A screen being drawn, or with canvas NULL measured: pieces go one below the other. */
struct screen {
    struct projector *projector;
    struct brush brush; /* canvas NULL: nothing is drawn and nothing can be clicked */
    const struct engine *engine;
    const struct projector_room *room;
    struct board board;
    struct area page; /* y is where the next piece begins */
    int bottom;       /* of the page: where the foot begins */
};

/* An action in the foot. */
struct screen_action {
    const char *key; /* of a text */
    const char *cap; /* "Space" */
    struct projector_wanted wanted;
    bool is_main;
};

const char *screen_text(const struct screen *screen, const char *key);
int screen_space(const struct screen *screen, enum space space);
int screen_line(const struct screen *screen, enum role role);

/* Pieces below the last one, with SPACE_LINE above; MAX_LINES 0: as many as it takes. */
void screen_put(struct screen *screen, enum role role, const char *text, const char *lang,
                size_t max_lines);
void screen_put_spans(struct screen *screen, const struct span *spans, size_t count,
                      size_t max_lines);
/* Frees TEXT. */
void screen_put_own(struct screen *screen, enum role role, char *text);
void screen_skip(struct screen *screen, enum space space);
/* One line in AREA, with its own place; gives its width. */
int screen_put_at(const struct screen *screen, enum role role, const char *text, const char *lang,
                  struct area area);
/* The part of a bar from 0 to 1, filled, on the whole of AREA. */
void screen_bar(const struct screen *screen, struct area area, double part);
void screen_spot(struct screen *screen, struct area area, const struct projector_wanted *wanted);
/* The foot's actions, clickable, in one line above the screen's edge. */
void screen_actions(struct screen *screen, const struct screen_action *actions, size_t count);

/* Draws or measures the page that SCREEN's board has; what does not fit goes below its
 * bottom. */
void projector_page(struct screen *screen);
void projector_foot(struct screen *screen);
/* What Space means now. */
struct projector_wanted projector_go_on(const struct engine *engine);

#endif
