#include "app/classroom/projector.h"

#include <stdlib.h>
#include <string.h>

#include "app/classroom/projector_private.h"
#include "dict/base/mem.h"

enum { TIMER_MS = 30000, EXTEND_MS = 15000 };

/* Height of the screen, in pixels, for scale 1: so that plain text is a 22nd of it. */
static const double lines_a_scale = 417, shrink = 0.92, zoom_step = 0.1;
/* Against plain text: text is written so much smaller before any is cut, and at the very least. */
static const double small = 0.85, least = 0.7;
/* Smaller than that a word may be broken. */
static const double broken = 0.8;

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

struct place {
    struct canvas *canvas;
    int width, height;
};

static struct screen screen_of(struct projector *projector, const struct place *place,
                               const struct engine *engine, const struct projector_room *room,
                               const struct fitting *fitting)
{
    const struct looks *looks = projector->looks;
    const int margin = place->width / 24;
    struct screen screen = {
        .projector = projector,
        .brush = { place->canvas, looks->fonts, looks->theme },
        .engine = engine,
        .room = room,
        .page = { margin, place->height / 24, place->width - 2 * margin, 0 },
        .plain = place->height / lines_a_scale,
        .fitting = *fitting,
    };

    engine_board(engine, &screen.board);
    /* The foot stays the same, however long the question is. */
    screen_write(&screen, 1);
    screen.bottom = place->height - strip_height(&screen.brush);
    screen_write(&screen, 0);
    return screen;
}

/* How large a page is written where it has room for it, by parts of plain text. */
static double wished_scale(const struct engine *engine, const struct projector_room *room)
{
    static const double lobby = 1.1, open = 1.8, closed = 1.4, end = 1.3;
    struct board board;

    engine_board(engine, &board);
    if (room->shows_help && !room->asks_end)
        return 1;
    if (room->asks_end || room->is_ended || board.phase == PHASE_END)
        return end;
    if (board.phase == PHASE_LOBBY)
        return lobby;
    return board.phase == PHASE_OPEN ? open : closed;
}

/* Whether the page fits as FITTING says; what is left goes into it. */
static bool fits(struct screen screen, struct fitting *fitting)
{
    screen.brush.canvas = NULL;
    screen.fitting = *fitting;
    screen.fitting.left = 0;
    screen_write(&screen, 0);
    projector_page(&screen);
    fitting->left = screen.bottom - screen.page.y;
    return fitting->left >= 0 && (!screen.is_narrow || fitting->scale < broken * screen.plain);
}

/* Written smaller from WISHED down to LOWEST, both scales. */
static bool fits_smaller(const struct screen *screen, struct fitting *fitting, double wished,
                         double lowest)
{
    fitting->scale = wished;
    while (fitting->scale > lowest) {
        if (fits(*screen, fitting))
            return true;
        fitting->scale *= shrink;
    }
    fitting->scale = lowest;
    return fits(*screen, fitting);
}

/* Text is written smaller, down to plain text; then the picture gives way; then text is written
 * somewhat smaller still, and what explains is cut; and what is asked is cut last. */
static struct fitting fit(const struct screen *screen, double wished)
{
    static const int scenes[] = { 100, 80, 65, 50, 0 };
    const double plain = screen->plain * (1 + zoom_step * screen->projector->zoom);
    const double smaller = screen->plain * small < plain ? screen->plain * small : plain;
    const double smallest = screen->plain * least < plain ? screen->plain * least : plain;
    struct fitting fitting = { 0 };

    for (size_t i = screen->room->scene != NULL ? 0 : ARRAY_LEN(scenes) - 1; i < ARRAY_LEN(scenes);
         i++) {
        fitting.scene = scenes[i];
        if (fits_smaller(screen, &fitting, wished * plain, plain))
            return fitting;
    }
    for (; fitting.tight <= PROJECTOR_TIGHT_ASKED; fitting.tight++)
        if (fits_smaller(screen, &fitting, plain, smaller))
            return fitting;
    fitting.tight = PROJECTOR_TIGHT_ASKED;
    while (!fits_smaller(screen, &fitting, fitting.tight > PROJECTOR_TIGHT_ASKED ? plain : smaller,
                         smallest) &&
           fitting.tight < PROJECTOR_TIGHT_MOST)
        fitting.tight++;
    return fitting;
}

