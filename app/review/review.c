#include "app/review/review.h"

#include <stdlib.h>
#include <string.h>

#include "app/review/view.h"
#include "app/ui/page_window.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

enum { WIDTH = 900, HEIGHT = 640, MINUTE_MS = 60000 };

struct review {
    struct round *round;
    struct looks looks;
    struct page_window page;
    struct review_view *view;
    const struct review_options *options;
};

static void draw(void *ctx, struct canvas *canvas)
{
    struct review *review = ctx;

    review_view_draw(review->view, canvas, review->round, clock_now_ms());
}

/* --- what keys and clicks do --- */

static void act(struct review *review, enum review_act what)
{
    const int64_t now_ms = clock_now_ms();

    review->page.is_dirty = true;
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
        review->page.quit = true;
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

static void take_key(struct review *review, const struct ui_event *event)
{
    struct round *round = review->round;
    struct line_edit *line = round_line(round);

    if (event->key == UI_KEY_LETTER) {
        if (line != NULL && event->ctrl && strcmp(event->text, "v") == 0)
            page_window_paste(&review->page, line);
        else if (event->ctrl && round->page != ROUND_EDIT)
            act(review, act_of_letter(round, event->text, true));
        return;
    }
    if (line != NULL && page_window_edit(&review->page, line, event->key))
        return;
    if (round->page == ROUND_EDIT &&
        (event->key == UI_KEY_TAB || event->key == UI_KEY_DOWN || event->key == UI_KEY_UP)) {
        round_edit_next(round, event->shift || event->key == UI_KEY_UP ? -1 : 1);
        review->page.is_dirty = true;
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
    review->page.is_dirty = true;
}

static void take(void *ctx, const struct ui_event *event)
{
    struct review *review = ctx;

    if (event->type == UI_CLICK && event->button == 1)
        act(review, review_view_hit(review->view, event->x, event->y));
    else if (event->type == UI_KEY)
        take_key(review, event);
    else if (event->type == UI_TEXT)
        take_text(review, event->text);
}

/* --- the loop --- */

/* The minutes left are drawn anew each minute, and a card in its steps is shown when it is
 * due. */
static int wait_ms(void *ctx)
{
    const struct round *round = ((const struct review *)ctx)->round;

    if (is_over(round) || round->page == ROUND_OPENING)
        return -1;
    if (round->page == ROUND_WAITING && round->wait_ms < MINUTE_MS)
        return (int)round->wait_ms + 1;
    return MINUTE_MS;
}

static void wake(void *ctx, bool is_time)
{
    struct review *review = ctx;

    if (!is_time)
        return;
    review->page.is_dirty = true;
    if (review->round->page == ROUND_WAITING)
        act(review, ACT_GO);
}

enum err review_run(const struct review_options *options)
{
    struct review review = { .options = options };
    const struct page_calls calls = { draw, take, wake, wait_ms, NULL, &review };
    enum err rc = round_open(&review.round, options->journal, &options->deck, &options->words,
                             clock_now_ms());

    if (rc == OK)
        rc = looks_open(&review.looks, options->assets_dir, options->ui);
    if (rc == OK)
        rc = page_window_open(&review.page, &review.looks,
                              texts_get(review.looks.texts, "review.title"), WIDTH, HEIGHT);
    if (rc == OK) {
        review.view = review_view_new(&review.looks);
        rc = page_window_run(&review.page, &calls);
    }
    review_view_free(review.view);
    page_window_close(&review.page);
    looks_close(&review.looks);
    round_close(review.round);
    return rc;
}
