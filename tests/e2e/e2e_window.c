/* The active window and the marks of our own, over a focused fullscreen game. */

#include <X11/Xlib.h>

#include "app/platform/platform.h"
#include "tests/check.h"
#include "tests/e2e/session.h"
#include "tests/e2e/session_platform.h"

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

static void test_active(struct scene *scene)
{
    struct platform_active active;

    check_ok(platform_active_window(scene->platform, &active), "active window");
    CHECK_INT(active.window, session_active(scene->session), "its id");
    CHECK_STR(active.class, "wesnoth", "class");
    CHECK_STR(active.title, "The Battle for Wesnoth - 1.16.8", "title");
    CHECK_INT(active.pid, scene->game, "pid");
    CHECK_INT(active.fullscreen, true, "fullscreen");
    CHECK_INT(active.place.width, SESSION_WIDTH, "width");
    CHECK_INT(active.monitor.height, SESSION_HEIGHT, "monitor");
}

static void test_active_changes(struct scene *scene)
{
    pid_t first = scene->game;
    struct platform_event event;

    platform_watch_active(scene->platform, true);
    scene->game = session_start_game(scene->session, false);
    CHECK(session_await(scene->platform, PLATFORM_ACTIVE_CHANGED, &event), "a second game");
    platform_watch_active(scene->platform, false);
    check_events(scene, PLATFORM_ACTIVE_CHANGED, 0, "settled");
    session_stop(scene->session, scene->game);
    scene->game = first;
    SESSION_UNTIL(session_pixel(scene->session, 10, 10) == SESSION_GAME_COLOUR);
    check_events(scene, PLATFORM_ACTIVE_CHANGED, 0, "not watching any more");
}

/* The desktop alone. */
static void test_no_active(struct scene *scene)
{
    struct platform_active active;

    session_stop(scene->session, scene->game);
    check_ok(platform_active_window(scene->platform, &active), "no active window");
    CHECK_INT(active.window, None, "nothing active");
    CHECK_STR(active.class, "", "nothing active");
    CHECK_INT(active.monitor.width, SESSION_WIDTH, "the pointer's monitor");
    scene->game = session_start_game(scene->session, false);
}

/* A window as SDL makes the overlay's, in one colour. */
static Window make_card(struct scene *scene, unsigned long colour)
{
    Display *display = session_display(scene->session);
    XSetWindowAttributes attributes = { .override_redirect = True,
                                        .background_pixel = colour,
                                        .event_mask = ButtonPressMask };
    Window window = XCreateWindow(display, DefaultRootWindow(display), 100, 100, 200, 200, 0,
                                  CopyFromParent, InputOutput, CopyFromParent,
                                  CWOverrideRedirect | CWBackPixel | CWEventMask, &attributes);

    XMapRaised(display, window);
    XSync(display, False);
    return window;
}

static void test_click_through(struct scene *scene)
{
    struct platform_style style = { .opacity_percent = 80 };
    Window card = make_card(scene, 0xFF0000);
    size_t from = session_log_size(scene->session, session_game_log);

    CHECK(!platform_window_is_styled(scene->platform, card), "a new window has no style");
    check_ok(platform_window_style(scene->platform, card, &style), "style");
    CHECK(platform_window_is_styled(scene->platform, card), "the style is not seen");
    session_click(scene->session, 150, 150);
    session_click(scene->session, 50, 50);
    CHECK(session_game_sees(scene->session, from, "click 50,50"), "no click beside the card");
    CHECK(!session_log_has(scene->session, session_game_log, from, "click 150,150"),
          "passed through");
    style.click_through = true;
    check_ok(platform_window_style(scene->platform, card, &style), "click-through");
    session_click(scene->session, 151, 151);
    CHECK(session_game_sees(scene->session, from, "click 151,151"),
          "the click does not pass through");
    style.click_through = false;
    check_ok(platform_window_style(scene->platform, card, &style), "click-through off");
    session_click(scene->session, 152, 152);
    session_click(scene->session, 51, 51);
    CHECK(session_game_sees(scene->session, from, "click 51,51"), "no click beside the card");
    CHECK(!session_log_has(scene->session, session_game_log, from, "click 152,152"),
          "passed, switched off");
    XDestroyWindow(session_display(scene->session), card);
    XSync(session_display(scene->session), False);
    CHECK_INT(platform_window_style(scene->platform, card, &style), ERR_IO,
              "a window that is gone");
    CHECK(!platform_window_is_styled(scene->platform, card), "a window that is gone");
}

static bool is_on_top(struct scene *scene, uint32_t colour)
{
    session_count(scene->platform, PLATFORM_KEY);
    return session_pixel(scene->session, 150, 150) == colour;
}

static void test_on_top(struct scene *scene)
{
    Display *display = session_display(scene->session);
    struct platform_style style = { .on_top = true, .opacity_percent = 100 };
    Window card = make_card(scene, 0xFF0000), other;

    check_ok(platform_window_style(scene->platform, card, &style), "on top");
    SESSION_UNTIL(is_on_top(scene, 0xFF0000));
    CHECK(is_on_top(scene, 0xFF0000), "not above the game");
    other = make_card(scene, 0x0000FF);
    SESSION_UNTIL(is_on_top(scene, 0xFF0000));
    CHECK(is_on_top(scene, 0xFF0000), "a new window stays above it");
    XRaiseWindow(display, other);
    XSync(display, False);
    SESSION_UNTIL(is_on_top(scene, 0xFF0000));
    CHECK(is_on_top(scene, 0xFF0000), "a raised window stays above it");
    style.on_top = false;
    check_ok(platform_window_style(scene->platform, card, &style), "not on top");
    XRaiseWindow(display, other);
    XSync(display, False);
    CHECK(is_on_top(scene, 0x0000FF), "raised although that is off");
    XDestroyWindow(display, other);
    XDestroyWindow(display, card);
    XSync(display, False);
}

static void test_facts(struct scene *scene)
{
    struct platform_facts facts;

    check_ok(platform_facts(scene->platform, &facts), "facts");
    CHECK_STR(facts.window_manager, "Openbox", "window manager");
    CHECK(facts.vendor[0] != '\0', "no vendor");
    CHECK(facts.shape && facts.fixes && facts.randr && facts.shm, "an extension is missing");
    CHECK(!facts.compositor && !facts.gamescope && !facts.wayland, "too much is said");
    CHECK(facts.keyboard_free, "the keyboard is not free");
    CHECK_INT(facts.width, SESSION_WIDTH, "width");
}

int main(int argc, char **argv)
{
    struct scene scene = { 0 };

    if (argc != 2)
        return 2;
    scene.session = session_open(argv[1]);
    check_ok(platform_open(&scene.platform), "open");
    scene.game = session_start_game(scene.session, false);
    test_facts(&scene);
    test_active(&scene);
    test_active_changes(&scene);
    test_no_active(&scene);
    test_click_through(&scene);
    test_on_top(&scene);
    platform_close(scene.platform);
    session_close(scene.session);
    return check_done();
}
