/* The projector's pages. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/projector_private.h"
#include "app/classroom/qr.h"
#include "app/classroom/wire_private.h"
#include "dict/base/mem.h"

enum { NUMBER_MAX = 24, MISSED_SHOWN = 12, NAMES_LINES = 3, TEXT_MAX = 1 << 16 };

static const char *lang_of(const struct screen *screen)
{
    return screen->room->lang;
}

static const char *number(char out[NUMBER_MAX], size_t value)
{
    snprintf(out, NUMBER_MAX, "%zu", value);
    return out;
}

/* KEY's text with {n} and {count}. */
static char *counted(const struct screen *screen, const char *key, size_t n, size_t count)
{
    char first[NUMBER_MAX], second[NUMBER_MAX];

    return texts_fill(screen->projector->looks->texts, key,
                      TEXT_ARGS({ "n", number(first, n) }, { "count", number(second, count) }));
}

static char *plural(const struct screen *screen, const char *key, size_t n)
{
    return texts_plural(screen->projector->looks->texts, key, (long)n, NULL, 0);
}

static void put_text(struct screen *screen, enum role role, const char *key)
{
    screen_put(screen, role, screen_text(screen, key), NULL, 0);
}

/* --- lobby --- */

static void put_names(struct screen *screen)
{
    const size_t count = engine_learner_count(screen->engine);
    struct buf names;

    buf_init(&names, TEXT_MAX);
    for (size_t i = 0; i < count; i++)
        buf_printf(&names, "%s%s", i > 0 ? "  ·  " : "", engine_learner_name(screen->engine, i));
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
    joined = plural(screen, "class.joined", screen->board.present);
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
    screen_skip(screen, SPACE_BLOCK);
    screen_put(screen, ROLE_HEADWORD, screen->room->title, NULL, 2);
    screen_skip(screen, SPACE_BLOCK);
    put_text(screen, ROLE_DEFINITION, "class.hands-lobby");
    put_text(screen, ROLE_DEFINITION, "class.hands-how");
}

/* --- a question --- */

static const char *stage_key(enum engine_stage stage)
{
    static const char *const keys[] = { "class.number", "class.number-replay", "class.number-test",
                                        "class.number-test" };

    return keys[stage];
}

/* Where the round is, and how many have answered; and the timer as a quiet bar. */
static void put_head(struct screen *screen)
{
    const struct board *board = &screen->board;
    const int height = screen_line(screen, ROLE_NOTE);
    const struct area line = { screen->page.x, screen->page.y, screen->page.width, height };
    char *where = counted(screen, stage_key(board->at.stage), board->at.number, board->at.count);
    char *answered = screen->room->url != NULL
                         ? counted(screen, "class.answered", board->answered, board->present)
                         : plural(screen, "class.hands", board->answered);
    const struct screen measuring = { .projector = screen->projector,
                                      .brush = { NULL, screen->brush.fonts, screen->brush.theme } };
    const int width = screen_put_at(&measuring, ROLE_NOTE, answered, NULL, line);

    screen_put_at(screen, ROLE_NOTE, where, NULL, line);
    screen_put_at(screen, ROLE_NOTE, answered, NULL,
                  (struct area){ line.x + line.width - width, line.y, width, height });
    screen->page.y += height + screen_space(screen, SPACE_LINE);
    if (board->phase == PHASE_OPEN && board->closes_ms > 0) {
        const int64_t left = board->closes_ms - screen->room->now_ms;

        screen_bar(screen, (struct area){ line.x, screen->page.y, line.width, height / 4 },
                   (double)left / 30000);
        screen->page.y += height / 4;
    }
    free(where);
    free(answered);
}

static const char *task_key(enum question_kind kind)
{
    static const char *const keys[QUESTION_KINDS] = {
        "class.task-cloze",      "class.task-cloze", "class.task-word",
        "class.task-definition", "class.task-order",
    };

    return keys[kind];
}

static bool is_cloze(const struct question *question)
{
    return question->kind == QUESTION_CLOZE || question->kind == QUESTION_CLOZE_CHOICE;
}

/* The sentence with a gap of one length, whatever is missing; or with the word marked. */
static void put_sentence(struct screen *screen, const struct question *question, bool gap)
{
    const struct str sentence = str_of(question->sentence);
    const struct str form = str_sub(sentence, question->gap_at, question->gap_len);
    const enum role role = gap ? ROLE_PROMPT : ROLE_SENTENCE;
    const struct span spans[] = {
        { str_sub(sentence, 0, question->gap_at), role, lang_of(screen) },
        { gap ? str_of("________") : form, gap ? role : ROLE_WORD_CHOSEN, lang_of(screen) },
        { str_from(sentence, question->gap_at + question->gap_len), role, lang_of(screen) },
    };

    screen_put_spans(screen, spans, ARRAY_LEN(spans), 6);
}

