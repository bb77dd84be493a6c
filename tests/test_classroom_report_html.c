/* The report as a page: what it says of a class whose answers are known, in every language,
 * and that nothing in it is taken for HTML. With a folder as argument the pages are left
 * there, to be looked at. */

#include "app/classroom/report_html.h"

#include <stdio.h>
#include <string.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

enum { LEARNERS = 14, WORDS = 8 };

static struct question questions[3 * WORDS];
static char tokens[LEARNERS][ENGINE_TOKEN_LEN + 1];
static const char *const headwords[WORDS] = { "spada",   "sentiero", "spegnere", "<b>ponte</b>",
                                              "perché?", "fuoco",    "nebbia",   "guerra" };

static void make_questions(void)
{
    for (int i = 0; i < WORDS; i++) {
        for (int form = FORM_PRACTICE; form <= FORM_B; form++)
            questions[3 * i + form] = (struct question){
                .kind = form == FORM_A ? QUESTION_TO_WORD : QUESTION_ORDER,
                .form = (enum question_form)form,
                .is_control = i == WORDS - 1 && form != FORM_PRACTICE,
                .headword = headwords[i],
                .answer = headwords[i],
                .definition = "a \"definition\" & more",
                .choices = { headwords[i], "torre", "lago" },
                .choice_count = form == FORM_A ? 3 : 0,
            };
        questions[3 * i].kind = QUESTION_TO_WORD;
        questions[3 * i].choice_count = 3;
    }
}

static void must(struct engine *engine, struct event event)
{
    CHECK(engine_apply(engine, &event) == OK, "event %d: %s", event.kind, err_message());
}

/* Learner I knows word W before with a chance of one in three, afterwards mostly. */
static bool knows(enum engine_stage stage, int learner, size_t word)
{
    if (stage == STAGE_AFTER)
        return (learner + (int)word) % 5 != 0;
    return (learner * 7 + (int)word) % 3 == 0;
}

static void answer(struct engine *engine, int learner)
{
    struct event event = { .kind = EVENT_ANSWER, .token = tokens[learner], .seq = 1 };
    struct phone_screen screen;
    size_t word = 0;

    CHECK(engine_phone(engine, tokens[learner], &screen) == OK, "%s", err_message());
    while (screen.at.question->headword != headwords[word])
        word++;
    event.slot = screen.at.slot;
    if (screen.at.question->choice_count > 0)
        event.value = knows(screen.at.stage, learner, word) ? 0 : 1 + learner % 2;
    else
        event.text = knows(screen.at.stage, learner, word) ? headwords[word] : "boh";
    if (learner % 6 == 5 && word == 2)
        event.value = ENGINE_UNSURE;
    must(engine, event);
}

static void play(struct engine *engine, enum engine_stage stage)
{
    struct board board;

    must(engine, (struct event){ .kind = EVENT_START, .value = stage });
    for (engine_board(engine, &board); board.phase == PHASE_OPEN; engine_board(engine, &board)) {
        for (int i = 0; i < LEARNERS; i++)
            answer(engine, i);
        must(engine, (struct event){ .kind = EVENT_CLOSE });
        must(engine, (struct event){ .kind = EVENT_NEXT });
    }
}

static struct engine *session(void)
{
    static const struct engine_options options = { .seed = 3 };
    struct engine *engine = engine_new(questions, ARRAY_LEN(questions), &options);

    for (int i = 0; i < LEARNERS; i++) {
        snprintf(tokens[i], sizeof(tokens[i]), "%032d", i);
        must(engine, (struct event){ .kind = EVENT_JOIN,
                                     .token = tokens[i],
                                     .text = i == 0 ? "<script>x" : "volpe allegra" });
    }
    play(engine, STAGE_BEFORE);
    play(engine, STAGE_PRACTICE);
    play(engine, STAGE_AFTER);
    return engine;
}

