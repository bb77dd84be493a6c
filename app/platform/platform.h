#ifndef PLATFORM_PLATFORM_H
#define PLATFORM_PLATFORM_H

/* What the desktop gives and takes: global hotkeys, the keyboard for a while,
 * clipboard and selection, the active window, and the marks of our own window.
 *
 * One connection of its own, used by one thread. poll() its descriptor with
 * platform_deadline_ms() as the limit, then call platform_next_event() until it
 * gives false. Nothing here waits for another program (platform_keyboard_take()
 * alone may, for half a second), and nothing wakes up without an event. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

struct platform;

/* Connects to the display. On success *OUT is yours: platform_close().
 * ERR_UNSUPPORTED: there is no display, or it does not answer. */
MUST_CHECK enum err platform_open(struct platform **out);
void platform_close(struct platform *platform);

/* Becomes readable when there may be an event. Stays the platform's. */
int platform_fd(const struct platform *platform);
/* After how many milliseconds platform_next_event() must be called although
 * the descriptor is silent; -1: no need. As poll() takes it. */
int platform_deadline_ms(const struct platform *platform);

/* --- events --- */

enum platform_key_name {
    PLATFORM_KEY_NONE,
    PLATFORM_KEY_TEXT, /* what is typed stands in text */
    PLATFORM_KEY_ENTER,
    PLATFORM_KEY_ESCAPE,
    PLATFORM_KEY_TAB,
    PLATFORM_KEY_SPACE, /* text is " " */
    PLATFORM_KEY_BACKSPACE,
    PLATFORM_KEY_DELETE,
    PLATFORM_KEY_LEFT,
    PLATFORM_KEY_RIGHT,
    PLATFORM_KEY_UP,
    PLATFORM_KEY_DOWN,
    PLATFORM_KEY_HOME,
    PLATFORM_KEY_END,
    PLATFORM_KEY_PAGE_UP,
    PLATFORM_KEY_PAGE_DOWN,
    PLATFORM_KEY_F1
};

enum { PLATFORM_KEY_TEXT_MAX = 256 };

struct platform_key {
    enum platform_key_name name;
    bool shift, ctrl, alt;
    /* UTF-8. With Ctrl or Alt the key's plain sign: "z" for Ctrl+Shift+Z, "+"
     * for Ctrl++, the Latin letter on a keyboard of another script. */
    char text[PLATFORM_KEY_TEXT_MAX];
};

enum platform_selection { PLATFORM_CLIPBOARD, PLATFORM_PRIMARY };

enum platform_text_state {
    PLATFORM_TEXT_OK,
    PLATFORM_TEXT_EMPTY,
    PLATFORM_TEXT_NOT_TEXT,  /* a picture, files, or bytes that are no text */
    PLATFORM_TEXT_TOO_LARGE, /* more than PLATFORM_TEXT_LIMIT bytes */
    PLATFORM_TEXT_NO_ANSWER  /* its owner does not answer */
};

enum { PLATFORM_TEXT_LIMIT = 1 << 16 };

enum platform_event_kind {
    PLATFORM_HOTKEY,         /* hotkey: pressed; not again while it is held */
    PLATFORM_KEY,            /* key: pressed or repeated while we have the keyboard */
    PLATFORM_TEXT,           /* selection, text_state, text: an answer */
    PLATFORM_TEXT_CHANGED,   /* selection: something new is in it; only while watching */
    PLATFORM_ACTIVE_CHANGED, /* another window is active; only while watching */
    PLATFORM_SCREEN_CHANGED, /* monitors or their sizes */
    PLATFORM_LOST            /* the display is gone: close */
};

struct platform_event {
    enum platform_event_kind kind;
    int hotkey;
    struct platform_key key;
    enum platform_selection selection;
    enum platform_text_state text_state;
    struct str text; /* valid UTF-8 without NUL; borrowed until the next call here */
};

/* Takes the next event without waiting; false: none now. */
bool platform_next_event(struct platform *platform, struct platform_event *event);

/* --- hotkeys --- */

enum { PLATFORM_HOTKEYS = 4, PLATFORM_HOTKEY_NAME_MAX = 48 };

