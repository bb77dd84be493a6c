#include <stdlib.h>
#include <unistd.h>

#include "app/journal/games.h"
#include "app/overlay/overlay_private.h"
#include "dict/base/clock.h"
#include "dict/base/log.h"

#define LOG_MODULE "overlay"

enum { GREETING_SECONDS = 15, HEIGHT_PERCENT = 70 };

enum err screen_open(struct overlay *overlay)
{
    struct window_options options = {
        .kind = overlay->options->desktop ? WINDOW_DESKTOP : WINDOW_OVERLAY,
        .title = "Wordloot",
        .area = { 0, 0, 64, 64 },
    };
    int dpi = platform_dpi(overlay->platform);
    enum err rc;

    if (dpi > 0)
        options.scale = dpi / 96.0;
    rc = window_open(&overlay->window, &options);
    if (rc == OK)
        overlay->view = view_new(overlay->looks.fonts, overlay->looks.theme, overlay->looks.texts);
    return rc;
}

struct content_facts screen_facts(const struct overlay *overlay)
{
    return (struct content_facts){
        .texts = overlay->looks.texts,
        .hotkey = overlay->hotkey_works ? overlay->options->hotkey : NULL,
        .read_hotkey = overlay->read_hotkey_works ? overlay->options->read_hotkey : NULL,
        .problems = (const char *const *)overlay->problems,
        .watching = overlay->prefs.watch,
        .reading_along = overlay->prefs.watch_screen,
        .due = overlay->due,
        .now_ms = clock_now_ms(),
    };
}

void screen_count_due(struct overlay *overlay)
{
    const struct overlay_memory *memory = overlay->options->memory;

    overlay->due = memory != NULL ? memory->due(memory->ctx) : 0;
}

void screen_find_game(struct overlay *overlay)
{
    struct platform_active active;
    struct card *card = &overlay->card;

    if (platform_active_window(overlay->platform, &active) != OK)
        return;
    if (active.monitor.width > 0 && active.monitor.height > 0)
        overlay->monitor = (struct area){ active.monitor.x, active.monitor.y, active.monitor.width,
                                          active.monitor.height };
    /* Our own desktop window is no game: what was played before stays. */
    if (active.pid == getpid())
        return;
    overlay->game_window = active.window;
    card->game = (struct game_name){ .name = "" };
    if (active.window != 0 && card->journal != NULL)
        journal_game_name(card->journal, active.class, active.title, &card->game);
    prefs_load(&overlay->prefs, card->journal, card->game.name);
    screen_apply_watch(overlay);
}

void screen_apply_watch(struct overlay *overlay)
{
    if (platform_watch_text(overlay->platform, PLATFORM_CLIPBOARD, overlay->prefs.watch) == OK ||
        !overlay->prefs.watch)
        return;
    overlay->prefs.watch = false;
    card_notice(&overlay->card, "notice.no-watch", err_message());
}

/* SDL may have made the X window anew, without our marks. */
static void style_window(struct overlay *overlay)
{
    struct platform_style style = {
        .click_through = overlay->prefs.click_through,
        .on_top = true,
        .opacity_percent = overlay->prefs.opacity,
    };
    unsigned long id = window_native_id(overlay->window);

    if (overlay->options->desktop || id == 0)
        return;
    if (platform_window_style(overlay->platform, id, &style) != OK)
        log_warn("%s", err_message());
}

static struct area card_area(struct overlay *overlay, int width, int height)
{
    const struct area monitor = overlay->monitor;
    struct place place = place_card(
        (struct place){ monitor.x, monitor.y, monitor.width, monitor.height },
        overlay->prefs.corner, width, height, theme_space(overlay->looks.theme, SPACE_MARGIN));

    return (struct area){ place.x, place.y, place.width, place.height };
}

/* A desktop window keeps the size its owner gave it. */
static bool place_window(struct overlay *overlay)
{
    struct content_facts facts = screen_facts(overlay);
    int width = theme_space(overlay->looks.theme, SPACE_CARD_WIDTH) * overlay->prefs.width / 100;
    int height = overlay->monitor.height * HEIGHT_PERCENT / 100;
    struct area area = card_area(overlay, width, height);
    struct canvas *canvas = window_canvas(overlay->window);

    if (overlay->options->desktop && window_is_shown(overlay->window)) {
        view_lay_out(overlay->view, &overlay->card, &facts, canvas_width(canvas),
                     canvas_height(canvas));
        return true;
    }
    height = view_lay_out(overlay->view, &overlay->card, &facts, area.width, area.height);
    if (window_place(overlay->window, card_area(overlay, area.width, height)) == OK)
        return true;
    log_warn("%s", err_message());
    return false;
}

static void show(struct overlay *overlay)
{
    struct canvas *canvas;

    theme_set(overlay->looks.theme, window_scale(overlay->window), overlay->prefs.text_size);
    if (!place_window(overlay))
        return;
    canvas = window_canvas(overlay->window);
    view_draw(overlay->view, canvas, &overlay->card.scroll);
    style_window(overlay);
    if (!window_is_shown(overlay->window))
        window_show(overlay->window);
    else if (window_present(overlay->window, (struct area){ 0, 0, canvas_width(canvas),
                                                            canvas_height(canvas) }) != OK)
        log_warn("%s", err_message());
}

void screen_update(struct overlay *overlay)
{
    int64_t now;

    if (!overlay->dirty)
        return;
    overlay->dirty = false;
    if (!overlay->card.open) {
        window_hide(overlay->window);
        if (overlay->library != NULL)
            library_rest(overlay->library);
        screen_count_due(overlay);
        return;
    }
    show(overlay);
    now = clock_mono_us();
    if (overlay->first_frame_us == 0)
        overlay->first_frame_us = now - overlay->options->start_us;
    if (overlay->input_us != 0)
        overlay->answer_us = now - overlay->input_us;
    overlay->input_us = 0;
}

void screen_take_keyboard(struct overlay *overlay)
{
    if (overlay->options->desktop) {
        overlay->card.has_keyboard = true;
        return;
    }
    if (overlay->card.has_keyboard)
        return;
    overlay->card.has_keyboard = platform_keyboard_take(overlay->platform) == OK;
    if (!overlay->card.has_keyboard)
        card_notice(&overlay->card, "notice.keyboard-held", err_message());
}

void screen_release_keyboard(struct overlay *overlay)
{
    if (overlay->options->desktop || !overlay->card.has_keyboard)
        return;
    platform_keyboard_release(overlay->platform);
    overlay->card.has_keyboard = false;
}

void screen_close_card(struct overlay *overlay)
{
    screen_release_keyboard(overlay);
    card_notice(&overlay->card, NULL, NULL);
    overlay->card.open = false;
    overlay->dirty = true;
}

void screen_plan_hiding(struct overlay *overlay)
{
    const struct card *card = &overlay->card;
    int seconds = card->page == CARD_GREETING ? GREETING_SECONDS : overlay->prefs.auto_hide_s;

    if (!card->open || card->has_keyboard || overlay->options->desktop || seconds == 0)
        overlay->hide_at_us = 0;
    else
        overlay->hide_at_us = clock_mono_us() + (int64_t)seconds * 1000000;
}
