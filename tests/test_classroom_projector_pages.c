/* The projector's pages: every one drawn at two sizes, and some at others; long texts, scenes,
 * other scripts; and the QR code on the picture is read by zbarimg. With a folder as argument
 * the pictures are left there. */

#include "tests/projector_desk.h"

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
            check_fit(projector, canvas, "long texts at each size");
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

/* A sentence that is too long for any page: what stands before its gap is seen. */
static void test_longest(void)
{
    static const char *const sentences[] = { LONG " " LONG " " LONG " " LONG " Alza la spada ora.",
                                             LONG " " LONG " " LONG " " LONG
                                                  " Ruba la spada ora." };
    static const struct engine_options options = { .seed = 1 };
    struct projector *projector = projector_new(&looks);
    struct canvas *pictures[2];

    for (int i = 0; i < 2; i++) {
        struct question question = questions[4];
        struct engine *engine = engine_new(&question, 1, &options);
        const struct projector_room room = room_of(false);

        question.sentence = sentences[i];
        question.gap_at = strlen(sentences[i]) - strlen("spada ora.");
        question.gap_len = strlen("spada");
        must(engine, (struct event){ .kind = EVENT_START });
        pictures[i] = draw(projector, engine, &room, "longest");
        engine_free(engine);
    }
    CHECK(!is_same(pictures[0], pictures[1]), "the words before the gap");
    canvas_free(pictures[0]);
    canvas_free(pictures[1]);
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

static void test_all(bool is_first)
{
    test_lobby();
    test_questions();
    test_ends();
    if (!is_first)
        return;
    test_sizes();
    test_scene();
    test_longest();
    test_scripts();
}

int main(int argc, char **argv)
{
    folder = argc > 1 ? argv[1] : NULL;
    return run_in_languages(test_all);
}
