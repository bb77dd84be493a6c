#include "app/classroom/projector.h"

#include <stdlib.h>
#include <string.h>

#include "app/classroom/projector_private.h"
#include "dict/base/mem.h"

enum { TIMER_MS = 30000, EXTEND_MS = 15000, SHRINKS_MOST = 11 };

/* Height of the screen, in pixels, for scale 1: so that plain text is a 22nd of it. */
static const double lines_a_scale = 420, shrink = 0.92, zoom_step = 0.1;
/* A question is written larger than that where there is room for it. */
static const double question_scale = 1.3;

struct projector *projector_new(const struct looks *looks)
{
    struct projector *projector = xcalloc(1, sizeof(*projector));

    projector->looks = looks;
    return projector;
}

void projector_free(struct projector *projector)
{
    free(projector);
}

void projector_zoom(struct projector *projector, int steps)
{
    projector->zoom += steps;
    if (projector->zoom > PROJECTOR_ZOOM_MOST)
        projector->zoom = PROJECTOR_ZOOM_MOST;
    if (projector->zoom < -PROJECTOR_ZOOM_MOST)
        projector->zoom = -PROJECTOR_ZOOM_MOST;
}

/* --- drawing --- */

static struct screen screen_of(struct projector *projector, struct canvas *canvas,
                               const struct engine *engine, const struct projector_room *room)
{
    const struct looks *looks = projector->looks;
    struct screen screen = {
        .projector = projector,
        .brush = { canvas, looks->fonts, looks->theme },
        .engine = engine,
        .room = room,
    };

    engine_board(engine, &screen.board);
    return screen;
}

static void lay_out(struct screen *screen, int width, int height)
{
    const int margin = width / 24;

    screen->page = (struct area){ margin, height / 24, width - 2 * margin, 0 };
    screen->bottom = height - strip_height(&screen->brush);
}

/* The scale at which the page fits: long sentences and definitions are written smaller. */
static double fit(struct projector *projector, const struct engine *engine,
                  const struct projector_room *room, int width, int height)
{
    double scale = height / lines_a_scale * (1 + zoom_step * projector->zoom);
    struct board board;

    engine_board(engine, &board);
    if (board.phase == PHASE_OPEN || board.phase == PHASE_CLOSED)
        scale *= question_scale;
    for (int i = 0; i < SHRINKS_MOST; i++, scale *= shrink) {
        struct screen screen = screen_of(projector, NULL, engine, room);

        theme_set(projector->looks->theme, scale, TEXT_NORMAL);
        lay_out(&screen, width, height);
        projector_page(&screen);
        if (screen.page.y <= screen.bottom)
            break;
    }
    return scale;
}

void projector_draw(struct projector *projector, struct canvas *canvas, const struct engine *engine,
                    const struct projector_room *room)
{
    const int width = canvas_width(canvas), height = canvas_height(canvas);
    const double scale = fit(projector, engine, room, width, height);
    struct screen screen = screen_of(projector, canvas, engine, room);

    theme_set(projector->looks->theme, scale, TEXT_NORMAL);
    projector->spot_count = 0;
    projector->asks_end = room->asks_end;
    projector->is_ended = room->is_ended;
    lay_out(&screen, width, height);
    canvas_fill(canvas, (struct area){ 0, 0, width, height },
                theme_colour(projector->looks->theme, SURFACE_CARD));
    projector_page(&screen);
    /* The foot stays the same, however long the question is. */
    theme_set(projector->looks->theme, height / lines_a_scale, TEXT_NORMAL);
    screen.bottom = height - strip_height(&screen.brush);
    projector_foot(&screen);
}

/* --- keys and clicks --- */

struct projector_wanted projector_go_on(const struct engine *engine)
{
    struct projector_wanted wanted = { .wish = WISH_EVENT };
    enum engine_stage stage;
    struct board board;

    engine_board(engine, &board);
    if (board.phase == PHASE_OPEN) {
        wanted.event.kind = EVENT_CLOSE;
    } else if (board.phase == PHASE_CLOSED) {
        wanted.event.kind = EVENT_NEXT;
    } else if (engine_suggest(engine, &stage)) {
        wanted.event.kind = EVENT_START;
        wanted.event.value = stage;
    } else {
        wanted.wish = WISH_END;
    }
    return wanted;
}

