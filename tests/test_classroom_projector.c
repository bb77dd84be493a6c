/* The projector: what keys and clicks mean, and that no answer is seen before its time. */

#include "tests/projector_desk.h"

/* --- what must not be seen --- */

/* Two questions that differ in their answers alone look the same while they are open, and no
 * longer when they are closed. */
static void test_secret(void)
{
    static struct question pair[2];
    struct projector_room room = room_of(true);
    struct canvas *open[2], *closed[2];

    for (int i = 0; i < 2; i++) {
        static const struct engine_options options = { .seed = 1 };
        struct projector *projector = projector_new(&looks);
        struct engine *engine;

        pair[i] = questions[0];
        pair[i].headword = pair[i].answer = i == 0 ? "spada" : "scettro";
        pair[i].sentence = i == 0 ? "Alza la spada contro di me." : "Alza la scettro contro di me.";
        pair[i].gap_at = 8;
        pair[i].gap_len = strlen(pair[i].answer);
        engine = engine_new(&pair[i], 1, &options);
        must(engine, (struct event){ .kind = EVENT_START });
        open[i] = draw(projector, engine, &room, "secret-open");
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        closed[i] = draw(projector, engine, &room, "secret-closed");
        engine_free(engine);
        projector_free(projector);
    }
    CHECK(is_same(open[0], open[1]), "an open question tells nothing of its answer");
    CHECK(!is_same(closed[0], closed[1]), "a closed one does");
    for (int i = 0; i < 2; i++) {
        canvas_free(open[i]);
        canvas_free(closed[i]);
    }
}

/* In a test half the class has the other form on its phones: the screen shows neither, and no
 * answers before practice; without phones it has to show what is asked. */
static void test_tests(void)
{
    static const struct engine_options options = { .seed = 1 };
    struct projector *projector = projector_new(&looks);
    struct canvas *open[2], *closed[2], *hands[2];

    for (int i = 0; i < 2; i++) {
        struct question forms[] = { questions[i], questions[2], questions[3] };
        struct engine *engine;
        struct projector_room room = room_of(true);

        forms[0].form = FORM_A;
        forms[1].form = FORM_B;
        engine = engine_new(forms, ARRAY_LEN(forms), &options);
        must(engine, (struct event){ .kind = EVENT_START, .value = STAGE_BEFORE });
        open[i] = draw(projector, engine, &room, "test-phones");
        room = room_of(false);
        hands[i] = draw(projector, engine, &room, "test-hands");
        room = room_of(true);
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        closed[i] = draw(projector, engine, &room, "test-closed");
        engine_free(engine);
    }
    CHECK(is_same(open[0], open[1]), "a test's question is on the phones alone");
    CHECK(is_same(closed[0], closed[1]), "and its answer is not told");
    CHECK(!is_same(hands[0], hands[1]), "without phones it is on the screen");
    for (int i = 0; i < 2; i++) {
        canvas_free(open[i]);
        canvas_free(closed[i]);
        canvas_free(hands[i]);
    }
    projector_free(projector);
}

/* --- keys and clicks --- */

static struct projector_wanted press(const struct projector *projector, const struct engine *engine,
                                     enum ui_key key)
{
    const struct ui_event event = { .type = UI_KEY, .key = key };

    return projector_want(projector, engine, &event);
}

static struct projector_wanted type(const struct projector *projector, const struct engine *engine,
                                    const char *text)
{
    struct ui_event event = { .type = UI_TEXT };

    snprintf(event.text, sizeof(event.text), "%s", text);
    return projector_want(projector, engine, &event);
}

/* TEXT, typed with the key of DIGIT. */
static struct projector_wanted type_digit(const struct projector *projector,
                                          const struct engine *engine, int digit, const char *text,
                                          bool shift)
{
    struct ui_event event = { .type = UI_TEXT, .digit = digit, .shift = shift };

    snprintf(event.text, sizeof(event.text), "%s", text);
    return projector_want(projector, engine, &event);
}

static bool wants(struct projector_wanted wanted, enum event_kind kind)
{
    return wanted.wish == WISH_EVENT && wanted.event.kind == kind;
}

