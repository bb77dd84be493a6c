#ifndef E2E_SESSION_PLATFORM_H
#define E2E_SESSION_PLATFORM_H

/* The platform's events, waited for as the overlay's loop does. */

#include <stdbool.h>

#include "app/platform/platform.h"

enum { SESSION_QUIET_MS = 300 };

/* The next event; false when none comes within LIMIT_MS. */
bool session_next_event(struct platform *platform, struct platform_event *event, int limit_ms);
/* The next event of KIND, others are passed over; false when none comes. */
bool session_await(struct platform *platform, enum platform_event_kind kind,
                   struct platform_event *event);
/* How many events of KIND come until nothing comes for SESSION_QUIET_MS. */
int session_count(struct platform *platform, enum platform_event_kind kind);

#endif
