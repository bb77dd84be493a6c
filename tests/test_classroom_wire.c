/* What phones and the teacher's page are sent, read back as JSON. */

#include "app/classroom/wire.h"

#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "tests/check.h"

#define ANNA "0123456789abcdef0123456789abcde0"
#define BRUNO "0123456789abcdef0123456789abcde1"
#define CARLA "0123456789abcdef0123456789abcde2"

enum { NOW = 1000000 };

static const struct question cloze = {
    .kind = QUESTION_CLOZE,
    .headword = "spada",
    .answer = "spada",
    .sentence = "Più \xf0\x9f\x97\xa1 \"La spada\" era nella roccia.",
    .gap_at = 14,
    .gap_len = 5,
    .definition = "arma\ndi taglio",
    .translation = "sword",
    .game = "Assassin\\Creed",
};
static const struct question cloze_choice = {
    .kind = QUESTION_CLOZE_CHOICE,
    .headword = "ponte",
    .answer = "ponte",
    .sentence = "ponte",
    .gap_len = 5,
    .choices = { "ponte", "torre", "=scala" },
    .choice_count = 3,
};
static const struct question to_word = {
    .kind = QUESTION_TO_WORD,
    .headword = "duomo",
    .answer = "duomo",
    .definition = "chiesa",
    .choices = { "torre", "duomo" },
    .choice_count = 2,
    .right = 1,
};
static const struct question to_definition = {
    .kind = QUESTION_TO_DEFINITION,
    .headword = "oca",
    .answer = "oca",
    .definition = "uccello",
    .choices = { "uccello", "pesce" },
    .choice_count = 2,
};
static const struct question order = {
    .kind = QUESTION_ORDER,
    .headword = "era",
    .answer = "\xc2\xab Dov'era la spada \xc2\xbb ?",
    .sentence = "\xc2\xab Dov'era la spada \xc2\xbb ?",
};

static const struct engine_options options = { .seed = 7, .level = MARK_NORMAL };

static void must(struct engine *engine, struct event event)
{
    CHECK(engine_apply(engine, &event) == OK, "event %d: %s", event.kind, err_message());
}

static struct engine *class_of(const struct question *questions, size_t count)
{
    struct engine *engine = engine_new(questions, count, &options);

    must(engine, (struct event){ .kind = EVENT_JOIN, .token = ANNA, .text = "<script>\"" });
    must(engine, (struct event){ .kind = EVENT_JOIN, .token = BRUNO, .text = "bruno" });
    return engine;
}

static json_t *parsed(struct buf *text)
{
    json_t *value = NULL;

    CHECK(buf_ok(text, "the state") == OK && json_parse(&value, buf_str(text), "the state") == OK,
          "%s: %s", err_message(), buf_text(text));
    CHECK(strchr(buf_text(text), '\n') == NULL, "an event's data are one line");
    buf_dispose(text);
    return value;
}

static json_t *phone(const struct engine *engine, const char *token)
{
    struct buf out;

    buf_init(&out, 1 << 16);
    CHECK(wire_phone(&out, engine, token, NOW) == OK, "%s", err_message());
    return parsed(&out);
}

static json_t *teacher(const struct engine *engine, const struct wire_room *room)
{
    struct buf out;

    buf_init(&out, 1 << 20);
    wire_teacher(&out, engine, room, NOW);
    return parsed(&out);
}

/* The value at PATH, keys with dots between; one of digits is a place in a list. */
static const json_t *at(const json_t *value, const char *path)
{
    struct str rest = str_of(path), key;
    char name[32];

    while (str_next(&rest, '.', &key)) {
        snprintf(name, sizeof(name), "%.*s", STR_ARG(key));
        value = json_is_array(value) ? json_array_get(value, (size_t)strtol(name, NULL, 10))
                                     : json_object_get(value, name);
    }
    return value;
}

static void is_text(const json_t *state, const char *path, const char *want)
{
    const char *got = json_string_value(at(state, path));

    CHECK(got != NULL && strcmp(got, want) == 0, "%s is %s, not %s", path,
          got != NULL ? got : "no text", want);
}

static void is_number(const json_t *state, const char *path, long long want)
{
    const json_t *got = at(state, path);

    CHECK(json_is_integer(got) && json_integer_value(got) == want, "%s is %lld, not %lld", path,
          json_integer_value(got), want);
}

static void is_null(const json_t *state, const char *path)
{
    CHECK(json_is_null(at(state, path)), "%s is null", path);
}

static void is_bool(const json_t *state, const char *path, bool want)
{
    CHECK(want ? json_is_true(at(state, path)) : json_is_false(at(state, path)), "%s is %s", path,
          want ? "true" : "false");
}

static void has_count(const json_t *state, const char *path, size_t want)
{
    CHECK(json_is_array(at(state, path)) && json_array_size(at(state, path)) == want,
          "%s has %zu, not %zu", path, json_array_size(at(state, path)), want);
}

