/* The projector's pages besides the question: lobby, end of a round, help and thanks. */

#include <stdlib.h>
#include <string.h>

#include "app/classroom/projector_private.h"
#include "app/classroom/qr.h"
#include "dict/base/mem.h"

enum { WORDS_SHOWN = 12, WORDS_LINES = 3, NAMES_LINES = 3, TEXT_MAX = 1 << 16 };

static const char *lang_of(const struct screen *screen)
{
    return screen->room->lang;
}

static void put_text(struct screen *screen, enum role role, const char *key)
{
    screen_put(screen, role, screen_text(screen, key), NULL, 0);
}

/* --- lobby --- */

/* A name is not broken at the end of a line. */
static void add_name(struct buf *out, const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == ' ')
            buf_adds(out, "\u00a0");
        else
            buf_addc(out, *name);
    }
}

/* Who came last stands first: the others may not all have room. */
static void put_names(struct screen *screen)
{
    struct buf names;

    buf_init(&names, TEXT_MAX);
    for (size_t i = engine_learner_count(screen->engine); i-- > 0;) {
        add_name(&names, engine_learner_name(screen->engine, i));
        buf_adds(&names, i > 0 ? "\u00a0\u00a0·  " : "");
    }
    screen_put(screen, ROLE_TRANSLATION, buf_text(&names), lang_of(screen), NAMES_LINES);
    buf_dispose(&names);
}

/* "http://192.168.1.7:8765/" as it is typed: browsers need neither end of it. */
static void put_address(struct screen *screen)
{
    static const char scheme[] = "http://";
    const char *url = screen->room->url;
    char *shown;
    size_t len;

    if (strncmp(url, scheme, strlen(scheme)) == 0)
        url += strlen(scheme);
    len = strlen(url);
    shown = xstrndup(url, len > 0 && url[len - 1] == '/' ? len - 1 : len);
    screen_put(screen, ROLE_HEADWORD, shown, NULL, 1);
    free(shown);
}

static void put_qr(struct screen *screen, struct area area)
{
    struct qr *qr = NULL;

    if (screen->brush.canvas != NULL && qr_make(&qr, screen->room->qr_url) == OK)
        qr_draw(qr, screen->brush.canvas, area);
    qr_free(qr);
}

static void lobby_with_phones(struct screen *screen)
{
    const struct area page = screen->page;
    const int top = page.y + screen_line(screen, ROLE_TITLE);
    const int side = page.width * 2 / 5;
    char *joined, *page_text;

    put_qr(screen, (struct area){ page.x, top, side, screen->bottom - top });
    screen->page = (struct area){ page.x + side + page.x, page.y, page.width - side - page.x, 0 };
    screen_put(screen, ROLE_TITLE, screen->room->title, NULL, 1);
    screen_skip(screen, SPACE_BLOCK);
    put_text(screen, ROLE_NOTE, "class.join-at");
    put_address(screen);
    screen_skip(screen, SPACE_LINE);
    put_text(screen, ROLE_NOTE, "class.code");
    screen_put(screen, ROLE_HEADWORD, screen->room->code, NULL, 1);
    screen_skip(screen, SPACE_BLOCK);
    joined = projector_plural(screen, "class.joined", screen->board.present);
    screen_put_own(screen, ROLE_DEFINITION,
                   screen->board.present > 0 ? joined
                                             : xstrdup(screen_text(screen, "class.nobody")));
    if (screen->board.present == 0)
        free(joined);
    put_names(screen);
    if (screen->room->teacher_url != NULL) {
        page_text = texts_fill(screen->projector->looks->texts, "class.teacher-page",
                               TEXT_ARGS({ "url", screen->room->teacher_url }));
        screen_skip(screen, SPACE_LINE);
        screen_put(screen, ROLE_LABEL, page_text, NULL, 3);
        free(page_text);
    }
    screen->page.x = page.x;
    screen->page.width = page.width;
}

static void draw_lobby(struct screen *screen)
{
    if (screen->room->url != NULL) {
        lobby_with_phones(screen);
        return;
    }
    screen_spread(screen, 30);
    screen_put(screen, ROLE_HEADWORD, screen->room->title, NULL, 2);
    screen_skip(screen, SPACE_BLOCK);
    put_text(screen, ROLE_DEFINITION, "class.hands-lobby");
    put_text(screen, ROLE_DEFINITION, "class.hands-how");
}

/* --- the end of a round, and of the session --- */

/* Whether QUESTION's word was practised again after SLOT. */
static bool comes_again(const struct screen *screen, const struct question *question, size_t slot)
{
    while (++slot < engine_slot_count(screen->engine)) {
        const struct slot_view at = engine_slot(screen->engine, slot, NULL, NULL);

        if (at.stage < STAGE_BEFORE && strcmp(at.question->headword, question->headword) == 0)
            return true;
    }
    return false;
}

/* Whether at least half of those who answered had it, the last time. */
static bool is_learnt(size_t right, size_t answers)
{
    return answers > 0 && 2 * right >= answers;
}

/* By anybody: these come again in a replay round. */
static bool is_missed(size_t right, size_t answers)
{
    return right < answers;
}

static bool is_hard(size_t right, size_t answers)
{
    return 2 * right < answers;
}

