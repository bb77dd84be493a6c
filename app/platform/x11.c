/* The connection: opening and closing, errors, and the order in which events
 * and deadlines are looked at. */

#include "app/platform/x11.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <X11/XKBlib.h>
#include <X11/extensions/Xrandr.h>

#include "dict/base/clock.h"
#include "dict/base/mem.h"

int64_t x11_now_ms(void)
{
    return clock_mono_us() / 1000;
}

/* --- errors --- */

/* Xlib's handler has no argument of ours: what a signal flag is to a signal. */
static _Thread_local int last_error;

static int note_error(Display *display, XErrorEvent *event)
{
    (void)display;
    last_error = event->error_code;
    return 0;
}

/* Xlib would print a line here; the caller learns it by PLATFORM_LOST. */
static int note_end(Display *display)
{
    (void)display;
    return 0;
}

/* Instead of exit(). From then on Xlib leaves the connection alone. */
static void note_lost(Display *display, void *data)
{
    struct platform *platform = data;

    (void)display;
    platform->lost = true;
}

void x11_trap(struct platform *platform)
{
    XSync(platform->display, False);
    last_error = 0;
}

int x11_trapped(struct platform *platform)
{
    XSync(platform->display, False);
    return last_error;
}

/* --- opening and closing --- */

static void intern_atoms(struct platform *platform)
{
    static const char *const names[ATOM_COUNT] = {
        [ATOM_ACTIVE_WINDOW] = "_NET_ACTIVE_WINDOW",
        [ATOM_CLIPBOARD] = "CLIPBOARD",
        [ATOM_INCR] = "INCR",
        [ATOM_UTF8_STRING] = "UTF8_STRING",
        [ATOM_TRANSFER] = "WORDLOOT_TRANSFER",
        [ATOM_STYLED] = "WORDLOOT_STYLED",
        [ATOM_OPACITY] = "_NET_WM_WINDOW_OPACITY",
        [ATOM_WINDOW_TYPE] = "_NET_WM_WINDOW_TYPE",
        [ATOM_TYPE_NOTIFICATION] = "_NET_WM_WINDOW_TYPE_NOTIFICATION",
        [ATOM_GAMESCOPE_OVERLAY] = "GAMESCOPE_EXTERNAL_OVERLAY",
        [ATOM_GAMESCOPE_FOCUSED] = "GAMESCOPE_FOCUSED_APP",
        [ATOM_WM_CHECK] = "_NET_SUPPORTING_WM_CHECK",
        [ATOM_WM_NAME] = "_NET_WM_NAME",
        [ATOM_WM_PID] = "_NET_WM_PID",
        [ATOM_WM_STATE] = "_NET_WM_STATE",
        [ATOM_FULLSCREEN] = "_NET_WM_STATE_FULLSCREEN",
    };

    XInternAtoms(platform->display, (char **)(uintptr_t)names, ATOM_COUNT, False, platform->atoms);
}

void x11_select_root(struct platform *platform)
{
    long mask = 0;

    if (platform->watches_active)
        mask |= PropertyChangeMask;
    if (platform->top.window != None)
        mask |= SubstructureNotifyMask;
    XSelectInput(platform->display, platform->root, mask);
    XFlush(platform->display);
}

static void open_randr(struct platform *platform)
{
    int event, error;

    if (!XRRQueryExtension(platform->display, &event, &error))
        return;
    platform->randr_event = event;
    XRRSelectInput(platform->display, platform->root, RRScreenChangeNotifyMask);
}

enum err platform_open(struct platform **out)
{
    const char *name = getenv("DISPLAY");
    struct platform *platform;
    XSetWindowAttributes none = { 0 };
    Display *display;

    if (name == NULL || name[0] == '\0')
        return err_set(ERR_UNSUPPORTED, "no display: DISPLAY is not set");
    display = XOpenDisplay(NULL);
    if (display == NULL)
        return err_set(ERR_UNSUPPORTED, "no display: \"%s\" does not answer", name);
    platform = xcalloc(1, sizeof(*platform));
    platform->display = display;
    platform->root = DefaultRootWindow(display);
    XSetErrorHandler(note_error);
    XSetIOErrorHandler(note_end);
    XSetIOErrorExitHandler(display, note_lost, platform);
    intern_atoms(platform);
    platform->own = XCreateWindow(display, platform->root, -1, -1, 1, 1, 0, 0, InputOnly,
                                  CopyFromParent, 0, &none);
    XkbSetDetectableAutoRepeat(display, True, NULL); /* a held key is not released */
    x11_hotkey_open(platform);
    x11_selection_open(platform);
    open_randr(platform);
    XSync(display, False);
    *out = platform;
    return OK;
}

