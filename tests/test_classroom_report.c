/* The report of a small session whose every answer is known. */

#include "app/classroom/report.h"

#include <math.h>

#include "tests/check.h"

static const char *const tokens[] = {
    "00000000000000000000000000000000",
    "00000000000000000000000000000001",
};
static const struct question questions[] = {
    { .kind = QUESTION_ORDER, .form = FORM_A, .headword = "spada", .answer = "spada" },
    { .kind = QUESTION_ORDER, .form = FORM_B, .headword = "spada", .answer = "spada" },
    { .kind = QUESTION_ORDER,
      .form = FORM_A,
      .headword = "oca",
      .answer = "oca",
      .is_control = true },
    { .kind = QUESTION_ORDER,
      .form = FORM_B,
      .headword = "oca",
      .answer = "oca",
      .is_control = true },
    { .kind = QUESTION_ORDER, .headword = "spada", .answer = "spada" },
    { .kind = QUESTION_TO_WORD,
      .headword = "ponte",
      .answer = "ponte",
      .choices = { "ponte", "torre" },
      .choice_count = 2 },
};

static void must(struct engine *engine, struct event event)
{
    CHECK(engine_apply(engine, &event) == OK, "event %d: %s", event.kind, err_message());
}

/* What each of the two answers, by round and word; NULL for nothing. */
static const char *reply(enum engine_stage stage, int learner, const char *headword)
{
    if (strcmp(headword, "oca") == 0)
        return "boh";
    if (stage == STAGE_BEFORE)
        return learner == 0 ? "boh" : NULL;
    return learner == 0 || stage == STAGE_AFTER ? "spada" : "=HYPERLINK(\"x\")";
}

static void play(struct engine *engine, enum engine_stage stage)
{
    struct phone_screen screen;
    struct board board;

    must(engine, (struct event){ .kind = EVENT_START, .value = stage });
    for (engine_board(engine, &board); board.phase == PHASE_OPEN; engine_board(engine, &board)) {
        if (board.at.question->kind == QUESTION_ORDER && stage == STAGE_PRACTICE)
            must(engine, (struct event){ .kind = EVENT_REVEAL });
        for (int i = 0; i < 2; i++) {
            struct event event = {
                .kind = EVENT_ANSWER, .token = tokens[i], .slot = board.at.slot, .seq = 1
            };

            CHECK(engine_phone(engine, tokens[i], &screen) == OK, "%s", err_message());
            event.text = reply(stage, i, screen.at.question->headword);
            if (board.at.question->choice_count > 0)
                event.value = i == 0 ? 0 : ENGINE_UNSURE;
            if (event.text != NULL)
                must(engine, event);
        }
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        must(engine, (struct event){ .kind = EVENT_NEXT });
    }
}

static struct engine *session(void)
{
    static const struct engine_options options = { .seed = 3 };
    struct engine *engine = engine_new(questions, ARRAY_LEN(questions), &options);

    must(engine, (struct event){ .kind = EVENT_JOIN, .token = tokens[0], .text = "anna" });
    must(engine, (struct event){ .kind = EVENT_JOIN, .token = tokens[1], .text = "=cmd()" });
    play(engine, STAGE_BEFORE);
    play(engine, STAGE_PRACTICE);
    play(engine, STAGE_AFTER);
    return engine;
}

static void test_figures(const struct engine *engine)
{
    const struct report_figures figures = report_figures(engine);

    CHECK_INT(figures.tests.matched, 1, "who took practised words in both tests");
    CHECK(fabs(figures.tests.gain.median - 100) < 1e-9, "from 0 to 100: %g",
          figures.tests.gain.median);
    CHECK(fabs(figures.tests.gain_words - 1) < 1e-9, "one word: %g", figures.tests.gain_words);
    CHECK(figures.has_over_control && fabs(figures.over_control - 100) < 1e-9,
          "nobody learned the control word: %g", figures.over_control);
}

static void test_words(const struct engine *engine)
{
    struct report_word words[8];

    CHECK_INT(report_words(engine, words, 8), 2, "practised words");
    CHECK_STR(words[0].question->headword, "ponte", "as much missed, first by the alphabet");
    CHECK_INT(words[0].unsure, 1, "not sure");
    CHECK(words[0].median_step == 1, "ponte at first sight");
    CHECK_INT(words[1].answers, 2, "spada");
    CHECK_INT(words[1].right, 1, "spada");
    CHECK(words[1].median_step == 2, "spada after the definition");
}

static void test_csv(const struct engine *engine)
{
    struct buf csv;
    size_t lines = 0;

    buf_init(&csv, 1 << 16);
    report_csv(&csv, engine);
    for (size_t i = 0; i < csv.len; i++)
        lines += csv.data[i] == '\n';
    CHECK_INT(lines, 1 + 3 + 4 + 4, "the head and an answer a line");
    CHECK(strstr(buf_text(&csv), "L01,practice,") != NULL, "a code name");
    CHECK(strstr(buf_text(&csv), "anna") == NULL && strstr(buf_text(&csv), "cmd") == NULL,
          "no nickname");
    CHECK(strstr(buf_text(&csv), "\"'=HYPERLINK(\"\"x\"\")\"") != NULL, "no formula: %s",
          buf_text(&csv));
    CHECK(strstr(buf_text(&csv), "not sure,0,1") != NULL, "not sure: %s", buf_text(&csv));
    buf_dispose(&csv);
}

static void test_cells(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        { "", "\"\"" },           { "a", "\"a\"" },      { "=1", "\"'=1\"" },
        { "+1", "\"'+1\"" },      { "-1", "\"'-1\"" },   { "@x", "\"'@x\"" },
        { "\tx", "\"'\tx\"" },    { "\rx", "\"'\rx\"" }, { "a\"b", "\"a\"\"b\"" },
        { "a=b,c", "\"a=b,c\"" },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct buf cell;

        buf_init(&cell, 100);
        report_cell(&cell, rows[i].text);
        CHECK_STR(buf_text(&cell), rows[i].want, rows[i].text);
        buf_dispose(&cell);
    }
}

/* Hands of a class without phones count as answers, without a step. */
static void test_hands(void)
{
    static const struct engine_options options = { .seed = 3 };
    struct engine *engine = engine_new(questions, ARRAY_LEN(questions), &options);
    struct report_word words[8];
    struct board board;

    must(engine, (struct event){ .kind = EVENT_START });
    for (engine_board(engine, &board); board.phase == PHASE_OPEN; engine_board(engine, &board)) {
        const int64_t had = board.at.question->choice_count > 0 ? 9 : 4;
        struct event hands = { .kind = EVENT_HANDS, .slot = board.at.slot, .value = had };

        must(engine, hands);
        hands.seq = 1;
        hands.value = 6;
        must(engine, hands);
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        must(engine, (struct event){ .kind = EVENT_NEXT });
    }
    CHECK_INT(report_words(engine, words, 8), 2, "both words");
    CHECK_STR(words[0].question->headword, "spada", "the most missed first");
    CHECK_INT(words[0].answers, 10, "had it and had it not");
    CHECK_INT(words[0].right, 4, "had it");
    CHECK_INT(words[1].answers, 15, "both choices");
    CHECK_INT(words[1].right, 9, "the right one");
    CHECK(words[0].median_step == 0, "hands have no step");
    engine_free(engine);
}

int main(void)
{
    struct engine *engine = session();

    test_figures(engine);
    test_words(engine);
    test_csv(engine);
    test_cells();
    test_hands();
    engine_free(engine);
    return check_done();
}
