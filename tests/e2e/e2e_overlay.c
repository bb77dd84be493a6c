/* The main job: real keys, a focused fullscreen game, and what is on the screen. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/platform/platform.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/desk.h"

static const char events[] = "events.log";

/* Inside the card's top right corner, and where no card ever is. */
enum { CARD_X = SESSION_WIDTH - 60, CARD_Y = 45, FREE_X = 20, FREE_Y = SESSION_HEIGHT - 20 };

static bool card_is_seen(struct desk *desk)
{
    return session_pixel(desk->session, CARD_X, CARD_Y) != GAME_COLOUR;
}

static bool game_saw(struct desk *desk, size_t from, const char *what)
{
    return session_log_has(desk->session, events, from, what);
}

static size_t now(struct desk *desk)
{
    return session_log_size(desk->session, events);
}

static json_t *candidates(json_t *status)
{
    return json_object_get(status, "candidates");
}

static void close_card(struct desk *desk)
{
    CHECK(desk_send(desk, "hide") && desk_becomes(desk, "visible", false), "hide");
    SESSION_UNTIL(!card_is_seen(desk));
}

static void test_greeting_stands_over_the_game(struct desk *desk)
{
    Window focus = session_focus(desk->session);
    size_t from = now(desk);

    desk_start_overlay(desk);
    SESSION_UNTIL(card_is_seen(desk));
    CHECK(card_is_seen(desk), "the greeting is above the focused fullscreen game");
    CHECK(session_pixel(desk->session, FREE_X, FREE_Y) == GAME_COLOUR, "and only in its corner");
    CHECK(session_focus(desk->session) == focus, "the game keeps the focus");
    CHECK(!game_saw(desk, from, "focus lost"), "and saw nothing of it");
    close_card(desk);
}

static void test_word_is_looked_up_and_kept(struct desk *desk)
{
    Window focus = session_focus(desk->session);
    size_t from = now(desk);
    json_t *status;

    desk_look_up(desk, "regno");
    CHECK(card_is_seen(desk), "the answer's pixels are on the screen");
    status = desk_status(desk);
    CHECK_STR(json_string_value(json_array_get(candidates(status), 0)), "regno", "headword");
    CHECK(json_is_string(json_object_get(status, "kept")), "kept");
    CHECK_STR(json_text(status, "game", ""), "The Battle for Wesnoth", "the game's name");
    json_decref(status);
    CHECK(session_focus(desk->session) == focus, "the game has the focus while the player types");
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "Esc closes the card");
    SESSION_UNTIL(!card_is_seen(desk));
    CHECK(!card_is_seen(desk), "its pixels are the game's again");
    CHECK(!game_saw(desk, from, "focus lost") && !game_saw(desk, from, "down R"),
          "the game saw neither the letters nor a change of focus");
    session_key(desk->session, "x");
    SESSION_UNTIL(game_saw(desk, from, "down X"));
    CHECK(game_saw(desk, from, "down X"), "the keyboard is the game's again");
}

static void test_hotkey_with_locks(struct desk *desk)
{
    static const char *const locks[] = { "Num_Lock", "Caps_Lock" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(locks); i++) {
        session_lock(desk->session, locks[i], true);
        session_key(desk->session, "Super_L+w");
        CHECK(desk_becomes(desk, "visible", true), "%s on", locks[i]);
        session_key(desk->session, "Escape");
        CHECK(desk_becomes(desk, "visible", false), "%s on, closed", locks[i]);
        session_lock(desk->session, locks[i], false);
    }
}

static void copy_line(struct desk *desk, const char *line)
{
    const char *argv[] = { "sh", "-c", NULL, NULL };
    char *command = xasprintf("printf '%%s' '%s' | xclip -selection clipboard", line);

    argv[2] = command;
    CHECK_INT(session_run(desk->session, "xclip", argv), 0, "xclip");
    free(command);
}

static const char line[] = "Nel ventottesimo anno del regno di Garard II, Re di Wesnoth, il reame "
                           "venne coinvolto in una terribile guerra contro gli orchi del nord.";

static void test_sentence_from_the_clipboard(struct desk *desk)
{
    const char *const words[] = { "words", "--json", NULL };
    json_t *status;
    int i;

    copy_line(desk, line);
    CHECK(desk_send(desk, "clipboard") && desk_reaches(desk, "page", "sentence"), "a sentence");
    CHECK(desk_becomes(desk, "keyboard", true), "arrows choose in it");
    for (i = 0; i < 2; i++)
        session_key(desk->session, "Right");
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "query", "anno"), "its third word");
    status = desk_status(desk);
    CHECK_STR(json_text(status, "sentence", ""), line, "the sentence");
    json_decref(status);
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "closed");
    CHECK_INT(desk_run(desk, words), 0, "words");
    CHECK(desk_output_has(desk, "\"word\":\"anno\"") && desk_output_has(desk, line) &&
              desk_output_has(desk, "The Battle for Wesnoth"),
          "found in the journal with its sentence and game");
}