static void check_page(const struct engine *engine, const char *lang, const char *folder)
{
    const struct report_head head = { "Roma <1503> & \"amici\"", "it", "2026-11-27" };
    struct texts *texts = NULL;
    struct buf page;
    char path[500];

    buf_init(&page, 1 << 20);
    CHECK(texts_open(&texts, WORDLOOT_SOURCE_DIR "/assets/texts", lang) == OK, "%s", err_message());
    report_html(&page, engine, &head, texts);
    CHECK(buf_ok(&page, "the page") == OK, "%s", err_message());
    CHECK(strstr(buf_text(&page), "Roma &lt;1503&gt; &amp; &quot;amici&quot;") != NULL, "title");
    CHECK(strstr(buf_text(&page), "&lt;b&gt;ponte&lt;/b&gt;") != NULL, "a headword is text");
    CHECK(strstr(buf_text(&page), "<script") == NULL, "no script");
    CHECK(strstr(buf_text(&page), "volpe") == NULL, "no nickname");
    CHECK(strstr(buf_text(&page), "L14") != NULL, "the last learner's code");
    CHECK(strstr(buf_text(&page), "class-report.") == NULL, "every text is there");
    CHECK(strstr(buf_text(&page), texts_get(texts, "class-report.matched")) != NULL, "the tests");
    if (folder != NULL) {
        snprintf(path, sizeof(path), "%s/report-%s.html", folder, lang);
        CHECK(file_write(path, page.data, page.len, 0644) == OK, "%s", err_message());
    }
    texts_close(texts);
    buf_dispose(&page);
}

/* What the figures are is tested with the statistics; here, that they stand on the page in
 * the order that a teacher asks for. */
static void check_order(const struct engine *engine)
{
    static const char *const keys[] = { "matched",    "before", "after",        "gain",
                                        "gain-words", "moved",  "class-gain",   "own-gain",
                                        "interval",   "sign",   "over-control", "words",
                                        "learners" };
    struct texts *texts = NULL;
    const char *at;
    struct buf page;

    buf_init(&page, 1 << 20);
    CHECK(texts_open(&texts, WORDLOOT_SOURCE_DIR "/assets/texts", "en") == OK, "%s", err_message());
    report_html(&page, engine, &(struct report_head){ "t", "it", "d" }, texts);
    at = buf_text(&page);
    for (size_t i = 0; i < ARRAY_LEN(keys) && at != NULL; i++) {
        char key[60], wanted[200];

        snprintf(key, sizeof(key), "class-report.%s", keys[i]);
        snprintf(wanted, sizeof(wanted), ">%s<", texts_get(texts, key));
        at = strstr(at, wanted);
        CHECK(at != NULL, "%s in its place", keys[i]);
    }
    texts_close(texts);
    buf_dispose(&page);
}

static void check_empty(void)
{
    static const struct engine_options options = { .seed = 3 };
    struct engine *engine = engine_new(questions, ARRAY_LEN(questions), &options);
    struct texts *texts = NULL;
    struct buf page;

    buf_init(&page, 1 << 20);
    CHECK(texts_open(&texts, WORDLOOT_SOURCE_DIR "/assets/texts", "en") == OK, "%s", err_message());
    report_html(&page, engine, &(struct report_head){ "t", "it", "d" }, texts);
    CHECK(strstr(buf_text(&page), texts_get(texts, "class-report.empty")) != NULL, "says so");
    CHECK(strstr(buf_text(&page), "<table") == NULL, "no empty tables");
    texts_close(texts);
    buf_dispose(&page);
    engine_free(engine);
}

int main(int argc, char **argv)
{
    static const char *const langs[] = { "en", "it", "de", "fr", "es" };
    struct engine *engine;

    make_questions();
    engine = session();
    for (size_t i = 0; i < ARRAY_LEN(langs); i++)
        check_page(engine, langs[i], argc > 1 ? argv[1] : NULL);
    check_order(engine);
    check_empty();
    engine_free(engine);
    return check_done();
}