static void test_lobby(void)
{
    struct engine *engine = class_of(&cloze, 1);
    struct buf out;
    json_t *state = phone(engine, ANNA);

    is_text(state, "phase", "lobby");
    is_text(state, "name", "<script>\"");
    is_number(state, "slot", -1);
    is_number(state, "count", 0);
    is_null(state, "kind");
    is_null(state, "stage");
    is_null(state, "verdict");
    is_null(state, "solution");
    has_count(state, "choices", 0);
    has_count(state, "words", 0);
    json_decref(state);
    buf_init(&out, 1000);
    CHECK_INT(wire_phone(&out, engine, CARLA, NOW), ERR_ABSENT, "who has not joined");
    must(engine, (struct event){ .kind = EVENT_REMOVE, .token = BRUNO });
    CHECK_INT(wire_phone(&out, engine, BRUNO, NOW), ERR_ABSENT, "who was removed");
    CHECK_INT(out.len, 0, "nothing is written then");
    buf_dispose(&out);
    engine_free(engine);
}

static void test_cloze(void)
{
    struct engine *engine = class_of(&cloze, 1);
    json_t *state;

    must(engine, (struct event){ .kind = EVENT_TIMER, .value = 30000, .now_ms = NOW });
    must(engine, (struct event){ .kind = EVENT_START, .now_ms = NOW - 1000 });
    state = phone(engine, ANNA);
    is_text(state, "kind", "cloze");
    is_text(state, "stage", "practice");
    is_text(state, "before", "Più \xf0\x9f\x97\xa1 \"La ");
    is_text(state, "after", "\" era nella roccia.");
    is_null(state, "word");
    is_null(state, "definition");
    is_null(state, "translation");
    is_bool(state, "own.given", false);
    is_number(state, "closes_in_ms", 29000);
    json_decref(state);
    must(engine, (struct event){ .kind = EVENT_ANSWER, .token = ANNA, .text = "spda", .seq = 3 });
    must(engine, (struct event){ .kind = EVENT_REVEAL });
    state = phone(engine, ANNA);
    is_text(state, "definition", "arma\ndi taglio");
    is_null(state, "translation");
    is_text(state, "own.text", "spda");
    is_number(state, "own.seq", 3);
    is_null(state, "verdict");
    is_null(state, "solution");
    json_decref(state);
    must(engine, (struct event){ .kind = EVENT_REVEAL });
    state = phone(engine, BRUNO);
    is_text(state, "translation", "sword");
    json_decref(state);
    engine_free(engine);
}

static void test_solution(void)
{
    struct engine *engine = class_of(&cloze, 1);
    json_t *state;

    must(engine, (struct event){ .kind = EVENT_START });
    must(engine, (struct event){ .kind = EVENT_ANSWER, .token = ANNA, .text = "spda", .seq = 1 });
    must(engine, (struct event){ .kind = EVENT_CLOSE });
    state = phone(engine, ANNA);
    is_bool(state, "verdict.right", true);
    is_text(state, "verdict.mark", "slip");
    is_text(state, "solution.sentence", cloze.sentence);
    is_text(state, "solution.game", "Assassin\\Creed");
    /* P i ù _ and two for the sign, _ " L a _ */
    is_number(state, "solution.gap_at", 11);
    is_number(state, "solution.gap_len", 5);
    is_number(state, "right", 1);
    is_number(state, "missed", 0);
    json_decref(state);
    state = phone(engine, BRUNO);
    is_null(state, "verdict");
    is_text(state, "solution.answer", "spada");
    is_number(state, "missed", 0);
    json_decref(state);
    engine_free(engine);
}

static void test_kinds(void)
{
    struct engine *engine = class_of(&to_word, 1);
    json_t *state;

    must(engine, (struct event){ .kind = EVENT_START });
    state = phone(engine, ANNA);
    is_text(state, "definition", "chiesa");
    is_text(state, "choices.1", "duomo");
    is_null(state, "before");
    is_null(state, "word");
    json_decref(state);
    engine_free(engine);

    engine = class_of(&to_definition, 1);
    must(engine, (struct event){ .kind = EVENT_START });
    must(engine, (struct event){ .kind = EVENT_REVEAL });
    must(engine, (struct event){ .kind = EVENT_REVEAL });
    state = phone(engine, ANNA);
    is_text(state, "word", "oca");
    is_null(state, "definition");
    json_decref(state);
    engine_free(engine);

    engine = class_of(&cloze_choice, 1);
    must(engine, (struct event){ .kind = EVENT_START });
    must(engine,
         (struct event){ .kind = EVENT_ANSWER, .token = ANNA, .value = ENGINE_UNSURE, .seq = 1 });
    state = phone(engine, ANNA);
    is_text(state, "before", "");
    is_text(state, "after", "");
    has_count(state, "choices", 3);
    is_bool(state, "own.unsure", true);
    is_number(state, "own.value", -1);
    json_decref(state);
    engine_free(engine);
}

