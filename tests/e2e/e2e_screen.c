/* The screen is read: a game's line in a picture becomes the sentence, word by word, and is
 * kept with the word, the game's name and a picture of the scene. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>

#include "app/capture/region.h"
#include "app/journal/pictures.h"
#include "app/journal/settings.h"
#include "app/journal/words.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/desk.h"
#include "tests/e2e/journal_there.h"

enum { SCENE_SIDE = 640, SCENE_BYTES = 60 * 1024, STRIP_Y = 700 };

static const char line[] = "Nel ventottesimo anno del regno di Garard II, Re di Wesnoth, il reame "
                           "venne coinvolto in una terribile guerra contro gli orchi del nord. "
                           "Poi venne la pace.";
static const char sentence[] = "Nel ventottesimo anno del regno di Garard II, Re di Wesnoth, il "
                               "reame venne coinvolto in una terribile guerra contro gli orchi "
                               "del nord.";

static const char next_line[] = "Dopo la guerra venne un anno di pace.";

static uint32_t bare_screen; /* the pixel in the strip without any window */

static void start_game(struct desk *desk, const char *text)
{
    const char *argv[] = { "subtitle_game", "The Battle for Wesnoth - 1.16.8", text, next_line,
                           NULL };
    desk->game = session_start(desk->session, "game", argv);
    SESSION_UNTIL(session_active(desk->session) != None &&
                  session_pixel(desk->session, 20, STRIP_Y) != bare_screen);
    CHECK(session_active(desk->session) != None, "the game has the keyboard");
}

static void stop_game(struct desk *desk)
{
    session_stop(desk->session, desk->game);
    SESSION_UNTIL(session_pixel(desk->session, 20, STRIP_Y) == bare_screen);
}

/* --- what is read --- */

/* The word that the card shows now; yours. */
static char *query(struct desk *desk)
{
    json_t *status = desk_status(desk);
    char *text = xstrdup(json_text(status, "query", ""));

    json_decref(status);
    return text;
}

static bool shows(struct desk *desk, const char *word)
{
    char *text = query(desk);
    const bool same = strcmp(text, word) == 0;

    free(text);
    return same;
}

/* Arrows, until WORD is shown. */
static void go_to(struct desk *desk, const char *word)
{
    int steps;

    for (steps = 0; steps < 40 && !shows(desk, word); steps++) {
        char *before = query(desk);

        session_key(desk->session, "Right");
        SESSION_UNTIL(!shows(desk, before));
        free(before);
    }
    CHECK(shows(desk, word), "the arrows reach %s", word);
}

struct found {
    char sentence[400], game[80], picture[UUID_LEN + 1], form[40];
    int count;
};

static void take_encounter(void *ctx, const struct encounter_row *row)
{
    struct found *found = ctx;

    found->count++;
    snprintf(found->sentence, sizeof(found->sentence), "%.*s", STR_ARG(row->sentence));
    snprintf(found->game, sizeof(found->game), "%.*s", STR_ARG(row->game));
    snprintf(found->picture, sizeof(found->picture), "%.*s", STR_ARG(row->picture));
    snprintf(found->form, sizeof(found->form), "%.*s",
             STR_ARG(str_sub(row->sentence, row->form_at, row->form_len)));
}

static struct found kept(struct journal *journal, const char *headword)
{
    struct found found = { .count = 0 };
    struct kept seen = { .word = 0 };

    CHECK(journal_word_seen(journal, "it", headword, &seen) == OK, "%s", err_message());
    CHECK(journal_encounters(journal, seen.word, take_encounter, &found) == OK, "%s",
          err_message());
    return found;
}

static void check_picture(struct journal *journal, const char *name)
{
    uint8_t *bytes = NULL;
    size_t len = 0;
    int width = 0, height = 0;

    if (!CHECK(journal_picture_get(journal, name, &bytes, &len) == OK, "%s", err_message()))
        return;
    CHECK(len <= SCENE_BYTES, "%zu bytes", len);
    CHECK(WebPGetInfo(bytes, len, &width, &height) && width == SCENE_SIDE, "%d by %d", width,
          height);
    free(bytes);
}

/* Until the card stands there with what was read. */
static void read_screen(struct desk *desk, const char *what)
{
    CHECK(desk_send(desk, "screen") && desk_becomes(desk, "keyboard", true) &&
              desk_reaches(desk, "page", "answer"),
          "%s", what);
}