void platform_close(struct platform *platform)
{
    if (platform == NULL)
        return;
    x11_selection_close(platform);
    x11_keyboard_close(platform);
    XCloseDisplay(platform->display);
    free(platform);
}

/* --- waiting and events --- */

int platform_fd(const struct platform *platform)
{
    return ConnectionNumber(platform->display);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int platform_deadline_ms(const struct platform *platform)
{
    int64_t until, left;

    if (platform->lost)
        return platform->lost_told ? -1 : 0;
    /* Xlib reads events while it waits for an answer: poll() does not see them. */
    if (XEventsQueued(platform->display, QueuedAlready) > 0)
        return 0;
    until = earlier(x11_selection_until_ms(platform), x11_keyboard_until_ms(platform));
    until = earlier(until, x11_top_until_ms(platform));
    if (until == INT64_MAX)
        return -1;
    left = until - x11_now_ms();
    return left > INT_MAX ? INT_MAX : left > 0 ? (int)left : 0;
}

static bool tell_lost(struct platform *platform, struct platform_event *out)
{
    if (!platform->lost || platform->lost_told)
        return false;
    platform->lost_told = true;
    *out = (struct platform_event){ .kind = PLATFORM_LOST };
    return true;
}

static bool tell(struct platform_event *out, enum platform_event_kind kind)
{
    *out = (struct platform_event){ .kind = kind };
    return true;
}

static bool is_active_change(const struct platform *platform, const XPropertyEvent *event)
{
    return platform->watches_active && event->window == platform->root &&
           event->atom == platform->atoms[ATOM_ACTIVE_WINDOW];
}

static bool dispatch(struct platform *platform, XEvent *event, struct platform_event *out)
{
    if (platform->randr_event != 0 && event->type == platform->randr_event + RRScreenChangeNotify) {
        XRRUpdateConfiguration(event);
        return tell(out, PLATFORM_SCREEN_CHANGED);
    }
    switch (event->type) {
    case KeyPress:
    case KeyRelease:
        return x11_hotkey_event(platform, &event->xkey, out) ||
               x11_keyboard_event(platform, event, out);
    case MappingNotify:
        XRefreshKeyboardMapping(&event->xmapping);
        x11_hotkey_remapped(platform);
        return false;
    case MapNotify:
    case ConfigureNotify:
    case DestroyNotify:
        x11_top_event(platform, event);
        return false;
    case PropertyNotify:
        if (is_active_change(platform, &event->xproperty))
            return tell(out, PLATFORM_ACTIVE_CHANGED);
        break;
    default:
        break;
    }
    x11_selection_event(platform, event);
    return x11_selection_expired(platform, out);
}

static bool expired(struct platform *platform, struct platform_event *out)
{
    x11_keyboard_expired(platform);
    x11_top_expired(platform);
    return x11_selection_expired(platform, out);
}

/* An input method's server answers by messages to windows of Xlib's own. */
static bool is_input_method(const struct platform *platform, XEvent *event)
{
    return platform->keyboard.method != NULL && event->type != KeyPress &&
           event->type != KeyRelease && XFilterEvent(event, None);
}

bool platform_next_event(struct platform *platform, struct platform_event *event)
{
    XEvent next;

    buf_dispose(&platform->selections.handed);
    if (!platform->lost && expired(platform, event))
        return true;
    while (!platform->lost && XPending(platform->display) > 0) {
        XNextEvent(platform->display, &next);
        if (!platform->lost && !is_input_method(platform, &next) &&
            dispatch(platform, &next, event))
            return true;
    }
    return tell_lost(platform, event);
}

void platform_watch_active(struct platform *platform, bool on)
{
    platform->watches_active = on;
    x11_select_root(platform);
}
