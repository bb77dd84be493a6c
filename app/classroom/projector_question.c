/* The projector's page of a question, while it is open and when it is closed. */

#include <stdio.h>
#include <stdlib.h>

#include "app/classroom/projector_private.h"
#include "app/classroom/wire_private.h"
#include "dict/base/mem.h"

enum { NUMBER_MAX = 24, TEXT_MAX = 1 << 16, TIMER_MS = 30000 };

/* Lines at most, by how tight the page is; 0: all. What is asked is cut last. */
static const size_t asked_lines[] = { 0, 0, 0, 5, 3 };
static const size_t definition_lines[] = { 0, 2, 1, 1, 1 };
static const size_t translation_lines[] = { 0, 1, 1, 1, 1 };

static const char *lang_of(const struct screen *screen)
{
    return screen->room->lang;
}

static const char *number(char out[NUMBER_MAX], size_t value)
{
    snprintf(out, NUMBER_MAX, "%zu", value);
    return out;
}

char *projector_counted(const struct screen *screen, const char *key, size_t n, size_t count)
{
    char first[NUMBER_MAX], second[NUMBER_MAX];

    return texts_fill(screen->projector->looks->texts, key,
                      TEXT_ARGS({ "n", number(first, n) }, { "count", number(second, count) }));
}

char *projector_plural(const struct screen *screen, const char *key, size_t n)
{
    return texts_plural(screen->projector->looks->texts, key, (long)n, NULL, 0);
}

static void put_text(struct screen *screen, enum role role, const char *key)
{
    screen_put(screen, role, screen_text(screen, key), NULL, 0);
}

/* --- around the question --- */

static const char *stage_key(enum engine_stage stage)
{
    static const char *const keys[] = { "class.number", "class.number-replay", "class.number-test",
                                        "class.number-test" };

    return keys[stage];
}

/* Counts down without numbers: it should not hurry anybody. */
static void put_timer(struct screen *screen)
{
    const struct board *board = &screen->board;
    const int height = screen_line(screen, ROLE_NOTE) / 4;
    const struct area area = { screen->page.x, screen->page.y, screen->page.width, height };

    if (board->phase == PHASE_OPEN && board->closes_ms > 0)
        screen_bar(screen, area, (double)(board->closes_ms - screen->room->now_ms) / TIMER_MS);
    screen->page.y += height; /* the page does not jump when the timer begins */
}

/* Where the round is, and how many have answered: as large on every page. */
static void put_head(struct screen *screen)
{
    const struct board *board = &screen->board;
    char *where =
        projector_counted(screen, stage_key(board->at.stage), board->at.number, board->at.count);
    char *answered =
        screen->room->url != NULL
            ? projector_counted(screen, "class.answered", board->answered, board->present)
            : projector_plural(screen, "class.hands", board->answered);
    struct screen measuring = *screen;
    struct area line = screen->page;
    int width;

    measuring.brush.canvas = NULL;
    screen_write(screen, 1);
    line.height = screen_line(screen, ROLE_NOTE);
    width = screen_put_at(&measuring, ROLE_NOTE, answered, NULL, line);
    screen_put_at(screen, ROLE_NOTE, where, NULL, line);
    line.x += line.width - width;
    line.width = width;
    screen_put_at(screen, ROLE_NOTE, answered, NULL, line);
    screen->page.y += line.height + screen_space(screen, SPACE_LINE);
    put_timer(screen);
    screen_write(screen, 0);
    free(where);
    free(answered);
}

void projector_goal(struct screen *screen)
{
    const struct board *board = &screen->board;
    int gap, height;
    char *text;

    if (board->goal_percent == 0 || board->at.stage >= STAGE_BEFORE)
        return;
    screen_write(screen, 1);
    gap = screen_space(screen, SPACE_LINE);
    height = screen_line(screen, ROLE_NOTE);
    screen->bottom -= height + height / 3 + 3 * gap;
    text = projector_counted(screen, "class.goal", (size_t)board->reached_percent,
                             (size_t)board->goal_percent);
    screen_put_at(screen, ROLE_NOTE, text, NULL,
                  (struct area){ screen->page.x, screen->bottom, screen->page.width, height });
    screen_bar(screen,
               (struct area){ screen->page.x, screen->bottom + height + gap, screen->page.width,
                              height / 3 },
               (double)board->reached_percent / board->goal_percent);
    free(text);
    screen->bottom -= gap;
    screen_write(screen, 0);
}

