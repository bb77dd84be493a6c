/* The window without a display (SDL's dummy driver): size, canvas, and what SDL's
 * events become. The real one is tested in a real X server, in tests/e2e. */

#include <stdlib.h>
#include <SDL.h>

#include "app/ui/window.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static struct window *open_window(enum window_kind kind)
{
    struct window_options options = { kind, "test", { 10, 20, 300, 200 }, 1.5 };
    struct window *window = NULL;

    CHECK(window_open(&window, &options) == OK, "%s", err_message());
    return window;
}

static void check_places(struct window *window)
{
    struct canvas *canvas = window_canvas(window);

    CHECK(!window_is_shown(window), "opened hidden");
    CHECK(window_scale(window) == 1.5, "the scale asked for");
    CHECK_INT(window_native_id(window), 0, "no X window here");
    CHECK_INT(window_fd(window), -1, "and no connection");
    CHECK(window_monitor(window, 0, 0).width > 0, "a monitor");
    CHECK_INT(canvas_width(canvas), 300, "width");
    CHECK(window_present(window, (struct area){ 0, 0, 300, 200 }) == OK, "hidden: nothing to do");
    window_show(window);
    CHECK(window_is_shown(window), "shown");
    CHECK(window_present(window, (struct area){ -5, -5, 1000, 1000 }) == OK, "%s", err_message());
    CHECK(window_place(window, (struct area){ 0, 0, 320, 240 }) == OK, "%s", err_message());
    CHECK_INT(canvas_height(window_canvas(window)), 240, "another canvas");
    CHECK(window_present(window, (struct area){ 0, 0, 320, 240 }) == OK, "%s", err_message());
    canvas = window_canvas(window);
    CHECK(window_place(window, (struct area){ 9, 9, 320, 240 }) == OK, "%s", err_message());
    CHECK(window_canvas(window) == canvas, "moved only: the same canvas");
    CHECK(window_place(window, (struct area){ 0, 0, 0, 240 }) == ERR_LIMIT, "too small");
    CHECK_INT(canvas_width(window_canvas(window)), 320, "it stayed as it was");
    window_hide(window);
    CHECK(!window_is_shown(window), "hidden");
}

static void drain(struct window *window)
{
    struct ui_event event;

    while (window_next_event(window, &event))
        continue;
}

static void push_key(SDL_Keycode sym, uint16_t mod)
{
    SDL_Event event;

    SDL_zero(event);
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = sym;
    event.key.keysym.mod = mod;
    SDL_PushEvent(&event);
}

static void check_keys(struct window *window)
{
    static const struct {
        const char *name;
        SDL_Keycode sym;
        uint16_t mod;
        bool told;
        enum ui_key key;
        const char *text;
    } rows[] = {
        { "Enter", SDLK_RETURN, 0, true, UI_KEY_ENTER, "" },
        { "keypad Enter", SDLK_KP_ENTER, 0, true, UI_KEY_ENTER, "" },
        { "Esc with Num Lock", SDLK_ESCAPE, KMOD_NUM, true, UI_KEY_ESCAPE, "" },
        { "a letter", SDLK_a, 0, false, UI_KEY_OTHER, "" },
        { "Ctrl+Z", SDLK_z, KMOD_LCTRL, true, UI_KEY_LETTER, "z" },
        { "Ctrl++", SDLK_PLUS, KMOD_RCTRL, true, UI_KEY_LETTER, "+" },
        { "AltGr and a letter", SDLK_q, KMOD_RALT, false, UI_KEY_OTHER, "" },
        { "Shift", SDLK_LSHIFT, KMOD_SHIFT, false, UI_KEY_OTHER, "" },
        { "Page Up", SDLK_PAGEUP, 0, true, UI_KEY_PAGE_UP, "" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct ui_event got;
        bool told;

        push_key(rows[i].sym, rows[i].mod);
        told = window_next_event(window, &got);
        CHECK_INT(told, rows[i].told, rows[i].name);
        if (told && rows[i].told) {
            CHECK_INT(got.type, UI_KEY, rows[i].name);
            CHECK_INT(got.key, rows[i].key, rows[i].name);
            CHECK_STR(got.text, rows[i].text, rows[i].name);
            CHECK_INT(got.ctrl, (rows[i].mod & KMOD_CTRL) != 0, rows[i].name);
        }
    }
}

static void push_window_event(uint8_t what, int width, int height)
{
    SDL_Event event;

    SDL_zero(event);
    event.type = SDL_WINDOWEVENT;
    event.window.event = what;
    event.window.data1 = width;
    event.window.data2 = height;
    SDL_PushEvent(&event);
}

static void push_input(void)
{
    SDL_Event event;

    SDL_zero(event);
    event.type = SDL_MOUSEBUTTONDOWN;
    event.button.x = 7;
    event.button.y = 8;
    event.button.button = 3;
    SDL_PushEvent(&event);
    SDL_zero(event);
    event.type = SDL_MOUSEWHEEL;
    event.wheel.y = -2;
    SDL_PushEvent(&event);
    SDL_zero(event);
    event.type = SDL_TEXTINPUT;
    memcpy(event.text.text, "è", sizeof("è"));
    SDL_PushEvent(&event);
}

static void push_typed(SDL_Scancode place, uint16_t mod, const char *text)
{
    SDL_Event event;

    SDL_zero(event);
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = '?';
    event.key.keysym.scancode = place;
    event.key.keysym.mod = mod;
    SDL_PushEvent(&event);
    SDL_zero(event);
    event.type = SDL_TEXTINPUT;
    SDL_strlcpy(event.text.text, text, sizeof(event.text.text));
    SDL_PushEvent(&event);
}

/* The digit keys are told by their place: a French keyboard types "é" with the one of 2. */
static void check_digits(struct window *window)
{
    static const struct {
        SDL_Scancode place;
        uint16_t mod;
        const char *text;
        int digit;
        bool shift;
    } rows[] = {
        { SDL_SCANCODE_2, 0, "é", 2, false },    { SDL_SCANCODE_1, KMOD_LSHIFT, "!", 1, true },
        { SDL_SCANCODE_9, 0, "9", 9, false },    { SDL_SCANCODE_0, 0, "0", 0, false },
        { SDL_SCANCODE_KP_1, 0, "1", 0, false }, { SDL_SCANCODE_R, KMOD_RSHIFT, "R", 0, true },
    };
    struct ui_event got = { 0 };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        push_typed(rows[i].place, rows[i].mod, rows[i].text);
        CHECK(window_next_event(window, &got) && got.type == UI_TEXT, "%s is text", rows[i].text);
        CHECK_STR(got.text, rows[i].text, "typed");
        CHECK_INT(got.digit, rows[i].digit, rows[i].text);
        CHECK_INT(got.shift, rows[i].shift, rows[i].text);
    }
}

