/* A class session by its events: joining, answering, rounds, teams, tests, and that the
 * same events give the same state. */

#include "app/classroom/engine.h"

#include "tests/check.h"

#define ANNA "0123456789abcdef0123456789abcde0"
#define BRUNO "0123456789abcdef0123456789abcde1"
#define CARLA "0123456789abcdef0123456789abcde2"

static const struct question practice[] = {
    { .kind = QUESTION_CLOZE, .headword = "spada", .answer = "spada" },
    { .kind = QUESTION_TO_WORD,
      .headword = "duomo",
      .answer = "duomo",
      .choices = { "torre", "duomo", "ponte" },
      .choice_count = 3,
      .right = 1 },
    { .kind = QUESTION_CLOZE, .headword = "spalla", .answer = "spalla" },
};

static const struct engine_options options = { .seed = 7, .level = MARK_NORMAL };

static enum err send(struct engine *engine, struct event event)
{
    return engine_apply(engine, &event);
}

static void must(struct engine *engine, struct event event, const char *row)
{
    CHECK(send(engine, event) == OK, "%s: %s", row, err_message());
}

static void join(struct engine *engine, const char *token, const char *name)
{
    must(engine, (struct event){ .kind = EVENT_JOIN, .token = token, .text = name }, name);
}

static enum err type(struct engine *engine, const char *token, const char *text, int64_t seq)
{
    struct board board;

    engine_board(engine, &board);
    return send(engine, (struct event){ .kind = EVENT_ANSWER,
                                        .token = token,
                                        .slot = board.at.slot,
                                        .text = text,
                                        .seq = seq });
}

static struct phone_screen phone(const struct engine *engine, const char *token)
{
    struct phone_screen screen = { 0 };

    CHECK(engine_phone(engine, token, &screen) == OK, "%s", err_message());
    return screen;
}

static struct board board_of(const struct engine *engine)
{
    struct board board;

    engine_board(engine, &board);
    return board;
}

/* Begins a round and goes on until the question about HEADWORD is open. */
static void go_to(struct engine *engine, const char *headword)
{
    must(engine, (struct event){ .kind = EVENT_START, .value = STAGE_PRACTICE }, headword);
    while (strcmp(board_of(engine).at.question->headword, headword) != 0) {
        must(engine, (struct event){ .kind = EVENT_CLOSE }, headword);
        must(engine, (struct event){ .kind = EVENT_NEXT }, headword);
        if (!CHECK(board_of(engine).phase == PHASE_OPEN, "%s is asked", headword))
            return;
    }
}