static void put_shuffled(struct screen *screen, const struct question *question)
{
    struct str *words;
    const size_t count = wire_order(&words, question->sentence, screen->board.at.slot);
    struct buf text;

    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s%.*s", i > 0 ? "   /   " : "", STR_ARG(words[i]));
    screen_put(screen, ROLE_PROMPT, buf_text(&text), lang_of(screen), 6);
    buf_dispose(&text);
    free(words);
}

static void put_asked(struct screen *screen, const struct question *question)
{
    if (is_cloze(question))
        put_sentence(screen, question, true);
    else if (question->kind == QUESTION_ORDER)
        put_shuffled(screen, question);
    else if (question->kind == QUESTION_TO_DEFINITION)
        screen_put(screen, ROLE_HEADWORD, question->headword, lang_of(screen), 2);
    else
        screen_put(screen, ROLE_PROMPT, question->definition, lang_of(screen), 4);
}

/* What the steps reveal beside what is asked. */
static void put_steps(struct screen *screen, const struct question *question)
{
    const bool has_asked =
        question->kind == QUESTION_TO_WORD || question->kind == QUESTION_TO_DEFINITION;

    if (screen->board.step >= 2 && question->definition != NULL && !has_asked)
        screen_put(screen, ROLE_DEFINITION, question->definition, lang_of(screen), 3);
    if (screen->board.step >= 3 && question->translation != NULL)
        screen_put(screen, ROLE_TRANSLATION, question->translation, NULL, 2);
}

static struct projector_wanted hands(const struct screen *screen, size_t at, int step)
{
    const size_t raised = screen->board.hands[at];

    return (struct projector_wanted){
        WISH_EVENT,
        { .kind = EVENT_HANDS,
          .slot = screen->board.at.slot,
          .seq = (int64_t)at,
          .value = step < 0 && raised == 0 ? 0 : (int64_t)raised + step }
    };
}

/* Two targets, fewer and more, with the number between them. */
static void put_counter(struct screen *screen, size_t at, struct area area)
{
    const int side = area.height;
    const struct area less = { area.x + area.width - 3 * side, area.y, side, side };
    const struct area more = { area.x + area.width - side, area.y, side, side };
    const struct projector_wanted one_less = hands(screen, at, -1), one_more = hands(screen, at, 1);
    const int sign = screen_line(screen, ROLE_TITLE) / 4;
    char text[NUMBER_MAX];

    if (screen->brush.canvas == NULL)
        return;
    canvas_round(screen->brush.canvas, less, side / 5,
                 theme_colour(screen->brush.theme, SURFACE_LINE));
    canvas_round(screen->brush.canvas, more, side / 5,
                 theme_colour(screen->brush.theme, SURFACE_LINE));
    screen_put_at(screen, ROLE_TITLE, "−", NULL,
                  (struct area){ less.x + side / 2 - sign, less.y, side, side });
    screen_put_at(screen, ROLE_TITLE, "+", NULL,
                  (struct area){ more.x + side / 2 - sign, more.y, side, side });
    screen_put_at(screen, ROLE_TITLE, number(text, screen->board.hands[at]), NULL,
                  (struct area){ less.x + side + side / 3, less.y, side, side });
    screen_spot(screen, less, &one_less);
    screen_spot(screen, more, &one_more);
}

/* "A", "B" and so on beside what can be chosen, in two columns; hands are counted in it. */
static void put_tile(struct screen *screen, size_t at, const char *text, const char *lang,
                     struct area area)
{
    const bool has_counter = screen->room->url == NULL;
    const char letter[] = { (char)('A' + at), '\0' };
    const int inset = area.height / 5, side = area.height - 2 * inset;
    struct area inner = { area.x + 2 * inset, area.y, area.width - 3 * inset, area.height };

    if (screen->brush.canvas != NULL)
        canvas_round(screen->brush.canvas, area, screen_space(screen, SPACE_RADIUS),
                     theme_colour(screen->brush.theme, SURFACE_STRIP));
    if (lang != NULL) {
        screen_put_at(screen, ROLE_COMPLETION_OWN, letter, NULL, inner);
        inner.x += side;
        inner.width -= side;
    }
    if (has_counter) {
        put_counter(screen, at, (struct area){ area.x, area.y + inset, area.width - inset, side });
        inner.width -= 3 * side + inset;
    }
    screen_put_at(screen, ROLE_DEFINITION, text, lang, inner);
}