static void close_card(struct desk *desk)
{
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "closed");
}

static void test_word_is_kept(struct desk *desk, struct journal *journal)
{
    struct found found;
    json_t *status;

    read_screen(desk, "it is read");
    status = desk_status(desk);
    CHECK_STR(json_text(status, "sentence", ""), line, "all that was said, without a wrong word");
    CHECK(json_is_null(json_object_get(status, "kept")), "nothing is kept by itself");
    json_decref(status);
    go_to(desk, "guerra");
    session_key(desk->session, "Return");
    SESSION_UNTIL(kept(journal, "guerra").count == 1 && kept(journal, "guerra").picture[0] != '\0');
    found = kept(journal, "guerra");
    CHECK_INT(found.count, 1, "Enter keeps the word");
    CHECK_STR(found.sentence, sentence, "with its sentence alone");
    CHECK_STR(found.form, "guerra", "and its place in it");
    CHECK_STR(found.game, "The Battle for Wesnoth", "the game's name");
    check_picture(journal, found.picture);
    session_key(desk->session, "3");
    SESSION_UNTIL(shows(desk, "anno"));
    CHECK(shows(desk, "anno"), "a digit chooses a word");
    session_key(desk->session, "Return");
    SESSION_UNTIL(kept(journal, "anno").picture[0] != '\0');
    CHECK_STR(kept(journal, "anno").picture, found.picture, "of one scene, with one picture");
    close_card(desk);
}

/* --- the mouse --- */

/* Whether WORD is looked up with the mouse, or a click, somewhere on the card. */
static bool finds_word(struct desk *desk, const char *word, bool click)
{
    enum { LEFT = 760, RIGHT = SESSION_WIDTH - 40, STEP_X = 24, STEP_Y = 14, PAUSE_MS = 30 };
    json_t *status = desk_status(desk);
    const int bottom = (int)json_integer_value(json_array_get(json_object_get(status, "size"), 1));
    bool found = false;
    int x, y;

    json_decref(status);
    for (y = bottom; y > bottom / 3 && !found; y -= STEP_Y) {
        for (x = LEFT; x < RIGHT && !found; x += STEP_X) {
            int left_ms = PAUSE_MS;

            if (click)
                session_click(desk->session, x, y);
            else
                session_mouse(desk->session, x, y);
            while (session_wait(&left_ms))
                continue;
            found = shows(desk, word);
        }
    }
    return found;
}

static void test_mouse(struct desk *desk, struct journal *journal)
{
    read_screen(desk, "it is read");
    CHECK(!finds_word(desk, "guerra", false), "the mouse alone chooses nothing");
    CHECK(finds_word(desk, "guerra", true), "a click does");
    session_mouse(desk->session, 20, 20);
    close_card(desk);
    CHECK(settings_set(journal, SETTING_HOVER, NULL, "on") == OK, "%s", err_message());
    read_screen(desk, "once more");
    CHECK(finds_word(desk, "guerra", false), "with the setting, the word under the mouse is shown");
    CHECK(settings_set(journal, SETTING_HOVER, NULL, NULL) == OK, "%s", err_message());
    session_mouse(desk->session, 20, 20);
    close_card(desk);
}

static void test_correction(struct desk *desk)
{
    read_screen(desk, "it is read");
    session_key(desk->session, "Control_L+e");
    CHECK(desk_reaches(desk, "page", "correct"), "the sentence can be corrected");
    session_key(desk->session, "Home");
    session_type(desk->session, "Allora ");
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "page", "answer"), "and is taken so");
    go_to(desk, "Allora");
    close_card(desk);
}

static void take_guess(void *ctx, const struct encounter_row *row)
{
    if (row->guess.len > 0)
        snprintf(ctx, 40, "%.*s", STR_ARG(row->guess));
}