/* --- what is asked --- */

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

/* How much of a sentence is left out before its gap, where it has to be cut: the gap is seen. */
static size_t cut_before(const struct screen *screen, const struct question *question)
{
    enum { KEPT = 90 }; /* bytes before the gap */
    const size_t from = question->gap_at > KEPT ? question->gap_at - KEPT : 0;
    const size_t space = str_find_char(str_of(question->sentence), ' ', from);

    if (screen->fitting.tight <= PROJECTOR_TIGHT_ASKED || from == 0)
        return 0;
    return space < question->gap_at ? space : 0;
}

/* The sentence with a gap of one length, whatever is missing; or with the word marked. */
static void put_sentence(struct screen *screen, const struct question *question, bool gap)
{
    const struct str sentence = str_of(question->sentence);
    const size_t from = cut_before(screen, question);
    const struct str form = str_sub(sentence, question->gap_at, question->gap_len);
    const enum role role = gap ? ROLE_PROMPT : ROLE_SENTENCE;
    const struct span spans[] = {
        { str_of(from > 0 ? "…" : ""), role, lang_of(screen) },
        { str_sub(sentence, from, question->gap_at - from), role, lang_of(screen) },
        { gap ? str_of("________") : form, gap ? role : ROLE_WORD_CHOSEN, lang_of(screen) },
        { str_from(sentence, question->gap_at + question->gap_len), role, lang_of(screen) },
    };

    screen_put_spans(screen, spans, ARRAY_LEN(spans), asked_lines[screen->fitting.tight]);
}

/* The slash stays at the end of a line. */
static void put_shuffled(struct screen *screen, const struct question *question)
{
    struct str *words;
    const size_t count = wire_order(&words, question->sentence, screen->board.at.slot);
    struct buf text;

    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s%.*s", i > 0 ? "\u00a0\u00a0/   " : "", STR_ARG(words[i]));
    screen_put(screen, ROLE_PROMPT, buf_text(&text), lang_of(screen),
               asked_lines[screen->fitting.tight]);
    buf_dispose(&text);
    free(words);
}

static void put_asked(struct screen *screen, const struct question *question)
{
    const size_t lines = asked_lines[screen->fitting.tight];

    if (is_cloze(question))
        put_sentence(screen, question, true);
    else if (question->kind == QUESTION_ORDER)
        put_shuffled(screen, question);
    else if (question->kind == QUESTION_TO_DEFINITION)
        screen_put(screen, ROLE_HEADWORD, question->headword, lang_of(screen), 2);
    else
        screen_put(screen, ROLE_PROMPT, question->definition, lang_of(screen), lines);
}

static void put_definition(struct screen *screen, const struct question *question)
{
    if (question->definition != NULL)
        screen_put(screen, ROLE_DEFINITION, question->definition, lang_of(screen),
                   definition_lines[screen->fitting.tight]);
}

static void put_translation(struct screen *screen, const struct question *question)
{
    if (question->translation != NULL)
        screen_put(screen, ROLE_TRANSLATION, question->translation, NULL,
                   translation_lines[screen->fitting.tight]);
}

/* What the steps reveal beside what is asked. */
static void put_steps(struct screen *screen, const struct question *question)
{
    const bool has_asked =
        question->kind == QUESTION_TO_WORD || question->kind == QUESTION_TO_DEFINITION;

    if (screen->board.step >= 2 && !has_asked)
        put_definition(screen, question);
    if (screen->board.step >= 3)
        put_translation(screen, question);
}

