#ifndef OVERLAY_PREFS_H
#define OVERLAY_PREFS_H

/* How the player wants the card: read from the settings for a game, changed by
 * keys, written back for that game. */

#include <stdbool.h>

#include "app/journal/journal.h"
#include "app/overlay/keys.h"
#include "app/overlay/place.h"
#include "app/ui/theme.h"

struct prefs {
    enum corner corner;
    enum text_size text_size;
    int opacity; /* per cent */
    int width;   /* per cent of the theme's card */
    bool click_through;
    bool watch;
    bool watch_screen;
    bool scenes, hover, guess;
    int auto_hide_s; /* 0: never */
};

/* JOURNAL may be NULL, GAME NULL or "": the general values then. */
void prefs_load(struct prefs *prefs, struct journal *journal, const char *game);

/* Whether ACTION changes a preference; then *PREFS is changed and, with a
 * journal, kept for GAME. A failed write is told by err_message() and ERR_*. */
bool prefs_is_change(enum action action);
MUST_CHECK enum err prefs_change(struct prefs *prefs, enum action action, struct journal *journal,
                                 const char *game);

#endif