static void test_order(void)
{
    struct engine *engine = class_of(&order, 1);
    json_t *state, *other;
    char *joined;

    must(engine, (struct event){ .kind = EVENT_START });
    state = phone(engine, ANNA);
    other = phone(engine, BRUNO);
    has_count(state, "words", 3);
    CHECK(json_equal(at(state, "words"), at(other, "words")), "all phones have one order");
    joined =
        xasprintf("%s %s %s", json_string_value(at(state, "words.0")),
                  json_string_value(at(state, "words.1")), json_string_value(at(state, "words.2")));
    CHECK(strlen(joined) == strlen(order.answer), "nothing is lost of %s", joined);
    CHECK(strstr(joined, "\xc2\xab Dov'era") != NULL, "a sign stays with its word in %s", joined);
    CHECK(strstr(joined, "spada \xc2\xbb ?") != NULL, "and at the end in %s", joined);
    free(joined);
    json_decref(state);
    json_decref(other);
    engine_free(engine);
}

/* Whatever the slot, the words are never given in the right order, unless all are equal. */
static void test_order_is_never_right(void)
{
    enum { SLOTS = 8 };
    struct question many[SLOTS];
    struct engine *engine;
    json_t *state;

    for (int i = 0; i < SLOTS; i++) {
        many[i] = order;
        many[i].answer = i % 4 == 3 ? "no no" : i % 4 == 2 ? "una sola" : "no no si";
        many[i].sentence = many[i].answer;
    }
    engine = class_of(many, SLOTS);
    must(engine, (struct event){ .kind = EVENT_START });
    for (int i = 0; i < SLOTS; i++) {
        struct board board;
        struct buf right;
        char *shown;

        engine_board(engine, &board);
        state = phone(engine, ANNA);
        shown = json_dumps(at(state, "words"), JSON_COMPACT);
        buf_init(&right, 1000);
        for (const char *c = board.at.question->answer; *c != '\0'; c++)
            buf_adds(&right, *c == ' ' ? "\",\"" : (char[]){ *c, '\0' });
        CHECK((strstr(shown, buf_text(&right)) != NULL) ==
                  (strcmp(board.at.question->answer, "no no") == 0),
              "slot %d: %s", i, shown);
        buf_dispose(&right);
        free(shown);
        json_decref(state);
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        must(engine, (struct event){ .kind = EVENT_NEXT });
    }
    engine_free(engine);
}

/* No feedback in the test before practice. */
static void test_before(void)
{
    struct question forms[2] = { cloze, cloze };
    struct engine *engine;
    json_t *state;

    forms[0].form = FORM_A;
    forms[1].form = FORM_B;
    engine = class_of(forms, 2);
    must(engine, (struct event){ .kind = EVENT_START, .value = STAGE_BEFORE });
    must(engine, (struct event){ .kind = EVENT_ANSWER, .token = ANNA, .text = "spada", .seq = 1 });
    must(engine, (struct event){ .kind = EVENT_CLOSE });
    state = phone(engine, ANNA);
    is_text(state, "stage", "before");
    is_null(state, "verdict");
    is_null(state, "solution");
    json_decref(state);
    engine_free(engine);
}

static bool is_anna(void *ctx, const char *token)
{
    (void)ctx;
    return strcmp(token, ANNA) == 0;
}

static void test_teacher(void)
{
    static const struct wire_room room = {
        .url = "http://10.0.0.2:8765/",
        .code = "K7M2QX",
        .connected = 1,
        .is_connected = is_anna,
    };
    struct engine *engine = class_of(&cloze, 1);
    json_t *state;

    must(engine, (struct event){ .kind = EVENT_REMOVE, .token = ANNA });
    must(engine, (struct event){ .kind = EVENT_JOIN, .token = CARLA, .text = "carla" });
    state = teacher(engine, &room);
    is_null(state, "question");
    is_text(state, "url", "http://10.0.0.2:8765/");
    is_text(state, "code", "K7M2QX");
    has_count(state, "learners", 2);
    is_text(state, "learners.0.id", "L02");
    is_bool(state, "learners.0.connected", false);
    is_text(state, "next", "practice");
    has_count(state, "can", 1);
    is_text(state, "can.0", "practice");
    json_decref(state);
    must(engine, (struct event){ .kind = EVENT_START });
    must(engine, (struct event){ .kind = EVENT_ANSWER, .token = BRUNO, .text = "pala", .seq = 1 });
    must(engine, (struct event){ .kind = EVENT_ANSWER, .token = CARLA, .text = "pala", .seq = 1 });
    must(engine, (struct event){ .kind = EVENT_CLOSE });
    state = teacher(engine, &room);
    is_text(state, "question.answer", "spada");
    is_number(state, "question.gap_at", 11);
    has_count(state, "typed", 1);
    is_number(state, "typed.0.count", 2);
    is_text(state, "typed.0.mark", "wrong");
    is_number(state, "missed.0.answers", 2);
    is_number(state, "missed.0.right", 0);
    is_number(state, "learners.1.answered", 1);
    is_bool(state, "learners.1.given", true);
    is_number(state, "answered", 2);
    is_null(state, "next");
    has_count(state, "can", 0);
    json_decref(state);
    must(engine, (struct event){ .kind = EVENT_ACCEPT, .text = "pala" });
    state = teacher(engine, &(struct wire_room){ 0 });
    has_count(state, "missed", 0);
    is_bool(state, "typed.0.right", true);
    is_null(state, "url");
    json_decref(state);
    must(engine, (struct event){ .kind = EVENT_HANDS, .seq = 1, .value = 3 }); /* had it not */
    state = teacher(engine, &(struct wire_room){ 0 });
    is_number(state, "missed.0.answers", 5);
    is_number(state, "missed.0.right", 2);
    json_decref(state);
    engine_free(engine);
}

