/* The keyboard for a while: an active grab, under which the game keeps the
 * input focus. Letters are composed by an input method (XIM), as in any
 * program: dead keys, Compose, and the languages that need a server. */

#include "app/platform/x11.h"

#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <X11/XKBlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>

#include "dict/base/log.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

#define LOG_MODULE "platform"

enum { TAKE_MS = 500, TRY_AGAIN_US = 10000, RELEASE_MS = 3000, PROMPT_MS = 30 };

/* --- keys that are down, a bit each --- */

static bool is_down(const char keys[32], unsigned code)
{
    return code < 256 && ((unsigned char)keys[code / 8] >> code % 8 & 1) != 0;
}

static void set_up(char keys[32], unsigned code)
{
    if (code < 256)
        keys[code / 8] = (char)((unsigned char)keys[code / 8] & ~(1U << code % 8));
}

static bool is_any_down(const char keys[32])
{
    size_t i;

    for (i = 0; i < 32; i++) {
        if (keys[i] != 0)
            return true;
    }
    return false;
}

/* --- the input method --- */

/* Its server has ended; Xlib has freed everything. */
static void note_method_gone(XIM method, XPointer data, XPointer unused)
{
    struct platform *platform = (struct platform *)(void *)data;

    (void)method;
    (void)unused;
    platform->keyboard.method = NULL;
    platform->keyboard.context = NULL;
}

static XIMStyle choose_style(XIM method)
{
    XIMStyles *styles = NULL;
    XIMStyle chosen = XIMPreeditNone | XIMStatusNone;
    unsigned short i;

    if (XGetIMValues(method, XNQueryInputStyle, &styles, NULL) != NULL || styles == NULL)
        return chosen;
    for (i = 0; i < styles->count_styles; i++) {
        if (styles->supported_styles[i] == (XIMPreeditNothing | XIMStatusNothing))
            chosen = styles->supported_styles[i];
    }
    XFree(styles);
    return chosen;
}

static void open_method(struct platform *platform)
{
    struct x11_keyboard *keyboard = &platform->keyboard;
    XIMCallback gone = { .client_data = (XPointer)platform, .callback = note_method_gone };

    XSetLocaleModifiers("");
    keyboard->method = XOpenIM(platform->display, NULL, NULL, NULL);
    if (keyboard->method == NULL) { /* the server that XMODIFIERS names does not run */
        XSetLocaleModifiers("@im=none");
        keyboard->method = XOpenIM(platform->display, NULL, NULL, NULL);
    }
    if (keyboard->method == NULL) {
        log_warn("no input method: accents that take two keys cannot be typed");
        return;
    }
    XSetIMValues(keyboard->method, XNDestroyCallback, &gone, NULL);
    keyboard->context =
        XCreateIC(keyboard->method, XNInputStyle, choose_style(keyboard->method), XNClientWindow,
                  platform->own, XNFocusWindow, platform->root, NULL);
}

/* Reading the Compose table takes some 50 ms, once: not at the start, and not
 * before the prompt is drawn, but before a hand has gone from the hotkey to the
 * first letter. The table is the locale's, and only a UTF-8 locale has one for
 * all accents. */
static void open_input(struct platform *platform)
{
    char *locale = NULL;

    platform->keyboard.input_tried = true;
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        locale = xstrdup(setlocale(LC_CTYPE, NULL));
        setlocale(LC_CTYPE, "C.UTF-8");
    }
    open_method(platform);
    if (locale != NULL)
        setlocale(LC_CTYPE, locale);
    free(locale);
    if (platform->keyboard.context != NULL)
        XSetICFocus(platform->keyboard.context);
}

/* Half an accent from the last time is forgotten. */
static void begin_input(struct platform *platform)
{
    struct x11_keyboard *keyboard = &platform->keyboard;

    keyboard->input_tried = keyboard->context != NULL;
    keyboard->input_ms = x11_now_ms() + PROMPT_MS;
    if (keyboard->context == NULL)
        return;
    XFree(Xutf8ResetIC(keyboard->context));
    XSetICFocus(keyboard->context);
}

void x11_keyboard_close(struct platform *platform)
{
    if (platform->keyboard.context != NULL)
        XDestroyIC(platform->keyboard.context);
    if (platform->keyboard.method != NULL)
        XCloseIM(platform->keyboard.method);
}

/* --- taking and giving back --- */

static int try_grab(struct platform *platform)
{
    return XGrabKeyboard(platform->display, platform->root, False, GrabModeAsync, GrabModeAsync,
                         CurrentTime);
}

