#include "app/ui/window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XInput2.h>

#include "dict/base/mem.h"

/* The overlay is mapped and unmapped by ourselves: SDL_ShowWindow() takes the
 * input focus where no window manager runs, and waits for the server. */

struct window {
    SDL_Window *sdl;
    struct canvas *canvas;
    Display *display; /* SDL's connection; NULL with a driver that is not X11 */
    enum window_kind kind;
    double scale;
    bool shown;
    int digit; /* of the key that went down last, see struct ui_event */
    bool shift;
};

/* --- opening --- */

/* Tests draw without a display; everything else is X11, also under Wayland
 * (XWayland), where an override-redirect window still comes out on top. */
static void choose_driver(void)
{
    const char *asked = getenv("SDL_VIDEODRIVER");

    if (asked == NULL || strcmp(asked, "dummy") != 0)
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "x11", SDL_HINT_OVERRIDE);
}

/* What a window that gets no keys does without while SDL starts: Xlib's half a
 * megabyte of key compositions, and a message bus for input methods. */
static const struct {
    const char *name, *value;
} unneeded[] = {
    { "XCOMPOSEFILE", "/dev/null" },
    { "DBUS_SESSION_BUS_ADDRESS", "disabled:" },
};

static int start_without_input(void)
{
    char *before[ARRAY_LEN(unneeded)];
    size_t i;
    int rc;

    for (i = 0; i < ARRAY_LEN(unneeded); i++) {
        const char *value = getenv(unneeded[i].name);

        before[i] = value != NULL ? xstrdup(value) : NULL;
        setenv(unneeded[i].name, unneeded[i].value, 1);
    }
    rc = SDL_Init(SDL_INIT_VIDEO);
    for (i = 0; i < ARRAY_LEN(unneeded); i++) {
        if (before[i] != NULL)
            setenv(unneeded[i].name, before[i], 1);
        else
            unsetenv(unneeded[i].name);
        free(before[i]);
    }
    return rc;
}

static enum err start_sdl(enum window_kind kind)
{
    choose_driver();
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    /* Else SDL drops the first click into a window that has just got the keyboard. */
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
#ifdef SDL_HINT_X11_FORCE_OVERRIDE_REDIRECT
    SDL_SetHint(SDL_HINT_X11_FORCE_OVERRIDE_REDIRECT, kind == WINDOW_OVERLAY ? "1" : "0");
#endif
    if ((kind == WINDOW_OVERLAY ? start_without_input() : SDL_Init(SDL_INIT_VIDEO)) != 0)
        return err_set(ERR_IO, "no window can be opened: %s: is this a graphical session?",
                       SDL_GetError());
    return OK;
}

static uint32_t flags_for(enum window_kind kind)
{
    if (kind == WINDOW_DESKTOP)
        return SDL_WINDOW_HIDDEN | SDL_WINDOW_RESIZABLE;
#ifdef SDL_HINT_X11_FORCE_OVERRIDE_REDIRECT
    return SDL_WINDOW_HIDDEN | SDL_WINDOW_ALWAYS_ON_TOP | SDL_WINDOW_SKIP_TASKBAR;
#else
    return SDL_WINDOW_HIDDEN | SDL_WINDOW_ALWAYS_ON_TOP | SDL_WINDOW_SKIP_TASKBAR |
           SDL_WINDOW_TOOLTIP;
#endif
}

static Window find_native(const struct window *window, Display **display)
{
    SDL_SysWMinfo info;

    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window->sdl, &info) || info.subsystem != SDL_SYSWM_X11)
        return 0;
    if (display != NULL)
        *display = info.info.x11.display;
    return info.info.x11.window;
}

/* SDL asks for the mouse's raw movements all over the screen and for the root
 * window's properties: each move in the game would wake us up. */
