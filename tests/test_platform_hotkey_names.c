#include <X11/X.h>
#include <X11/keysym.h>

#include "app/platform/hotkey.h"
#include "dict/base/mem.h"
#include "tests/check.h"

enum { SUPER = HOTKEY_SUPER, CTRL = HOTKEY_CTRL, ALT = HOTKEY_ALT, SHIFT = HOTKEY_SHIFT };

static const struct {
    const char *text;
    unsigned modifiers;
    unsigned long keysym; /* NoSymbol: refused */
} rows[] = {
    { "Super+W", SUPER, XK_w },
    { "super+w", SUPER, XK_w },
    { "Win+W", SUPER, XK_w },
    { " Super + W ", SUPER, XK_w },
    { "Ctrl+Alt+F7", CTRL | ALT, XK_F7 },
    { "control+alt+f12", CTRL | ALT, XK_F12 },
    { "Shift+Ctrl+Enter", SHIFT | CTRL, XK_Return },
    { "Alt+Shift+Super+Ctrl+x", SUPER | CTRL | ALT | SHIFT, XK_x },
    { "F9", 0, XK_F9 },
    { "Pause", 0, XK_Pause },
    { "pgup", 0, XK_Page_Up },
    { "Shift+PrintScreen", SHIFT, XK_Print },
    { "Ctrl+Space", CTRL, XK_space },
    { "Ctrl++", CTRL, XK_plus },
    { "Ctrl+Plus", CTRL, XK_plus },
    { "Ctrl+,", CTRL, XK_comma },
    { "Super+odiaeresis", SUPER, XK_odiaeresis },
    { "XF86AudioPlay", 0, 0x1008FF14 },
    { "", 0, NoSymbol },
    { "   ", 0, NoSymbol },
    { "Super", 0, NoSymbol },
    { "Super+", 0, NoSymbol },
    { "+", 0, NoSymbol },
    { "++", 0, NoSymbol },
    { "+W", 0, NoSymbol },
    { "Super++W", 0, NoSymbol },
    { "Super+W+", 0, NoSymbol },
    { "Hyper+W", 0, NoSymbol },
    { "Super+Super_L", 0, NoSymbol },
    { "Super+Nokey", 0, NoSymbol },
    { "Super+WW", 0, NoSymbol },
    { "Super+\x01", 0, NoSymbol },
    { "Super+\xff\xfe", 0, NoSymbol },
    { "Super+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0, NoSymbol },
    { "W", 0, NoSymbol }, /* would be taken from every program */
    { "Shift+W", 0, NoSymbol },
    { "space", 0, NoSymbol },
    { "Cyrillic_ya", 0, NoSymbol },
};

int main(void)
{
    struct hotkey hotkey;
    enum err rc;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        hotkey = (struct hotkey){ .modifiers = 99, .keysym = 99 };
        rc = hotkey_parse(&hotkey, rows[i].text);
        if (rows[i].keysym == NoSymbol) {
            CHECK_INT(rc, ERR_USAGE, rows[i].text);
            CHECK_INT(hotkey.keysym, 99, rows[i].text);
            continue;
        }
        if (!CHECK(rc == OK, "%s: %s", rows[i].text, rc != OK ? err_message() : ""))
            continue;
        CHECK_INT(hotkey.modifiers, rows[i].modifiers, rows[i].text);
        CHECK_INT(hotkey.keysym, rows[i].keysym, rows[i].text);
    }
    return check_done();
}
