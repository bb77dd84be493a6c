/* Hotkeys and the keyboard in a real session, over a focused fullscreen game. */

#include <stdlib.h>
#include <X11/Xlib.h>

#include "app/platform/platform.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/session.h"
#include "tests/e2e/session_platform.h"

enum { HOTKEY = 1 };

struct scene {
    struct session *session;
    struct platform *platform;
    pid_t game;
};

static void check_ok(enum err rc, const char *row)
{
    CHECK(rc == OK, "%s: %s", row, rc != OK ? err_message() : "");
}

/* That WANT events of KIND come until nothing more does. */
static void check_events(struct scene *scene, enum platform_event_kind kind, int want,
                         const char *row)
{
    int count = session_count(scene->platform, kind);

    CHECK_INT(count, want, row);
}

/* --- hotkeys --- */

static void test_hotkey_locks(struct scene *scene)
{
    static const struct {
        const char *row;
        bool caps, num;
    } rows[] = { { "no lock", false, false },
                 { "Caps Lock", true, false },
                 { "Num Lock", false, true },
                 { "both locks", true, true } };
    struct platform_event event;
    size_t i;

    check_ok(platform_hotkey_grab(scene->platform, HOTKEY, "Super+W"), "Super+W");
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        session_lock(scene->session, "Caps_Lock", rows[i].caps);
        session_lock(scene->session, "Num_Lock", rows[i].num);
        session_key(scene->session, "Super_L+w");
        CHECK(session_await(scene->platform, PLATFORM_HOTKEY, &event) && event.hotkey == HOTKEY,
              "%s: no hotkey", rows[i].row);
        check_events(scene, PLATFORM_HOTKEY, 0, rows[i].row);
    }
    session_lock(scene->session, "Caps_Lock", false);
    session_lock(scene->session, "Num_Lock", false);
}

static void test_hotkey_held(struct scene *scene)
{
    int left_ms = 1500;

    session_key_down(scene->session, "Super_L");
    session_key_down(scene->session, "w");
    while (session_wait(&left_ms))
        continue;
    session_key_up(scene->session, "w");
    session_key_up(scene->session, "Super_L");
    check_events(scene, PLATFORM_HOTKEY, 1, "a held hotkey fires once");
    session_key(scene->session, "Super_L+w");
    session_key(scene->session, "Super_L+w");
    check_events(scene, PLATFORM_HOTKEY, 2, "pressed twice");
}

/* Super+D is openbox's. */
static void test_hotkey_taken(struct scene *scene)
{
    const char *free_keys[3];
    size_t i, count;

    CHECK_INT(platform_hotkey_grab(scene->platform, HOTKEY, "Super+D"), ERR_BUSY, "Super+D");
    CHECK(strstr(err_message(), "Super+D") != NULL, "not named: %s", err_message());
    CHECK_INT(platform_hotkey_grab(scene->platform, HOTKEY, "Super+Nokey"), ERR_USAGE, "Nokey");
    count = platform_hotkey_suggest(scene->platform, free_keys, ARRAY_LEN(free_keys));
    CHECK_INT(count, ARRAY_LEN(free_keys), "suggestions");
    for (i = 0; i < count; i++) {
        CHECK(strcmp(free_keys[i], "Super+D") != 0, "a taken key is suggested");
        CHECK(strcmp(free_keys[i], "Super+W") != 0, "our own key is suggested");
    }
    session_key(scene->session, "Super_L+w");
    check_events(scene, PLATFORM_HOTKEY, 1, "the old key stays after a refusal");
    check_ok(platform_hotkey_grab(scene->platform, HOTKEY, free_keys[0]), free_keys[0]);
    session_key(scene->session, "Super_L+w");
    check_events(scene, PLATFORM_HOTKEY, 0, "the old key is given up");
    check_ok(platform_hotkey_grab(scene->platform, HOTKEY, "Super+W"), "Super+W again");
}

/* On the French layout W stands where Z is on the American one. */
static void test_hotkey_layout(struct scene *scene)
{
    session_layout(scene->session, "fr", "", "");
    session_count(scene->platform, PLATFORM_HOTKEY);
    session_key(scene->session, "Super_L+w");
    check_events(scene, PLATFORM_HOTKEY, 1, "W on the French layout");
    session_key(scene->session, "Super_L+z");
    check_events(scene, PLATFORM_HOTKEY, 0, "Z on the French layout");
    session_layout(scene->session, "us", "", "");
    session_count(scene->platform, PLATFORM_HOTKEY);
    session_key(scene->session, "Super_L+w");
    check_events(scene, PLATFORM_HOTKEY, 1, "W on the American layout");
}

