/* Global hotkeys: passive grabs on the root window. X11 compares modifiers
 * exactly, so each key is grabbed once for each combination of the locks. */

#include "app/platform/x11.h"

#include <assert.h>
#include <X11/XKBlib.h>
#include <X11/keysym.h>

#include "dict/base/log.h"
#include "dict/base/mem.h"

#define LOG_MODULE "platform"

/* A key that is held repeats sooner than this. A press after a longer pause is
 * a new one, even if its release went to somebody else. */
enum { REPEAT_MS = 2000 };

/* --- modifiers --- */

/* The modifier bits that the key of KEYSYM sets. */
static unsigned bits_of(const XModifierKeymap *map, KeyCode code)
{
    int i;

    if (code == 0)
        return 0;
    for (i = 0; i < 8 * map->max_keypermod; i++) {
        if (map->modifiermap[i] == code)
            return 1U << (i / map->max_keypermod);
    }
    return 0;
}

static struct x11_modifiers read_modifiers(Display *display)
{
    struct x11_modifiers out = { .alt = Mod1Mask, .super = Mod4Mask, .locks = { LockMask, 0, 0 } };
    XModifierKeymap *map = XGetModifierMapping(display);
    unsigned bits;

    if (map == NULL)
        return out;
    if ((bits = bits_of(map, XKeysymToKeycode(display, XK_Alt_L))) != 0)
        out.alt = bits;
    if ((bits = bits_of(map, XKeysymToKeycode(display, XK_Super_L))) != 0)
        out.super = bits;
    out.locks[1] = bits_of(map, XKeysymToKeycode(display, XK_Num_Lock));
    out.locks[2] = bits_of(map, XKeysymToKeycode(display, XK_Scroll_Lock));
    XFreeModifiermap(map);
    return out;
}

unsigned x11_hotkey_state(const struct platform *platform, unsigned state)
{
    const struct x11_modifiers *modifiers = &platform->hotkeys.modifiers;

    return state & (ShiftMask | ControlMask | modifiers->alt | modifiers->super);
}

/* Bit I of LOCKS set: with the I-th lock. */
static unsigned locks_of(const struct x11_modifiers *modifiers, unsigned locks)
{
    unsigned i, out = 0;

    for (i = 0; i < ARRAY_LEN(modifiers->locks); i++) {
        if ((locks >> i & 1) != 0)
            out |= modifiers->locks[i];
    }
    return out;
}

/* --- grabs --- */

/* A sign that is only made with Shift means the key with Shift. */
static bool needs_shift(Display *display, KeyCode code, KeySym keysym)
{
    return code != 0 && XkbKeycodeToKeysym(display, code, 0, 0) != keysym &&
           XkbKeycodeToKeysym(display, code, 0, 1) == keysym;
}

static struct x11_hotkey locate(const struct platform *platform, struct hotkey hotkey)
{
    const struct x11_modifiers *modifiers = &platform->hotkeys.modifiers;
    struct x11_hotkey out = { .hotkey = hotkey };

    out.code = XKeysymToKeycode(platform->display, (KeySym)hotkey.keysym);
    if (needs_shift(platform->display, out.code, (KeySym)hotkey.keysym))
        hotkey.modifiers |= HOTKEY_SHIFT;
    out.state = ((hotkey.modifiers & HOTKEY_SHIFT) != 0 ? ShiftMask : 0U) |
                ((hotkey.modifiers & HOTKEY_CTRL) != 0 ? ControlMask : 0U) |
                ((hotkey.modifiers & HOTKEY_ALT) != 0 ? modifiers->alt : 0U) |
                ((hotkey.modifiers & HOTKEY_SUPER) != 0 ? modifiers->super : 0U);
    return out;
}

static void ungrab(struct platform *platform, const struct x11_hotkey *key)
{
    unsigned locks;

    for (locks = 0; key->code != 0 && locks < 8; locks++)
        XUngrabKey(platform->display, key->code,
                   key->state | locks_of(&platform->hotkeys.modifiers, locks), platform->root);
}

/* All combinations or none; false if another program has one of them. */
static bool grab(struct platform *platform, const struct x11_hotkey *key)
{
    unsigned locks;

    x11_trap(platform);
    for (locks = 0; locks < 8; locks++)
        XGrabKey(platform->display, key->code,
                 key->state | locks_of(&platform->hotkeys.modifiers, locks), platform->root, False,
                 GrabModeAsync, GrabModeAsync);
    if (x11_trapped(platform) == 0)
        return true;
    ungrab(platform, key);
    return false;
}

static bool is_same(const struct x11_hotkey *a, const struct x11_hotkey *b)
{
    return a->code == b->code && a->state == b->state;
}

/* The hotkey's number that KEY is already grabbed for, or -1. */
static int owner_of(const struct platform *platform, const struct x11_hotkey *key)
{
    int i;

    for (i = 0; i < PLATFORM_HOTKEYS; i++) {
        if (platform->hotkeys.table[i].code != 0 && is_same(&platform->hotkeys.table[i], key))
            return i;
    }
    return -1;
}

void x11_hotkey_open(struct platform *platform)
{
    platform->hotkeys.modifiers = read_modifiers(platform->display);
}