static void put_tiles(struct screen *screen, const char *const *texts, size_t count,
                      const char *lang)
{
    const int gap = screen_space(screen, SPACE_LINE) * 2;
    const int height = screen_line(screen, ROLE_DEFINITION) * 9 / 5;
    /* Definitions are long: they stand below each other. */
    const int columns = screen->board.at.question->kind == QUESTION_TO_DEFINITION ? 1 : 2;
    const int width = (screen->page.width - (columns - 1) * gap) / columns;

    screen_skip(screen, SPACE_BLOCK);
    for (size_t i = 0; i < count; i++)
        put_tile(screen, i, texts[i], lang,
                 (struct area){ screen->page.x + (int)i % columns * (width + gap),
                                screen->page.y + (int)i / columns * (height + gap), width,
                                height });
    screen->page.y += (int)(count + (size_t)columns - 1) / columns * (height + gap);
}

static void put_answers(struct screen *screen, const struct question *question)
{
    const char *const had[] = { screen_text(screen, "class.had"),
                                screen_text(screen, "class.had-not") };

    if (question->choice_count > 0)
        put_tiles(screen, question->choices, question->choice_count, lang_of(screen));
    else if (screen->room->url == NULL)
        put_tiles(screen, had, ARRAY_LEN(had), NULL);
}

static void put_goal(struct screen *screen)
{
    const struct board *board = &screen->board;
    const int height = screen_line(screen, ROLE_NOTE) / 3;
    char *text;

    if (board->goal_percent == 0 || board->at.stage >= STAGE_BEFORE)
        return;
    text =
        counted(screen, "class.goal", (size_t)board->reached_percent, (size_t)board->goal_percent);
    screen_skip(screen, SPACE_LINE);
    screen_put_own(screen, ROLE_NOTE, text);
    screen_skip(screen, SPACE_LINE);
    screen_bar(screen, (struct area){ screen->page.x, screen->page.y, screen->page.width, height },
               (double)board->reached_percent / board->goal_percent);
    screen->page.y += height;
}

static void draw_open(struct screen *screen)
{
    const struct question *question = screen->board.at.question;

    put_head(screen);
    screen_skip(screen, SPACE_LINE);
    put_text(screen, ROLE_NOTE, task_key(question->kind));
    put_asked(screen, question);
    put_steps(screen, question);
    put_answers(screen, question);
    put_goal(screen);
}

/* --- closed --- */

/* A bar with its label and number; the right one has a tick, for those who see no colours. */
static void put_bar(struct screen *screen, const char *label, const char *lang, size_t value,
                    bool is_right)
{
    const size_t all = screen->board.answered > 0 ? screen->board.answered : 1;
    const int height = screen_line(screen, ROLE_DEFINITION),
              gap = screen_space(screen, SPACE_TIGHT);
    const int names = screen->page.width / 2, figures = screen->page.width / 8;
    const struct area line = { screen->page.x, screen->page.y, names - gap, height };
    char text[NUMBER_MAX];
    char *marked = xasprintf("%s%s", is_right ? "✓  " : "", label);

    screen_put_at(screen, is_right ? ROLE_COMPLETION_OWN : ROLE_DEFINITION, marked, lang, line);
    screen_bar(screen,
               (struct area){ line.x + names, line.y + height / 4,
                              screen->page.width - names - figures, height / 2 },
               (double)value / (double)all);
    screen_put_at(
        screen, ROLE_DEFINITION, number(text, value), NULL,
        (struct area){ line.x + screen->page.width - figures + 2 * gap, line.y, figures, height });
    screen->page.y += height + screen_space(screen, SPACE_LINE);
    free(marked);
}

static void put_distribution(struct screen *screen, const struct question *question)
{
    const struct board *board = &screen->board;
    size_t wrong = board->answered - board->right - board->unsure;

    screen_skip(screen, SPACE_BLOCK);
    for (size_t i = 0; i < question->choice_count; i++)
        put_bar(screen, question->choices[i], lang_of(screen), board->choices[i] + board->hands[i],
                i == question->right);
    if (question->choice_count == 0) {
        put_bar(screen, screen_text(screen, "class.right"), NULL, board->right, true);
        put_bar(screen, screen_text(screen, "class.wrong"), NULL, wrong, false);
    }
    if (screen->room->url != NULL)
        put_bar(screen, screen_text(screen, "class.unsure"), NULL, board->unsure, false);
}

