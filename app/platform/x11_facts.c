/* What this desktop is, for `wordloot doctor`. */

#include "app/platform/x11.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <X11/Xatom.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/Xrandr.h>
#include <X11/extensions/shape.h>

/* "Xft.dpi:\t96" is a line of the root window's resources. */
int platform_dpi(const struct platform *platform)
{
    static const char key[] = "Xft.dpi:";
    struct str rest = str_of(XResourceManagerString(platform->display)), line;
    char number[16];
    double dpi;

    while (str_next(&rest, '\n', &line)) {
        if (!str_starts(line, str_of(key)))
            continue;
        snprintf(number, sizeof(number), "%.*s", STR_ARG(str_trim(str_from(line, strlen(key)))));
        dpi = strtod(number, NULL);
        return dpi >= 1 && dpi <= 2000 ? (int)(dpi + 0.5) : 0;
    }
    return 0;
}

/* The window manager names itself on a window that it keeps for that. */
static void read_window_manager(struct platform *platform, struct platform_facts *out)
{
    unsigned long window = 0;

    if (x11_values(platform, platform->root, platform->atoms[ATOM_WM_CHECK], &window, 1) == 1)
        x11_text_property(platform, window & 0x1FFFFFFF, platform->atoms[ATOM_WM_NAME],
                          out->window_manager, sizeof(out->window_manager));
}

static bool has_compositor(struct platform *platform)
{
    char name[32];

    snprintf(name, sizeof(name), "_NET_WM_CM_S%d", DefaultScreen(platform->display));
    return XGetSelectionOwner(platform->display, XInternAtom(platform->display, name, False)) !=
           None;
}

static bool is_gamescope(struct platform *platform)
{
    unsigned long value;

    return getenv("GAMESCOPE_WAYLAND_DISPLAY") != NULL ||
           x11_values(platform, platform->root, platform->atoms[ATOM_GAMESCOPE_FOCUSED], &value,
                      1) == 1;
}

static bool is_wayland(struct platform *platform)
{
    int opcode, event, error;

    return getenv("WAYLAND_DISPLAY") != NULL ||
           XQueryExtension(platform->display, "XWAYLAND", &opcode, &event, &error);
}

static bool can_take_keyboard(struct platform *platform)
{
    if (platform->keyboard.grabbed)
        return true;
    if (XGrabKeyboard(platform->display, platform->root, False, GrabModeAsync, GrabModeAsync,
                      CurrentTime) != GrabSuccess)
        return false;
    XUngrabKeyboard(platform->display, CurrentTime);
    XFlush(platform->display);
    return true;
}

enum err platform_facts(struct platform *platform, struct platform_facts *out)
{
    Display *display = platform->display;
    const char *session = getenv("XDG_SESSION_TYPE");
    struct platform_facts facts = { 0 };
    XWindowAttributes screen = { 0 };
    int event, error;

    if (platform->lost)
        return err_set(ERR_IO, "the display is gone");
    x11_clean_line(facts.vendor, sizeof(facts.vendor), str_of(ServerVendor(display)));
    x11_clean_line(facts.session, sizeof(facts.session), str_of(session));
    read_window_manager(platform, &facts);
    facts.wayland = is_wayland(platform);
    facts.compositor = has_compositor(platform);
    facts.gamescope = is_gamescope(platform);
    facts.shape = XShapeQueryExtension(display, &event, &error);
    facts.fixes = platform->selections.fixes_event != 0;
    facts.randr = platform->randr_event != 0;
    facts.shm = XShmQueryExtension(display);
    facts.keyboard_free = can_take_keyboard(platform);
    XGetWindowAttributes(display, platform->root, &screen);
    facts.width = screen.width;
    facts.height = screen.height;
    facts.dpi = platform_dpi(platform);
    if (platform->lost)
        return err_set(ERR_IO, "the display is gone");
    *out = facts;
    return OK;
}
