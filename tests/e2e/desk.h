#ifndef E2E_DESK_H
#define E2E_DESK_H

/* A learner's desk for the tests of the whole program: a session, a fullscreen
 * game, a small dictionary, the running overlay, and questions to it. */

#include <stdbool.h>
#include <sys/types.h>

#include "dict/base/json.h"
#include "tests/e2e/session.h"

enum { GAME_COLOUR = 0x206040 };

struct desk {
    struct session *session;
    pid_t game, overlay;
};

/* Writes a small Italian dictionary and gives it to the program. */
void desk_add_dictionary(struct desk *desk);
void desk_start_game(struct desk *desk);
/* Starts `wordloot` and waits until it answers. */
void desk_start_overlay(struct desk *desk);
void desk_stop_overlay(struct desk *desk);

/* What the overlay says of itself; yours: json_decref(). NULL if it is silent. */
json_t *desk_status(struct desk *desk);
/* Waits until its status has TEXT ("prompt") or a true value under KEY; false if
 * that does not come. */
bool desk_reaches(struct desk *desk, const char *key, const char *text);
bool desk_becomes(struct desk *desk, const char *key, bool value);

bool desk_send(struct desk *desk, const char *request);
/* A program of selection_owner.c takes the clipboard with a text of KIND. */
pid_t desk_own_clipboard(struct desk *desk, const char *kind);
/* Runs `wordloot WORDS...`; gives its exit code. Its output is in FOLDER/out.log. */
int desk_run(struct desk *desk, const char *const *words);
bool desk_output_has(struct desk *desk, const char *text);

/* Types WORD at the hotkey's prompt and looks it up. */
void desk_look_up(struct desk *desk, const char *word);

#endif
