/* Marks of our own window, which SDL made on its own connection. */

#include "app/platform/x11.h"

#include <stdint.h>
#include <X11/Xatom.h>
#include <X11/Xutil.h>
#include <X11/extensions/shape.h>

/* Two programs that both want to be on top must not race: after each raise we
 * wait longer, until nobody has come above us for a while. */
enum { RAISE_FIRST_MS = 100, RAISE_MOST_MS = 5000, CALM_MS = 3000 };

static void forbid_focus(struct platform *platform, Window window)
{
    XWMHints *hints = XGetWMHints(platform->display, window), none = { 0 };

    if (hints != NULL)
        none = *hints;
    none.flags |= InputHint;
    none.input = False;
    XSetWMHints(platform->display, window, &none);
    if (hints != NULL)
        XFree(hints);
}

static void set_opacity(struct platform *platform, Window window, int percent)
{
    if (percent >= 100) {
        XDeleteProperty(platform->display, window, platform->atoms[ATOM_OPACITY]);
        return;
    }
    if (percent < 0)
        percent = 0;
    x11_set_value(platform, window, ATOM_OPACITY, XA_CARDINAL,
                  (unsigned long)percent * 0xFFFFFFFFUL / 100);
}

/* An empty input region lets every click through; none at all takes them. */
static enum err set_click_through(struct platform *platform, Window window, bool on)
{
    int event, error;

    if (!XShapeQueryExtension(platform->display, &event, &error))
        return on ? err_set(ERR_UNSUPPORTED, "clicks cannot pass through the window here "
                                             "(no XShape extension)")
                  : OK;
    if (on)
        XShapeCombineRectangles(platform->display, window, ShapeInput, 0, 0, NULL, 0, ShapeSet,
                                Unsorted);
    else
        XShapeCombineMask(platform->display, window, ShapeInput, 0, 0, None, ShapeSet);
    return OK;
}

static void keep_on_top(struct platform *platform, Window window, bool on)
{
    if (on && platform->top.window != window) {
        platform->top = (struct x11_top){ .window = window };
        XRaiseWindow(platform->display, window);
    } else if (!on && platform->top.window == window) {
        platform->top = (struct x11_top){ .window = None };
    }
    x11_select_root(platform);
}

enum err platform_window_style(struct platform *platform, uint64_t window,
                               const struct platform_style *style)
{
    Window target = (Window)window;
    enum err rc;

    if (platform->lost)
        return err_set(ERR_IO, "the display is gone");
    x11_trap(platform);
    rc = set_click_through(platform, target, style->click_through);
    forbid_focus(platform, target);
    set_opacity(platform, target, style->opacity_percent);
    x11_set_value(platform, target, ATOM_WINDOW_TYPE, XA_ATOM,
                  platform->atoms[ATOM_TYPE_NOTIFICATION]);
    x11_set_value(platform, target, ATOM_GAMESCOPE_OVERLAY, XA_CARDINAL, 1);
    x11_set_value(platform, target, ATOM_STYLED, XA_CARDINAL, 1);
    if (x11_trapped(platform) != 0)
        return err_set(ERR_IO, "our window 0x%lx is gone", (unsigned long)target);
    keep_on_top(platform, target, style->on_top);
    return rc;
}

bool platform_window_is_styled(struct platform *platform, uint64_t window)
{
    unsigned long value;

    return !platform->lost &&
           x11_values(platform, (Window)window, platform->atoms[ATOM_STYLED], &value, 1) == 1;
}

/* --- staying on top --- */

static void raise_now(struct platform *platform, int64_t now)
{
    struct x11_top *top = &platform->top;
    int64_t calm = now - top->last_ms - top->wait_ms;

    top->wait_ms = calm > CALM_MS ? RAISE_FIRST_MS : 2 * top->wait_ms;
    if (top->wait_ms > RAISE_MOST_MS)
        top->wait_ms = RAISE_MOST_MS;
    top->last_ms = now;
    top->wanted = false;
    XRaiseWindow(platform->display, top->window);
    XFlush(platform->display);
}

/* A new window starts on top of all, and one that was put directly above ours
 * says so. Being covered would not tell: under a compositor no window is. */
static bool comes_above(const struct x11_top *top, const XEvent *event)
{
    if (event->type == MapNotify)
        return event->xmap.window != top->window;
    return event->type == ConfigureNotify && event->xconfigure.window != top->window &&
           event->xconfigure.above == top->window;
}

void x11_top_event(struct platform *platform, const XEvent *event)
{
    struct x11_top *top = &platform->top;

    if (top->window == None)
        return;
    if (event->type == DestroyNotify && event->xdestroywindow.window == top->window) {
        *top = (struct x11_top){ .window = None };
        x11_select_root(platform);
    } else if (comes_above(top, event)) {
        top->wanted = true;
        x11_top_expired(platform);
    }
}

int64_t x11_top_until_ms(const struct platform *platform)
{
    const struct x11_top *top = &platform->top;

    return top->wanted ? top->last_ms + top->wait_ms : INT64_MAX;
}

void x11_top_expired(struct platform *platform)
{
    int64_t now = x11_now_ms();

    if (platform->top.wanted && now >= x11_top_until_ms(platform))
        raise_now(platform, now);
}