/* --- the keyboard --- */

/* All text typed until nothing comes for a while. */
static void read_typed(struct scene *scene, struct buf *out)
{
    struct platform_event event;

    buf_clear(out);
    while (session_next_event(scene->platform, &event, SESSION_QUIET_MS)) {
        if (event.kind == PLATFORM_KEY)
            buf_adds(out, event.key.text);
    }
}

static void test_typing(struct scene *scene)
{
    static const struct {
        const char *row, *layout, *variant, *option, *chords, *text, *want;
    } rows[] = {
        { "plain", "us", "", "", "", "Word, 7!", "Word, 7!" },
        { "German keys", "de", "", "", "", "Größe", "Größe" },
        { "dead key", "us", "intl", "", "dead_acute e", "", "é" },
        { "dead key twice", "us", "intl", "", "Shift_L+dead_diaeresis u dead_grave a", "", "üà" },
        { "Compose", "us", "", "compose:ralt", "Multi_key s s", "", "ß" },
        { "Cyrillic", "ru", "", "", "Cyrillic_de Cyrillic_a", "", "да" },
        { "AltGr", "de", "", "", "", "@", "@" },
    };
    struct buf typed;
    size_t i;

    buf_init(&typed, 1000);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct str rest = str_of(rows[i].chords), part;
        char chord[64];

        session_layout(scene->session, rows[i].layout, rows[i].variant, rows[i].option);
        session_count(scene->platform, PLATFORM_KEY);
        check_ok(platform_keyboard_take(scene->platform), rows[i].row);
        while (str_next(&rest, ' ', &part)) {
            snprintf(chord, sizeof(chord), "%.*s", STR_ARG(part));
            session_key(scene->session, chord);
        }
        session_type(scene->session, rows[i].text);
        read_typed(scene, &typed);
        CHECK_STR(buf_text(&typed), rows[i].want, rows[i].row);
        platform_keyboard_release(scene->platform);
    }
    session_layout(scene->session, "us", "", "");
    buf_dispose(&typed);
}

static void test_key_names(struct scene *scene)
{
    static const struct {
        const char *chord;
        enum platform_key_name name;
        bool shift, ctrl, alt;
        const char *text;
    } rows[] = {
        { "Return", PLATFORM_KEY_ENTER, false, false, false, NULL },
        { "KP_Enter", PLATFORM_KEY_ENTER, false, false, false, NULL },
        { "Escape", PLATFORM_KEY_ESCAPE, false, false, false, NULL },
        { "Tab", PLATFORM_KEY_TAB, false, false, false, NULL },
        { "Shift_L+Tab", PLATFORM_KEY_TAB, true, false, false, NULL },
        { "space", PLATFORM_KEY_SPACE, false, false, false, " " },
        { "BackSpace", PLATFORM_KEY_BACKSPACE, false, false, false, NULL },
        { "Control_L+BackSpace", PLATFORM_KEY_BACKSPACE, false, true, false, NULL },
        { "Delete", PLATFORM_KEY_DELETE, false, false, false, NULL },
        { "Left", PLATFORM_KEY_LEFT, false, false, false, "" },
        { "Right", PLATFORM_KEY_RIGHT, false, false, false, "" },
        { "Up", PLATFORM_KEY_UP, false, false, false, "" },
        { "Down", PLATFORM_KEY_DOWN, false, false, false, "" },
        { "Control_L+Down", PLATFORM_KEY_DOWN, false, true, false, "" },
        { "Control_L+Shift_L+Right", PLATFORM_KEY_RIGHT, true, true, false, "" },
        { "Home", PLATFORM_KEY_HOME, false, false, false, "" },
        { "End", PLATFORM_KEY_END, false, false, false, "" },
        { "Page_Up", PLATFORM_KEY_PAGE_UP, false, false, false, "" },
        { "Page_Down", PLATFORM_KEY_PAGE_DOWN, false, false, false, "" },
        { "F1", PLATFORM_KEY_F1, false, false, false, "" },
        { "Control_L+z", PLATFORM_KEY_TEXT, false, true, false, "z" },
        { "Control_L+Shift_L+z", PLATFORM_KEY_TEXT, true, true, false, "z" },
        { "Control_L+Shift_L+equal", PLATFORM_KEY_TEXT, true, true, false, "+" },
        { "Control_L+minus", PLATFORM_KEY_TEXT, false, true, false, "-" },
        { "Control_L+KP_Add", PLATFORM_KEY_TEXT, false, true, false, "+" },
        { "Alt_L+k", PLATFORM_KEY_TEXT, false, false, true, "k" },
        { "a", PLATFORM_KEY_TEXT, false, false, false, "a" },
    };
    struct platform_event event;
    size_t i;

    check_ok(platform_keyboard_take(scene->platform), "key names");
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        session_key(scene->session, rows[i].chord);
        if (!CHECK(session_await(scene->platform, PLATFORM_KEY, &event), "%s: no key",
                   rows[i].chord))
            continue;
        CHECK_INT(event.key.name, rows[i].name, rows[i].chord);
        CHECK_INT(event.key.shift, rows[i].shift, rows[i].chord);
        CHECK_INT(event.key.ctrl, rows[i].ctrl, rows[i].chord);
        CHECK_INT(event.key.alt, rows[i].alt, rows[i].chord);
        if (rows[i].text != NULL)
            CHECK_STR(event.key.text, rows[i].text, rows[i].chord);
        check_events(scene, PLATFORM_KEY, 0, rows[i].chord);
    }
    platform_keyboard_release(scene->platform);
}