/* The answer waits until the learner has thought, and one key brings it. */
static void test_guess(struct desk *desk, struct journal *journal)
{
    struct kept seen = { .word = 0 };
    char guess[40] = "";
    json_t *status;

    CHECK(settings_set(journal, SETTING_GUESS, NULL, "ask") == OK, "%s", err_message());
    CHECK(desk_send(desk, "screen") && desk_reaches(desk, "page", "guess"), "the sentence alone");
    CHECK(desk_becomes(desk, "keyboard", true), "and room for a guess");
    session_type(desk->session, "entangledd");
    session_key(desk->session, "BackSpace");
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "page", "answer"), "Enter brings the answer");
    status = desk_status(desk);
    CHECK(json_is_string(json_object_get(status, "kept")), "and keeps the word");
    CHECK(journal_word_seen(journal, "it",
                            json_text(status, "headword", json_text(status, "query", "")),
                            &seen) == OK,
          "%s", err_message());
    json_decref(status);
    CHECK(journal_encounters(journal, seen.word, take_guess, guess) == OK, "%s", err_message());
    CHECK_STR(guess, "entangled", "the guess is kept with the word");
    CHECK(settings_set(journal, SETTING_GUESS, NULL, NULL) == OK, "%s", err_message());
    close_card(desk);
}

static bool has_read(struct desk *desk, int lines)
{
    json_t *status = desk_status(desk);
    const bool has = json_integer_value(json_object_get(status, "lines")) == lines;

    json_decref(status);
    return has;
}

static void take_met(void *ctx, const struct word_row *row)
{
    if (str_is(row->headword, "guerra"))
        *(int64_t *)ctx = row->met;
}

/* What the game says is read along, without showing anything; it can be searched, and kept
 * words in it count as met. */
static void test_watch(struct desk *desk, struct journal *journal)
{
    const struct word_filter all = { 0 };
    int64_t met = 0;
    json_t *status;

    CHECK(settings_set(journal, SETTING_WATCH_SCREEN, NULL, "on") == OK, "%s", err_message());
    session_key(desk->session, "Super_L+w"); /* the preferences are read with the prompt */
    CHECK(desk_reaches(desk, "page", "prompt") && desk_becomes(desk, "keyboard", true), "prompt");
    close_card(desk);
    SESSION_UNTIL(has_read(desk, 1));
    CHECK(has_read(desk, 1), "what stands there is read once");
    session_type(desk->session, "n"); /* to the game, which shows its next line */
    SESSION_UNTIL(has_read(desk, 2));
    CHECK(has_read(desk, 2), "and the next line when it has come to rest");
    CHECK(desk_becomes(desk, "visible", false), "nothing is shown");
    CHECK(journal_words(journal, &all, take_met, &met) == OK && met >= 2, "guerra was met %d times",
          (int)met);
    session_key(desk->session, "Super_L+w");
    CHECK(desk_reaches(desk, "page", "prompt") && desk_becomes(desk, "keyboard", true), "prompt");
    session_key(desk->session, "Control_L+o");
    CHECK(desk_reaches(desk, "page", "lines"), "what was said");
    session_type(desk->session, "ventott");
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "page", "answer"), "a line that is found can be taken");
    status = desk_status(desk);
    CHECK_STR(json_text(status, "sentence", ""), line, "the very line");
    json_decref(status);
    go_to(desk, "reame");
    session_key(desk->session, "Return");
    SESSION_UNTIL(kept(journal, "reame").count == 1);
    CHECK_STR(kept(journal, "reame").sentence, sentence, "a word of it is kept with its sentence");
    CHECK_STR(kept(journal, "reame").picture, "", "and not with the picture of another scene");
    CHECK(settings_set(journal, SETTING_WATCH_SCREEN, NULL, NULL) == OK, "%s", err_message());
    close_card(desk);
}

/* --- where --- */

static char *region_key(void)
{
    return xasprintf("regions/The Battle for Wesnoth/%dx%d", SESSION_WIDTH, SESSION_HEIGHT);
}

static void test_region_is_drawn(struct desk *desk, struct journal *journal)
{
    const char *const argv[] = { "wordloot", "region", "--wait", "0", NULL };
    const uint32_t before = session_pixel(desk->session, 20, 20);
    const pid_t pid = session_start(desk->session, "region", argv);
    char *key = region_key(), *text;
    struct regions regions;

    SESSION_UNTIL(session_pixel(desk->session, 20, 20) != before);
    CHECK(session_pixel(desk->session, 20, 20) != before, "the picture stands still, in the shade");
    session_key(desk->session, "Up"); /* ten pixels */
    session_key(desk->session, "Shift_L+Left");
    session_key(desk->session, "Return");
    SESSION_UNTIL(!session_runs(desk->session, pid));
    CHECK(!session_runs(desk->session, pid), "Enter keeps it");
    session_stop(desk->session, pid);
    text = journal_setting_get(journal, key);
    regions_read(&regions, str_of(text));
    if (CHECK_INT(regions.count, 1, "kept"))
        CHECK(regions.list[0].area.x <= 2 &&
                  regions.list[0].area.height >= SESSION_HEIGHT / 3 - 30 &&
                  regions.list[0].area.width < SESSION_WIDTH,
              "%s", text);
    read_screen(desk, "and it is read");
    close_card(desk);
    free(text);
    free(key);
}

