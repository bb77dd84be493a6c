#include "tests/e2e/session_platform.h"

#include <poll.h>

#include "tests/e2e/session.h"

enum { STEP_MS = 10 };

bool session_next_event(struct platform *platform, struct platform_event *event, int limit_ms)
{
    struct pollfd wait = { .fd = platform_fd(platform), .events = POLLIN };
    int left_ms = limit_ms, deadline_ms;

    while (!platform_next_event(platform, event)) {
        deadline_ms = platform_deadline_ms(platform);
        poll(&wait, 1, deadline_ms >= 0 && deadline_ms < STEP_MS ? deadline_ms : STEP_MS);
        if (!session_wait(&left_ms))
            return false;
    }
    return true;
}

bool session_await(struct platform *platform, enum platform_event_kind kind,
                   struct platform_event *event)
{
    while (session_next_event(platform, event, SESSION_LIMIT_MS)) {
        if (event->kind == kind)
            return true;
    }
    return false;
}

int session_count(struct platform *platform, enum platform_event_kind kind)
{
    struct platform_event event;
    int count = 0;

    while (session_next_event(platform, &event, SESSION_QUIET_MS))
        count += event.kind == kind;
    return count;
}