/* Ctrl+Z on a Russian keyboard that has an American layout as its second. */
static void test_ctrl_on_cyrillic(struct scene *scene)
{
    struct platform_event event;

    session_layout(scene->session, "ru,us", ",", "");
    session_count(scene->platform, PLATFORM_KEY);
    check_ok(platform_keyboard_take(scene->platform), "ru,us");
    session_key(scene->session, "Control_L+Cyrillic_ya");
    CHECK(session_await(scene->platform, PLATFORM_KEY, &event), "Ctrl+Z: no key");
    CHECK_STR(event.key.text, "z", "Ctrl+Z on a Russian keyboard");
    platform_keyboard_release(scene->platform);
    session_layout(scene->session, "us", "", "");
    session_count(scene->platform, PLATFORM_KEY);
}

/* No focus change but those that a grab tells of. */
static void check_focus_events(struct scene *scene, const char *row)
{
    Display *display = session_display(scene->session);
    XEvent event;

    XSync(display, False);
    while (XCheckMaskEvent(display, FocusChangeMask, &event))
        CHECK(event.xfocus.mode == NotifyGrab || event.xfocus.mode == NotifyUngrab ||
                  event.xfocus.mode == NotifyWhileGrabbed,
              "%s: a real focus change, mode %d", row, event.xfocus.mode);
}

static void test_game_keeps_focus(struct scene *scene)
{
    Display *display = session_display(scene->session);
    Window focus = session_focus(scene->session);
    size_t from = session_log_size(scene->session, session_game_log);
    struct platform_event event;
    struct buf typed;

    XSelectInput(display, focus, FocusChangeMask);
    buf_init(&typed, 100);
    session_key_down(scene->session, "Super_L");
    session_key_down(scene->session, "w");
    CHECK(session_await(scene->platform, PLATFORM_HOTKEY, &event), "no hotkey");
    check_ok(platform_keyboard_take(scene->platform), "while the hotkey is down");
    /* Super first: the letter goes on repeating without it. */
    session_key_up(scene->session, "Super_L");
    check_events(scene, PLATFORM_KEY, 0, "the held hotkey types nothing");
    session_key_up(scene->session, "w");
    session_type(scene->session, "word");
    read_typed(scene, &typed);
    CHECK_STR(buf_text(&typed), "word", "typed over the game");
    CHECK_INT(session_focus(scene->session), focus, "the focus while typing");
    session_key_down(scene->session, "Escape");
    CHECK(session_await(scene->platform, PLATFORM_KEY, &event), "no Escape");
    platform_keyboard_release(scene->platform);
    check_events(scene, PLATFORM_KEY, 0, "after the release");
    session_key_up(scene->session, "Escape");
    check_events(scene, PLATFORM_KEY, 0, "after Escape is up");
    session_key(scene->session, "x");
    CHECK(session_game_sees(scene->session, from, "up X"),
          "the game has no keys after the release");
    CHECK(!session_log_has(scene->session, session_game_log, from, " W\n"),
          "the game saw the hotkey");
    CHECK(!session_log_has(scene->session, session_game_log, from, " O\n"), "the game saw typing");
    CHECK(!session_log_has(scene->session, session_game_log, from, "Escape"),
          "the game saw Escape");
    CHECK(!session_log_has(scene->session, session_game_log, from, "focus"),
          "the game lost its focus");
    CHECK(session_game_sees(scene->session, from, "up Left GUI"), "Super stays down for the game");
    CHECK_INT(session_focus(scene->session), focus, "the focus afterwards");
    check_focus_events(scene, "keyboard taken");
    XSelectInput(display, focus, NoEventMask);
    buf_dispose(&typed);
}

