/* Reading the screen: what stands in the game's regions becomes the card's sentence, and a
 * picture of the scene goes with the words that are kept from it. */

#include <stdlib.h>
#include <string.h>

#include "app/capture/region.h"
#include "app/capture/scene.h"
#include "app/journal/pictures.h"
#include "app/journal/settings.h"
#include "app/overlay/overlay_private.h"
#include "app/overlay/region_window.h"
#include "app/platform/grab.h"
#include "dict/base/clock.h"
#include "dict/base/log.h"
#include "dict/base/mem.h"

#define LOG_MODULE "overlay"

/* A game draws anew what the card covered within a frame or two. */
enum { UNCOVERED_MS = 80, GUESS_SECONDS = 30 };

struct reading_state {
    struct reader *reader;
    int64_t asked_us;             /* when the player pressed the key */
    int64_t grab_at_ms;           /* when the card has gone from the screen; 0: not waited for */
    struct platform_picture shot; /* of the monitor */
    struct platform_rect areas[REGIONS_MAX]; /* of the shot, to be read one by one */
    size_t area_count, area_at;
    uint8_t *scene; /* the shot, ready to be kept; NULL if there is none */
    size_t scene_len;
    char encounter[UUID_LEN + 1]; /* that has it already; "" for none */
};

void read_open(struct overlay *overlay)
{
    overlay->reading = xcalloc(1, sizeof(*overlay->reading));
    overlay->reading->reader = reader_new();
}

static void drop_scene(struct reading_state *state)
{
    free(state->scene);
    state->scene = NULL;
    state->scene_len = 0;
    state->encounter[0] = '\0';
}

void read_close(struct overlay *overlay)
{
    struct reading_state *state = overlay->reading;

    if (state == NULL)
        return;
    reader_close(state->reader);
    platform_picture_dispose(&state->shot);
    drop_scene(state);
    free(state);
    overlay->reading = NULL;
}

int read_fd(const struct overlay *overlay)
{
    return reader_fd(overlay->reading->reader);
}

int read_deadline_ms(const struct overlay *overlay)
{
    const struct reading_state *state = overlay->reading;
    int64_t left;

    if (state->grab_at_ms == 0)
        return reader_deadline_ms(state->reader);
    left = state->grab_at_ms - clock_mono_us() / 1000;
    return left > 0 ? (int)left : 0;
}

/* --- what is told --- */

/* One line in the card, and typing works. */
static void give_up(struct overlay *overlay, const char *notice, const char *detail)
{
    platform_picture_dispose(&overlay->reading->shot);
    card_prompt(&overlay->card);
    card_notice(&overlay->card, notice, detail);
    screen_take_keyboard(overlay);
    screen_plan_hiding(overlay);
    overlay->dirty = true;
}

/* --- where --- */

/* The game's regions on MONITOR, from its top left; where it has none, where text is looked for
 * in the window in front. Gives their number, at most REGIONS_MAX. */
static size_t areas_of(struct overlay *overlay, const struct platform_active *active,
                       struct platform_rect monitor, struct platform_rect out[REGIONS_MAX])
{
    struct journal *journal = overlay->card.journal;
    char *key = region_setting_key(overlay->card.game.name, monitor.width, monitor.height);
    char *text = journal != NULL ? journal_setting_get(journal, key) : NULL;
    struct regions regions = { .count = 0 };
    struct platform_rect area;
    size_t count = 0, i;

    if (text != NULL)
        regions_read(&regions, str_of(text));
    free(text);
    free(key);
    for (i = 0; i < regions.count; i++) {
        area = region_clip(regions.list[i].area, monitor.width, monitor.height);
        if (area.width > 0)
            out[count++] = area;
    }
    if (regions.count > 0)
        return count;
    area = region_default(active->window != 0 ? active->place : monitor, monitor);
    area.x -= monitor.x;
    area.y -= monitor.y;
    if (area.width > 0)
        out[count++] = area;
    return count;
}

bool read_first_area(struct overlay *overlay, struct platform_rect *out)
{
    struct platform_active active = { .window = 0 };
    struct platform_rect areas[REGIONS_MAX], monitor;

    /* Only the window that the player was last asked in: what others show is nobody's affair. */
    if (platform_active_window(overlay->platform, &active) != OK || active.window == 0 ||
        active.window != overlay->game_window)
        return false;
    monitor = active.monitor;
    if (areas_of(overlay, &active, monitor, areas) == 0)
        return false;
    *out = areas[0];
    out->x += monitor.x;
    out->y += monitor.y;
    return true;
}

/* --- reading --- */

static enum err ask_area(struct overlay *overlay, struct platform_rect area)
{
    struct reading_state *state = overlay->reading;
    const struct language *language =
        overlay->library != NULL ? library_language(overlay->library) : NULL;
    uint32_t *pixels = xcalloc((size_t)area.width * (size_t)area.height, sizeof(*pixels));
    enum err rc;
    int y;