static void test_joining(void)
{
    struct engine *engine = engine_new(practice, 3, &options);
    static const struct {
        const char *token, *name;
        enum err want;
    } rows[] = {
        { ANNA, "lince agile", OK },
        { ANNA, "lince agile", OK }, /* comes back */
        { BRUNO, "<script>alert()", OK },
        { CARLA, "", ERR_USAGE },
        { CARLA, " \x01\xe2\x80\xae ", ERR_USAGE },
        { CARLA, "abcdefghijklmnopqrstu", ERR_USAGE },
        { CARLA, "abcdefghijklmnopqrst", OK },
        { "0123", "corta", ERR_USAGE },
        { "0123456789ABCDEF0123456789ABCDEF", "grande", ERR_USAGE },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_INT(send(engine, (struct event){ .kind = EVENT_JOIN,
                                               .token = rows[i].token,
                                               .text = rows[i].name }),
                  rows[i].want, rows[i].name);
    CHECK_INT(engine_learner_count(engine), 3, "who joined");
    must(engine, (struct event){ .kind = EVENT_RENAME, .token = ANNA, .text = "volpe" }, "rename");
    CHECK_STR(phone(engine, ANNA).name, "volpe", "renamed");
    must(engine, (struct event){ .kind = EVENT_REMOVE, .token = BRUNO }, "remove");
    CHECK_INT(engine_learner_count(engine), 2, "removed");
    CHECK_INT(
        send(engine, (struct event){ .kind = EVENT_JOIN, .token = BRUNO, .text = "ancora io" }),
        ERR_ABSENT, "a removed device stays away");
    engine_free(engine);
}

static void test_class_is_full(void)
{
    struct engine *engine = engine_new(practice, 3, &options);
    char token[ENGINE_TOKEN_LEN + 1];

    for (int i = 0; i <= ENGINE_LEARNERS_MAX; i++) {
        snprintf(token, sizeof(token), "%032x", (unsigned)i);
        CHECK_INT(send(engine, (struct event){ .kind = EVENT_JOIN, .token = token, .text = "x" }),
                  i < ENGINE_LEARNERS_MAX ? OK : ERR_LIMIT, token);
    }
    engine_free(engine);
}

static void test_answering(void)
{
    struct engine *engine = engine_new(practice, 3, &options);
    struct phone_screen screen;

    join(engine, ANNA, "anna");
    join(engine, BRUNO, "bruno");
    CHECK_INT(type(engine, ANNA, "spada", 1), ERR_USAGE, "in the lobby");
    go_to(engine, "spada");
    CHECK_INT(type(engine, CARLA, "spada", 1), ERR_ABSENT, "who has not joined");
    CHECK_INT(type(engine, ANNA, "scudo", 1), OK, "first");
    CHECK_INT(type(engine, ANNA, "spda", 3), OK, "changed");
    CHECK_INT(type(engine, ANNA, "scudo", 2), OK, "one that came late");
    CHECK_STR(phone(engine, ANNA).own.text, "spda", "the last one wins");
    CHECK(!phone(engine, ANNA).shows_mark, "nothing is said while the question is open");
    must(engine, (struct event){ .kind = EVENT_REVEAL }, "definition");
    CHECK_INT(type(engine, BRUNO, "spalla", 1), OK, "another word of the session");
    must(engine, (struct event){ .kind = EVENT_CLOSE }, "close");
    CHECK_INT(type(engine, ANNA, "spada", 4), ERR_USAGE, "after the end");
    screen = phone(engine, ANNA);
    CHECK(screen.shows_mark && screen.own.is_right, "anna is right");
    CHECK_INT(screen.own.mark, MARK_SLIP, "anna");
    CHECK_INT(screen.own.step, 1, "anna needed the sentence alone");
    screen = phone(engine, BRUNO);
    CHECK_INT(screen.own.mark, MARK_WRONG, "a slip to a word of the session is none");
    CHECK_INT(screen.own.step, 2, "bruno saw the definition");
    CHECK_INT(board_of(engine).right, 1, "on the board");
    must(engine,
         (struct event){ .kind = EVENT_ACCEPT, .slot = board_of(engine).at.slot, .text = "spalla" },
         "accepted afterwards");
    CHECK_INT(phone(engine, BRUNO).own.mark, MARK_ACCEPTED, "bruno");
    CHECK_INT(board_of(engine).right, 2, "scores are computed anew");
    CHECK_INT(phone(engine, BRUNO).right, 1, "his own too");
    engine_free(engine);
}

static void test_choice_and_unsure(void)
{
    struct engine *engine = engine_new(practice, 3, &options);
    struct event event = { .kind = EVENT_ANSWER, .token = ANNA, .seq = 1 };

    join(engine, ANNA, "anna");
    join(engine, BRUNO, "bruno");
    go_to(engine, "duomo");
    event.slot = board_of(engine).at.slot;
    event.value = 3;
    CHECK_INT(send(engine, event), ERR_USAGE, "no such choice");
    event.value = 1;
    CHECK_INT(send(engine, event), OK, "the right one");
    event.token = BRUNO;
    event.value = ENGINE_UNSURE;
    CHECK_INT(send(engine, event), OK, "not sure");
    must(engine, (struct event){ .kind = EVENT_CLOSE }, "close");
    CHECK_INT(board_of(engine).answered, 2, "answers");
    CHECK_INT(board_of(engine).unsure, 1, "not sure is counted apart");
    CHECK_INT(board_of(engine).choices[1], 1, "the distribution");
    CHECK_INT(board_of(engine).choices[0] + board_of(engine).choices[2], 0, "nobody else");
    CHECK_INT(board_of(engine).reached_percent, 50, "the class goal's bar");
    CHECK_STR(board_of(engine).top[0].name, "anna", "the first");
    CHECK(board_of(engine).top[1].name == NULL, "who has nothing right is not ranked");
    engine_free(engine);
}

static void test_replay(void)
{
    struct engine *engine = engine_new(practice, 3, &options);

    join(engine, ANNA, "anna");
    go_to(engine, "spada");
    CHECK_INT(send(engine, (struct event){ .kind = EVENT_NEXT }), ERR_USAGE, "not closed yet");
    CHECK_INT(type(engine, ANNA, "boh", 1), OK, "missed");
    while (board_of(engine).phase != PHASE_END) {
        must(engine, (struct event){ .kind = EVENT_CLOSE }, "close");
        must(engine, (struct event){ .kind = EVENT_NEXT }, "next");
    }
    must(engine, (struct event){ .kind = EVENT_START, .value = STAGE_REPLAY }, "replay");
    CHECK_INT(board_of(engine).at.count, 1, "only what was missed");
    CHECK_STR(board_of(engine).at.question->headword, "spada", "replay");
    CHECK_INT(type(engine, ANNA, "spada", 1), OK, "now right");
    must(engine, (struct event){ .kind = EVENT_CLOSE }, "close");
    must(engine, (struct event){ .kind = EVENT_NEXT }, "next");
    CHECK_INT(send(engine, (struct event){ .kind = EVENT_START, .value = STAGE_REPLAY }),
              ERR_ABSENT, "nothing is missed any more");
    engine_free(engine);
}

static void test_teams_and_timer(void)
{
    struct engine *engine = engine_new(practice, 3, &options);

    join(engine, ANNA, "anna");
    join(engine, BRUNO, "bruno");
    join(engine, CARLA, "carla");
    must(engine, (struct event){ .kind = EVENT_TEAM, .token = ANNA, .value = 2 }, "team");
    must(engine, (struct event){ .kind = EVENT_TEAM, .token = BRUNO, .value = 2 }, "team");
    CHECK_INT(send(engine, (struct event){ .kind = EVENT_TEAM, .token = ANNA, .value = 13 }),
              ERR_USAGE, "no such team");
    go_to(engine, "spada");
    CHECK_INT(phone(engine, ANNA).closes_ms, 0, "calm by default");
    CHECK_INT(type(engine, ANNA, "spada", 5), OK, "for the team");
    CHECK_STR(phone(engine, BRUNO).own.text, "spada", "one shared answer");
    CHECK(!phone(engine, CARLA).own.is_given, "not that of others");
    CHECK_INT(type(engine, BRUNO, "scudo", 1), OK, "the other changes it");
    CHECK_STR(phone(engine, ANNA).own.text, "scudo", "for both");
    must(engine, (struct event){ .kind = EVENT_EXTEND, .now_ms = 1000, .value = 30000 }, "extend");
    CHECK_INT(phone(engine, ANNA).closes_ms, 31000, "a timer for this question");
    must(engine, (struct event){ .kind = EVENT_EXTEND, .now_ms = 2000, .value = 10000 }, "extend");
    CHECK_INT(phone(engine, ANNA).closes_ms, 41000, "longer");
    CHECK_INT(type(engine, CARLA, "spada", 1), OK, "the timer is soft");
    engine_free(engine);
}

static void test_two_forms(void)
{
    static const struct question questions[] = {
        { .kind = QUESTION_CLOZE, .form = FORM_A, .headword = "a", .answer = "a" },
        { .kind = QUESTION_CLOZE, .form = FORM_B, .headword = "b", .answer = "b" },
        { .kind = QUESTION_CLOZE, .headword = "spada", .answer = "spada" },
        { .kind = QUESTION_CLOZE, .headword = "control", .answer = "control", .is_control = true },
    };
    struct engine *engine = engine_new(questions, 4, &options);

    join(engine, ANNA, "anna");
    join(engine, BRUNO, "bruno");
    must(engine, (struct event){ .kind = EVENT_START, .value = STAGE_BEFORE }, "before");
    CHECK_STR(phone(engine, ANNA).at.question->headword, "a", "half begin with A");
    CHECK_STR(phone(engine, BRUNO).at.question->headword, "b", "half with B");
    CHECK_INT(send(engine, (struct event){ .kind = EVENT_REVEAL }), ERR_USAGE, "no help in a test");
    CHECK_INT(type(engine, ANNA, "a", 1), OK, "answer");
    must(engine, (struct event){ .kind = EVENT_CLOSE }, "close");
    CHECK(phone(engine, ANNA).own.is_right, "it is marked");
    CHECK(!phone(engine, ANNA).shows_mark, "no feedback before practice");
    CHECK_INT(phone(engine, ANNA).right, 0, "nor in the score");
    must(engine, (struct event){ .kind = EVENT_NEXT }, "next");
    must(engine, (struct event){ .kind = EVENT_START, .value = STAGE_PRACTICE }, "practice");
    CHECK_INT(board_of(engine).at.count, 1, "control words are not practised");
    must(engine, (struct event){ .kind = EVENT_CLOSE }, "close");
    must(engine, (struct event){ .kind = EVENT_NEXT }, "next");
    must(engine, (struct event){ .kind = EVENT_START, .value = STAGE_AFTER }, "after");
    CHECK_STR(phone(engine, ANNA).at.question->headword, "b", "A, then B");
    CHECK_STR(phone(engine, BRUNO).at.question->headword, "a", "B, then A");
    engine_free(engine);
    engine = engine_new(questions, 1, &options);
    CHECK_INT(send(engine, (struct event){ .kind = EVENT_START, .value = STAGE_BEFORE }), ERR_USAGE,
              "forms of different length");
    engine_free(engine);
}

static void test_same_again(void)
{
    static const struct event events[] = { { .kind = EVENT_START },
                                           { .kind = EVENT_CLOSE },
                                           { .kind = EVENT_NEXT } };
    struct engine *a = engine_new(practice, 3, &options), *b = engine_new(practice, 3, &options);

    for (int i = 0; i < 3; i++) {
        const struct event event = events[i];

        must(a, event, "one");
        CHECK_INT(send(b, (struct event){ .kind = EVENT_CLOSE, .slot = 9 }),
                  i == 1 ? OK : ERR_USAGE, "a refused event changes nothing");
        if (i != 1)
            must(b, event, "the other");
        CHECK(board_of(a).at.question == board_of(b).at.question, "same events, same question");
        CHECK_INT(board_of(a).version, board_of(b).version, "only what was done counts");
    }
    join(a, CARLA, "carla");
    CHECK_INT(phone(a, CARLA).at.number, 2, "who joins late sees the question asked");
    engine_free(a);
    engine_free(b);
}

/* A class without phones: hands are counted, also after the question was closed. */
static void test_hands(void)
{
    struct engine *engine = engine_new(practice, 3, &options);
    struct event event = { .kind = EVENT_HANDS, .value = 1 };
    size_t answers, right;

    CHECK_INT(send(engine, event), ERR_USAGE, "in the lobby");
    go_to(engine, "duomo");
    event.slot = board_of(engine).at.slot;
    event.seq = 3;
    CHECK_INT(send(engine, event), ERR_USAGE, "one choice more than there are");
    event.seq = -1;
    CHECK_INT(send(engine, event), ERR_USAGE, "one less");
    event.seq = 1;
    event.value = -1;
    CHECK_INT(send(engine, event), ERR_USAGE, "less than none");
    event.value = ENGINE_LEARNERS_MAX + 1;
    CHECK(send(engine, event) != OK, "more than fit into a class");
    event.value = 2;
    must(engine, event, "for the right one");
    event.value = 3;
    must(engine, event, "counted again");
    event.seq = 0;
    event.value = 1;
    must(engine, event, "for a wrong one");
    event.slot++;
    CHECK_INT(send(engine, event), ERR_USAGE, "of a question that is not asked");
    CHECK_INT(board_of(engine).hands[1], 3, "the last count holds");
    CHECK_INT(board_of(engine).hands[0] + board_of(engine).hands[2], 1, "the others");
    CHECK_INT(board_of(engine).answered, 4, "hands are answers");
    CHECK_INT(board_of(engine).right, 3, "three are right");
    CHECK_INT(board_of(engine).reached_percent, 0, "an open question is not in the goal");
    must(engine, (struct event){ .kind = EVENT_CLOSE }, "close");
    CHECK_INT(board_of(engine).reached_percent, 75, "a closed one is");
    event.slot = board_of(engine).at.slot;
    event.value = 3;
    must(engine, event, "late hands");
    CHECK_INT(board_of(engine).reached_percent, 50, "after the end of the question too");
    engine_slot(engine, (size_t)event.slot, &answers, &right);
    CHECK_INT(answers, 6, "for the report");
    CHECK_INT(right, 3, "for the report");
    engine_free(engine);
}

/* Words that hands missed come again; those that all had do not, nor those nobody answered. */
static void test_replay_of_hands(void)
{
    struct engine *engine = engine_new(practice, 3, &options);
    enum engine_stage stage = STAGE_AFTER;
    struct board board;

    must(engine, (struct event){ .kind = EVENT_START }, "practice");
    for (board = board_of(engine); board.phase == PHASE_OPEN; board = board_of(engine)) {
        const char *headword = board.at.question->headword;
        /* "spada" was missed by one, "duomo" had by all, "spalla" not asked of anybody. */
        const bool is_typed = strcmp(headword, "spada") == 0;

        CHECK_INT(send(engine,
                       (struct event){
                           .kind = EVENT_HANDS, .slot = board.at.slot, .seq = 2, .value = 0 }),
                  board.at.question->choice_count > 0 ? OK : ERR_USAGE, headword);
        if (strcmp(headword, "spalla") != 0)
            must(engine,
                 (struct event){ .kind = EVENT_HANDS,
                                 .slot = board.at.slot,
                                 .seq = is_typed ? 0 : 1,
                                 .value = 7 },
                 headword);
        if (is_typed)
            must(engine,
                 (struct event){ .kind = EVENT_HANDS, .slot = board.at.slot, .seq = 1, .value = 1 },
                 headword);
        CHECK_INT(board_of(engine).right, strcmp(headword, "spalla") != 0 ? 7 : 0, headword);
        must(engine, (struct event){ .kind = EVENT_CLOSE }, headword);
        must(engine, (struct event){ .kind = EVENT_NEXT }, headword);
    }
    CHECK(engine_suggest(engine, &stage) && stage == STAGE_REPLAY, "missed words are proposed");
    must(engine, (struct event){ .kind = EVENT_START, .value = stage }, "replay");
    CHECK_INT(board_of(engine).at.count, 1, "one of them");
    CHECK_STR(board_of(engine).at.question->headword, "spada", "that one");
    engine_free(engine);
}

int main(void)
{
    test_joining();
    test_class_is_full();
    test_answering();
    test_choice_and_unsure();
    test_replay();
    test_teams_and_timer();
    test_two_forms();
    test_same_again();
    test_hands();
    test_replay_of_hands();
    return check_done();
}