void projector_draw(struct projector *projector, struct canvas *canvas, const struct engine *engine,
                    const struct projector_room *room)
{
    const struct place place = { canvas, canvas_width(canvas), canvas_height(canvas) };
    struct fitting fitting = { .scale = 1 };
    struct screen screen = screen_of(projector, &place, engine, room, &fitting);

    screen.fitting = projector->fitting = fit(&screen, wished_scale(engine, room));
    projector->spot_count = 0;
    projector->asks_end = room->asks_end;
    projector->is_ended = room->is_ended;
    projector->shows_help = room->shows_help;
    canvas_fill(canvas, (struct area){ 0, 0, place.width, place.height },
                theme_colour(projector->looks->theme, SURFACE_CARD));
    screen_write(&screen, 0);
    projector_page(&screen);
    screen_write(&screen, 1);
    screen.bottom = place.height - strip_height(&screen.brush);
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

/* A digit of the upper row counts hands, whatever the keyboard's layout types there. */
static struct projector_wanted want_digit(const struct engine *engine, const struct ui_event *event)
{
    const char *text = event->text;
    int digit = event->digit;
    struct board board;

    engine_board(engine, &board);
    if (digit == 0 && text[0] >= '1' && text[0] <= '9' && text[1] == '\0')
        digit = text[0] - '0';
    if (digit < 1 || digit > QUESTION_CHOICES)
        return (struct projector_wanted){ .wish = WISH_NOTHING };
    return raise_hand(&board, (size_t)(digit - 1), event->shift ? -1 : 1);
}

static struct projector_wanted want_letter(const struct engine *engine, const char *text)
{
    struct board board;

    engine_board(engine, &board);
    if (text[0] == '\0' || text[1] != '\0')
        return (struct projector_wanted){ .wish = WISH_NOTHING };
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

static struct projector_wanted want_text(const struct engine *engine, const struct ui_event *event)
{
    const struct projector_wanted wanted = want_letter(engine, event->text);

    return wanted.wish != WISH_NOTHING ? wanted : want_digit(engine, event);
}

/* What stands over a page takes the keys: nothing is started or closed that is not seen. */
static struct projector_wanted want_over(const struct projector *projector, enum ui_key key)
{
    struct projector_wanted wanted = { .wish = WISH_NOTHING };
    const bool leaves = key == UI_KEY_ESCAPE || key == UI_KEY_ENTER;

    if (projector->asks_end && leaves)
        wanted.wish = key == UI_KEY_ENTER ? WISH_END_SURE : WISH_STAY;
    else if (projector->asks_end)
        return wanted;
    else if (projector->shows_help && (leaves || key == UI_KEY_SPACE || key == UI_KEY_F1))
        wanted.wish = WISH_HELP;
    else if (!projector->asks_end && !projector->shows_help && key == UI_KEY_DELETE)
        wanted.wish = WISH_FORGET;
    else if (!projector->shows_help && leaves)
        wanted.wish = WISH_END_SURE;
    return wanted;
}

static struct projector_wanted want_key(const struct projector *projector,
                                        const struct engine *engine, enum ui_key key)
{
    struct projector_wanted wanted = { .wish = WISH_NOTHING };

    if (projector->asks_end || projector->shows_help || projector->is_ended)
        return want_over(projector, key);
    switch (key) {
    case UI_KEY_ENTER:
    case UI_KEY_SPACE:
    case UI_KEY_RIGHT:
    case UI_KEY_PAGE_DOWN: /* what presenters hold in their hand sends this */
        return projector_go_on(engine);
    case UI_KEY_ESCAPE:
        wanted.wish = WISH_END;
        break;
    case UI_KEY_F1:
        wanted.wish = WISH_HELP;
        break;
    default:
        break;
    }
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
    if (event->type == UI_TEXT && projector->shows_help && (event->text[0] | 0x20) == 'h')
        return (struct projector_wanted){ .wish = WISH_HELP };
    if (event->type == UI_TEXT && !projector->asks_end && !projector->is_ended &&
        !projector->shows_help)
        return want_text(engine, event);
    if (event->type == UI_CLICK && event->button == 1)
        return want_click(projector, event->x, event->y);
    return (struct projector_wanted){ .wish = WISH_NOTHING };
}