static void check_notice(struct desk *desk, const char *notice)
{
    CHECK(desk_send(desk, "screen") && desk_reaches(desk, "notice", notice), "%s", notice);
    CHECK(desk_reaches(desk, "page", "prompt") && desk_becomes(desk, "keyboard", true),
          "%s: typing works", notice);
    session_type(desk->session, "anno");
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "headword", "anno"), "%s: and finds", notice);
    close_card(desk);
}

static void test_what_goes_wrong(struct desk *desk, struct journal *journal)
{
    char *key = region_key();

    CHECK(journal_setting_set(journal, key, "10 10 200 60 nothing there\n") == OK, "%s",
          err_message());
    check_notice(desk, "notice.no-text-there");
    CHECK(journal_setting_set(journal, key, "3000 2000 200 60 on a larger screen\n") == OK, "%s",
          err_message());
    check_notice(desk, "notice.no-region");
    CHECK(journal_setting_set(journal, key, "10 10 200 60 nothing there\n0 560 1280 160 text\n") ==
              OK,
          "%s", err_message());
    read_screen(desk, "the first region that holds text is read");
    close_card(desk);
    CHECK(journal_setting_set(journal, key, NULL) == OK, "%s", err_message());
    CHECK(desk_send(desk, "screen"), "asked");
    stop_game(desk); /* in the middle */
    CHECK(desk_becomes(desk, "visible", true), "a card stands there, whatever was read");
    close_card(desk);
    free(key);
}

/* The recognition's data are looked for in a folder that has none. */
static void test_missing_language(struct desk *desk)
{
    desk_stop_overlay(desk);
    start_game(desk, line);
    setenv("TESSDATA_PREFIX", session_folder(desk->session), 1);
    desk_start_overlay(desk);
    unsetenv("TESSDATA_PREFIX");
    CHECK(desk_becomes(desk, "visible", true), "the greeting");
    CHECK(desk_send(desk, "screen") && desk_reaches(desk, "notice", "notice.not-read"),
          "a line says what is missing");
    CHECK(session_active(desk->session) != None, "and the game goes on");
    stop_game(desk);
}

/* What was read, before it was mended, is in the journal too; pictures can be dropped. */
static void test_what_was_kept(struct desk *desk, struct journal *journal)
{
    const char *const out[] = { "export", "--format", "jsonl", NULL };
    const char *const drop[] = { "words", "--drop-pictures", NULL };
    int64_t count = 0, bytes = 0;

    CHECK_INT(desk_run(desk, out), 0, "the whole journal");
    CHECK(desk_output_has(desk, "\"raw\":\"Nel ventottesimo anno"), "has the text as it was read");
    CHECK(journal_pictures_count(journal, &count, &bytes) == OK && count > 0, "%s", err_message());
    CHECK_INT(desk_run(desk, drop), 0, "pictures are dropped");
    CHECK(journal_pictures_count(journal, &count, &bytes) == OK && count == 0, "none is left");
    CHECK_INT(desk_run(desk, drop), 1, "nothing to do");
}

int main(int argc, char **argv)
{
    struct desk desk = { 0 };
    struct journal *journal;

    if (argc != 2)
        return 2;
    desk.session = session_open(argv[1]);
    bare_screen = session_pixel(desk.session, 20, STRIP_Y);
    desk_add_dictionary(&desk);
    journal = journal_there(desk.session);
    start_game(&desk, line);
    desk_start_overlay(&desk);
    CHECK(desk_send(&desk, "hide") && desk_becomes(&desk, "visible", false), "hide");
    test_word_is_kept(&desk, journal);
    test_mouse(&desk, journal);
    test_correction(&desk);
    test_guess(&desk, journal);
    test_watch(&desk, journal);
    test_region_is_drawn(&desk, journal);
    test_what_goes_wrong(&desk, journal);
    test_missing_language(&desk);
    test_what_was_kept(&desk, journal);
    journal_close(journal);
    session_close(desk.session);
    return check_done();
}
