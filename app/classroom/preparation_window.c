#include "app/classroom/preparation_window.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/preparation_view.h"
#include "app/ui/window.h"
#include "dict/base/mem.h"

enum { WIDTH = 1200, HEIGHT = 720, WHEEL_ROWS = 3 };

struct preparing {
    struct preparation state;
    const struct preparation_options *options;
    struct looks looks;
    struct window *window;
    struct preparation_spots spots;
    bool dirty, quit, starts;
};

static enum err open_window(struct preparing *preparing)
{
    char *title = texts_fill(preparing->looks.texts, "class-set.window",
                             TEXT_ARGS({ "title", preparing->state.set->title }));
    const struct window_options options = {
        .kind = WINDOW_DESKTOP,
        .title = title,
        .area = { 0, 0, WIDTH, HEIGHT },
    };
    enum err rc = window_open(&preparing->window, &options);
    double scale;

    free(title);
    if (rc != OK)
        return rc;
    scale = window_scale(preparing->window);
    theme_set(preparing->looks.theme, scale, TEXT_NORMAL);
    if (scale <= 1)
        return OK;
    return window_place(preparing->window,
                        (struct area){ 0, 0, (int)(WIDTH * scale), (int)(HEIGHT * scale) });
}

static enum err show(struct preparing *preparing)
{
    struct canvas *canvas = window_canvas(preparing->window);

    preparation_draw(&preparing->looks, canvas, &preparing->state, &preparing->spots);
    preparing->dirty = false;
    if (!window_is_shown(preparing->window)) {
        window_show(preparing->window);
        return OK;
    }
    return window_present(preparing->window,
                          (struct area){ 0, 0, canvas_width(canvas), canvas_height(canvas) });
}

static void act(struct preparing *preparing, enum preparation_act wanted, size_t at)
{
    struct preparation *state = &preparing->state;
    const struct preparation_options *options = preparing->options;

    switch (wanted) {
    case PREPARE_NOTHING:
        return;
    case PREPARE_CHOOSE:
        if (!state->is_editing)
            preparation_choose(state, at);
        break;
    case PREPARE_AGAIN:
        preparation_again(state, options->again, options->ctx);
        break;
    case PREPARE_EDIT:
        preparation_edit(state);
        break;
    case PREPARE_REMOVE:
        preparation_remove(state);
        break;
    case PREPARE_SAVE:
        preparation_save(state, options->save_path);
        break;
    case PREPARE_START:
        preparing->starts = preparing->quit = state->set->count > 0;
        break;
    case PREPARE_FIELD:
        state->field_at = at;
        break;
    case PREPARE_KEEP:
        preparation_keep(state);
        break;
    case PREPARE_CANCEL:
        preparation_cancel(state);
        break;
    }
    preparing->dirty = true;
}

/* A key while a field is typed into. */
static void take_field_key(struct preparing *preparing, const struct ui_event *event)
{
    static const struct {
        enum ui_key key;
        enum line_move move;
    } moves[] = {
        { UI_KEY_LEFT, LINE_LEFT },       { UI_KEY_RIGHT, LINE_RIGHT },
        { UI_KEY_HOME, LINE_START },      { UI_KEY_END, LINE_END },
        { UI_KEY_BACKSPACE, LINE_ERASE }, { UI_KEY_DELETE, LINE_DELETE },
    };
    struct preparation *state = &preparing->state;

    preparing->dirty = true;
    for (size_t i = 0; i < ARRAY_LEN(moves); i++)
        if (moves[i].key == event->key) {
            line_edit_move(&state->fields[state->field_at], moves[i].move);
            return;
        }
    if (event->key == UI_KEY_TAB || event->key == UI_KEY_DOWN || event->key == UI_KEY_UP)
        preparation_next_field(state, event->shift || event->key == UI_KEY_UP ? -1 : 1);
    else if (event->key == UI_KEY_ENTER)
        act(preparing, PREPARE_KEEP, 0);
    else if (event->key == UI_KEY_ESCAPE)
        act(preparing, PREPARE_CANCEL, 0);
}

