/* The class's own file: a killed host goes on, what is deleted is gone. */

#include "app/classroom/store.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#include "app/classroom/set.h"
#include "dict/base/fault.h"
#include "tests/journal_folder.h"

#define ANNA "0123456789abcdef0123456789abcde0"

static const struct engine_options options = { .seed = UINT64_MAX - 6,
                                               .level = MARK_LENIENT,
                                               .goal_percent = 80 };
static char store_path[96];

static struct store *open_store(int64_t now_ms)
{
    struct store *store = NULL;

    if (!CHECK(store_open(&store, store_path, now_ms) == OK, "%s", err_message()))
        exit(1);
    return store;
}

static int64_t begin(struct store *store, const char *title, int64_t now_ms)
{
    struct question_set *set = set_new("it", title);
    int64_t id = 0;

    for (int i = 0; i < 4; i++) {
        static const char *const words[] = { "spada", "scudo", "torre", "ponte" };
        const struct question question = {
            .kind = QUESTION_ORDER, .headword = words[i], .answer = words[i], .sentence = words[i]
        };

        CHECK(set_add(set, &question) == OK, "%s", err_message());
    }
    CHECK(store_begin(store, set, &options, now_ms, &id) == OK, "%s", err_message());
    set_free(set);
    return id;
}

static struct engine *resume(struct store *store, int64_t id, struct question_set **set)
{
    struct engine *engine = NULL;

    if (!CHECK(store_resume(store, id, (struct engine_options){ 0 }, set, &engine) == OK, "%s",
               err_message()))
        exit(1);
    return engine;
}

static void step(struct store *store, int64_t id, struct engine *engine, struct event event)
{
    CHECK(engine_apply(engine, &event) == OK, "apply: %s", err_message());
    CHECK(store_add(store, id, &event) == OK, "store: %s", err_message());
}

/* The child answers again and again, and says each answer that is on the disk. */
static void answer_until_killed(int pipe_end)
{
    struct store *store = open_store(noon_ms);
    struct question_set *set = NULL;
    struct phone_screen screen;
    struct engine *engine;
    int64_t id = 0;

    if (store_open_session(store, &id) != OK)
        _exit(1);
    engine = resume(store, id, &set);
    if (engine_phone(engine, ANNA, &screen) != OK)
        _exit(2);
    for (int64_t seq = screen.own.seq + 1;; seq++) {
        char text[32];
        struct event event = { .kind = EVENT_ANSWER,
                               .token = ANNA,
                               .slot = screen.at.slot,
                               .seq = seq,
                               .text = text,
                               .now_ms = noon_ms };

        snprintf(text, sizeof(text), "parola %lld", (long long)seq);
        if (engine_apply(engine, &event) != OK || store_add(store, id, &event) != OK)
            _exit(3);
        if (write(pipe_end, &seq, sizeof(seq)) != sizeof(seq))
            _exit(4);
    }
}

/* A host killed in the middle of a question, twenty times. */
static void test_killed(void)
{
    struct store *store = open_store(noon_ms);
    const int64_t id = begin(store, "Roma", noon_ms);
    struct question_set *set = NULL;
    struct engine *engine = resume(store, id, &set);
    struct phone_screen before, after;
    int64_t said = 0;

    step(store, id, engine, (struct event){ .kind = EVENT_JOIN, .token = ANNA, .text = "anna" });
    step(store, id, engine, (struct event){ .kind = EVENT_START });
    CHECK(engine_phone(engine, ANNA, &before) == OK, "%s", err_message());
    for (int i = 0; i < 20; i++) {
        int ends[2];
        int64_t seq;
        pid_t child;

        store_close(store);
        engine_free(engine);
        set_free(set);
        if (!CHECK(pipe(ends) == 0, "a pipe"))
            exit(1);
        child = fork();
        if (child == 0)
            answer_until_killed(ends[1]);
        close(ends[1]);
        for (int k = 0; k <= i % 5; k++)
            if (read(ends[0], &seq, sizeof(seq)) == sizeof(seq))
                said = seq;
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(ends[0], &seq, sizeof(seq)) == sizeof(seq))
            said = seq;
        close(ends[0]);
        store = open_store(noon_ms);
        engine = resume(store, id, &set);
        CHECK(engine_phone(engine, ANNA, &after) == OK, "%s", err_message());
        CHECK(after.own.seq >= said && after.own.seq <= said + 1,
              "answer %lld was given, %lld came back", (long long)said, (long long)after.own.seq);
        CHECK_INT(after.phase, PHASE_OPEN, "the question is open");
        CHECK_INT(after.at.number, 1, "the same question");
    }
    CHECK(said >= 20, "only %lld answers were given", (long long)said);
    engine_free(engine);
    set_free(set);
    store_close(store);
}

static void find(void *ctx, const struct store_row *row)
{
    struct store_row *out = ctx;

    if (out->id == 0 || out->id == row->id)
        *out = *row;
    out->title = NULL;
}