static struct projector_wanted event_of(enum event_kind kind, int64_t value)
{
    return (struct projector_wanted){ WISH_EVENT, { .kind = kind, .value = value } };
}

/* One hand more (STEP 1) or less for the AT-th choice. */
static struct projector_wanted raise_hand(const struct board *board, size_t at, int step)
{
    const size_t choices = board->at.question != NULL ? board->at.question->choice_count : 0;
    struct projector_wanted wanted = { .wish = WISH_NOTHING };

    if (board->at.question == NULL || at >= (choices > 0 ? choices : 2) ||
        (step < 0 && board->hands[at] == 0) || board->phase == PHASE_END)
        return wanted;
    wanted.wish = WISH_EVENT;
    wanted.event = (struct event){ .kind = EVENT_HANDS,
                                   .slot = board->at.slot,
                                   .seq = (int64_t)at,
                                   .value = (int64_t)board->hands[at] + step };
    return wanted;
}

static struct projector_wanted want_letter(const struct engine *engine, const char *text)
{
    static const char lower[] = "!\"#$"; /* Shift and 1 to 4 on many keyboards */
    struct board board;
    const char *found;

    engine_board(engine, &board);
    if (text[0] == '\0' || text[1] != '\0')
        return (struct projector_wanted){ .wish = WISH_NOTHING };
    if (text[0] >= '1' && text[0] <= '4')
        return raise_hand(&board, (size_t)(text[0] - '1'), 1);
    found = strchr(lower, text[0]);
    if (found != NULL)
        return raise_hand(&board, (size_t)(found - lower), -1);
    switch (text[0] | 0x20) {
    case 'r':
        return event_of(EVENT_REVEAL, 0);
    case 't':
        return event_of(EVENT_TIMER, board.closes_ms > 0 ? 0 : TIMER_MS);
    case 'e':
        return event_of(EVENT_EXTEND, EXTEND_MS);
    case 'f':
        return (struct projector_wanted){ .wish = WISH_FULLSCREEN };
    case 'h':
        return (struct projector_wanted){ .wish = WISH_HELP };
    default:
        break;
    }
    if (text[0] == '+' || text[0] == '=')
        return (struct projector_wanted){ .wish = WISH_BIGGER };
    return (struct projector_wanted){ .wish = text[0] == '-' ? WISH_SMALLER : WISH_NOTHING };
}

static struct projector_wanted want_key(const struct projector *projector,
                                        const struct engine *engine, enum ui_key key)
{
    struct projector_wanted wanted = { .wish = WISH_NOTHING };

    if (key == UI_KEY_F1)
        wanted.wish = WISH_HELP;
    if (key == UI_KEY_ESCAPE)
        wanted.wish = projector->asks_end ? WISH_STAY : WISH_END;
    if (key == UI_KEY_ENTER && (projector->asks_end || projector->is_ended))
        wanted.wish = WISH_END_SURE;
    else if ((key == UI_KEY_ENTER || key == UI_KEY_SPACE) && !projector->asks_end &&
             !projector->is_ended)
        return projector_go_on(engine);
    return wanted;
}

static struct projector_wanted want_click(const struct projector *projector, int x, int y)
{
    for (size_t i = 0; i < projector->spot_count; i++)
        if (area_common(projector->spots[i].area, (struct area){ x, y, 1, 1 }).width > 0)
            return projector->spots[i].wanted;
    return (struct projector_wanted){ .wish = WISH_NOTHING };
}

struct projector_wanted projector_want(const struct projector *projector,
                                       const struct engine *engine, const struct ui_event *event)
{
    if (event->type == UI_KEY)
        return want_key(projector, engine, event->key);
    if (event->type == UI_TEXT && !projector->asks_end && !projector->is_ended)
        return want_letter(engine, event->text);
    if (event->type == UI_CLICK && event->button == 1)
        return want_click(projector, event->x, event->y);
    return (struct projector_wanted){ .wish = WISH_NOTHING };
}
