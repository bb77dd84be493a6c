#include "app/review/review.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "app/review/view.h"
#include "app/ui/looks.h"
#include "app/ui/window.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

enum { WIDTH = 900, HEIGHT = 640, MINUTE_MS = 60000 };

struct review {
    struct round *round;
    struct looks looks;
    struct window *window;
    struct review_view *view;
    const struct review_options *options;
    bool dirty, quit;
};

static enum err open_window(struct review *review)
{
    const struct window_options options = {
        .kind = WINDOW_DESKTOP,
        .title = texts_get(review->looks.texts, "review.title"),
        .area = { 0, 0, WIDTH, HEIGHT },
    };
    enum err rc = window_open(&review->window, &options);
    double scale;

    if (rc != OK)
        return rc;
    scale = window_scale(review->window);
    theme_set(review->looks.theme, scale, TEXT_NORMAL);
    if (scale > 1)
        rc = window_place(review->window,
                          (struct area){ 0, 0, (int)(WIDTH * scale), (int)(HEIGHT * scale) });
    review->view = review_view_new(&review->looks);
    return rc;
}

static enum err show(struct review *review)
{
    struct canvas *canvas = window_canvas(review->window);

    review->dirty = false;
    review_view_draw(review->view, canvas, review->round, clock_now_ms());
    if (!window_is_shown(review->window)) {
        window_show(review->window);
        return OK;
    }
    return window_present(review->window,
                          (struct area){ 0, 0, canvas_width(canvas), canvas_height(canvas) });
}

/* --- what keys and clicks do --- */

static void act(struct review *review, enum review_act what)
{
    const int64_t now_ms = clock_now_ms();

    review->dirty = true;
    switch (what) {
    case ACT_NONE:
        break;
    case ACT_GO:
        round_go(review->round, now_ms);
        break;
    case ACT_AGAIN:
    case ACT_HARD:
    case ACT_GOOD:
    case ACT_EASY:
        round_rate(review->round, (enum rating)(RATING_AGAIN + (what - ACT_AGAIN)), now_ms);
        break;
    case ACT_UNDO:
        round_undo(review->round, now_ms);
        break;
    case ACT_KNOWN:
        round_set_state(review->round, WORD_KNOWN, now_ms);
        break;
    case ACT_IGNORE:
        round_set_state(review->round, WORD_IGNORED, now_ms);
        break;
    case ACT_EDIT:
        round_edit_begin(review->round);
        break;
    case ACT_FIELD_1:
    case ACT_FIELD_2:
    case ACT_FIELD_3:
        review->round->field_at = (size_t)(what - ACT_FIELD_1);
        break;
    case ACT_SAVE:
        round_edit_save(review->round, now_ms);
        break;
    case ACT_CANCEL:
        round_edit_cancel(review->round);
        break;
    case ACT_EXPORT:
        if (review->options->export_words != NULL &&
            review->options->export_words(review->options->ctx) != OK)
            round_tell(review->round, "notice.not-started", err_message());
        break;
    case ACT_END:
        round_end(review->round, now_ms);
        break;
    case ACT_QUIT:
        review->quit = true;
        break;
    }
}

static bool is_over(const struct round *round)
{
    return round->page == ROUND_CLOSING || round->page == ROUND_EMPTY;
}

static bool is_wrong(const struct round *round)
{
    return round->verdict.name != NULL && !round->verdict.right;
}

/* Space and Enter go on; at an answer Enter is the rating that suits what was typed, "got
 * it" where nothing was, and Space the translation. */
static enum review_act act_of_enter(const struct round *round)
{
    if (is_over(round))
        return ACT_QUIT;
    if (round->page == ROUND_EDIT)
        return ACT_SAVE;
    if (round->page == ROUND_ANSWER)
        return is_wrong(round) ? ACT_AGAIN : ACT_GOOD;
    return ACT_GO;
}

static enum review_act act_of_escape(const struct round *round)
{
    if (round->page == ROUND_EDIT)
        return ACT_CANCEL;
    return is_over(round) || round->page == ROUND_OPENING ? ACT_QUIT : ACT_END;
}

static enum review_act act_of_key(const struct round *round, enum ui_key key)
{
    switch (key) {
    case UI_KEY_ENTER:
        return act_of_enter(round);
    case UI_KEY_SPACE:
        return round_is_typing(round) ? ACT_NONE : ACT_GO;
    case UI_KEY_ESCAPE:
        return act_of_escape(round);
    case UI_KEY_BACKSPACE:
        return ACT_UNDO;
    default:
        return ACT_NONE;
    }
}

/* CTRL: also while letters are typed. */
static enum review_act act_of_letter(const struct round *round, const char *text, bool ctrl)
{
    static const struct {
        char letter;
        enum review_act act;
    } letters[] = {
        { '1', ACT_AGAIN }, { '2', ACT_HARD },  { '3', ACT_GOOD },
        { '4', ACT_EASY },  { 'k', ACT_KNOWN }, { 'i', ACT_IGNORE },
        { 'e', ACT_EDIT },  { 'z', ACT_UNDO },  { 'x', ACT_EXPORT },
    };
    size_t i;

