/* Key and mouse events that the server takes for real ones (XTest). */

#include "tests/e2e/session.h"

#include <stdio.h>
#include <string.h>
#include <X11/XKBlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { CHORD_MAX = 6, NAME_MAX = 64, SETTLE_MS = 15 };

/* Layout changes reach Xlib as events. */
static void read_layout(Display *display)
{
    XEvent event;

    XSync(display, False);
    while (XCheckTypedEvent(display, MappingNotify, &event))
        XRefreshKeyboardMapping(&event.xmapping);
}

static void press(struct session *session, KeyCode code, bool down)
{
    Display *display = session_display(session);
    int settle_ms = SETTLE_MS;

    XTestFakeKeyEvent(display, code, down, CurrentTime);
    XSync(display, False);
    session_wait(&settle_ms);
}

static KeyCode code_of(struct session *session, KeySym keysym)
{
    KeyCode code;

    read_layout(session_display(session));
    code = XKeysymToKeycode(session_display(session), keysym);
    if (code == 0)
        fprintf(stderr, "the layout has no key for keysym 0x%lx\n", keysym);
    return code;
}

void session_key_down(struct session *session, const char *keysym)
{
    press(session, code_of(session, XStringToKeysym(keysym)), true);
}

void session_key_up(struct session *session, const char *keysym)
{
    press(session, code_of(session, XStringToKeysym(keysym)), false);
}

void session_key(struct session *session, const char *chord)
{
    struct str rest = str_of(chord), part;
    char name[NAME_MAX];
    KeyCode codes[CHORD_MAX];
    size_t count = 0;

    while (count < CHORD_MAX && str_next(&rest, '+', &part)) {
        snprintf(name, sizeof(name), "%.*s", STR_ARG(part));
        codes[count] = code_of(session, XStringToKeysym(name));
        press(session, codes[count++], true);
    }
    while (count > 0)
        press(session, codes[--count], false);
}

/* Which key beside its own makes the sign: none, Shift or AltGr. */
static KeySym helper_of(Display *display, KeyCode code, KeySym keysym)
{
    static const KeySym helpers[] = { NoSymbol, XK_Shift_L, XK_ISO_Level3_Shift };
    int level;

    for (level = 0; level < (int)ARRAY_LEN(helpers); level++) {
        if (XkbKeycodeToKeysym(display, code, 0, level) == keysym)
            return helpers[level];
    }
    return NoSymbol;
}

void session_type(struct session *session, const char *text)
{
    struct str all = str_of(text);
    size_t at = 0;

    while (at < all.len) {
        KeySym keysym = text_next(all, &at);
        KeyCode code = code_of(session, keysym);
        KeySym helper = helper_of(session_display(session), code, keysym);

        if (helper != NoSymbol)
            press(session, code_of(session, helper), true);
        press(session, code, true);
        press(session, code, false);
        if (helper != NoSymbol)
            press(session, code_of(session, helper), false);
    }
}

void session_lock(struct session *session, const char *keysym, bool on)
{
    Display *display = session_display(session);
    unsigned bits = XkbKeysymToModifiers(display, XStringToKeysym(keysym));
    XkbStateRec state = { 0 };

    XkbGetState(display, XkbUseCoreKbd, &state);
    if (((state.locked_mods & bits) != 0) != on)
        session_key(session, keysym);
}

/* An empty option takes back those set before. */
void session_layout(struct session *session, const char *layout, const char *variant,
                    const char *option)
{
    const char *argv[] = { "setxkbmap", "-layout", layout,    "-variant", variant,
                           "-option",   "",        "-option", option,     NULL };

    if (session_run(session, "setxkbmap", argv) != 0)
        fprintf(stderr, "setxkbmap %s %s %s failed\n", layout, variant, option);
    read_layout(session_display(session));
}

void session_mouse(struct session *session, int x, int y)
{
    XTestFakeMotionEvent(session_display(session), -1, x, y, CurrentTime);
    XSync(session_display(session), False);
}

void session_click(struct session *session, int x, int y)
{
    Display *display = session_display(session);

    session_mouse(session, x, y);
    XTestFakeButtonEvent(display, Button1, True, CurrentTime);
    XTestFakeButtonEvent(display, Button1, False, CurrentTime);
    XSync(display, False);
}
