#ifndef CLASSROOM_PROJECTOR_PRIVATE_H
#define CLASSROOM_PROJECTOR_PRIVATE_H

/* What the files of the projector share: projector.c takes keys and clicks and finds how large a
 * page may be written, projector_screen.c draws pieces, projector_question.c and
 * projector_pages.c put them together, projector_foot.c draws the actions. */

#include "app/classroom/projector.h"
#include "app/ui/layout.h"
#include "app/ui/widgets.h"

enum {
    PROJECTOR_SPOTS = 40,
    PROJECTOR_ZOOM_MOST = 4,
    PROJECTOR_TIGHT_ASKED = 2, /* beyond that what is asked is cut too */
    PROJECTOR_TIGHT_MOST = 4
};

/* What can be clicked. */
struct projector_spot {
    struct area area;
    struct projector_wanted wanted;
};

/* How a page is made to fit. */
struct fitting {
    double scale; /* of the page's text, see theme_set() */
    int tight;    /* how far paragraphs are cut: 0, not at all, to PROJECTOR_TIGHT_MOST */
    int scene;    /* size of the scene's picture, percent; it gives way before text is cut */
    int left;     /* pixels of height that stay free; below 0: it does not fit */
};

struct projector {
    const struct looks *looks;
    struct projector_spot spots[PROJECTOR_SPOTS];
    size_t spot_count;
    int zoom;
    /* As drawn last. */
    bool asks_end, is_ended, shows_help;
    struct fitting fitting;
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
    double plain;     /* the scale at which plain text is a 22nd of the screen's height */
    struct fitting fitting;
    bool is_narrow; /* a word of a choice had to be broken: the page is better written smaller */
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
/* One line in AREA, in the middle of its height; gives its width. */
int screen_put_at(const struct screen *screen, enum role role, const char *text, const char *lang,
                  struct area area);
/* The same with as many lines as MAX_LINES (0: all), and in the middle of the width too. */
struct screen_box {
    enum role role;
    const char *text, *lang;
    size_t max_lines;
    bool is_centred;
};
void screen_put_box(const struct screen *screen, const struct screen_box *box, struct area area);
int screen_box_height(const struct screen *screen, const struct screen_box *box, int width);
/* Pieces are written FACTOR times as large as plain text from now on; 0: as the page fits. */
void screen_write(const struct screen *screen, double factor);
/* The height that stays free goes in here, PERCENT of it. */
void screen_spread(struct screen *screen, int percent);
/* The part of a bar from 0 to 1, filled, on the whole of AREA. */
void screen_bar(const struct screen *screen, struct area area, double part);
void screen_spot(struct screen *screen, struct area area, const struct projector_wanted *wanted);
/* The foot's actions, clickable, in one line above the screen's edge. */
void screen_actions(struct screen *screen, const struct screen_action *actions, size_t count);

/* Draws or measures the page that SCREEN's board has; what does not fit goes below its
 * bottom. */
void projector_page(struct screen *screen);
/* The question that is asked, open or closed; and the class goal, at the page's bottom, which
 * goes up by it. */
void projector_question(struct screen *screen);
void projector_goal(struct screen *screen);
/* The choices of the question, or without phones "had it" and "had it not". */
void projector_tiles(struct screen *screen, const struct question *question);
/* At AREA's right end, for the AT-th hands, two targets, fewer and more, with the number between
 * them; and how wide that is. */
void projector_counter(struct screen *screen, size_t at, struct area area);
int projector_counter_width(int height);
/* N with KEY.one or KEY.other; KEY's text with {n} and {count}. Yours. */
char *projector_plural(const struct screen *screen, const char *key, size_t n);
char *projector_counted(const struct screen *screen, const char *key, size_t n, size_t count);
void projector_foot(struct screen *screen);
/* What Space means now. */
struct projector_wanted projector_go_on(const struct engine *engine);

#endif
