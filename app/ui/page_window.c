#include "app/ui/page_window.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include "app/ui/line_edit.h"
#include "dict/base/mem.h"

enum err page_window_open(struct page_window *page, const struct looks *looks, const char *title,
                          int width, int height)
{
    const struct window_options options = { .kind = WINDOW_DESKTOP,
                                            .title = title,
                                            .area = { 0, 0, width, height } };
    enum err rc;
    double scale;

    *page = (struct page_window){ .is_dirty = true };
    rc = window_open(&page->window, &options);
    if (rc != OK)
        return rc;
    scale = window_scale(page->window);
    theme_set(looks->theme, scale, TEXT_NORMAL);
    if (scale <= 1)
        return OK;
    return window_place(page->window,
                        (struct area){ 0, 0, (int)(width * scale), (int)(height * scale) });
}

void page_window_close(struct page_window *page)
{
    window_close(page->window);
    page->window = NULL;
}

static enum err show(struct page_window *page, const struct page_calls *calls)
{
    struct canvas *canvas = window_canvas(page->window);

    page->is_dirty = false;
    calls->draw(calls->ctx, canvas);
    if (!window_is_shown(page->window)) {
        window_show(page->window);
        return OK;
    }
    return window_present(page->window,
                          (struct area){ 0, 0, canvas_width(canvas), canvas_height(canvas) });
}

static void take(struct page_window *page, const struct page_calls *calls,
                 const struct ui_event *event)
{
    if (event->type == UI_CLOSE)
        page->quit = true;
    else if (event->type == UI_RESIZED)
        page->is_dirty = true;
    else
        calls->take(calls->ctx, event);
}

static enum err sleep_for_input(struct page_window *page, const struct page_calls *calls)
{
    struct pollfd fds[] = {
        { .fd = window_fd(page->window), .events = POLLIN },
        { .fd = calls->fd != NULL ? calls->fd(calls->ctx) : -1, .events = POLLIN },
    };
    const int wait_ms = calls->wait_ms != NULL ? calls->wait_ms(calls->ctx) : -1;
    const int ready = poll(fds, ARRAY_LEN(fds), wait_ms);

    if (ready < 0 && errno != EINTR)
        return err_set(ERR_IO, "the display is gone; what was done until then is on the disk");
    if (calls->wake != NULL)
        calls->wake(calls->ctx, ready == 0);
    return OK;
}

enum err page_window_run(struct page_window *page, const struct page_calls *calls)
{
    struct ui_event event;
    enum err rc = OK;

    while (rc == OK && !page->quit) {
        while (!page->quit && window_next_event(page->window, &event))
            take(page, calls, &event);
        if (page->quit)
            break;
        /* Drawing may have read events: none may wait while we sleep. */
        rc = page->is_dirty ? show(page, calls) : sleep_for_input(page, calls);
    }
    return rc;
}

void page_window_paste(struct page_window *page, struct line_edit *line)
{
    char *text = window_clipboard(page->window);

    line_edit_type(line, str_of(text));
    free(text);
    page->is_dirty = true;
}

bool page_window_edit(struct page_window *page, struct line_edit *line, enum ui_key key)
{
    static const struct {
        enum ui_key key;
        enum line_move move;
    } moves[] = {
        { UI_KEY_LEFT, LINE_LEFT },       { UI_KEY_RIGHT, LINE_RIGHT },
        { UI_KEY_HOME, LINE_START },      { UI_KEY_END, LINE_END },
        { UI_KEY_BACKSPACE, LINE_ERASE }, { UI_KEY_DELETE, LINE_DELETE },
    };

    for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
        if (moves[i].key != key)
            continue;
        line_edit_move(line, moves[i].move);
        page->is_dirty = true;
        return true;
    }
    return false;
}
