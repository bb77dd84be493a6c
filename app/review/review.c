#include "app/review/review.h"

#include <errno.h>
#include <poll.h>
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

/* Space and Enter go on; at an answer Enter is "got it" and Space the translation. */
static enum review_act act_of_key(const struct round *round, enum ui_key key)
{
    switch (key) {
    case UI_KEY_ENTER:
        if (is_over(round))
            return ACT_QUIT;
        return round->page == ROUND_ANSWER ? ACT_GOOD : ACT_GO;
    case UI_KEY_SPACE:
        return ACT_GO;
    case UI_KEY_ESCAPE:
        return is_over(round) || round->page == ROUND_OPENING ? ACT_QUIT : ACT_END;
    case UI_KEY_BACKSPACE:
        return ACT_UNDO;
    default:
        return ACT_NONE;
    }
}

static enum review_act act_of_letter(const char *text)
{
    static const struct {
        char letter;
        enum review_act act;
    } letters[] = {
        { '1', ACT_AGAIN }, { '2', ACT_HARD },   { '3', ACT_GOOD },  { '4', ACT_EASY },
        { 'k', ACT_KNOWN }, { 'i', ACT_IGNORE }, { 'K', ACT_KNOWN }, { 'I', ACT_IGNORE },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(letters); i++) {
        if (text[0] == letters[i].letter && text[1] == '\0')
            return letters[i].act;
    }
    return ACT_NONE;
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
        if (event->key == UI_KEY_LETTER && event->ctrl && strcmp(event->text, "z") == 0)
            act(review, ACT_UNDO);
        else
            act(review, act_of_key(review->round, event->key));
        break;
    case UI_TEXT:
        act(review, act_of_letter(event->text));
        break;
    case UI_MOTION:
    case UI_LEAVE:
    case UI_WHEEL:
    case UI_FOCUS:
    case UI_BLUR:
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
    struct review review = { .dirty = true };
    enum err rc = round_open(&review.round, options->journal, &options->deck, options->mean,
                             options->ctx, clock_now_ms());

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
