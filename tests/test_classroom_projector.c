/* The projector: every page drawn into memory at two sizes; what keys and clicks mean; that no
 * answer is seen before its time; that the QR code on the picture is read by zbarimg. With a
 * folder as argument the pictures are left there, to be looked at. */

#include "app/classroom/projector.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/projector_private.h"
#include "dict/base/mem.h"
#include "tests/check.h"

#define SENTENCE "Il cavaliere alza la spada contro il drago."
#define LONG                                                                                    \
    "Quando finalmente arrivarono davanti alla porta della città vecchia, dopo tre giorni di " \
    "cammino nella neve, videro che le guardie avevano già chiuso tutto e che nessuno, per "   \
    "nessuna ragione al mondo, avrebbe aperto prima della spada del mattino, come da sempre."

static struct question questions[] = {
    { .kind = QUESTION_CLOZE,
      .headword = "spada",
      .answer = "spada",
      .sentence = SENTENCE,
      .gap_at = 21,
      .gap_len = 5,
      .definition = "arma bianca con lama lunga e dritta",
      .translation = "sword",
      .game = "Assassin’s Creed II" },
    { .kind = QUESTION_TO_WORD,
      .headword = "ponte",
      .answer = "ponte",
      .definition = "costruzione che passa sopra un fiume",
      .translation = "bridge",
      .choices = { "torre", "ponte", "lago", "perché" },
      .choice_count = 4,
      .right = 1 },
    { .kind = QUESTION_TO_DEFINITION,
      .headword = "nebbia",
      .answer = "nebbia",
      .definition = "vapore acqueo sospeso nell’aria vicino al suolo, che toglie la vista",
      .choices = { "fuoco che arde",
                   "vapore acqueo sospeso nell’aria vicino al suolo, che toglie "
                   "la vista di tutto ciò che è lontano",
                   "animale dei boschi" },
      .choice_count = 3,
      .right = 1 },
    { .kind = QUESTION_ORDER, .headword = "drago", .answer = SENTENCE, .sentence = SENTENCE },
    { .kind = QUESTION_CLOZE_CHOICE,
      .headword = "spada",
      .answer = "spada",
      .sentence = LONG,
      .definition = LONG,
      .translation = LONG,
      .choices = { "spada", "torre", "lago", "neve" },
      .choice_count = 4 },
};

static struct looks looks;
static const char *folder;

static struct projector_room room_of(bool has_phones)
{
    struct projector_room room = { .title = "Roma 1503", .lang = "it", .now_ms = 1000 };

    if (has_phones) {
        room.url = "http://192.168.1.27:8765/";
        room.code = "K7M2QX";
        room.qr_url = "http://192.168.1.27:8765/?c=K7M2QX";
        room.teacher_url = "http://127.0.0.1:40123/teacher?t=0123456789abcdef";
        room.connected = 3;
    }
    return room;
}

static void must(struct engine *engine, struct event event)
{
    CHECK(engine_apply(engine, &event) == OK, "event %d: %s", event.kind, err_message());
}

static struct engine *class_of(int learners)
{
    static const struct engine_options options = { .goal_percent = 80, .level = MARK_NORMAL };
    static const char *const names[] = { "volpe allegra", "orso curioso", "gatta veloce",
                                         "<script>", "lince calma" };
    struct engine *engine = engine_new(questions, ARRAY_LEN(questions), &options);
    char token[ENGINE_TOKEN_LEN + 1];

    for (int i = 0; i < learners; i++) {
        snprintf(token, sizeof(token), "%032d", i);
        must(engine, (struct event){ .kind = EVENT_JOIN,
                                     .token = token,
                                     .text = names[(size_t)i % ARRAY_LEN(names)] });
    }
    return engine;
}

/* Goes on until the question of KIND, or of the long texts for QUESTION_KINDS, is open. */
static void play_to(struct engine *engine, enum question_kind kind)
{
    struct board board;

    must(engine, (struct event){ .kind = EVENT_START });
    for (engine_board(engine, &board); board.at.question->kind != kind;
         engine_board(engine, &board)) {
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        must(engine, (struct event){ .kind = EVENT_NEXT });
    }
}

