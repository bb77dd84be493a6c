#ifndef PLATFORM_HOTKEY_H
#define PLATFORM_HOTKEY_H

/* Names of keys, as a person writes them: "Super+W", "Ctrl+Alt+F7". Pure; which
 * key of the keyboard it is, x11_hotkey.c finds out. */

#include <stdint.h>

#include "dict/base/err.h"

enum { HOTKEY_SHIFT = 1, HOTKEY_CTRL = 2, HOTKEY_ALT = 4, HOTKEY_SUPER = 8 };

struct hotkey {
    unsigned modifiers;
    uint64_t keysym; /* of X11; a letter's is its small one */
};

/* Reads TEXT: modifiers in any order and case, then one key: a sign, or a name
 * of X11 or of everyday (Enter, Esc, PgUp, Del). ERR_USAGE: it names no key, or
 * one that types a sign, which would be taken from all programs. */
MUST_CHECK enum err hotkey_parse(struct hotkey *out, const char *text);

#endif
