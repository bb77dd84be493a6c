#ifndef PLATFORM_X11_H
#define PLATFORM_X11_H

/* What the x11_*.c files share. Each looks after one subject: it is shown the
 * X events, says when it must be asked again without one, and fills in the
 * event for the caller. */

#include <X11/Xlib.h>

#include "app/platform/hotkey.h"
#include "app/platform/platform.h"
#include "dict/base/buf.h"

enum x11_atom {
    ATOM_ACTIVE_WINDOW,
    ATOM_CLIPBOARD,
    ATOM_INCR,
    ATOM_UTF8_STRING,
    ATOM_TRANSFER,
    ATOM_STYLED,
    ATOM_OPACITY,
    ATOM_WINDOW_TYPE,
    ATOM_TYPE_NOTIFICATION,
    ATOM_GAMESCOPE_OVERLAY,
    ATOM_GAMESCOPE_FOCUSED,
    ATOM_WM_CHECK,
    ATOM_WM_NAME,
    ATOM_WM_PID,
    ATOM_WM_STATE,
    ATOM_FULLSCREEN,
    ATOM_COUNT
};

/* Bits of XKeyEvent.state, as this keyboard has them. */
struct x11_modifiers {
    unsigned alt, super;
    unsigned locks[3]; /* Caps, Num and Scroll Lock; 0 where there is none */
};

struct x11_hotkey {
    struct hotkey hotkey; /* keysym 0: not used */
    KeyCode code;
    unsigned state;
};

struct x11_hotkeys {
    struct x11_modifiers modifiers;
    struct x11_hotkey table[PLATFORM_HOTKEYS];
    KeyCode held; /* the key that fired last and is not up; 0: none */
    Time held_at;
};

struct x11_keyboard {
    bool taken;       /* keys come to the caller */
    bool grabbed;     /* keys come to us: taken, or waiting for them to be up */
    char waiting[32]; /* keys that were down, a bit each: not ours, or not the game's */
    int64_t release_ms;
    bool input_tried; /* since the keyboard was taken */
    int64_t input_ms; /* when to open the input method, unless a key comes before */
    XIM method;       /* NULL until needed, or when its server went away */
    XIC context;
};

enum x11_transfer_state { TRANSFER_IDLE, TRANSFER_ASKED, TRANSFER_PARTS, TRANSFER_DRAIN };

struct x11_transfer {
    enum x11_transfer_state state;
    Window window; /* the requestor, one for each transfer */
    Atom target;
    struct buf bytes;
    bool latin1;
    int64_t until_ms;
    bool answered; /* the answer has not been handed out yet */
    enum platform_text_state answer;
};

struct x11_selections {
    int fixes_event; /* first event number of XFixes; 0 without it */
    struct x11_transfer transfers[2];
    int64_t changed_ms[2]; /* when to tell of a change; 0: none */
    struct buf handed;     /* the text in the caller's hands */
};

struct x11_top {
    Window window; /* the one to keep on top; None */
    int64_t last_ms, wait_ms;
    bool wanted; /* waits for last_ms + wait_ms */
};

struct platform {
    Display *display;
    Window root, own; /* own is never mapped */
    int randr_event;  /* first event number of RandR; 0 without it */
    bool lost, lost_told, watches_active;
    Atom atoms[ATOM_COUNT];
    struct x11_hotkeys hotkeys;
    struct x11_keyboard keyboard;
    struct x11_selections selections;
    struct x11_top top;
};

/* --- x11.c --- */

/* Errors of the requests between the two calls are not fatal but the result:
 * the X11 error code of the last one, 0 for none. */
void x11_trap(struct platform *platform);
int x11_trapped(struct platform *platform);
/* Selects the root window's events that something needs now. */
void x11_select_root(struct platform *platform);
int64_t x11_now_ms(void);

/* --- one group for each subject: event() and expired() give true when *OUT is
 * filled; until_ms() is when expired() has something to do, INT64_MAX: never --- */

bool x11_hotkey_event(struct platform *platform, const XKeyEvent *event,
                      struct platform_event *out);
/* The bits of a state that tell a hotkey: without locks, buttons and groups. */
unsigned x11_hotkey_state(const struct platform *platform, unsigned state);
void x11_hotkey_open(struct platform *platform);
void x11_hotkey_remapped(struct platform *platform);

bool x11_keyboard_event(struct platform *platform, XEvent *event, struct platform_event *out);
void x11_keyboard_expired(struct platform *platform);
int64_t x11_keyboard_until_ms(const struct platform *platform);
void x11_keyboard_close(struct platform *platform);

void x11_selection_open(struct platform *platform);
void x11_selection_event(struct platform *platform, const XEvent *event);
bool x11_selection_expired(struct platform *platform, struct platform_event *out);
int64_t x11_selection_until_ms(const struct platform *platform);
void x11_selection_close(struct platform *platform);

void x11_top_event(struct platform *platform, const XEvent *event);
void x11_top_expired(struct platform *platform);
int64_t x11_top_until_ms(const struct platform *platform);

/* --- x11_property.c --- */

/* TEXT as one line of valid UTF-8 in OUT of SIZE bytes. */
void x11_clean_line(char *out, size_t size, struct str text);

/* A text property so; "" if there is none. */
void x11_text_property(struct platform *platform, Window window, Atom property, char *out,
                       size_t size);
/* Puts up to MAX 32-bit values of a property into OUT; gives their number. */
size_t x11_values(struct platform *platform, Window window, Atom property, unsigned long *out,
                  size_t max);
void x11_set_value(struct platform *platform, Window window, enum x11_atom property, Atom type,
                   unsigned long value);

#endif