static bool file_has(const char *text)
{
    char command[256];

    snprintf(command, sizeof(command), "cat '%s'* | grep -aq '%s'", store_path, text);
    return system(command) == 0;
}

static void test_sessions(void)
{
    struct store *store = open_store(noon_ms);
    const int64_t id = begin(store, "Venezia", noon_ms);
    const struct event event = { .kind = EVENT_JOIN, .token = ANNA, .text = "zibibbo" };
    struct store_row row = { 0 };
    struct question_set *set = NULL;
    struct engine *engine = NULL;
    int64_t found = 0;

    CHECK(store_add(store, id, &event) == OK, "%s", err_message());
    CHECK(store_open_session(store, &found) == OK && found == id, "the newest is open");
    CHECK(store_end(store, id, noon_ms + 5) == OK, "%s", err_message());
    CHECK_INT(store_add(store, id, &event), ERR_ABSENT, "no event after the end");
    CHECK_INT(store_end(store, id, noon_ms), ERR_ABSENT, "ended once");
    row.id = id;
    CHECK(store_list(store, find, &row) == OK, "%s", err_message());
    CHECK_INT(row.events, 1, "events");
    CHECK_INT(row.ended_ms, noon_ms + 5, "its end");
    CHECK(file_has("zibibbo"), "the nickname is in the file");
    CHECK(store_delete(store, id) == OK, "%s", err_message());
    CHECK(!file_has("zibibbo"), "nothing of it is left in the file");
    CHECK_INT(store_delete(store, id), ERR_ABSENT, "deleted once");
    CHECK_INT(store_resume(store, id, options, &set, &engine), ERR_ABSENT, "gone");
    store_close(store);
}

static void test_thirty_days(void)
{
    const int64_t day = INT64_C(86400000);
    struct store *store = open_store(noon_ms);
    const int64_t id = begin(store, "Napoli", noon_ms);
    struct store_row row = { 0 };

    store_close(store);
    store = open_store(noon_ms + STORE_KEEP_DAYS * day - 1);
    CHECK(store_list(store, find, &row) == OK && row.id == id, "still there");
    store_close(store);
    store = open_store(noon_ms + STORE_KEEP_DAYS * day);
    row = (struct store_row){ 0 };
    CHECK(store_list(store, find, &row) == OK && row.id == 0, "deleted by itself");
    store_close(store);
}

/* The n-th fallible call fails, for every n: an event is there whole or not at all. */
static void test_failures(void)
{
    struct store *store = open_store(noon_ms);
    const int64_t id = begin(store, "Torino", noon_ms);
    const struct event event = { .kind = EVENT_JOIN, .token = ANNA, .text = "anna" };
    bool is_failing = true;
    int64_t stored = 0;

    for (unsigned long n = 1; is_failing && n < 100; n++) {
        fault_arm(n);
        stored += store_add(store, id, &event) == OK;
        is_failing = fault_fired();
        fault_arm(0);
    }
    CHECK(!is_failing && stored >= 1, "the last call met no failure");
    {
        struct store_row row = { .id = id };

        CHECK(store_list(store, find, &row) == OK, "%s", err_message());
        CHECK_INT(row.events, stored, "events stored");
    }
    store_close(store);
}

static void test_foreign(void)
{
    struct store *store = NULL;

    CHECK(file_write(store_path, "no database at all, and long enough", 35, 0600) == OK, "%s",
          err_message());
    CHECK_INT(store_open(&store, store_path, noon_ms), ERR_FORMAT, "another program's file");
    CHECK(store == NULL, "nothing was opened");
}

/* Hands that were counted stand in the file like answers. */
static void test_hands(void)
{
    struct store *store = open_store(noon_ms);
    const int64_t id = begin(store, "Mani", noon_ms);
    struct question_set *set = NULL;
    struct engine *engine = resume(store, id, &set);
    struct board board;

    step(store, id, engine, (struct event){ .kind = EVENT_START });
    step(store, id, engine, (struct event){ .kind = EVENT_HANDS, .seq = 0, .value = 5 });
    step(store, id, engine, (struct event){ .kind = EVENT_HANDS, .seq = 1, .value = 17 });
    engine_free(engine);
    set_free(set);
    store_close(store);
    store = open_store(noon_ms);
    engine = resume(store, id, &set);
    engine_board(engine, &board);
    CHECK_INT(board.hands[0], 5, "the first count");
    CHECK_INT(board.hands[1], 17, "the second");
    CHECK_INT(board.answered, 22, "as answers");
    engine_free(engine);
    set_free(set);
    store_close(store);
}

int main(void)
{
    folder_make();
    snprintf(store_path, sizeof(store_path), "%s/class.db", journal_folder);
    test_killed();
    test_hands();
    test_sessions();
    test_thirty_days();
    test_failures();
    folder_remove();
    folder_make();
    snprintf(store_path, sizeof(store_path), "%s/class.db", journal_folder);
    test_foreign();
    folder_remove();
    return check_done();
}