/* The words that WHICH takes, by the last time that each was practised, under a line with KEY. */
static void put_words(struct screen *screen, const char *key, bool (*which)(size_t, size_t))
{
    struct buf words;
    size_t count = 0, answers, right;

    buf_init(&words, TEXT_MAX);
    for (size_t k = engine_slot_count(screen->engine); k-- > 0 && count < WORDS_SHOWN;) {
        const struct slot_view at = engine_slot(screen->engine, k, &answers, &right);

        if (at.stage >= STAGE_BEFORE || !which(right, answers) ||
            comes_again(screen, at.question, k))
            continue;
        buf_adds(&words, count++ > 0 ? "\u00a0\u00a0·  " : "");
        add_name(&words, at.question->headword);
    }
    if (count > 0) {
        screen_skip(screen, SPACE_BLOCK);
        put_text(screen, ROLE_NOTE, key);
        screen_put(screen, ROLE_PROMPT, buf_text(&words), lang_of(screen), WORDS_LINES);
    }
    buf_dispose(&words);
}

static void put_top(struct screen *screen)
{
    struct buf names;

    if (screen->board.top[0].name == NULL)
        return;
    buf_init(&names, TEXT_MAX);
    for (size_t i = 0; i < ENGINE_TOP && screen->board.top[i].name != NULL; i++) {
        buf_adds(&names, i > 0 ? "\u00a0\u00a0·  " : "");
        add_name(&names, screen->board.top[i].name);
        buf_printf(&names, "\u00a0\u00a0%zu", screen->board.top[i].right);
    }
    screen_skip(screen, SPACE_BLOCK);
    put_text(screen, ROLE_NOTE, "class.top");
    screen_put(screen, ROLE_DEFINITION, buf_text(&names), NULL, 2);
    buf_dispose(&names);
}

static void put_goal_reached(struct screen *screen)
{
    const struct board *board = &screen->board;

    if (board->goal_percent > 0 && board->reached_percent >= board->goal_percent)
        put_text(screen, ROLE_DEFINITION, "class.goal-reached");
    projector_goal(screen);
}

static void draw_end(struct screen *screen)
{
    screen_spread(screen, 30);
    put_text(screen, ROLE_HEADWORD, "class.round-over");
    put_goal_reached(screen);
    if (screen->board.at.stage < STAGE_BEFORE) {
        put_words(screen, "class.missed", is_missed);
        put_top(screen);
    }
}

static void draw_closing(struct screen *screen)
{
    char *report;

    screen_spread(screen, 30);
    put_text(screen, ROLE_HEADWORD, "class.thanks");
    put_goal_reached(screen);
    put_words(screen, "class.learnt", is_learnt);
    put_words(screen, "class.missed", is_hard);
    if (screen->room->is_forgotten) {
        screen_skip(screen, SPACE_BLOCK);
        put_text(screen, ROLE_NOTE, "class.forgotten");
        return;
    }
    if (screen->room->notice == NULL)
        return;
    report = texts_fill(screen->projector->looks->texts, "class.report",
                        TEXT_ARGS({ "path", screen->room->notice }));
    screen_skip(screen, SPACE_BLOCK);
    screen_put(screen, ROLE_NOTE, report, NULL, 3);
    free(report);
}

/* --- what stands over a page --- */

static void draw_question_of_end(struct screen *screen)
{
    screen_spread(screen, 30);
    put_text(screen, ROLE_HEADWORD, "class.end-ask");
    screen_skip(screen, SPACE_LINE);
    put_text(screen, ROLE_DEFINITION, "class.end-kept");
}

static void draw_help(struct screen *screen)
{
    static const struct {
        const char *cap, *key;
    } rows[] = {
        { "Space", "class.key-go" },   { "R", "class.act-reveal" },
        { "T", "class.act-timer" },    { "E", "class.act-extend" },
        { "1 … 4", "class.key-hand" }, { "Shift+1 … 4", "class.key-hand-less" },
        { "F", "class.act-full" },     { "+  -", "class.key-size" },
        { "H", "class.act-help" },     { "Esc", "class.act-end" },
    };
    const int height = screen_line(screen, ROLE_DEFINITION);

    put_text(screen, ROLE_TITLE, "class.act-help");
    screen_skip(screen, SPACE_LINE);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++, screen->page.y += height) {
        const struct area line = { screen->page.x, screen->page.y, screen->page.width / 4, height };

        screen_put_at(screen, ROLE_COMPLETION_OWN, rows[i].cap, NULL, line);
        screen_put_at(screen, ROLE_DEFINITION, screen_text(screen, rows[i].key), NULL,
                      (struct area){ line.x + line.width, line.y, 3 * line.width, height });
    }
}

void projector_page(struct screen *screen)
{
    if (screen->room->asks_end) {
        draw_question_of_end(screen);
        return;
    }
    if (screen->room->shows_help) {
        draw_help(screen);
        return;
    }
    if (screen->room->is_ended) {
        draw_closing(screen);
        return;
    }
    if (screen->room->notice != NULL)
        screen_put(screen, ROLE_WARNING, screen->room->notice, NULL, 2);
    switch (screen->board.phase) {
    case PHASE_LOBBY:
        draw_lobby(screen);
        break;
    case PHASE_OPEN:
    case PHASE_CLOSED:
        projector_question(screen);
        break;
    case PHASE_END:
        draw_end(screen);
        break;
    }
}