/* Raised hands are counted with what phones answered. */
static void test_hands(void)
{
    struct engine *engine = class_of(&cloze_choice, 1);
    json_t *state;

    must(engine, (struct event){ .kind = EVENT_START });
    must(engine, (struct event){ .kind = EVENT_ANSWER, .token = ANNA, .value = 0, .seq = 1 });
    must(engine, (struct event){ .kind = EVENT_HANDS, .seq = 2, .value = 5 });
    must(engine, (struct event){ .kind = EVENT_HANDS, .seq = 0, .value = 3 });
    must(engine, (struct event){ .kind = EVENT_CLOSE });
    state = teacher(engine, &(struct wire_room){ 0 });
    has_count(state, "hands", 3);
    is_number(state, "hands.2", 5);
    is_number(state, "choices.0", 1);
    is_number(state, "missed.0.answers", 9);
    is_number(state, "missed.0.right", 4);
    json_decref(state);
    engine_free(engine);
}

/* Tokens are secrets of their devices. */
static void test_no_tokens(void)
{
    struct engine *engine = class_of(&cloze, 1);
    struct buf out;

    buf_init(&out, 1 << 16);
    wire_teacher(&out, engine, &(struct wire_room){ 0 }, NOW);
    CHECK(wire_phone(&out, engine, ANNA, NOW) == OK, "%s", err_message());
    CHECK(strstr(buf_text(&out), "0123456789abcdef") == NULL, "no token in %s", buf_text(&out));
    buf_dispose(&out);
    engine_free(engine);
}

static void test_missed(void)
{
    static const char head[] = "word,sentence,definition,translation,answered\r\n";
    struct engine *engine = class_of(&cloze_choice, 1);
    struct buf out;
    json_t *state;

    must(engine, (struct event){ .kind = EVENT_START });
    must(engine, (struct event){ .kind = EVENT_ANSWER, .token = ANNA, .value = 2, .seq = 1 });
    buf_init(&out, 10000);
    CHECK(wire_missed(&out, engine, ANNA) == OK, "%s", err_message());
    CHECK_STR(buf_text(&out), head, "nothing before the question is closed");
    buf_clear(&out);
    must(engine, (struct event){ .kind = EVENT_CLOSE });
    CHECK(wire_missed(&out, engine, ANNA) == OK, "%s", err_message());
    CHECK_STR(buf_text(&out) + strlen(head), "\"ponte\",\"ponte\",\"\",\"\",\"'=scala\"\r\n",
              "no formula");
    state = phone(engine, ANNA);
    is_number(state, "missed", 1);
    json_decref(state);
    must(engine, (struct event){ .kind = EVENT_NEXT });
    must(engine, (struct event){ .kind = EVENT_START, .value = STAGE_REPLAY });
    must(engine,
         (struct event){ .kind = EVENT_ANSWER, .token = ANNA, .slot = 1, .value = 0, .seq = 1 });
    must(engine, (struct event){ .kind = EVENT_CLOSE });
    buf_clear(&out);
    CHECK(wire_missed(&out, engine, ANNA) == OK, "%s", err_message());
    CHECK_STR(buf_text(&out), head, "right in the replay");
    CHECK_INT(wire_missed(&out, engine, CARLA), ERR_ABSENT, "who has not joined");
    buf_dispose(&out);
    engine_free(engine);
}

int main(void)
{
    test_lobby();
    test_cloze();
    test_solution();
    test_kinds();
    test_order();
    test_order_is_never_right();
    test_before();
    test_teacher();
    test_hands();
    test_no_tokens();
    test_missed();
    return check_done();
}
