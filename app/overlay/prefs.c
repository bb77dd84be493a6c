#include "app/overlay/prefs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/journal/settings.h"
#include "dict/base/mem.h"

enum { OPACITY_STEP = 10, WIDTH_STEP = 10 };

static const char *game_or_null(const char *game)
{
    return game != NULL && game[0] != '\0' ? game : NULL;
}

void prefs_load(struct prefs *prefs, struct journal *journal, const char *game)
{
    char *corner, *size, *guess;

    game = game_or_null(game);
    corner = settings_get(journal, SETTING_CORNER, game);
    size = settings_get(journal, SETTING_TEXT_SIZE, game);
    guess = settings_get(journal, SETTING_GUESS, game);
    *prefs = (struct prefs){
        .corner = corner_parse(corner),
        .text_size = text_size_parse(size),
        .opacity = settings_get_int(journal, SETTING_OPACITY, game),
        .width = settings_get_int(journal, SETTING_WIDTH, game),
        .click_through = settings_is_on(journal, SETTING_CLICK_THROUGH, game),
        .watch = settings_is_on(journal, SETTING_WATCH, game),
        .watch_screen = settings_is_on(journal, SETTING_WATCH_SCREEN, game),
        .scenes = settings_is_on(journal, SETTING_SCENES, game),
        .hover = settings_is_on(journal, SETTING_HOVER, game),
        .guess = strcmp(guess, "ask") == 0,
        .auto_hide_s = settings_get_int(journal, SETTING_AUTO_HIDE, game),
    };
    free(corner);
    free(size);
    free(guess);
}

static enum err save(struct journal *journal, const char *game, enum setting which,
                     const char *value)
{
    if (!setting_info(which)->per_game)
        game = NULL;
    return journal != NULL ? settings_set(journal, which, game_or_null(game), value) : OK;
}

static enum err save_number(struct journal *journal, const char *game, enum setting which,
                            int *value, int step)
{
    char text[16];
    int next = *value + step;

    /* A step past the end is none; the table of settings knows where that is. */
    snprintf(text, sizeof(text), "%d", next);
    if (setting_check(which, text) != OK)
        return OK;
    *value = next;
    return save(journal, game, which, text);
}

static enum err save_switch(struct journal *journal, const char *game, enum setting which,
                            bool *value)
{
    *value = !*value;
    return save(journal, game, which, *value ? "on" : "off");
}

static enum err move(struct prefs *prefs, struct journal *journal, const char *game, int right,
                     int down)
{
    prefs->corner = corner_towards(prefs->corner, right, down);
    return save(journal, game, SETTING_CORNER, corner_name(prefs->corner));
}

static enum err resize_text(struct prefs *prefs, struct journal *journal, const char *game,
                            int step)
{
    int next = (int)prefs->text_size + step;

    if (next < 0 || next >= TEXT_SIZE_COUNT)
        return OK;
    prefs->text_size = (enum text_size)next;
    return save(journal, game, SETTING_TEXT_SIZE, text_size_name(prefs->text_size));
}

bool prefs_is_change(enum action action)
{
    return action >= ACTION_WATCH && action <= ACTION_CORNER_DOWN;
}

enum err prefs_change(struct prefs *prefs, enum action action, struct journal *journal,
                      const char *game)
{
    switch (action) {
    case ACTION_WATCH:
        return save_switch(journal, game, SETTING_WATCH, &prefs->watch);
    case ACTION_WATCH_SCREEN:
        return save_switch(journal, game, SETTING_WATCH_SCREEN, &prefs->watch_screen);
    case ACTION_CLICK_THROUGH:
        return save_switch(journal, game, SETTING_CLICK_THROUGH, &prefs->click_through);
    case ACTION_LARGER:
        return resize_text(prefs, journal, game, 1);
    case ACTION_SMALLER:
        return resize_text(prefs, journal, game, -1);
    case ACTION_MORE_OPAQUE:
        return save_number(journal, game, SETTING_OPACITY, &prefs->opacity, OPACITY_STEP);
    case ACTION_LESS_OPAQUE:
        return save_number(journal, game, SETTING_OPACITY, &prefs->opacity, -OPACITY_STEP);
    case ACTION_WIDER:
        return save_number(journal, game, SETTING_WIDTH, &prefs->width, WIDTH_STEP);
    case ACTION_NARROWER:
        return save_number(journal, game, SETTING_WIDTH, &prefs->width, -WIDTH_STEP);
    case ACTION_CORNER_LEFT:
        return move(prefs, journal, game, -1, 0);
    case ACTION_CORNER_RIGHT:
        return move(prefs, journal, game, 1, 0);
    case ACTION_CORNER_UP:
        return move(prefs, journal, game, 0, -1);
    case ACTION_CORNER_DOWN:
        return move(prefs, journal, game, 0, 1);
    default:
        return OK;
    }
}