/* --- pictures --- */

static bool is_inside(struct area area, const struct canvas *canvas)
{
    return area.x >= 0 && area.y >= 0 && area.x + area.width <= canvas_width(canvas) &&
           area.y + area.height <= canvas_height(canvas);
}

static void check_spots(const struct projector *projector, const struct canvas *canvas,
                        const char *what)
{
    CHECK(projector->spot_count > 0, "%s: something can be clicked", what);
    for (size_t i = 0; i < projector->spot_count; i++) {
        CHECK(is_inside(projector->spots[i].area, canvas), "%s: spot %zu is on the screen", what,
              i);
        for (size_t k = 0; k < i; k++)
            CHECK(area_common(projector->spots[i].area, projector->spots[k].area).width == 0,
                  "%s: spots %zu and %zu are apart", what, k, i);
    }
}

/* Draws at both sizes; the larger canvas is the caller's. */
static struct canvas *draw(struct projector *projector, const struct engine *engine,
                           const struct projector_room *room, const char *name)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1920, 1080 } };
    struct canvas *canvas = NULL;
    char path[400];

    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        canvas_free(canvas);
        CHECK(canvas_new(&canvas, sizes[i][0], sizes[i][1]) == OK, "%s", err_message());
        projector_draw(projector, canvas, engine, room);
        check_spots(projector, canvas, name);
        if (folder == NULL)
            continue;
        snprintf(path, sizeof(path), "%s/projector-%s-%d.bmp", folder, name, sizes[i][1]);
        CHECK(canvas_save(canvas, path) == OK, "%s", err_message());
    }
    return canvas;
}

static void draw_and_forget(struct projector *projector, const struct engine *engine,
                            const struct projector_room *room, const char *name)
{
    canvas_free(draw(projector, engine, room, name));
}

/* What zbarimg reads on CANVAS. */
static void check_qr(const struct canvas *canvas, const char *wanted)
{
    char path[] = "/tmp/wordloot-qr-XXXXXX", command[200], text[200] = "";
    const int fd = mkstemp(path);
    FILE *reader;

    CHECK(fd >= 0 && canvas_save(canvas, path) == OK, "%s", err_message());
    snprintf(command, sizeof(command),
             "zbarimg --nodbus --quiet --raw -S*.enable=0 -Sqrcode.enable=1 %s", path);
    reader = popen(command, "r");
    CHECK(reader != NULL && fgets(text, sizeof(text), reader) != NULL, "zbarimg reads it");
    text[strcspn(text, "\n")] = '\0';
    CHECK_STR(text, wanted, "the address with the code");
    if (reader != NULL)
        pclose(reader);
    remove(path);
}

static void test_lobby(void)
{
    struct projector_room room = room_of(true);
    struct projector *projector = projector_new(&looks);
    struct engine *engine = class_of(0);
    struct canvas *canvas = draw(projector, engine, &room, "lobby-empty");

    check_qr(canvas, room.qr_url);
    canvas_free(canvas);
    engine_free(engine);
    engine = class_of(23);
    draw_and_forget(projector, engine, &room, "lobby");
    room = room_of(false);
    draw_and_forget(projector, engine, &room, "lobby-hands");
    engine_free(engine);
    projector_free(projector);
}

static void answer(struct engine *engine, int learner, bool is_right)
{
    char token[ENGINE_TOKEN_LEN + 1];
    struct event event = { .kind = EVENT_ANSWER, .token = token, .seq = 1 };
    struct board board;

    engine_board(engine, &board);
    snprintf(token, sizeof(token), "%032d", learner);
    event.slot = board.at.slot;
    if (board.at.question->choice_count > 0)
        event.value =
            (int64_t)(is_right ? board.at.question->right
                               : (board.at.question->right + 1) % board.at.question->choice_count);
    else
        event.text = is_right ? board.at.question->answer : "boh";
    must(engine, event);
}

static struct canvas *make_scene(void)
{
    struct canvas *scene = NULL;