static void take_key(struct preparing *preparing, const struct ui_event *event)
{
    struct preparation *state = &preparing->state;
    const int page = (int)state->lines_shown;

    preparing->dirty = true;
    switch (event->key) {
    case UI_KEY_ESCAPE:
        preparing->quit = true;
        break;
    case UI_KEY_ENTER:
        act(preparing, PREPARE_START, 0);
        break;
    case UI_KEY_DELETE:
        act(preparing, PREPARE_REMOVE, 0);
        break;
    case UI_KEY_DOWN:
        preparation_move(state, 1);
        break;
    case UI_KEY_UP:
        preparation_move(state, -1);
        break;
    case UI_KEY_PAGE_DOWN:
        for (int i = 0; i < page; i++)
            preparation_move(state, 1);
        break;
    case UI_KEY_PAGE_UP:
        for (int i = 0; i < page; i++)
            preparation_move(state, -1);
        break;
    case UI_KEY_LETTER:
        if (event->ctrl && strcmp(event->text, "s") == 0)
            act(preparing, PREPARE_SAVE, 0);
        break;
    default:
        break;
    }
}

static void take_text(struct preparing *preparing, const char *text)
{
    struct preparation *state = &preparing->state;

    preparing->dirty = true;
    if (state->is_editing)
        line_edit_type(&state->fields[state->field_at], str_of(text));
    else if (strcmp(text, "r") == 0)
        act(preparing, PREPARE_AGAIN, 0);
    else if (strcmp(text, "e") == 0)
        act(preparing, PREPARE_EDIT, 0);
}

static void take_click(struct preparing *preparing, int x, int y)
{
    size_t at = 0;
    const enum preparation_act wanted = preparation_hit(&preparing->spots, x, y, &at);

    act(preparing, wanted, at);
}

static void take_event(struct preparing *preparing, const struct ui_event *event)
{
    switch (event->type) {
    case UI_CLOSE:
        preparing->quit = true;
        break;
    case UI_RESIZED:
        preparing->dirty = true;
        break;
    case UI_CLICK:
        if (event->button == 1)
            take_click(preparing, event->x, event->y);
        break;
    case UI_WHEEL:
        for (int i = 0; i < WHEEL_ROWS && !preparing->state.is_editing; i++)
            preparation_move(&preparing->state, -event->steps);
        preparing->dirty = true;
        break;
    case UI_KEY:
        if (preparing->state.is_editing)
            take_field_key(preparing, event);
        else
            take_key(preparing, event);
        break;
    case UI_TEXT:
        take_text(preparing, event->text);
        break;
    default:
        break;
    }
}

static enum err loop(struct preparing *preparing)
{
    struct pollfd fd = { .fd = window_fd(preparing->window), .events = POLLIN };
    struct ui_event event;
    enum err rc = OK;

    while (rc == OK && !preparing->quit) {
        while (!preparing->quit && window_next_event(preparing->window, &event))
            take_event(preparing, &event);
        if (preparing->quit)
            break;
        if (preparing->dirty)
            rc = show(preparing);
        else if (poll(&fd, 1, -1) < 0 && errno != EINTR)
            rc = err_set(ERR_IO, "the display is gone");
    }
    return rc;
}

enum err preparation_run(struct question_set *set, const struct preparation_options *options,
                         bool *starts)
{
    struct preparing preparing = { .options = options, .dirty = true };
    enum err rc = looks_open(&preparing.looks, options->assets_dir, options->ui);

    preparation_init(&preparing.state, set);
    if (rc == OK)
        rc = open_window(&preparing);
    if (rc == OK)
        rc = loop(&preparing);
    window_close(preparing.window);
    looks_close(&preparing.looks);
    preparation_dispose(&preparing.state);
    *starts = preparing.starts;
    return rc;
}
