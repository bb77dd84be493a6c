#ifndef JOURNAL_GAMES_H
#define JOURNAL_GAMES_H

/* The games in which words were met. */

#include "app/journal/game_name.h"
#include "app/journal/journal.h"

/* What to call the game of a window, and under which key to keep it: the name
 * that the player gave it, or the one it had when it was first kept, else
 * game_name_of(). Changes nothing. */
void journal_game_name(struct journal *journal, const char *window_class, const char *title,
                       struct game_name *out);

/* Renames a game, the past included; its windows will be called so for good. A
 * NEW_NAME that another game has makes the two one. ERR_ABSENT: no game OLD_NAME;
 * ERR_USAGE: an empty or overlong name. */
MUST_CHECK enum err journal_game_rename(struct journal *journal, const char *old_name,
                                        const char *new_name);

struct game_row {
    struct str name;
    int64_t words, encounters, first_ms, last_ms;
};
typedef void game_fn(void *ctx, const struct game_row *row);

/* Games with words in them, the last played first. */
MUST_CHECK enum err journal_games(struct journal *journal, game_fn *row, void *ctx);

#endif