    CHECK(canvas_new(&scene, 640, 360) == OK, "%s", err_message());
    for (int x = 0; x < 640; x++)
        canvas_fill(scene, (struct area){ x, 0, 1, 360 },
                    0xff000000U | (uint32_t)(x * 255 / 640) << 8 | 0x40);
    return scene;
}

static void test_questions(void)
{
    static const char *const names[QUESTION_KINDS] = { "cloze", "long", "word", "definition",
                                                       "order" };
    struct canvas *scene = make_scene();

    for (int kind = 0; kind < QUESTION_KINDS; kind++) {
        struct projector_room room = room_of(kind % 2 == 0);
        struct projector *projector = projector_new(&looks);
        struct engine *engine = class_of(20);
        char name[40];

        play_to(engine, (enum question_kind)kind);
        snprintf(name, sizeof(name), "%s-1", names[kind]);
        draw_and_forget(projector, engine, &room, name);
        must(engine, (struct event){ .kind = EVENT_REVEAL });
        must(engine, (struct event){ .kind = EVENT_REVEAL });
        must(engine, (struct event){ .kind = EVENT_EXTEND, .now_ms = 1000, .value = 20000 });
        for (int i = 0; i < 14; i++)
            answer(engine, i, i % 3 == 0);
        snprintf(name, sizeof(name), "%s-3", names[kind]);
        draw_and_forget(projector, engine, &room, name);
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        room.scene = kind == QUESTION_CLOZE ? scene : NULL;
        snprintf(name, sizeof(name), "%s-closed", names[kind]);
        draw_and_forget(projector, engine, &room, name);
        engine_free(engine);
        projector_free(projector);
    }
    canvas_free(scene);
}

static void test_ends(void)
{
    struct projector_room room = room_of(true);
    struct projector *projector = projector_new(&looks);
    struct engine *engine = class_of(20);
    struct board board;

    must(engine, (struct event){ .kind = EVENT_START });
    for (engine_board(engine, &board); board.phase == PHASE_OPEN; engine_board(engine, &board)) {
        for (int i = 0; i < 20; i++)
            answer(engine, i, (i + board.at.slot) % 3 != 0);
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        must(engine, (struct event){ .kind = EVENT_NEXT });
    }
    draw_and_forget(projector, engine, &room, "end");
    room.asks_end = true;
    draw_and_forget(projector, engine, &room, "end-ask");
    room.asks_end = false;
    room.shows_help = true;
    draw_and_forget(projector, engine, &room, "help");
    room.shows_help = false;
    room.is_ended = true;
    room.notice = "wordloot/class/report-7.html";
    draw_and_forget(projector, engine, &room, "closing");
    engine_free(engine);
    projector_free(projector);
}

/* --- what must not be seen --- */

static bool is_same(const struct canvas *a, const struct canvas *b)
{
    for (int y = 0; y < canvas_height(a); y++)
        for (int x = 0; x < canvas_width(a); x++)
            if (canvas_pixel(a, x, y) != canvas_pixel(b, x, y))
                return false;
    return true;
}

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

/* --- sizes --- */

/* The foot's line is written as plain text of this screen; the theme is left so. */
static void test_sizes(void)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1920, 1080 }, { 3840, 2160 }, { 1024, 768 } };
    struct projector *projector = projector_new(&looks);
    struct engine *engine = class_of(3);
    struct projector_room room = room_of(false);
    struct canvas *canvas;

    play_to(engine, QUESTION_CLOZE_CHOICE);
    must(engine, (struct event){ .kind = EVENT_REVEAL });
    must(engine, (struct event){ .kind = EVENT_REVEAL });
    projector_zoom(projector, -9);
    for (int zoom = -4; zoom <= 4; zoom++, projector_zoom(projector, 1))
        for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
            CHECK(canvas_new(&canvas, sizes[i][0], sizes[i][1]) == OK, "%s", err_message());
            projector_draw(projector, canvas, engine, &room);
            check_spots(projector, canvas, "long texts at each size");
            CHECK(theme_style(looks.theme, ROLE_DEFINITION)->pixels >= sizes[i][1] / 22,
                  "plain text on %d lines is %d high", sizes[i][1],
                  theme_style(looks.theme, ROLE_DEFINITION)->pixels);
            canvas_free(canvas);
        }
    engine_free(engine);
    projector_free(projector);
}