static void hush(const struct window *window)
{
    uint8_t none[XIMaskLen(XI_LASTEVENT)] = { 0 };
    XIEventMask mask = { XIAllMasterDevices, sizeof(none), none };
    int opcode, event, error;
    Window root;

    if (window->display == NULL)
        return;
    root = DefaultRootWindow(window->display);
    XSelectInput(window->display, root, NoEventMask);
    if (XQueryExtension(window->display, "XInputExtension", &opcode, &event, &error))
        XISelectEvents(window->display, root, &mask, 1);
    XFlush(window->display);
}

/* Screens without a setting: 1080 lines are scale 1, 2160 are 2, in quarters. */
static double guess_scale(const struct window *window)
{
    double scale = floor(window_monitor(window, 0, 0).height / 1080.0 * 4) / 4;

    return scale < 1 ? 1 : (scale > 3 ? 3 : scale);
}

enum err window_open(struct window **out, const struct window_options *options)
{
    struct window *window;
    struct area area = options->area;
    enum err rc = start_sdl(options->kind);

    if (rc != OK)
        return rc;
    window = xcalloc(1, sizeof(*window));
    window->kind = options->kind;
    if ((rc = canvas_new(&window->canvas, area.width, area.height)) != OK)
        goto failed;
    window->sdl = SDL_CreateWindow(options->title, area.x, area.y, area.width, area.height,
                                   flags_for(options->kind));
    /* The surface first: SDL may make the X window anew for it. */
    if (window->sdl == NULL || SDL_GetWindowSurface(window->sdl) == NULL) {
        rc = err_set(ERR_IO, "no window can be opened: %s", SDL_GetError());
        goto failed;
    }
    if (options->kind == WINDOW_OVERLAY)
        SDL_StopTextInput();
    find_native(window, &window->display);
    hush(window);
    window->scale = options->scale > 0 ? options->scale : guess_scale(window);
    *out = window;
    return OK;
failed:
    window_close(window);
    return rc;
}

void window_close(struct window *window)
{
    if (window == NULL)
        return;
    if (window->sdl != NULL)
        SDL_DestroyWindow(window->sdl);
    canvas_free(window->canvas);
    free(window);
    SDL_Quit();
}

/* --- showing --- */

void window_show(struct window *window)
{
    Window native = find_native(window, NULL);

    if (window->kind == WINDOW_OVERLAY && native != 0)
        XMapRaised(window->display, native);
    else
        SDL_ShowWindow(window->sdl);
    window->shown = true;
    /* What fails here is repaired at the first expose. */
    if (window_present(window, (struct area){ 0, 0, CANVAS_SIDE_MAX, CANVAS_SIDE_MAX }) != OK)
        SDL_ClearError();
}

void window_hide(struct window *window)
{
    Window native = find_native(window, NULL);

    if (window->kind == WINDOW_OVERLAY && native != 0) {
        XUnmapWindow(window->display, native);
        XFlush(window->display);
    } else {
        SDL_HideWindow(window->sdl);
    }
    window->shown = false;
}

bool window_is_shown(const struct window *window)
{
    return window->shown;
}

enum err window_place(struct window *window, struct area area)
{
    if (area.width != canvas_width(window->canvas) ||
        area.height != canvas_height(window->canvas)) {
        struct canvas *canvas;
        enum err rc = canvas_new(&canvas, area.width, area.height);

        if (rc != OK)
            return rc;
        canvas_free(window->canvas);
        window->canvas = canvas;
        SDL_SetWindowSize(window->sdl, area.width, area.height);
    }
    SDL_SetWindowPosition(window->sdl, area.x, area.y);
    return OK;
}

void window_toggle_fullscreen(struct window *window)
{
    const bool is_full = (SDL_GetWindowFlags(window->sdl) & SDL_WINDOW_FULLSCREEN) != 0;

    if (SDL_SetWindowFullscreen(window->sdl, is_full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP) != 0)
        SDL_ClearError();
}

struct canvas *window_canvas(struct window *window)
{
    return window->canvas;
}

enum err window_present(struct window *window, struct area dirty)
{
    struct area whole = { 0, 0, canvas_width(window->canvas), canvas_height(window->canvas) };
    struct area part = area_common(dirty, whole);
    SDL_Rect rect = { part.x, part.y, part.width, part.height }, to = rect;
    SDL_Surface *surface;