/* While a desktop's own shortcut is held that called us, the desktop has the keyboard. */
static bool grab(struct platform *platform)
{
    int64_t until_ms = x11_now_ms() + TAKE_MS;
    int got = try_grab(platform);

    while (got != GrabSuccess && !platform->lost && x11_now_ms() < until_ms) {
        usleep(TRY_AGAIN_US);
        got = try_grab(platform);
    }
    return got == GrabSuccess && !platform->lost;
}

enum err platform_keyboard_take(struct platform *platform)
{
    struct x11_keyboard *keyboard = &platform->keyboard;

    if (keyboard->taken)
        return OK;
    if (platform->lost)
        return err_set(ERR_IO, "the display is gone");
    if (!keyboard->grabbed && !grab(platform))
        return err_set(ERR_BUSY, "the game or another program holds the keyboard: "
                                 "let go of it there, or use the clipboard");
    keyboard->grabbed = true;
    keyboard->taken = true;
    /* The hotkey is still down, and its letter would repeat into the prompt. */
    XQueryKeymap(platform->display, keyboard->waiting);
    begin_input(platform);
    return OK;
}

static void ungrab(struct platform *platform)
{
    platform->keyboard.grabbed = false;
    XUngrabKeyboard(platform->display, CurrentTime);
    XFlush(platform->display);
}

/* What is down now and was pressed while we had the keyboard, and the hotkey.
 * What was down before and still is, the game knows. */
static void wait_for_our_keys(struct platform *platform)
{
    char *waiting = platform->keyboard.waiting, down[32];
    unsigned held = platform->hotkeys.held;
    size_t i;

    if (is_down(waiting, held))
        set_up(waiting, held);
    XQueryKeymap(platform->display, down);
    for (i = 0; i < sizeof(down); i++)
        waiting[i] = (char)(down[i] & ~waiting[i]);
}

void platform_keyboard_release(struct platform *platform)
{
    struct x11_keyboard *keyboard = &platform->keyboard;

    if (!keyboard->taken)
        return;
    keyboard->taken = false;
    if (platform->lost)
        return;
    if (keyboard->context != NULL)
        XUnsetICFocus(keyboard->context);
    wait_for_our_keys(platform);
    keyboard->release_ms = x11_now_ms() + RELEASE_MS;
    if (!is_any_down(keyboard->waiting))
        ungrab(platform);
}

static bool needs_input(const struct x11_keyboard *keyboard)
{
    return keyboard->taken && keyboard->context == NULL && !keyboard->input_tried;
}

int64_t x11_keyboard_until_ms(const struct platform *platform)
{
    const struct x11_keyboard *keyboard = &platform->keyboard;

    if (needs_input(keyboard))
        return keyboard->input_ms;
    return keyboard->grabbed && !keyboard->taken ? keyboard->release_ms : INT64_MAX;
}

void x11_keyboard_expired(struct platform *platform)
{
    if (x11_now_ms() < x11_keyboard_until_ms(platform))
        return;
    if (needs_input(&platform->keyboard))
        open_input(platform);
    else
        ungrab(platform);
}

/* --- what a key means --- */

static enum platform_key_name name_of(KeySym keysym)
{
    static const struct {
        KeySym keysym, on_keypad;
        enum platform_key_name name;
    } names[] = {
        { XK_Return, XK_KP_Enter, PLATFORM_KEY_ENTER },
        { XK_Escape, XK_Escape, PLATFORM_KEY_ESCAPE },
        { XK_Tab, XK_KP_Tab, PLATFORM_KEY_TAB },
        { XK_ISO_Left_Tab, XK_ISO_Left_Tab, PLATFORM_KEY_TAB },
        { XK_space, XK_KP_Space, PLATFORM_KEY_SPACE },
        { XK_BackSpace, XK_BackSpace, PLATFORM_KEY_BACKSPACE },
        { XK_Delete, XK_KP_Delete, PLATFORM_KEY_DELETE },
        { XK_Left, XK_KP_Left, PLATFORM_KEY_LEFT },
        { XK_Right, XK_KP_Right, PLATFORM_KEY_RIGHT },
        { XK_Up, XK_KP_Up, PLATFORM_KEY_UP },
        { XK_Down, XK_KP_Down, PLATFORM_KEY_DOWN },
        { XK_Home, XK_KP_Home, PLATFORM_KEY_HOME },
        { XK_End, XK_KP_End, PLATFORM_KEY_END },
        { XK_Page_Up, XK_KP_Page_Up, PLATFORM_KEY_PAGE_UP },
        { XK_Page_Down, XK_KP_Page_Down, PLATFORM_KEY_PAGE_DOWN },
        { XK_F1, XK_KP_F1, PLATFORM_KEY_F1 },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        if (keysym == names[i].keysym || keysym == names[i].on_keypad)
            return names[i].name;
    }
    return PLATFORM_KEY_NONE;
}