    for (y = 0; y < area.height; y++)
        memcpy(pixels + (size_t)y * (size_t)area.width,
               state->shot.pixels + (size_t)(area.y + y) * (size_t)state->shot.place.width +
                   (size_t)area.x,
               (size_t)area.width * sizeof(*pixels));
    if (language == NULL || language->ocr[0] == '\0')
        rc = err_set(ERR_ABSENT, "the language's file has no name for its text recognition");
    else
        rc = reader_ask(state->reader, language->ocr, pixels, area.width, area.height);
    free(pixels);
    return rc;
}

static void ask_next(struct overlay *overlay)
{
    struct reading_state *state = overlay->reading;

    if (state->area_at == state->area_count)
        give_up(overlay, state->area_count > 0 ? "notice.no-text-there" : "notice.no-region", NULL);
    else if (ask_area(overlay, state->areas[state->area_at++]) != OK)
        give_up(overlay, "notice.not-read", err_message());
}

/* While the other program reads, the picture is made small. */
static void keep_shot(struct overlay *overlay)
{
    struct reading_state *state = overlay->reading;
    const struct platform_rect place = state->shot.place;

    drop_scene(state);
    if (state->shot.pixels != NULL && overlay->prefs.scenes && overlay->card.journal != NULL &&
        scene_encode(&state->scene, &state->scene_len, state->shot.pixels, place.width,
                     place.height) != OK)
        log_warn("%s", err_message());
}

static void grab(struct overlay *overlay)
{
    struct reading_state *state = overlay->reading;
    struct platform_active active = { .window = 0 };
    const struct area monitor = overlay->monitor;
    const struct platform_rect whole = { monitor.x, monitor.y, monitor.width, monitor.height };

    state->grab_at_ms = 0;
    platform_picture_dispose(&state->shot);
    if (platform_active_window(overlay->platform, &active) != OK ||
        platform_grab(overlay->platform, whole, &state->shot) != OK) {
        give_up(overlay, "notice.not-read", err_message());
        return;
    }
    state->area_count = areas_of(overlay, &active, state->shot.place, state->areas);
    state->area_at = 0;
    ask_next(overlay);
    keep_shot(overlay);
}

void read_screen(struct overlay *overlay)
{
    overlay->reading->asked_us = clock_mono_us();
    screen_find_game(overlay);
    if (!overlay->card.open) {
        grab(overlay);
        return;
    }
    /* The card may cover the text. */
    screen_close_card(overlay);
    screen_update(overlay);
    overlay->reading->grab_at_ms = clock_mono_us() / 1000 + UNCOVERED_MS;
}

/* Who has begun to write a guess is not interrupted. */
static void end_guessing(struct overlay *overlay)
{
    struct card *card = &overlay->card;

    if (overlay->guess_until_us == 0 || clock_mono_us() < overlay->guess_until_us)
        return;
    overlay->guess_until_us = 0;
    if (card->page == CARD_GUESS && card->guess.text.len == 0) {
        card_guessed(card, false);
        overlay->dirty = true;
    }
}

void read_step(struct overlay *overlay)
{
    struct reading_state *state = overlay->reading;
    struct reading reading;
    enum err rc = OK;

    end_guessing(overlay);
    if (state->grab_at_ms != 0 && clock_mono_us() / 1000 >= state->grab_at_ms)
        grab(overlay);
    if (!reader_take(state->reader, &reading, &rc))
        return;
    overlay->dirty = true;
    overlay->card.guess_first = overlay->prefs.guess;
    if (rc != OK) {
        give_up(overlay, "notice.not-read", err_message());
    } else if (!card_take_reading(&overlay->card, &reading)) {
        ask_next(overlay);
    } else {
        platform_picture_dispose(&state->shot);
        overlay->read_us = clock_mono_us() - state->asked_us;
        overlay->guess_until_us =
            overlay->prefs.guess ? clock_mono_us() + (int64_t)GUESS_SECONDS * 1000000 : 0;
        screen_take_keyboard(overlay);
        screen_plan_hiding(overlay);
    }
    reading_dispose(&reading);
}

/* --- the scene --- */

void read_keep_scene(struct overlay *overlay)
{
    struct reading_state *state = overlay->reading;
    const struct card *card = &overlay->card;
    const char *encounter = card->keeping.encounter;
    enum err rc;

    if (!card->kept || !card_is_of_screen(card) || state->scene == NULL ||
        strcmp(state->encounter, encounter) == 0)
        return;
    if (state->encounter[0] == '\0')
        rc = journal_picture_add(card->journal, encounter, state->scene, state->scene_len);
    else
        rc = journal_picture_share(card->journal, encounter, state->encounter);
    if (rc == OK)
        memcpy(state->encounter, encounter, sizeof(state->encounter));
    else
        log_warn("%s", err_message());
}
