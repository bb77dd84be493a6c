#include "app/classroom/preparation_window.h"

#include <stdlib.h>
#include <string.h>

#include "app/classroom/preparation_view.h"
#include "app/ui/page_window.h"

enum { WIDTH = 1200, HEIGHT = 720, WHEEL_ROWS = 3 };

struct preparing {
    struct preparation state;
    const struct preparation_options *options;
    struct looks looks;
    struct page_window page;
    struct preparation_spots spots;
    bool starts;
};

static enum err open_window(struct preparing *preparing)
{
    char *title = texts_fill(preparing->looks.texts, "class-set.window",
                             TEXT_ARGS({ "title", preparing->state.set->title }));
    const enum err rc = page_window_open(&preparing->page, &preparing->looks, title, WIDTH, HEIGHT);

    free(title);
    return rc;
}

static void draw(void *ctx, struct canvas *canvas)
{
    struct preparing *preparing = ctx;

    preparation_draw(&preparing->looks, canvas, &preparing->state, &preparing->spots);
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
        preparing->starts = preparing->page.quit = state->set->count > 0;
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
    preparing->page.is_dirty = true;
}

/* A key while a field is typed into. */
static void take_field_key(struct preparing *preparing, const struct ui_event *event)
{
    struct preparation *state = &preparing->state;
    struct line_edit *field = &state->fields[state->field_at];

    if (page_window_edit(&preparing->page, field, event->key))
        return;
    preparing->page.is_dirty = true;
    if (event->key == UI_KEY_TAB || event->key == UI_KEY_DOWN || event->key == UI_KEY_UP)
        preparation_next_field(state, event->shift || event->key == UI_KEY_UP ? -1 : 1);
    else if (event->key == UI_KEY_ENTER)
        act(preparing, PREPARE_KEEP, 0);
    else if (event->key == UI_KEY_ESCAPE)
        act(preparing, PREPARE_CANCEL, 0);
    else if (event->key == UI_KEY_LETTER && event->ctrl && strcmp(event->text, "v") == 0)
        page_window_paste(&preparing->page, field);
}

static void take_key(struct preparing *preparing, const struct ui_event *event)
{
    struct preparation *state = &preparing->state;
    const int page = (int)state->lines_shown;

    preparing->page.is_dirty = true;
    switch (event->key) {
    case UI_KEY_ESCAPE:
        preparing->page.quit = true;
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

    preparing->page.is_dirty = true;
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

static void take(void *ctx, const struct ui_event *event)
{
    struct preparing *preparing = ctx;

    switch (event->type) {
    case UI_CLICK:
        if (event->button == 1)
            take_click(preparing, event->x, event->y);
        break;
    case UI_WHEEL:
        for (int i = 0; i < WHEEL_ROWS && !preparing->state.is_editing; i++)
            preparation_move(&preparing->state, -event->steps);
        preparing->page.is_dirty = true;
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

enum err preparation_run(struct question_set *set, const struct preparation_options *options,
                         bool *starts)
{
    struct preparing preparing = { .options = options };
    const struct page_calls calls = { .draw = draw, .take = take, .ctx = &preparing };
    enum err rc = looks_open(&preparing.looks, options->assets_dir, options->ui);

    preparation_init(&preparing.state, set);
    if (rc == OK)
        rc = open_window(&preparing);
    if (rc == OK)
        rc = page_window_run(&preparing.page, &calls);
    page_window_close(&preparing.page);
    looks_close(&preparing.looks);
    preparation_dispose(&preparing.state);
    *starts = preparing.starts;
    return rc;
}