enum err platform_hotkey_grab(struct platform *platform, int id, const char *keys)
{
    struct hotkey hotkey;
    struct x11_hotkey key;
    int owner;
    enum err rc = hotkey_parse(&hotkey, keys);

    assert(id >= 0 && id < PLATFORM_HOTKEYS);
    if (rc != OK)
        return rc;
    if (platform->lost)
        return err_set(ERR_IO, "the display is gone");
    key = locate(platform, hotkey);
    if (key.code == 0)
        return err_set(ERR_USAGE, "hotkey \"%s\": this keyboard has no such key", keys);
    owner = owner_of(platform, &key);
    if (owner == id)
        return OK;
    if (owner >= 0 || !grab(platform, &key))
        return err_set(ERR_BUSY, "hotkey %s is taken by %s: choose another one", keys,
                       owner >= 0 ? "Wordloot itself" : "another program");
    platform_hotkey_release(platform, id);
    platform->hotkeys.table[id] = key;
    return OK;
}

void platform_hotkey_release(struct platform *platform, int id)
{
    assert(id >= 0 && id < PLATFORM_HOTKEYS);
    ungrab(platform, &platform->hotkeys.table[id]);
    platform->hotkeys.table[id] = (struct x11_hotkey){ 0 };
    XFlush(platform->display);
}

size_t platform_hotkey_suggest(struct platform *platform, const char **out, size_t max)
{
    static const char *const names[] = { "Super+W",    "Super+Z",  "Super+D",
                                         "Super+G",    "Super+F2", "Ctrl+Alt+W",
                                         "Ctrl+Alt+D", "Ctrl+F12", "Pause" };
    struct hotkey hotkey;
    struct x11_hotkey key;
    size_t i, count = 0;

    for (i = 0; i < ARRAY_LEN(names) && count < max && !platform->lost; i++) {
        if (hotkey_parse(&hotkey, names[i]) != OK)
            continue;
        key = locate(platform, hotkey);
        if (key.code == 0 || owner_of(platform, &key) >= 0 || !grab(platform, &key))
            continue;
        ungrab(platform, &key);
        out[count++] = names[i];
    }
    return count;
}

static bool is_same_modifiers(const struct x11_modifiers *a, const struct x11_modifiers *b)
{
    return a->alt == b->alt && a->super == b->super && a->locks[0] == b->locks[0] &&
           a->locks[1] == b->locks[1] && a->locks[2] == b->locks[2];
}

static bool has_moved(const struct platform *platform, const struct x11_hotkey *old)
{
    struct x11_hotkey now = locate(platform, old->hotkey);

    return old->hotkey.keysym != 0 && !is_same(&now, old);
}

static void grab_again(struct platform *platform, struct x11_hotkey *key)
{
    *key = locate(platform, key->hotkey);
    if (key->code != 0 && grab(platform, key))
        return;
    key->code = 0;
    log_warn("a hotkey is not on the new keyboard layout, or is taken there");
}

/* Comes with each change of layout, and when another keyboard is typed on:
 * mostly nothing has moved. What is grabbed must be given up as it was taken. */
void x11_hotkey_remapped(struct platform *platform)
{
    struct x11_hotkeys *hotkeys = &platform->hotkeys;
    struct x11_modifiers old = hotkeys->modifiers, now = read_modifiers(platform->display);
    bool moved = !is_same_modifiers(&old, &now);
    int i;

    hotkeys->modifiers = now;
    for (i = 0; i < PLATFORM_HOTKEYS; i++)
        moved = moved || has_moved(platform, &hotkeys->table[i]);
    if (!moved)
        return;
    hotkeys->modifiers = old;
    for (i = 0; i < PLATFORM_HOTKEYS; i++)
        ungrab(platform, &hotkeys->table[i]);
    hotkeys->modifiers = now;
    for (i = 0; i < PLATFORM_HOTKEYS; i++) {
        if (hotkeys->table[i].hotkey.keysym != 0)
            grab_again(platform, &hotkeys->table[i]);
    }
}

/* --- events --- */

static bool is_repeat(const struct x11_hotkeys *hotkeys, const XKeyEvent *event)
{
    return hotkeys->held == event->keycode && event->time - hotkeys->held_at < REPEAT_MS;
}

bool x11_hotkey_event(struct platform *platform, const XKeyEvent *event, struct platform_event *out)
{
    struct x11_hotkeys *hotkeys = &platform->hotkeys;
    struct x11_hotkey key = { .code = (KeyCode)event->keycode,
                              .state = x11_hotkey_state(platform, event->state) };
    int id = owner_of(platform, &key);
    bool repeat;

    if (event->type == KeyRelease) {
        if (hotkeys->held == key.code)
            hotkeys->held = 0;
        return false;
    }
    if (id < 0 || key.code == 0)
        return false;
    repeat = is_repeat(hotkeys, event);
    hotkeys->held = key.code;
    hotkeys->held_at = event->time;
    if (repeat)
        return false;
    *out = (struct platform_event){ .kind = PLATFORM_HOTKEY, .hotkey = id };
    return true;
}