    if (text[0] == '\0' || text[1] != '\0' || (round_is_typing(round) && !ctrl))
        return ACT_NONE;
    for (i = 0; i < ARRAY_LEN(letters); i++) {
        if ((text[0] | 0x20) == letters[i].letter && (ctrl || letters[i].act != ACT_UNDO))
            return letters[i].act;
    }
    return ACT_NONE;
}

/* A key that moves in, or takes from, the LINE being typed; false for others. */
static bool edit_line(struct review *review, struct line_edit *line, enum ui_key key)
{
    static const struct {
        enum ui_key key;
        enum line_move move;
    } moves[] = {
        { UI_KEY_LEFT, LINE_LEFT },       { UI_KEY_RIGHT, LINE_RIGHT },
        { UI_KEY_HOME, LINE_START },      { UI_KEY_END, LINE_END },
        { UI_KEY_BACKSPACE, LINE_ERASE }, { UI_KEY_DELETE, LINE_DELETE },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(moves); i++) {
        if (moves[i].key != key)
            continue;
        line_edit_move(line, moves[i].move);
        review->dirty = true;
        return true;
    }
    return false;
}

static void paste(struct review *review, struct line_edit *line)
{
    char *text = window_clipboard(review->window);

    line_edit_type(line, str_of(text));
    free(text);
    review->dirty = true;
}

static void take_key(struct review *review, const struct ui_event *event)
{
    struct round *round = review->round;
    struct line_edit *line = round_line(round);

    if (event->key == UI_KEY_LETTER) {
        if (line != NULL && event->ctrl && strcmp(event->text, "v") == 0)
            paste(review, line);
        else if (event->ctrl && round->page != ROUND_EDIT)
            act(review, act_of_letter(round, event->text, true));
        return;
    }
    if (line != NULL && edit_line(review, line, event->key))
        return;
    if (round->page == ROUND_EDIT &&
        (event->key == UI_KEY_TAB || event->key == UI_KEY_DOWN || event->key == UI_KEY_UP)) {
        round_edit_next(round, event->shift || event->key == UI_KEY_UP ? -1 : 1);
        review->dirty = true;
        return;
    }
    act(review, act_of_key(round, event->key));
}

static void take_text(struct review *review, const char *text)
{
    struct line_edit *line = round_line(review->round);

    if (line == NULL) {
        act(review, act_of_letter(review->round, text, false));
        return;
    }
    line_edit_type(line, str_of(text));
    review->dirty = true;
}

static void take_event(struct review *review, const struct ui_event *event)
{
    switch (event->type) {
    case UI_CLOSE:
        review->quit = true;
        break;
    case UI_RESIZED:
        review->dirty = true;
        break;
    case UI_CLICK:
        if (event->button == 1)
            act(review, review_view_hit(review->view, event->x, event->y));
        break;
    case UI_KEY:
        take_key(review, event);
        break;
    case UI_TEXT:
        take_text(review, event->text);
        break;
    case UI_MOTION:
    case UI_LEAVE:
    case UI_WHEEL:
    case UI_FOCUS:
    case UI_BLUR:
    case UI_RELEASE:
        break;
    }
}

/* --- the loop --- */

/* Sleeps until there is input; the minutes left are drawn anew each minute, and a card in
 * its steps is shown when it is due. */
static enum err sleep_for_input(struct review *review)
{
    const struct round *round = review->round;
    struct pollfd fd = { .fd = window_fd(review->window), .events = POLLIN };
    int64_t wait_ms = is_over(round) || round->page == ROUND_OPENING ? -1 : MINUTE_MS;
    int ready;

    if (round->page == ROUND_WAITING && round->wait_ms < wait_ms)
        wait_ms = round->wait_ms + 1;
    ready = poll(&fd, 1, (int)wait_ms);
    if (ready < 0 && errno != EINTR)
        return err_set(ERR_IO, "the display is gone; what was answered is on the disk");
    if (ready == 0) {
        review->dirty = true;
        if (round->page == ROUND_WAITING)
            act(review, ACT_GO);
    }
    return OK;
}

static enum err loop(struct review *review)
{
    struct ui_event event;
    enum err rc = OK;

    while (rc == OK && !review->quit) {
        while (!review->quit && window_next_event(review->window, &event))
            take_event(review, &event);
        if (review->quit)
            break;
        if (review->dirty)
            rc = show(review);
        /* Drawing may have read events: none may wait while we sleep. */
        else
            rc = sleep_for_input(review);
    }
    return rc;
}

enum err review_run(const struct review_options *options)
{
    struct review review = { .options = options, .dirty = true };
    enum err rc = round_open(&review.round, options->journal, &options->deck, &options->words,
                             clock_now_ms());

    if (rc == OK)
        rc = looks_open(&review.looks, options->assets_dir, options->ui);
    if (rc == OK)
        rc = open_window(&review);
    if (rc == OK)
        rc = loop(&review);
    review_view_free(review.view);
    window_close(review.window);
    looks_close(&review.looks);
    round_close(review.round);
    return rc;
}
