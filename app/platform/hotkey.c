#include "app/platform/hotkey.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <strings.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>

#include "dict/base/mem.h"
#include "dict/base/str.h"

enum { NAME_MAX = 32 };

static const struct {
    const char *name;
    unsigned bit;
} modifiers[] = {
    { "Super", HOTKEY_SUPER }, { "Win", HOTKEY_SUPER },    { "Meta", HOTKEY_SUPER },
    { "Ctrl", HOTKEY_CTRL },   { "Control", HOTKEY_CTRL }, { "Alt", HOTKEY_ALT },
    { "Shift", HOTKEY_SHIFT },
};

/* Names on keycaps that X11 has another one for, and those of its own whose
 * capitals nobody remembers. */
static const struct {
    const char *name;
    KeySym keysym;
} everyday[] = {
    { "Enter", XK_Return },
    { "Return", XK_Return },
    { "Esc", XK_Escape },
    { "Escape", XK_Escape },
    { "Space", XK_space },
    { "Tab", XK_Tab },
    { "Backspace", XK_BackSpace },
    { "Del", XK_Delete },
    { "Delete", XK_Delete },
    { "Ins", XK_Insert },
    { "Insert", XK_Insert },
    { "PgUp", XK_Page_Up },
    { "PageUp", XK_Page_Up },
    { "PgDn", XK_Page_Down },
    { "PageDown", XK_Page_Down },
    { "Home", XK_Home },
    { "End", XK_End },
    { "Up", XK_Up },
    { "Down", XK_Down },
    { "Left", XK_Left },
    { "Right", XK_Right },
    { "Print", XK_Print },
    { "PrintScreen", XK_Print },
    { "Pause", XK_Pause },
    { "ScrollLock", XK_Scroll_Lock },
    { "Menu", XK_Menu },
    { "Plus", XK_plus },
    { "Minus", XK_minus },
    { "Comma", XK_comma },
    { "Period", XK_period },
};

static bool same_name(struct str part, const char *name)
{
    return part.len == strlen(name) && strncasecmp(part.ptr, name, part.len) == 0;
}

static bool read_modifier(struct str part, unsigned *bits)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(modifiers); i++) {
        if (same_name(part, modifiers[i].name)) {
            *bits |= modifiers[i].bit;
            return true;
        }
    }
    return false;
}

/* The keysyms of ASCII are its codes. */
static KeySym read_key(struct str part)
{
    char name[NAME_MAX];
    size_t i;

    if (part.len == 1 && isgraph((unsigned char)part.ptr[0]))
        return (KeySym)tolower((unsigned char)part.ptr[0]);
    for (i = 0; i < ARRAY_LEN(everyday); i++) {
        if (same_name(part, everyday[i].name))
            return everyday[i].keysym;
    }
    if (part.len == 0 || part.len >= sizeof(name))
        return NoSymbol;
    snprintf(name, sizeof(name), "%.*s", STR_ARG(part));
    if (name[0] == 'f' && isdigit((unsigned char)name[1]))
        name[0] = 'F';
    return XStringToKeysym(name);
}

/* Latin-1, the older sets of letters, and Unicode (X11 protocol, appendix A). */
static bool types_a_sign(KeySym keysym)
{
    return keysym < 0xFE00 || (keysym >= 0x01000100 && keysym <= 0x0110FFFF);
}

/* The part behind the last plus sign that separates; "Ctrl++" ends in a key. */
static struct str last_part(struct str text)
{
    size_t at = text.len;

    if (at > 0 && text.ptr[at - 1] == '+')
        return str_from(text, at - 1);
    while (at > 0 && text.ptr[at - 1] != '+')
        at--;
    return str_from(text, at);
}

/* "Super+Ctrl+", or nothing at all. */
static bool read_modifiers(struct str text, unsigned *bits)
{
    struct str part;

    while (text.len > 0) {
        part = str_sub(text, 0, str_find_char(text, '+', 0));
        if (part.len == text.len || !read_modifier(str_trim(part), bits))
            return false;
        text = str_from(text, part.len + 1);
    }
    return true;
}

enum err hotkey_parse(struct hotkey *out, const char *text)
{
    struct str all = str_trim(str_of(text)), key = last_part(all);
    struct hotkey hotkey = { 0 };

    if (!read_modifiers(str_sub(all, 0, all.len - key.len), &hotkey.modifiers))
        return err_set(ERR_USAGE,
                       "hotkey \"%s\": before the key stand Super, Ctrl, Alt or Shift, "
                       "each with a plus sign",
                       text);
    hotkey.keysym = read_key(str_trim(key));
    if (hotkey.keysym == NoSymbol || IsModifierKey((KeySym)hotkey.keysym))
        return err_set(ERR_USAGE, "hotkey \"%s\": no key in it: write it as Super+W", text);
    if ((hotkey.modifiers & ~(unsigned)HOTKEY_SHIFT) == 0 && types_a_sign(hotkey.keysym))
        return err_set(ERR_USAGE, "hotkey \"%s\": add Super, Ctrl or Alt: the key alone types",
                       text);
    *out = hotkey;
    return OK;
}
