#ifndef UI_WINDOW_H
#define UI_WINDOW_H

/* A window by SDL, drawn in memory: no renderer, no GL, no thread. It is opened
 * hidden; nothing here polls or wakes up. Sleep in poll(2) on window_fd() and
 * your own descriptors; before each sleep take events until there are none, for
 * a call here may have read some already. One window at a time in a process.
 *
 *     window_open(); window_native_id() → properties; draw on window_canvas();
 *     window_show(); window_present(); loop: poll, window_next_event() */

#include <stdbool.h>

#include "app/ui/canvas.h"
#include "dict/base/err.h"

struct window;

enum window_kind {
    WINDOW_OVERLAY, /* override-redirect: above fullscreen windows, never focused, no keys */
    WINDOW_DESKTOP  /* ordinary: focusable, resizable, with text input */
};

struct window_options {
    enum window_kind kind;
    const char *title;
    struct area area; /* device pixels; a desktop window's place is up to its manager */
    double scale;     /* device pixels to a logical one; 0: guess by the monitor's height */
};

/* *OUT is yours: window_close(). ERR_IO, with what to do, without a display. */
MUST_CHECK enum err window_open(struct window **out, const struct window_options *options);
void window_close(struct window *window);

/* An overlay is raised above all and takes no focus. */
void window_show(struct window *window);
void window_hide(struct window *window);
bool window_is_shown(const struct window *window);

/* Moves and resizes. The canvas is another one if the size changed: draw it
 * anew and present it. ERR_LIMIT, ERR_IO: it stays as it was. */
MUST_CHECK enum err window_place(struct window *window, struct area area);

/* A desktop window takes the whole of its monitor, or its old place again; UI_RESIZED comes of
 * it. Does nothing where the desktop does not let it. */
void window_toggle_fullscreen(struct window *window);

/* What is drawn on; borrowed until window_place(), UI_RESIZED or
 * window_close(). */
struct canvas *window_canvas(struct window *window);
/* Shows what was drawn in DIRTY. Does nothing while hidden: window_show()
 * presents everything. ERR_IO. */
MUST_CHECK enum err window_present(struct window *window, struct area dirty);

/* The X window, 0 if there is none. SDL may make another one: after
 * window_open() and window_place() ask again, and set properties again if it is
 * another number. */
unsigned long window_native_id(const struct window *window);
/* To poll for reading; -1 if there is none. */
int window_fd(const struct window *window);

/* Device pixels to a logical one: the options', or the guess. */
double window_scale(const struct window *window);
/* The monitor at X, Y (of the whole desktop), or the first one. */
struct area window_monitor(const struct window *window, int x, int y);

enum ui_event_type {
    UI_CLOSE,   /* the window's close button, or the session ends */
    UI_CLICK,   /* a button went down at x, y */
    UI_RELEASE, /* a button went up at x, y */
    UI_MOTION,  /* the pointer is at x, y */
    UI_LEAVE,   /* the pointer went away */
    UI_WHEEL,   /* steps: up is positive */
    UI_KEY,     /* a key that types nothing, or with Ctrl or Alt (desktop only) */
    UI_TEXT,    /* typed text (desktop only); after UI_KEY_SPACE comes " " */
    UI_RESIZED, /* another canvas, now x by y: draw it anew */
    UI_FOCUS,   /* got the keyboard */
    UI_BLUR     /* lost it */
};

enum ui_key {
    UI_KEY_OTHER,
    UI_KEY_LETTER, /* text has it, in lower case: for Ctrl+Z */
    UI_KEY_ENTER,
    UI_KEY_ESCAPE,
    UI_KEY_TAB,
    UI_KEY_SPACE,
    UI_KEY_BACKSPACE,
    UI_KEY_DELETE,
    UI_KEY_LEFT,
    UI_KEY_RIGHT,
    UI_KEY_UP,
    UI_KEY_DOWN,
    UI_KEY_HOME,
    UI_KEY_END,
    UI_KEY_PAGE_UP,
    UI_KEY_PAGE_DOWN,
    UI_KEY_F1
};

struct ui_event {
    enum ui_event_type type;
    int x, y;   /* device pixels in the window */
    int button; /* 1 left, 2 middle, 3 right */
    int steps;
    enum ui_key key;
    bool ctrl, alt, shift;
    int digit; /* of UI_TEXT: 1 to 9 if the key with this digit typed it, whatever it types in the
                * keyboard's layout and with Shift; 0 otherwise */
    char text[32]; /* UTF-8 */
};

/* The clipboard's text, "" if it has none; yours to free. For a desktop window alone. */
char *window_clipboard(struct window *window);

/* Puts TEXT on the clipboard, for as long as the window is open. For a desktop window alone. */
void window_copy(struct window *window, const char *text);

/* Takes the next event; false when there is none left. Exposed parts are
 * repaired here and are no event. */
bool window_next_event(struct window *window, struct ui_event *out);

#endif
