#ifndef TESTS_PROJECTOR_DESK_H
#define TESTS_PROJECTOR_DESK_H

/* A class before the projector: questions of each kind, a room with or without phones, and
 * pages drawn into memory at two sizes. Set looks first; with FOLDER set the pictures are left
 * there, to be looked at. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/projector.h"
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

__attribute__((unused)) static bool is_same(const struct canvas *a, const struct canvas *b)
{
    for (int y = 0; y < canvas_height(a); y++)
        for (int x = 0; x < canvas_width(a); x++)
            if (canvas_pixel(a, x, y) != canvas_pixel(b, x, y))
                return false;
    return true;
}

__attribute__((unused)) static struct projector_room room_of(bool has_phones)
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

__attribute__((unused)) static struct engine *class_of(int learners)
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
__attribute__((unused)) static void play_to(struct engine *engine, enum question_kind kind)
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

/* All of the page stands above its foot, in letters that can be read; only what is as long as
 * LONG has to be cut. */
static void check_fit(const struct projector *projector, const struct canvas *canvas,
                      const char *what)
{
    const double plain = canvas_height(canvas) / 420.0;

    CHECK(projector->fitting.left >= 0, "%s: %d pixels stand below the page", what,
          -projector->fitting.left);
    CHECK(projector->fitting.scale > 0.69 * plain || projector->zoom < 0,
          "%s: written %g times as large as plain text", what, projector->fitting.scale / plain);
    CHECK(projector->fitting.tight == 0 || strncmp(what, "long", 4) == 0, "%s: nothing is cut",
          what);
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
        check_fit(projector, canvas, name);
        if (folder == NULL)
            continue;
        snprintf(path, sizeof(path), "%s/projector-%s-%d.bmp", folder, name, sizes[i][1]);
        CHECK(canvas_save(canvas, path) == OK, "%s", err_message());
    }
    return canvas;
}

__attribute__((unused)) static void draw_and_forget(struct projector *projector,
                                                    const struct engine *engine,
                                                    const struct projector_room *room,
                                                    const char *name)
{
    canvas_free(draw(projector, engine, room, name));
}

/* Runs TESTS with the looks of each of three languages. */
__attribute__((unused)) static int run_in_languages(void (*tests)(bool is_first))
{
    static const char *const langs[] = { "it", "de", "en" };

    questions[4].gap_at = (size_t)(strstr(LONG, "spada") - LONG);
    questions[4].gap_len = 5;
    for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
        CHECK(looks_open(&looks, WORDLOOT_SOURCE_DIR "/assets", langs[i]) == OK, "%s",
              err_message());
        tests(i == 0);
        looks_close(&looks);
    }
    return check_done();
}

#endif