/* Takes KEYS ("Super+W", "Ctrl+Alt+F7") for hotkey ID (0 to PLATFORM_HOTKEYS - 1),
 * whatever Caps Lock and Num Lock are, and gives up the key it had. The keys
 * are found again when the keyboard's layout changes. On failure ID keeps what
 * it had. ERR_USAGE: KEYS name no key here. ERR_BUSY: another program has it. */
MUST_CHECK enum err platform_hotkey_grab(struct platform *platform, int id, const char *keys);
void platform_hotkey_release(struct platform *platform, int id);
/* Puts up to MAX names of keys that are free now in OUT, best first; gives
 * their number. The names are constants. */
size_t platform_hotkey_suggest(struct platform *platform, const char **out, size_t max);

/* --- the keyboard --- */

/* All keys come to us as PLATFORM_KEY until the release. The game keeps the
 * input focus. Waits up to half a second while another program's hotkey is
 * still held. ERR_BUSY: a game or a menu holds the keyboard. */
MUST_CHECK enum err platform_keyboard_take(struct platform *platform);
/* Gives it back as soon as the keys are up that were pressed meanwhile, three
 * seconds at most, so that the game does not see them. No PLATFORM_KEY comes
 * after it. */
void platform_keyboard_release(struct platform *platform);

/* --- clipboard and selection --- */

/* Asks for the text; exactly one PLATFORM_TEXT answers, within a few seconds.
 * While a request for SELECTION runs, another one joins it. */
void platform_request_text(struct platform *platform, enum platform_selection selection);
/* ERR_UNSUPPORTED without the XFixes extension. */
MUST_CHECK enum err platform_watch_text(struct platform *platform,
                                        enum platform_selection selection, bool on);

/* --- the active window --- */

struct platform_rect {
    int x, y, width, height; /* device pixels of the whole screen */
};

struct platform_active {
    uint64_t window; /* 0: none is active; then only monitor is set */
    /* One line each, valid UTF-8, "" if not told. */
    char class[128], instance[128], title[512];
    int pid; /* 0 if not told */
    struct platform_rect place;
    bool fullscreen;              /* says so, or covers its monitor */
    struct platform_rect monitor; /* the window's, else the pointer's */
};

/* ERR_IO: the display is gone. */
MUST_CHECK enum err platform_active_window(struct platform *platform, struct platform_active *out);
void platform_watch_active(struct platform *platform, bool on);

/* --- our own window --- */

struct platform_style {
    bool click_through;  /* the mouse reaches what is below */
    bool on_top;         /* raised again when another window comes above it */
    int opacity_percent; /* 100: opaque; works where a compositor runs */
};

/* Marks the X window WINDOW so: never focused, a notification to the window
 * manager, an external overlay to gamescope, and STYLE. Again after each change
 * of STYLE and when platform_window_is_styled() denies it. ERR_IO: no such
 * window. ERR_UNSUPPORTED: click-through is not possible here. */
MUST_CHECK enum err platform_window_style(struct platform *platform, uint64_t window,
                                          const struct platform_style *style);
/* Whether WINDOW still bears our marks: SDL may have made it anew. */
bool platform_window_is_styled(struct platform *platform, uint64_t window);

/* --- what this desktop is --- */

/* Xft.dpi, or 0 where it is not set. */
int platform_dpi(const struct platform *platform);

struct platform_facts {
    char vendor[128];        /* of the X server */
    char session[32];        /* XDG_SESSION_TYPE */
    char window_manager[64]; /* "" if none says so */
    bool wayland;            /* a Wayland session: X11 programs run through XWayland */
    bool compositor;
    bool gamescope;
    bool shape, fixes, randr, shm; /* extensions */
    bool keyboard_free;            /* it could be taken just now */
    int width, height, dpi;        /* of the whole screen; dpi as platform_dpi() */
};

/* For `wordloot doctor`: takes and gives back the keyboard once. ERR_IO: the
 * display is gone. */
MUST_CHECK enum err platform_facts(struct platform *platform, struct platform_facts *out);

#endif