static void test_keys(void)
{
    struct projector_room room = room_of(false);
    struct projector *projector = projector_new(&looks);
    struct engine *engine = class_of(0);
    struct projector_wanted wanted;

    draw_and_forget(projector, engine, &room, "keys");
    wanted = press(projector, engine, UI_KEY_SPACE);
    CHECK(wants(wanted, EVENT_START) && wanted.event.value == STAGE_PRACTICE, "Space starts");
    play_to(engine, QUESTION_TO_WORD);
    CHECK(wants(press(projector, engine, UI_KEY_ENTER), EVENT_CLOSE), "Enter closes");
    CHECK(wants(press(projector, engine, UI_KEY_PAGE_DOWN), EVENT_CLOSE), "a presenter's key too");
    CHECK(wants(type(projector, engine, "r"), EVENT_REVEAL), "R reveals");
    CHECK(wants(type(projector, engine, "e"), EVENT_EXTEND), "E gives more time");
    wanted = type(projector, engine, "t");
    CHECK(wants(wanted, EVENT_TIMER) && wanted.event.value > 0, "T begins the timer");
    must(engine, wanted.event);
    CHECK_INT(type(projector, engine, "T").event.value, 0, "and ends it");
    wanted = type(projector, engine, "2");
    CHECK(wants(wanted, EVENT_HANDS) && wanted.event.seq == 1 && wanted.event.value == 1,
          "2 counts a hand for the second choice");
    must(engine, wanted.event);
    must(engine, type(projector, engine, "2").event);
    wanted = type_digit(projector, engine, 2, "\"", true);
    CHECK(wants(wanted, EVENT_HANDS) && wanted.event.value == 1, "Shift+2 takes one back");
    wanted = type_digit(projector, engine, 2, "é", false);
    CHECK(wants(wanted, EVENT_HANDS) && wanted.event.value == 3, "the key of 2 in France");
    CHECK(type_digit(projector, engine, 1, "!", true).wish == WISH_NOTHING,
          "there is none to take back");
    CHECK(type_digit(projector, engine, 5, "5", false).wish == WISH_NOTHING, "no fifth choice");
    CHECK(type(projector, engine, "\"").wish == WISH_NOTHING, "a sign of another key");
    CHECK(type(projector, engine, "f").wish == WISH_FULLSCREEN, "F");
    CHECK(type(projector, engine, "+").wish == WISH_BIGGER, "+");
    CHECK(press(projector, engine, UI_KEY_ESCAPE).wish == WISH_END, "Esc asks");
    room.asks_end = true;
    draw_and_forget(projector, engine, &room, "keys-end");
    CHECK(press(projector, engine, UI_KEY_ESCAPE).wish == WISH_STAY, "Esc stays");
    CHECK(press(projector, engine, UI_KEY_ENTER).wish == WISH_END_SURE, "Enter ends");
    CHECK(press(projector, engine, UI_KEY_SPACE).wish == WISH_NOTHING, "Space does not");
    CHECK(type(projector, engine, "r").wish == WISH_NOTHING, "nor does a letter do anything");
    room.asks_end = false;
    room.shows_help = true;
    draw_and_forget(projector, engine, &room, "keys-help");
    CHECK(press(projector, engine, UI_KEY_ESCAPE).wish == WISH_HELP, "Esc closes the help");
    CHECK(press(projector, engine, UI_KEY_SPACE).wish == WISH_HELP, "so does Space");
    CHECK(type(projector, engine, "H").wish == WISH_HELP, "and H");
    CHECK(type(projector, engine, "2").wish == WISH_NOTHING, "no hand is counted behind it");
    room.shows_help = false;
    room.is_ended = true;
    draw_and_forget(projector, engine, &room, "keys-thanks");
    CHECK(press(projector, engine, UI_KEY_SPACE).wish == WISH_NOTHING, "no round after the end");
    CHECK(press(projector, engine, UI_KEY_ENTER).wish == WISH_END_SURE, "Enter closes");
    engine_free(engine);
    projector_free(projector);
}

/* How many of what can be clicked counts a hand. */
static size_t count_targets(const struct projector *projector)
{
    size_t count = 0;

    for (size_t i = 0; i < projector->spot_count; i++)
        count += wants(projector->spots[i].wanted, EVENT_HANDS);
    return count;
}

/* Hands raised by clicks on what was drawn; and the board counts them. */
static void test_clicks(void)
{
    struct projector_room room = room_of(false);
    struct projector *projector = projector_new(&looks);
    struct engine *engine = class_of(0);
    struct board board;
    size_t hands = 0, others = 0;

    play_to(engine, QUESTION_CLOZE);
    draw_and_forget(projector, engine, &room, "clicks");
    for (size_t i = 0; i < projector->spot_count; i++) {
        const struct area area = projector->spots[i].area;
        const struct ui_event event = { .type = UI_CLICK,
                                        .x = area.x + area.width / 2,
                                        .y = area.y + area.height / 2,
                                        .button = 1 };
        const struct projector_wanted wanted = projector_want(projector, engine, &event);

        if (wants(wanted, EVENT_HANDS) && wanted.event.value == 1) {
            must(engine, wanted.event);
            hands++;
        }
        others += wants(wanted, EVENT_CLOSE) || wanted.wish == WISH_END;
    }
    CHECK_INT(hands, 2, "had it and had it not");
    CHECK_INT(others, 2, "to close the question, and to end");
    engine_board(engine, &board);
    CHECK_INT(board.answered, 2, "two hands");
    CHECK_INT(board.right, 1, "one had it");
    must(engine, (struct event){ .kind = EVENT_CLOSE });
    draw_and_forget(projector, engine, &room, "clicks-closed");
    CHECK_INT(count_targets(projector), 4, "more and less, had it or not, also when it is closed");
    room = room_of(true);
    draw_and_forget(projector, engine, &room, "clicks-phones");
    CHECK_INT(count_targets(projector), 0, "phones answer themselves");
    engine_free(engine);
    projector_free(projector);
}

static void test_all(bool is_first)
{
    if (is_first) {
        test_secret();
        test_tests();
    }
    test_keys();
    test_clicks();
}

int main(void)
{
    return run_in_languages(test_all);
}
