#include "tests/e2e/session_platform.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

#include "dict/base/mem.h"

enum { STEP_MS = 10 };

const char session_game_log[] = "game.txt";

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

pid_t session_start_game(struct session *session, bool grab)
{
    char *log = xasprintf("%s/%s", session_folder(session), session_game_log);
    const char *argv[] = { "fake_game",
                           log,
                           "--title",
                           "The Battle for Wesnoth - 1.16.8",
                           "--class",
                           "wesnoth",
                           grab ? "--grab" : NULL,
                           NULL };
    size_t from = session_log_size(session, session_game_log);
    pid_t game = session_start(session, "game", argv);

    if (!session_game_sees(session, from, "ready"))
        fprintf(stderr, "the game does not start\n");
    SESSION_UNTIL(session_pixel(session, 10, 10) == SESSION_GAME_COLOUR);
    free(log);
    return game;
}

bool session_game_sees(struct session *session, size_t from, const char *line)
{
    SESSION_UNTIL(session_log_has(session, session_game_log, from, line));
    return session_log_has(session, session_game_log, from, line);
}
