/* What can be done now, in the line at the projector's foot. */

#include "app/classroom/projector_private.h"
#include "dict/base/mem.h"

enum { ACTIONS_MAX = 8, TIMER_MS = 30000, EXTEND_MS = 15000 };

struct foot {
    struct screen_action actions[ACTIONS_MAX];
    size_t count;
};

static void add(struct foot *foot, const char *key, const char *cap, struct projector_wanted wanted)
{
    if (foot->count < ACTIONS_MAX)
        foot->actions[foot->count] = (struct screen_action){ key, cap, wanted, foot->count == 0 };
    foot->count += foot->count < ACTIONS_MAX;
}

static void add_event(struct foot *foot, const char *key, const char *cap, enum event_kind kind,
                      int64_t value)
{
    add(foot, key, cap, (struct projector_wanted){ WISH_EVENT, { .kind = kind, .value = value } });
}

static void add_wish(struct foot *foot, const char *key, const char *cap, enum projector_wish wish)
{
    add(foot, key, cap, (struct projector_wanted){ .wish = wish });
}

static const char *stage_key(enum engine_stage stage)
{
    static const char *const keys[] = { "class.act-practice", "class.act-replay",
                                        "class.act-before", "class.act-after" };

    return keys[stage];
}

/* What Space begins first, and then everything else that could begin. */
static void add_rounds(struct foot *foot, const struct screen *screen)
{
    const struct projector_wanted first = projector_go_on(screen->engine);
    const bool is_lobby = screen->board.phase == PHASE_LOBBY;

    if (first.wish == WISH_EVENT)
        add(foot, stage_key((enum engine_stage)first.event.value), "Space", first);
    else
        add_wish(foot, "class.act-end", "Space", WISH_END);
    for (int stage = STAGE_PRACTICE; stage <= STAGE_AFTER; stage++) {
        if (first.wish == WISH_EVENT && first.event.value == stage)
            continue;
        if (is_lobby && stage == STAGE_AFTER)
            continue;
        if (engine_can_start(screen->engine, (enum engine_stage)stage))
            add_event(foot, stage_key((enum engine_stage)stage), "▸", EVENT_START, stage);
    }
}

static void add_open(struct foot *foot, const struct board *board)
{
    add_event(foot, "class.act-close", "Space", EVENT_CLOSE, 0);
    if (board->step < ENGINE_STEPS && board->at.stage < STAGE_BEFORE)
        add_event(foot, "class.act-reveal", "R", EVENT_REVEAL, 0);
    if (board->closes_ms > 0) {
        add_event(foot, "class.act-extend", "E", EVENT_EXTEND, EXTEND_MS);
        add_event(foot, "class.act-timer-off", "T", EVENT_TIMER, 0);
    } else {
        add_event(foot, "class.act-timer", "T", EVENT_TIMER, TIMER_MS);
    }
}

static void add_actions(struct foot *foot, const struct screen *screen)
{
    switch (screen->board.phase) {
    case PHASE_LOBBY:
    case PHASE_END:
        add_rounds(foot, screen);
        break;
    case PHASE_OPEN:
        add_open(foot, &screen->board);
        break;
    case PHASE_CLOSED:
        add_event(foot, "class.act-next", "Space", EVENT_NEXT, 0);
        break;
    }
    if (screen->board.phase != PHASE_OPEN)
        add_wish(foot, "class.act-full", "F", WISH_FULLSCREEN);
    add_wish(foot, "class.act-help", "H", WISH_HELP);
    add_wish(foot, "class.act-end", "Esc", WISH_END);
}

void projector_foot(struct screen *screen)
{
    struct foot foot = { .count = 0 };

    if (screen->room->asks_end) {
        add_wish(&foot, "class.act-end-sure", "Enter", WISH_END_SURE);
        add_wish(&foot, "class.act-stay", "Esc", WISH_STAY);
    } else if (screen->room->shows_help) {
        add_wish(&foot, "class.act-leave", "Esc", WISH_HELP);
    } else if (screen->room->is_ended) {
        add_wish(&foot, "class.act-leave", "Enter", WISH_END_SURE);
        if (!screen->room->is_forgotten)
            add_wish(&foot, "class.act-forget", "Del", WISH_FORGET);
    } else {
        add_actions(&foot, screen);
    }
    screen_actions(screen, foot.actions, foot.count);
}
