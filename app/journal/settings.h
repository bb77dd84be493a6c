#ifndef JOURNAL_SETTINGS_H
#define JOURNAL_SETTINGS_H

/* The settings: one table of what there is, and the values in the journal. A
 * setting marked per_game may have a value of its own for a game, which then
 * comes before the general one. */

#include "app/journal/journal.h"

enum setting {
    SETTING_LANG,
    SETTING_GLOSS,
    SETTING_UI,
    SETTING_HOTKEY,
    SETTING_READ_HOTKEY,
    SETTING_SCENES,
    SETTING_HOVER,
    SETTING_GUESS,
    SETTING_WINDOW,
    SETTING_CORNER,
    SETTING_OPACITY,
    SETTING_WIDTH,
    SETTING_TEXT_SIZE,
    SETTING_CLICK_THROUGH,
    SETTING_WATCH,
    SETTING_WATCH_SCREEN,
    SETTING_AUTO_HIDE,
    SETTING_FSRS,
    SETTING_RETENTION,
    SETTING_NEW_PER_DAY,
    SETTING_REVIEWS_PER_DAY,
    SETTING_SESSION_MINUTES,
    SETTING_BUTTONS,
    SETTING_TYPING,
    SETTING_ROLLOVER,
    SETTING_EASY_DAYS,
    SETTING_LEARNING_STEPS,
    SETTING_RELEARNING_STEPS,
    SETTING_COUNT
};

struct setting_info {
    const char *key;     /* "text-size" */
    const char *initial; /* the value until it is set */
    const char *values;  /* what is allowed, in words: "small, normal or large" */
    const char *meaning; /* one line */
    bool per_game;
};
const struct setting_info *setting_info(enum setting which);
/* ERR_USAGE for a key that is no setting's. */
MUST_CHECK enum err setting_find(enum setting *out, const char *key);
/* ERR_USAGE with what is allowed, when VALUE is not. */
MUST_CHECK enum err setting_check(enum setting which, const char *value);

/* The value in force, never NULL, yours to free. JOURNAL and GAME (a name) may be
 * NULL. A stored value that is not allowed counts as not set. */
char *settings_get(struct journal *journal, enum setting which, const char *game);
/* The same for settings that are numbers, and for those that are on or off. */
int settings_get_int(struct journal *journal, enum setting which, const char *game);
bool settings_is_on(struct journal *journal, enum setting which, const char *game);
/* Sets the general value, or GAME's own; a VALUE of NULL goes back to what held
 * before. ERR_USAGE: not allowed, or not per_game. */
MUST_CHECK enum err settings_set(struct journal *journal, enum setting which, const char *game,
                                 const char *value);

/* Rows of other modules: a KEY with no value gives NULL; yours to free. */
char *journal_setting_get(struct journal *journal, const char *key);
MUST_CHECK enum err journal_setting_set(struct journal *journal, const char *key,
                                        const char *value);

#endif