static bool shows(const struct canvas *canvas, uint32_t colour)
{
    for (int y = 0; y < canvas_height(canvas); y++)
        for (int x = 0; x < canvas_width(canvas); x++)
            if (canvas_pixel(canvas, x, y) == colour)
                return true;
    return false;
}

/* The picture of the scene is shown when the question is closed, and not before. */
static void test_scene(void)
{
    const uint32_t colour = 0xff20c0e0;
    struct projector_room room = room_of(true);
    struct projector *projector = projector_new(&looks);
    struct engine *engine = class_of(2);
    struct canvas *scene = NULL, *canvas;

    CHECK(canvas_new(&scene, 576, 324) == OK, "%s", err_message());
    canvas_fill(scene, (struct area){ 0, 0, 576, 324 }, colour);
    room.scene = scene;
    play_to(engine, QUESTION_CLOZE);
    canvas = draw(projector, engine, &room, "scene-open");
    CHECK(!shows(canvas, colour), "no picture while the question is open");
    canvas_free(canvas);
    must(engine, (struct event){ .kind = EVENT_CLOSE });
    canvas = draw(projector, engine, &room, "scene-closed");
    CHECK(shows(canvas, colour), "the picture of the scene");
    canvas_free(canvas);
    canvas_free(scene);
    engine_free(engine);
    projector_free(projector);
}

/* Japanese, and Arabic from right to left. */
static void test_scripts(void)
{
    static struct question foreign[] = {
        { .kind = QUESTION_CLOZE_CHOICE,
          .headword = "剣",
          .answer = "剣",
          .sentence = "騎士は剣を抜いて、竜に向かって静かに歩き出した。",
          .gap_at = 9,
          .gap_len = 3,
          .definition = "両側に刃のある長い武器。",
          .choices = { "剣", "橋", "塔", "霧" },
          .choice_count = 4 },
        { .kind = QUESTION_CLOZE_CHOICE,
          .headword = "سيف",
          .answer = "سيف",
          .sentence = "رفع الفارس سيف أبيه أمام التنين الكبير.",
          .gap_at = 20,
          .gap_len = 6,
          .definition = "سلاح طويل ذو نصل حاد",
          .choices = { "سيف", "جسر", "برج", "ضباب" },
          .choice_count = 4 },
    };
    static const struct engine_options options = { .seed = 1 };
    struct projector *projector = projector_new(&looks);

    for (int i = 0; i < 2; i++) {
        struct engine *engine = engine_new(&foreign[i], 1, &options);
        struct projector_room room = room_of(i == 1);

        room.lang = i == 0 ? "ja" : "ar";
        must(engine, (struct event){ .kind = EVENT_START });
        must(engine, (struct event){ .kind = EVENT_REVEAL });
        draw_and_forget(projector, engine, &room, i == 0 ? "ja-open" : "ar-open");
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        draw_and_forget(projector, engine, &room, i == 0 ? "ja-closed" : "ar-closed");
        engine_free(engine);
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

int main(int argc, char **argv)
{
    static const char *const langs[] = { "it", "de", "en" };

    questions[4].gap_at = (size_t)(strstr(LONG, "spada") - LONG);
    questions[4].gap_len = 5;
    folder = argc > 1 ? argv[1] : NULL;
    for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
        CHECK(looks_open(&looks, WORDLOOT_SOURCE_DIR "/assets", langs[i]) == OK, "%s",
              err_message());
        test_lobby();
        test_questions();
        test_ends();
        if (i == 0) {
            test_secret();
            test_tests();
            test_sizes();
            test_scene();
            test_scripts();
        }
        test_keys();
        test_clicks();
        looks_close(&looks);
    }
    return check_done();
}