static char sign_of(KeySym keysym)
{
    if (keysym >= 'A' && keysym <= 'Z')
        return (char)(keysym - 'A' + 'a');
    if (keysym > ' ' && keysym <= '~')
        return (char)keysym;
    if (keysym >= XK_KP_Multiply && keysym <= XK_KP_9)
        return (char)(keysym & 0x7F);
    return '\0';
}

/* With Ctrl the sign on the key: for a Russian keyboard that of its other layout. */
static char plain_sign(struct platform *platform, XKeyEvent *event)
{
    KeySym keysym = NoSymbol;
    int group;
    char sign;

    XLookupString(event, NULL, 0, &keysym, NULL);
    sign = sign_of(keysym);
    for (group = 0; sign == '\0' && keysym > 0xFF && keysym < 0xFE00 && group < 4; group++)
        sign = sign_of(XkbKeycodeToKeysym(platform->display, (KeyCode)event->keycode, group, 0));
    return sign;
}

/* Xlib's text of the event, from the input method where there is one. */
static void read_text(struct platform *platform, XKeyEvent *event, struct platform_key *key,
                      KeySym *keysym)
{
    XIC context = platform->keyboard.context;
    struct buf wide;
    char bytes[PLATFORM_KEY_TEXT_MAX];
    Status status = XLookupNone;
    int i, len;

    *keysym = NoSymbol;
    buf_init(&wide, sizeof(key->text) - 1);
    if (context != NULL) {
        len = Xutf8LookupString(context, event, bytes, sizeof(bytes) - 1, keysym, &status);
        if (status == XLookupChars || status == XLookupBoth)
            buf_add(&wide, bytes, (size_t)len);
    } else {
        len = XLookupString(event, bytes, sizeof(bytes) / 2 - 1, keysym, NULL);
        for (i = 0; i < len; i++)
            text_put(&wide, (unsigned char)bytes[i]);
    }
    if (text_is_valid(buf_str(&wide)) && (unsigned char)buf_text(&wide)[0] >= ' ' &&
        buf_text(&wide)[0] != '\x7f')
        snprintf(key->text, sizeof(key->text), "%s", buf_text(&wide));
    buf_dispose(&wide);
}

/* False: a modifier, half of an accent, or another program's shortcut. */
static bool read_key(struct platform *platform, XKeyEvent *event, struct platform_key *key)
{
    const struct x11_modifiers *modifiers = &platform->hotkeys.modifiers;
    KeySym keysym;

    *key = (struct platform_key){ .shift = (event->state & ShiftMask) != 0,
                                  .ctrl = (event->state & ControlMask) != 0,
                                  .alt = (event->state & modifiers->alt) != 0 };
    read_text(platform, event, key, &keysym);
    key->name = name_of(keysym);
    if ((event->state & modifiers->super) != 0)
        return false;
    if (key->name == PLATFORM_KEY_NONE && (key->ctrl || key->alt)) {
        key->text[0] = plain_sign(platform, event);
        key->text[1] = '\0';
    }
    if (key->name == PLATFORM_KEY_NONE && key->text[0] != '\0')
        key->name = PLATFORM_KEY_TEXT;
    return key->name != PLATFORM_KEY_NONE;
}

static void note_release(struct platform *platform, unsigned code)
{
    struct x11_keyboard *keyboard = &platform->keyboard;

    set_up(keyboard->waiting, code);
    if (!keyboard->taken && !is_any_down(keyboard->waiting))
        ungrab(platform);
}

bool x11_keyboard_event(struct platform *platform, XEvent *event, struct platform_event *out)
{
    struct x11_keyboard *keyboard = &platform->keyboard;
    struct platform_key key;

    if (!keyboard->grabbed)
        return false;
    if (event->type == KeyRelease)
        note_release(platform, event->xkey.keycode);
    if (!keyboard->taken || is_down(keyboard->waiting, event->xkey.keycode))
        return false;
    if (needs_input(keyboard))
        open_input(platform);
    if (XFilterEvent(event, None) || event->type == KeyRelease ||
        !read_key(platform, &event->xkey, &key))
        return false;
    *out = (struct platform_event){ .kind = PLATFORM_KEY, .key = key };
    return true;
}
