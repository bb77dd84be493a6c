#ifndef UI_PAGE_WINDOW_H
#define UI_PAGE_WINDOW_H

/* A desktop window with one page, which is drawn anew as a whole when something has changed;
 * in between the program sleeps. */

#include "app/ui/looks.h"
#include "app/ui/window.h"

struct page_window {
    struct window *window;
    bool is_dirty; /* to be drawn anew */
    bool quit;     /* page_window_run() is to end */
};

/* What the page does; what may be NULL is said. */
struct page_calls {
    void (*draw)(void *ctx, struct canvas *canvas);
    /* A key, text, click or wheel; what it changes is told by is_dirty and quit. A closed window
     * quits, and one of another size is drawn anew, without a call. */
    void (*take)(void *ctx, const struct ui_event *event);
    /* After each sleep; IS_TIME: what wait_ms() gave is over. May be NULL. */
    void (*wake)(void *ctx, bool is_time);
    /* How long to sleep at most, milliseconds, -1 for ever; and what else is readable when there
     * is something to do, -1 for nothing. Both may be NULL. */
    int (*wait_ms)(void *ctx);
    int (*fd)(void *ctx);
    void *ctx;
};

/* WIDTH by HEIGHT at scale 1, larger on dense screens; sets the theme of LOOKS to that scale.
 * PAGE is yours: page_window_close(), also after a failure. Errors as window_open(). */
MUST_CHECK enum err page_window_open(struct page_window *page, const struct looks *looks,
                                     const char *title, int width, int height);
void page_window_close(struct page_window *page);

/* Until quit. ERR_IO: the display is gone. */
MUST_CHECK enum err page_window_run(struct page_window *page, const struct page_calls *calls);

/* TEXT of the clipboard, cleaned, at the caret of LINE. A key that moves in LINE or erases in it
 * does so; false for others. */
struct line_edit;
void page_window_paste(struct page_window *page, struct line_edit *line);
bool page_window_edit(struct page_window *page, struct line_edit *line, enum ui_key key);

#endif