    if (!window->shown || part.width == 0)
        return OK;
    surface = SDL_GetWindowSurface(window->sdl);
    if (surface == NULL ||
        SDL_BlitSurface(canvas_surface(window->canvas), &rect, surface, &to) != 0 ||
        SDL_UpdateWindowSurfaceRects(window->sdl, &rect, 1) != 0)
        return err_set(ERR_IO, "the window cannot be drawn: %s", SDL_GetError());
    return OK;
}

/* --- asking --- */

unsigned long window_native_id(const struct window *window)
{
    return find_native(window, NULL);
}

int window_fd(const struct window *window)
{
    return window->display != NULL ? ConnectionNumber(window->display) : -1;
}

double window_scale(const struct window *window)
{
    return window->scale;
}

struct area window_monitor(const struct window *window, int x, int y)
{
    SDL_Rect bounds = { 0, 0, canvas_width(window->canvas), canvas_height(window->canvas) };
    SDL_Point point = { x, y };
    int i, count = SDL_GetNumVideoDisplays();

    for (i = 0; i < count; i++) {
        if (SDL_GetDisplayBounds(i, &bounds) == 0 && SDL_PointInRect(&point, &bounds))
            break;
    }
    if (i >= count && SDL_GetDisplayBounds(0, &bounds) != 0)
        SDL_ClearError();
    return (struct area){ bounds.x, bounds.y, bounds.w, bounds.h };
}

/* --- events --- */

static enum ui_key key_of(SDL_Keycode code)
{
    static const struct {
        SDL_Keycode code;
        enum ui_key key;
    } keys[] = {
        { SDLK_RETURN, UI_KEY_ENTER },
        { SDLK_KP_ENTER, UI_KEY_ENTER },
        { SDLK_ESCAPE, UI_KEY_ESCAPE },
        { SDLK_TAB, UI_KEY_TAB },
        { SDLK_SPACE, UI_KEY_SPACE },
        { SDLK_BACKSPACE, UI_KEY_BACKSPACE },
        { SDLK_DELETE, UI_KEY_DELETE },
        { SDLK_LEFT, UI_KEY_LEFT },
        { SDLK_RIGHT, UI_KEY_RIGHT },
        { SDLK_UP, UI_KEY_UP },
        { SDLK_DOWN, UI_KEY_DOWN },
        { SDLK_HOME, UI_KEY_HOME },
        { SDLK_END, UI_KEY_END },
        { SDLK_PAGEUP, UI_KEY_PAGE_UP },
        { SDLK_PAGEDOWN, UI_KEY_PAGE_DOWN },
        { SDLK_F1, UI_KEY_F1 },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(keys); i++) {
        if (keys[i].code == code)
            return keys[i].key;
    }
    return code > ' ' && code < 0x7f ? UI_KEY_LETTER : UI_KEY_OTHER;
}

static bool take_key(struct window *window, struct ui_event *out, const SDL_KeyboardEvent *event)
{
    const SDL_Scancode place = event->keysym.scancode;

    window->digit =
        place >= SDL_SCANCODE_1 && place <= SDL_SCANCODE_9 ? (int)(place - SDL_SCANCODE_1) + 1 : 0;
    window->shift = (event->keysym.mod & KMOD_SHIFT) != 0;
    *out = (struct ui_event){
        .type = UI_KEY,
        .key = key_of(event->keysym.sym),
        .ctrl = (event->keysym.mod & KMOD_CTRL) != 0,
        .alt = (event->keysym.mod & KMOD_LALT) != 0,
        .shift = (event->keysym.mod & KMOD_SHIFT) != 0,
    };
    if (out->key == UI_KEY_LETTER)
        out->text[0] = (char)event->keysym.sym;
    /* A plain letter comes as text, as the keyboard's layout has it. */
    return out->key != UI_KEY_OTHER && (out->key != UI_KEY_LETTER || out->ctrl || out->alt);
}

