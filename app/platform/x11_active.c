/* The window that is active now: which game is played, and where. */

#include "app/platform/x11.h"

#include <stdint.h>
#include <X11/Xatom.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xrandr.h>

/* A window of a window of a window… more is no honest tree. */
enum { DEPTH_MAX = 32 };

static Window parent_of(struct platform *platform, Window window)
{
    Window root, parent = None, *children = NULL;
    unsigned count;

    if (!XQueryTree(platform->display, window, &root, &parent, &children, &count))
        return None;
    if (children != NULL)
        XFree(children);
    return parent;
}

static bool has_class(struct platform *platform, Window window)
{
    char class[8];

    x11_text_property(platform, window, XA_WM_CLASS, class, sizeof(class));
    return class[0] != '\0';
}

/* Without a window manager that says so: the window with the input focus, or
 * the one above it that bears a class (toolkits focus an inner one). */
static Window focused_window(struct platform *platform)
{
    Window focus = None, window;
    int revert, depth;

    XGetInputFocus(platform->display, &focus, &revert);
    if (focus == PointerRoot || focus == platform->root)
        return None;
    for (window = focus, depth = 0; window != None && window != platform->root; depth++) {
        if (depth == DEPTH_MAX)
            break;
        if (has_class(platform, window))
            return window;
        window = parent_of(platform, window);
    }
    return focus;
}

/* XIDs have 29 bits; Xlib's 32-bit values may come back with a sign. */
static Window active_window(struct platform *platform)
{
    unsigned long value = 0;

    if (x11_values(platform, platform->root, platform->atoms[ATOM_ACTIVE_WINDOW], &value, 1) == 1)
        return value & 0x1FFFFFFF;
    return focused_window(platform);
}

static bool read_place(struct platform *platform, Window window, struct platform_rect *out)
{
    XWindowAttributes attributes;
    Window child;
    int x = 0, y = 0;

    if (!XGetWindowAttributes(platform->display, window, &attributes))
        return false;
    XTranslateCoordinates(platform->display, window, platform->root, 0, 0, &x, &y, &child);
    *out = (struct platform_rect){ x, y, attributes.width, attributes.height };
    return true;
}

static struct platform_rect whole_screen(struct platform *platform)
{
    XWindowAttributes attributes = { 0 };

    XGetWindowAttributes(platform->display, platform->root, &attributes);
    return (struct platform_rect){ 0, 0, attributes.width, attributes.height };
}

static int64_t overlap(struct platform_rect a, struct platform_rect b)
{
    int64_t left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
    int64_t right = (int64_t)a.x + a.width, bottom = (int64_t)a.y + a.height;

    right = right < (int64_t)b.x + b.width ? right : (int64_t)b.x + b.width;
    bottom = bottom < (int64_t)b.y + b.height ? bottom : (int64_t)b.y + b.height;
    return right > left && bottom > top ? (right - left) * (bottom - top) : 0;
}

/* The monitor that shows most of PLACE; the whole screen without RandR. */
static struct platform_rect monitor_of(struct platform *platform, struct platform_rect place)
{
    struct platform_rect found = whole_screen(platform), rect;
    int64_t most = 0, shared;
    XRRMonitorInfo *monitors = NULL;
    int i, count = 0;

    if (platform->randr_event != 0)
        monitors = XRRGetMonitors(platform->display, platform->root, True, &count);
    for (i = 0; monitors != NULL && i < count; i++) {
        rect = (struct platform_rect){ monitors[i].x, monitors[i].y, monitors[i].width,
                                       monitors[i].height };
        shared = overlap(rect, place);
        if (shared > most || (most == 0 && monitors[i].primary)) {
            found = rect;
            most = shared;
        }
    }
    if (monitors != NULL)
        XRRFreeMonitors(monitors);
    return found;
}

static struct platform_rect pointer_place(struct platform *platform)
{
    Window root, child;
    int x = 0, y = 0, inner_x, inner_y;
    unsigned mask;

    XQueryPointer(platform->display, platform->root, &root, &child, &x, &y, &inner_x, &inner_y,
                  &mask);
    return (struct platform_rect){ x, y, 1, 1 };
}

static bool says_fullscreen(struct platform *platform, Window window)
{
    unsigned long states[32];
    size_t i, count = x11_values(platform, window, platform->atoms[ATOM_WM_STATE], states, 32);

    for (i = 0; i < count; i++) {
        if (states[i] == platform->atoms[ATOM_FULLSCREEN])
            return true;
    }
    return false;
}

static bool covers(struct platform_rect a, struct platform_rect b)
{
    return a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width &&
           a.y + a.height >= b.y + b.height;
}

static void read_class(struct platform *platform, Window window, struct platform_active *out)
{
    XClassHint hint = { NULL, NULL };

    if (!XGetClassHint(platform->display, window, &hint))
        return;
    x11_clean_line(out->instance, sizeof(out->instance), str_of(hint.res_name));
    x11_clean_line(out->class, sizeof(out->class), str_of(hint.res_class));
    XFree(hint.res_name);
    XFree(hint.res_class);
}

static void describe(struct platform *platform, Window window, struct platform_active *out)
{
    unsigned long pid = 0;

    out->window = window;
    read_class(platform, window, out);
    x11_text_property(platform, window, platform->atoms[ATOM_WM_NAME], out->title,
                      sizeof(out->title));
    if (out->title[0] == '\0')
        x11_text_property(platform, window, XA_WM_NAME, out->title, sizeof(out->title));
    if (x11_values(platform, window, platform->atoms[ATOM_WM_PID], &pid, 1) == 1)
        out->pid = (int)(pid & 0x7FFFFFFF);
    out->monitor = monitor_of(platform, out->place);
    out->fullscreen = says_fullscreen(platform, window) || covers(out->place, out->monitor);
}

enum err platform_active_window(struct platform *platform, struct platform_active *out)
{
    struct platform_active active = { 0 };
    Window window;

    if (platform->lost)
        return err_set(ERR_IO, "the display is gone");
    window = active_window(platform);
    if (window != None && read_place(platform, window, &active.place))
        describe(platform, window, &active);
    else
        active.monitor = monitor_of(platform, pointer_place(platform));
    if (platform->lost)
        return err_set(ERR_IO, "the display is gone");
    *out = active;
    return OK;
}