static void test_display_mode_and_clicks(struct desk *desk)
{
    const char *const through[] = { "set", "click-through", "on", NULL };
    const char *const solid[] = { "set", "click-through", "off", NULL };
    size_t from;

    copy_line(desk, "guerra");
    CHECK(desk_send(desk, "clipboard") && desk_reaches(desk, "query", "guerra"), "one word");
    CHECK(desk_becomes(desk, "keyboard", false), "a word alone takes no keyboard");
    from = now(desk);
    session_click(desk->session, CARD_X, CARD_Y);
    session_click(desk->session, FREE_X, FREE_Y);
    SESSION_UNTIL(game_saw(desk, from, "click 20,700"));
    CHECK(!game_saw(desk, from, "click 1220,45"), "the card takes the clicks on it");
    CHECK(!game_saw(desk, from, "focus lost"), "and no focus");
    close_card(desk);

    CHECK_INT(desk_run(desk, through), 0, "click-through on");
    CHECK(desk_send(desk, "clipboard") && desk_becomes(desk, "visible", true), "again");
    SESSION_UNTIL(card_is_seen(desk));
    from = now(desk);
    session_click(desk->session, CARD_X, CARD_Y);
    SESSION_UNTIL(game_saw(desk, from, "click 1220,45"));
    CHECK(game_saw(desk, from, "click 1220,45"), "clicks pass through");
    close_card(desk);
    CHECK_INT(desk_run(desk, solid), 0, "click-through off");
}

static void test_watch(struct desk *desk)
{
    Window focus = session_focus(desk->session);
    json_t *status;

    session_key(desk->session, "Super_L+w");
    CHECK(desk_reaches(desk, "page", "prompt") && desk_becomes(desk, "keyboard", true), "prompt");
    session_key(desk->session, "Control_L+b");
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "closed");
    status = desk_status(desk);
    CHECK(json_is_true(json_object_get(json_object_get(status, "backends"), "watch")), "watching");
    json_decref(status);
    copy_line(desk, "una guerra lunga");
    CHECK(desk_reaches(desk, "sentence", "una guerra lunga"), "a hook's text is taken by itself");
    CHECK(desk_becomes(desk, "keyboard", false), "without the keyboard");
    CHECK(session_focus(desk->session) == focus, "and without the focus");
    session_key(desk->session, "Super_L+w");
    CHECK(desk_becomes(desk, "keyboard", true), "the hotkey takes the keyboard for it");
    session_key(desk->session, "Right");
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "query", "guerra"), "the second word");
    session_key(desk->session, "Control_L+b");
    session_key(desk->session, "Control_L+z");
    CHECK(desk_reaches(desk, "notice", "notice.undone"), "and undone");
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "closed");
}

static void test_bad_clipboards(struct desk *desk)
{
    static const struct {
        const char *kind, *notice;
    } rows[] = {
        { "large", "notice.text-too-large" }, { "large-parts", "notice.text-too-large" },
        { "binary", "notice.not-text" },      { "picture", "notice.not-text" },
        { "empty", "notice.text-empty" },     { "silent", "notice.text-no-answer" },
    };
    size_t i;
    pid_t owner;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        owner = desk_own_clipboard(desk, rows[i].kind);
        CHECK(desk_send(desk, "clipboard"), "%s", rows[i].kind);
        CHECK(desk_reaches(desk, "notice", rows[i].notice), "%s: no notice", rows[i].kind);
        session_stop(desk->session, owner);
        close_card(desk);
    }
    desk_look_up(desk, "guerra");
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "and it works on");
}

static void test_corner_is_kept_for_the_game(struct desk *desk)
{
    session_key(desk->session, "Super_L+w");
    CHECK(desk_becomes(desk, "keyboard", true), "prompt");
    SESSION_UNTIL(card_is_seen(desk));
    session_key(desk->session, "Control_L+Down");
    SESSION_UNTIL(!card_is_seen(desk));
    CHECK(!card_is_seen(desk), "the card went to another corner");
    session_key(desk->session, "Escape");
    desk_stop_overlay(desk);
    desk_start_overlay(desk);
    SESSION_UNTIL(session_pixel(desk->session, CARD_X, SESSION_HEIGHT - 45) != GAME_COLOUR);
    CHECK(session_pixel(desk->session, CARD_X, SESSION_HEIGHT - 45) != GAME_COLOUR &&
              !card_is_seen(desk),
          "and is there when the game is met again");
    session_key(desk->session, "Super_L+w");
    CHECK(desk_becomes(desk, "keyboard", true), "prompt");
    session_key(desk->session, "Control_L+Up");
    SESSION_UNTIL(card_is_seen(desk));
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "closed");
}