static bool take_text(const struct window *window, struct ui_event *out,
                      const SDL_TextInputEvent *event)
{
    _Static_assert(sizeof(out->text) >= sizeof(event->text), "typed text fits");
    *out = (struct ui_event){ .type = UI_TEXT, .shift = window->shift, .digit = window->digit };
    memcpy(out->text, event->text, sizeof(event->text));
    out->text[sizeof(out->text) - 1] = '\0';
    return true;
}

/* A desktop window was resized by its owner. */
static bool take_size(struct window *window, struct ui_event *out, int width, int height)
{
    struct canvas *canvas;

    if ((width == canvas_width(window->canvas) && height == canvas_height(window->canvas)) ||
        canvas_new(&canvas, width, height) != OK)
        return false;
    canvas_free(window->canvas);
    window->canvas = canvas;
    *out = (struct ui_event){ .type = UI_RESIZED, .x = width, .y = height };
    return true;
}

static bool take_window_event(struct window *window, struct ui_event *out,
                              const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_EXPOSED:
        if (window_present(window, (struct area){ 0, 0, CANVAS_SIDE_MAX, CANVAS_SIDE_MAX }) != OK)
            SDL_ClearError();
        return false;
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return window->kind == WINDOW_DESKTOP && take_size(window, out, event->data1, event->data2);
    case SDL_WINDOWEVENT_CLOSE:
        *out = (struct ui_event){ .type = UI_CLOSE };
        return true;
    case SDL_WINDOWEVENT_LEAVE:
        *out = (struct ui_event){ .type = UI_LEAVE };
        return true;
    case SDL_WINDOWEVENT_FOCUS_GAINED:
        *out = (struct ui_event){ .type = UI_FOCUS };
        return true;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        *out = (struct ui_event){ .type = UI_BLUR };
        return true;
    default:
        return false;
    }
}

static bool take(struct window *window, struct ui_event *out, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        *out = (struct ui_event){ .type = UI_CLOSE };
        return true;
    case SDL_WINDOWEVENT:
        return take_window_event(window, out, &event->window);
    case SDL_MOUSEBUTTONDOWN:
        *out = (struct ui_event){ .type = UI_CLICK,
                                  .x = event->button.x,
                                  .y = event->button.y,
                                  .button = event->button.button };
        return true;
    case SDL_MOUSEBUTTONUP:
        *out = (struct ui_event){ .type = UI_RELEASE,
                                  .x = event->button.x,
                                  .y = event->button.y,
                                  .button = event->button.button };
        return true;
    case SDL_MOUSEMOTION:
        *out = (struct ui_event){ .type = UI_MOTION, .x = event->motion.x, .y = event->motion.y };
        return true;
    case SDL_MOUSEWHEEL:
        *out = (struct ui_event){ .type = UI_WHEEL, .steps = event->wheel.y };
        return true;
    case SDL_KEYDOWN:
        return take_key(window, out, &event->key);
    case SDL_TEXTINPUT:
        return take_text(window, out, &event->text);
    default:
        return false;
    }
}

/* SDL_PollEvent() stops at a mark although events came after it; nothing would
 * wake us up for those. */
static bool next_of_sdl(SDL_Event *out)
{
    if (SDL_PeepEvents(out, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1)
        return true;
    SDL_PumpEvents();
    return SDL_PeepEvents(out, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1;
}

char *window_clipboard(struct window *window)
{
    char *text = SDL_GetClipboardText(), *copy = xstrdup(text != NULL ? text : "");

    (void)window;
    SDL_free(text);
    return copy;
}

void window_copy(struct window *window, const char *text)
{
    (void)window;
    if (SDL_SetClipboardText(text) != 0)
        SDL_ClearError();
}

bool window_next_event(struct window *window, struct ui_event *out)
{
    SDL_Event event;

    while (next_of_sdl(&event)) {
        if (take(window, out, &event))
            return true;
    }
    return false;
}