static void test_keyboard_held(struct scene *scene)
{
    session_stop(scene->session, scene->game);
    scene->game = session_start_game(scene->session, true);
    CHECK_INT(platform_keyboard_take(scene->platform), ERR_BUSY, "a game that grabs");
    session_stop(scene->session, scene->game);
    scene->game = session_start_game(scene->session, false);
    check_ok(platform_keyboard_take(scene->platform), "after it");
    platform_keyboard_release(scene->platform);
}

/* --- no display --- */

/* The window that was made last, of those that nobody sees: the newest is on
 * top of its siblings. */
static Window newest_window(struct scene *scene)
{
    Display *display = session_display(scene->session);
    Window root, parent, *children = NULL, newest = None;
    unsigned count = 0;

    XSync(display, False);
    XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count);
    if (count > 0)
        newest = children[count - 1];
    if (children != NULL)
        XFree(children);
    return newest;
}

/* The server ends the connection: one clear event, and no exit(). */
static void test_lost(struct scene *scene)
{
    struct platform *platform = NULL;
    struct platform_event event;
    struct platform_active active;

    check_ok(platform_open(&platform), "a second connection");
    XKillClient(session_display(scene->session), newest_window(scene));
    XSync(session_display(scene->session), False);
    CHECK(session_await(platform, PLATFORM_LOST, &event), "no word of the display's end");
    CHECK(!platform_next_event(platform, &event), "said twice");
    CHECK_INT(platform_deadline_ms(platform), -1, "nothing to wait for");
    CHECK_INT(platform_active_window(platform, &active), ERR_IO, "without a display");
    CHECK_INT(platform_keyboard_take(platform), ERR_IO, "without a display");
    CHECK_INT(platform_hotkey_grab(platform, 0, "Super+G"), ERR_IO, "without a display");
    platform_hotkey_release(platform, 0);
    platform_watch_active(platform, true);
    platform_request_text(platform, PLATFORM_CLIPBOARD);
    platform_close(platform);
}

static void test_no_display(void)
{
    static const char *const names[] = { NULL, "", ":997", "nonsense" };
    struct platform *platform = NULL;
    char *kept = xstrdup(getenv("DISPLAY"));
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        if (names[i] != NULL)
            setenv("DISPLAY", names[i], 1);
        else
            unsetenv("DISPLAY");
        CHECK_INT(platform_open(&platform), ERR_UNSUPPORTED, names[i] != NULL ? names[i] : "none");
        CHECK(strstr(err_message(), "no display") != NULL, "unclear: %s", err_message());
    }
    setenv("DISPLAY", kept, 1);
    free(kept);
}

int main(int argc, char **argv)
{
    struct scene scene = { 0 };

    if (argc != 2)
        return 2;
    scene.session = session_open(argv[1]);
    check_ok(platform_open(&scene.platform), "open");
    scene.game = session_start_game(scene.session, false);
    test_hotkey_locks(&scene);
    test_hotkey_held(&scene);
    test_hotkey_taken(&scene);
    test_hotkey_layout(&scene);
    test_typing(&scene);
    test_key_names(&scene);
    test_ctrl_on_cyrillic(&scene);
    test_game_keeps_focus(&scene);
    test_keyboard_held(&scene);
    test_lost(&scene);
    test_no_display();
    platform_close(scene.platform);
    session_close(scene.session);
    return check_done();
}