/* Ctrl+L: the form belongs to another headword from then on; Ctrl+Z takes it back. Ctrl+D: a
 * definition of one's own. */
static void test_teaching(struct desk *desk)
{
    desk_look_up(desk, "regno");
    session_key(desk->session, "Control_L+l");
    CHECK(desk_reaches(desk, "page", "teach"), "Ctrl+L asks for the headword");
    session_key(desk->session, "Control_L+BackSpace");
    session_type(desk->session, "guerra");
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "notice", "notice.taught"), "Enter keeps it");
    CHECK(desk_reaches(desk, "headword", "guerra"), "at once");
    session_key(desk->session, "Control_L+z");
    CHECK(desk_reaches(desk, "headword", "regno"), "and it is taken back");
    session_key(desk->session, "Control_L+d");
    CHECK(desk_reaches(desk, "page", "define"), "Ctrl+D asks for the definition");
    session_type(desk->session, "terra di un re");
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "notice", "notice.defined"), "Enter keeps it");
    session_key(desk->session, "Control_L+d");
    CHECK(desk_reaches(desk, "page", "define"), "once more");
    session_key(desk->session, "Escape");
    CHECK(desk_reaches(desk, "page", "answer"), "Esc leaves it as it was");
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "closed");
}

static void test_single_instance(struct desk *desk)
{
    const char *const none[] = { NULL };

    CHECK_INT(desk_run(desk, none), 0, "a second `wordloot`");
    CHECK(desk_becomes(desk, "visible", true), "shows the first");
    CHECK(session_runs(desk->session, desk->overlay), "which runs on");
    close_card(desk);
}

static long switches_of(pid_t pid)
{
    char *path = xasprintf("/proc/%d/status", (int)pid);
    const char *found;
    struct buf text;
    long count = -1;

    buf_init(&text, 1 << 16);
    if (file_read(&text, path) == OK) {
        found = strstr(buf_text(&text), "\nvoluntary_ctxt_switches:");
        if (found != NULL)
            count = strtol(found + strlen("\nvoluntary_ctxt_switches:"), NULL, 10);
    }
    buf_dispose(&text);
    free(path);
    return count;
}

static void test_hidden_it_sleeps(struct desk *desk)
{
    int left_ms = 10000;
    long before;

    close_card(desk);
    while (left_ms > 9000 && session_wait(&left_ms))
        continue;
    before = switches_of(desk->overlay);
    while (session_wait(&left_ms))
        continue;
    CHECK(before > 0, "no count of wakeups");
    CHECK_INT(switches_of(desk->overlay) - before, 0, "wakeups while hidden");
}

static void test_hotkey_taken(struct desk *desk)
{
    struct platform *other = NULL;
    json_t *status;

    CHECK(platform_open(&other) == OK && platform_hotkey_grab(other, 0, "Super+W") == OK,
          "somebody else has the key");
    desk_start_overlay(desk);
    status = desk_status(desk);
    CHECK(json_is_null(json_object_get(json_object_get(status, "backends"), "hotkey")),
          "the overlay runs without it");
    json_decref(status);
    CHECK(session_log_has(desk->session, "overlay.log", 0, "Super+W") &&
              session_log_has(desk->session, "overlay.log", 0, "wordloot set hotkey"),
          "and says so, with what to do");
    CHECK(desk_send(desk, "toggle") && desk_reaches(desk, "page", "prompt"), "the socket works");
    platform_close(other);
    desk_stop_overlay(desk);
}

int main(int argc, char **argv)
{
    struct desk desk = { 0 };

    if (argc != 2)
        return 2;
    desk.session = session_open(argv[1]);
    desk_add_dictionary(&desk);
    desk_start_game(&desk);
    test_greeting_stands_over_the_game(&desk);
    test_word_is_looked_up_and_kept(&desk);
    test_hotkey_with_locks(&desk);
    test_sentence_from_the_clipboard(&desk);
    test_display_mode_and_clicks(&desk);
    test_watch(&desk);
    test_bad_clipboards(&desk);
    test_corner_is_kept_for_the_game(&desk);
    test_teaching(&desk);
    test_single_instance(&desk);
    test_hidden_it_sleeps(&desk);
    desk_stop_overlay(&desk);
    test_hotkey_taken(&desk);
    session_close(desk.session);
    return check_done();
}