/* --- the whole of it --- */

/* What is to be done; in a class without phones also when to raise a hand. */
static void put_task(struct screen *screen, const struct question *question)
{
    const char *task = screen_text(screen, task_key(question->kind));
    const char *raise = question->choice_count > 0 ? "class.hands-choice" : "class.hands-had";

    if (screen->room->url != NULL)
        screen_put(screen, ROLE_NOTE, task, NULL, 0);
    else
        screen_put_own(screen, ROLE_NOTE, xasprintf("%s %s", task, screen_text(screen, raise)));
}

static void put_open(struct screen *screen, const struct question *question)
{
    put_task(screen, question);
    put_asked(screen, question);
    put_steps(screen, question);
    screen_spread(screen, 30);
    projector_tiles(screen, question);
}

/* --- closed --- */

/* One line of the distribution. */
struct share {
    char letter; /* of the choice; 0: none */
    const char *label, *lang;
    size_t value;
    bool is_right;
    int counter; /* whose hands are counted here; -1: nobody's */
};

/* Letter, label, bar and number; the right one has a tick and stands in bold, for those who
 * see no colours. */
static void put_share(struct screen *screen, const struct share *share)
{
    const size_t all = screen->board.answered > 0 ? screen->board.answered : 1;
    const int height = screen_line(screen, ROLE_DEFINITION), width = screen->page.width;
    const int gap = screen_space(screen, SPACE_TIGHT), figures = height * 3 / 2;
    const int counter = share->counter >= 0 ? projector_counter_width(height) + gap : figures;
    const int names = width * 9 / 20;
    const struct area line = { screen->page.x, screen->page.y, names - gap, height };
    const enum role role = share->is_right ? ROLE_COMPLETION_OWN : ROLE_DEFINITION;
    const char letter[] = { share->letter, '\0' };
    const char *between = share->letter != '\0' ? "  " : "";
    char *label =
        xasprintf("%s%s%s%s", letter, between, share->is_right ? "✓  " : "", share->label);
    char text[NUMBER_MAX];

    screen_put_at(screen, role, label, share->lang, line);
    screen_bar(screen,
               (struct area){ line.x + names, line.y + height / 4, width - names - counter - gap,
                              height / 2 },
               (double)share->value / (double)all);
    if (share->counter >= 0)
        projector_counter(screen, (size_t)share->counter,
                          (struct area){ line.x, line.y, width, height });
    else
        screen_put_at(screen, role, number(text, share->value), NULL,
                      (struct area){ line.x + width - figures, line.y, figures, height });
    screen->page.y += height + screen_space(screen, SPACE_LINE);
    free(label);
}

static void put_choices(struct screen *screen, const struct question *question)
{
    const struct board *board = &screen->board;

    for (size_t i = 0; i < question->choice_count; i++) {
        const struct share share = { .letter = (char)('A' + i),
                                     .label = question->choices[i],
                                     .lang = lang_of(screen),
                                     .value = board->choices[i] + board->hands[i],
                                     .is_right = i == question->right,
                                     .counter = screen->room->url == NULL ? (int)i : -1 };

        put_share(screen, &share);
    }
}

static void put_right_and_wrong(struct screen *screen)
{
    const struct board *board = &screen->board;
    const bool counts = screen->room->url == NULL;
    const struct share right = { .label = screen_text(screen, counts ? "class.had" : "class.right"),
                                 .value = board->right,
                                 .is_right = true,
                                 .counter = counts ? 0 : -1 };
    const struct share wrong = {
        .label = screen_text(screen, counts ? "class.had-not" : "class.wrong"),
        .value = board->answered - board->right - board->unsure,
        .counter = counts ? 1 : -1,
    };

    put_share(screen, &right);
    put_share(screen, &wrong);
}