static void check_others(struct window *window)
{
    struct ui_event got;

    push_input();
    push_window_event(SDL_WINDOWEVENT_SIZE_CHANGED, 500, 400);
    push_window_event(SDL_WINDOWEVENT_EXPOSED, 0, 0);
    push_window_event(SDL_WINDOWEVENT_CLOSE, 0, 0);
    CHECK(window_next_event(window, &got) && got.type == UI_CLICK && got.x == 7 && got.y == 8 &&
              got.button == 3,
          "a click");
    CHECK(window_next_event(window, &got) && got.type == UI_WHEEL && got.steps == -2, "the wheel");
    CHECK(window_next_event(window, &got) && got.type == UI_TEXT && strcmp(got.text, "è") == 0,
          "typed text");
    CHECK(window_next_event(window, &got) && got.type == UI_RESIZED && got.x == 500 && got.y == 400,
          "another size");
    CHECK_INT(canvas_width(window_canvas(window)), 500, "and its canvas");
    CHECK(window_next_event(window, &got) && got.type == UI_CLOSE, "closed, nothing told before");
    CHECK(!window_next_event(window, &got), "no more");
}

/* An overlay is as large as it was placed, whatever the server reports late. */
static void check_overlay(void)
{
    struct window *window = open_window(WINDOW_OVERLAY);
    struct ui_event got;

    if (window == NULL)
        return;
    check_places(window);
    drain(window);
    push_window_event(SDL_WINDOWEVENT_SIZE_CHANGED, 500, 400);
    CHECK(!window_next_event(window, &got), "no event");
    CHECK_INT(canvas_width(window_canvas(window)), 320, "the size it was given");
    window_close(window);
}

static void check_refusals(void)
{
    struct window_options options = { WINDOW_OVERLAY, "test", { 0, 0, 0, 0 }, 0 };
    struct window *window = NULL;

    CHECK(window_open(&window, &options) == ERR_LIMIT, "no size");
    options.area = (struct area){ 0, 0, 10, 10 };
    unsetenv("SDL_VIDEODRIVER");
    setenv("DISPLAY", ":no-such-display", 1);
    CHECK(window_open(&window, &options) == ERR_IO, "no display");
    CHECK(strstr(err_message(), "graphical session") != NULL, "\"%s\" says what to do",
          err_message());
    CHECK(window == NULL, "nothing was opened");
    window_close(NULL);
}

int main(void)
{
    struct window *window;

    setenv("SDL_VIDEODRIVER", "dummy", 1);
    check_overlay();
    window = open_window(WINDOW_DESKTOP);
    if (window != NULL) {
        window_show(window);
        drain(window);
        check_keys(window);
        check_digits(window);
        check_others(window);
        window_close(window);
    }
    check_refusals();
    return check_done();
}