/* The word, its sentence and what it means, beside the picture of the scene. */
static void put_explanation(struct screen *screen, const struct question *question)
{
    const struct area page = screen->page;
    const struct canvas *scene = screen->room->scene;
    const int top = page.y;
    int bottom;

    if (scene != NULL)
        screen->page.width = page.width - canvas_width(scene) - screen_space(screen, SPACE_PADDING);
    screen_put(screen, ROLE_HEADWORD, question->headword, lang_of(screen), 2);
    if (question->sentence != NULL && question->gap_len > 0)
        put_sentence(screen, question, false);
    else if (question->sentence != NULL)
        screen_put(screen, ROLE_PROMPT, question->sentence, lang_of(screen), 6);
    if (question->definition != NULL)
        screen_put(screen, ROLE_DEFINITION, question->definition, lang_of(screen), 3);
    if (question->translation != NULL)
        screen_put(screen, ROLE_TRANSLATION, question->translation, NULL, 2);
    if (question->game != NULL)
        screen_put(screen, ROLE_NOTE, question->game, NULL, 1);
    bottom = screen->page.y;
    if (scene != NULL && screen->brush.canvas != NULL)
        canvas_copy(screen->brush.canvas, scene, page.x + page.width - canvas_width(scene), top);
    if (scene != NULL && top + canvas_height(scene) > bottom)
        bottom = top + canvas_height(scene);
    screen->page = (struct area){ page.x, bottom, page.width, 0 };
}

static void draw_closed(struct screen *screen)
{
    const struct board *board = &screen->board;
    const struct question *question = board->at.question;

    put_head(screen);
    if (board->at.stage == STAGE_BEFORE) {
        screen_skip(screen, SPACE_BLOCK);
        put_text(screen, ROLE_DEFINITION, "class.no-feedback");
        return;
    }
    put_explanation(screen, question);
    put_distribution(screen, question);
    if (board->answered > 0 && 2 * board->right < board->answered)
        put_text(screen, ROLE_WARNING, "class.teach-again");
    put_goal(screen);
}

/* --- the end of a round, and of the session --- */

/* Whether QUESTION's word was asked again after SLOT. */
static bool comes_again(const struct screen *screen, const struct question *question, size_t slot)
{
    while (++slot < engine_slot_count(screen->engine)) {
        const struct slot_view at = engine_slot(screen->engine, slot, NULL, NULL);

        if (strcmp(at.question->headword, question->headword) == 0)
            return true;
    }
    return false;
}

/* Words that less than all had, the most recent slot of each. */
static void put_missed(struct screen *screen)
{
    struct buf words;
    size_t count = 0, answers, right;

    buf_init(&words, TEXT_MAX);
    for (size_t k = engine_slot_count(screen->engine); k-- > 0 && count < MISSED_SHOWN;) {
        const struct slot_view at = engine_slot(screen->engine, k, &answers, &right);

        if (at.stage != screen->board.at.stage || at.stage >= STAGE_BEFORE || right == answers ||
            comes_again(screen, at.question, k))
            continue;
        buf_printf(&words, "%s%s", count++ > 0 ? "  ·  " : "", at.question->headword);
    }
    if (count > 0) {
        screen_skip(screen, SPACE_BLOCK);
        put_text(screen, ROLE_NOTE, "class.missed");
        screen_put(screen, ROLE_PROMPT, buf_text(&words), lang_of(screen), 3);
    }
    buf_dispose(&words);
}

static void put_top(struct screen *screen)
{
    struct buf names;

    if (screen->board.top[0].name == NULL || screen->board.at.stage >= STAGE_BEFORE)
        return;
    buf_init(&names, TEXT_MAX);
    for (size_t i = 0; i < ENGINE_TOP && screen->board.top[i].name != NULL; i++)
        buf_printf(&names, "%s%s  %zu", i > 0 ? "      " : "", screen->board.top[i].name,
                   screen->board.top[i].right);
    screen_skip(screen, SPACE_BLOCK);
    put_text(screen, ROLE_NOTE, "class.top");
    screen_put(screen, ROLE_DEFINITION, buf_text(&names), NULL, 2);
    buf_dispose(&names);
}

static void draw_end(struct screen *screen)
{
    screen_skip(screen, SPACE_BLOCK);
    put_text(screen, ROLE_HEADWORD, "class.round-over");
    put_goal(screen);
    put_missed(screen);
    put_top(screen);
}

static void draw_closing(struct screen *screen)
{
    char *report;

    screen_skip(screen, SPACE_BLOCK);
    put_text(screen, ROLE_HEADWORD, "class.thanks");
    put_goal(screen);
    put_missed(screen);
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
    screen_skip(screen, SPACE_BLOCK);
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
        draw_open(screen);
        break;
    case PHASE_CLOSED:
        draw_closed(screen);
        break;
    case PHASE_END:
        draw_end(screen);
        break;
    }
}