static void put_distribution(struct screen *screen, const struct question *question)
{
    const struct board *board = &screen->board;
    const struct share unsure = { .label = screen_text(screen, "class.unsure"),
                                  .value = board->unsure,
                                  .counter = -1 };

    screen_skip(screen, SPACE_BLOCK);
    /* In a test the forms differ: each choice would be that of two questions. */
    if (question->choice_count > 0 && (board->at.stage < STAGE_BEFORE || screen->room->url == NULL))
        put_choices(screen, question);
    else
        put_right_and_wrong(screen);
    if (screen->room->url != NULL)
        put_share(screen, &unsure);
}

static bool is_hard(const struct board *board)
{
    return board->answered > 0 && 2 * board->right < board->answered;
}

/* The word, its sentence and what it means. */
static void put_explanation(struct screen *screen, const struct question *question)
{
    screen_put(screen, ROLE_HEADWORD, question->headword, lang_of(screen), 2);
    if (question->sentence != NULL && question->gap_len > 0)
        put_sentence(screen, question, false);
    else if (question->sentence != NULL)
        screen_put(screen, ROLE_SENTENCE, question->sentence, lang_of(screen),
                   asked_lines[screen->fitting.tight]);
    put_definition(screen, question);
    put_translation(screen, question);
}

/* The game's picture in the upper right corner of PAGE, and below it which game it is, and
 * whether to teach the word again. */
static void put_scene(struct screen *screen, const struct question *question, struct area page,
                      int width)
{
    const struct canvas *scene = screen->room->scene;
    const int height = canvas_height(scene) * width / canvas_width(scene);
    const int left_bottom = screen->page.y;
    const struct area area = { page.x + page.width - width, page.y, width, height };

    if (screen->brush.canvas != NULL)
        canvas_copy_into(screen->brush.canvas, scene, area);
    screen->page = (struct area){ area.x, area.y + height, width, 0 };
    if (question->game != NULL)
        screen_put(screen, ROLE_NOTE, question->game, NULL, 1);
    if (is_hard(&screen->board))
        put_text(screen, ROLE_WARNING, "class.teach-again");
    page.y = left_bottom > screen->page.y ? left_bottom : screen->page.y;
    screen->page = page;
}

/* On the left; the picture of the scene on the right. */
static void put_solution(struct screen *screen, const struct question *question)
{
    const struct area page = screen->page;
    int scene_width = 0;

    if (screen->room->scene != NULL)
        scene_width = canvas_width(screen->room->scene) * screen->fitting.scene / 100;
    if (scene_width > 0)
        screen->page.width -= scene_width + screen_space(screen, SPACE_PADDING);
    put_explanation(screen, question);
    if (scene_width == 0 && question->game != NULL)
        screen_put(screen, ROLE_NOTE, question->game, NULL, 1);
    put_distribution(screen, question);
    if (scene_width > 0)
        put_scene(screen, question, page, scene_width);
    else if (is_hard(&screen->board))
        put_text(screen, ROLE_WARNING, "class.teach-again");
}

/* --- in a test with phones, where half the class has other questions --- */

static void put_test(struct screen *screen)
{
    put_text(screen, ROLE_HEADWORD, "class.test");
    put_text(screen, ROLE_DEFINITION, "class.test-phones");
    if (screen->board.at.stage == STAGE_BEFORE)
        put_text(screen, ROLE_DEFINITION, "class.no-feedback");
    else if (screen->board.phase == PHASE_CLOSED)
        put_distribution(screen, screen->board.at.question);
}

void projector_question(struct screen *screen)
{
    const struct board *board = &screen->board;
    const bool is_test = board->at.stage >= STAGE_BEFORE;

    put_head(screen);
    projector_goal(screen);
    screen_spread(screen, 20);
    if (is_test && screen->room->url != NULL) {
        put_test(screen);
    } else if (board->phase == PHASE_OPEN) {
        put_open(screen, board->at.question);
    } else if (board->at.stage == STAGE_BEFORE) {
        put_text(screen, ROLE_DEFINITION, "class.no-feedback");
        projector_tiles(screen, board->at.question);
    } else {
        put_solution(screen, board->at.question);
    }
}
