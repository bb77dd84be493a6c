#ifndef E2E_SESSION_PLATFORM_H
#define E2E_SESSION_PLATFORM_H

/* The platform's events, waited for as the overlay's loop does, over a game. */

#include <stdbool.h>
#include <sys/types.h>

#include "app/platform/platform.h"
#include "tests/e2e/session.h"

enum { SESSION_QUIET_MS = 300, SESSION_GAME_COLOUR = 0x206040 };

/* The next event; false when none comes within LIMIT_MS. */
bool session_next_event(struct platform *platform, struct platform_event *event, int limit_ms);
/* The next event of KIND, others are passed over; false when none comes. */
bool session_await(struct platform *platform, enum platform_event_kind kind,
                   struct platform_event *event);
/* How many events of KIND come until nothing comes for SESSION_QUIET_MS. */
int session_count(struct platform *platform, enum platform_event_kind kind);

/* Starts fake_game.c as "The Battle for Wesnoth - 1.16.8" of class wesnoth, which
 * writes what it sees to FOLDER/game.txt, and waits until it has the focus and
 * is painted. GRAB: it holds the keyboard. */
pid_t session_start_game(struct session *session, bool grab);
/* What the game has seen: for session_log_has() and session_log_size(). */
extern const char session_game_log[];
/* Waits until the game has seen LINE since byte FROM of its log. */
bool session_game_sees(struct session *session, size_t from, const char *line);

#endif
