#ifndef CLASSROOM_PROJECTOR_H
#define CLASSROOM_PROJECTOR_H

/* The big screen: drawn from what the engine shows, and what keys and clicks on it mean.
 * Readable from the back row at 1280 by 720. */

#include <stdbool.h>

#include "app/classroom/engine.h"
#include "app/ui/looks.h"
#include "app/ui/window.h"

/* What is shown besides the engine's board; all borrowed for the call. */
struct projector_room {
    const char *title, *lang;
    const char *url, *code;  /* NULL: a session without phones */
    const char *qr_url;      /* what the QR code says */
    const char *teacher_url; /* shown small in the lobby; NULL: not */
    size_t connected;
    const struct canvas *scene; /* the game's picture of the word asked; may be NULL */
    bool is_ended;              /* the session: thanks, and NOTICE says where the report is */
    bool is_forgotten;          /* it was deleted after its end */
    bool asks_end;              /* the question whether to end the session is open */
    bool shows_help;            /* the list of keys is open */
    const char *notice;         /* one line, an error say; may be NULL */
    int64_t now_ms;
};

/* What a key or a click wants: an event for the engine, or something of the window's. */
enum projector_wish {
    WISH_NOTHING,
    WISH_EVENT, /* .event */
    WISH_END,   /* asks first: the session's end */
    WISH_END_SURE,
    WISH_FORGET, /* deletes the session that has ended */
    WISH_STAY,   /* takes the question back */
    WISH_FULLSCREEN,
    WISH_HELP,
    WISH_BIGGER, /* text */
    WISH_SMALLER
};
struct projector_wanted {
    enum projector_wish wish;
    struct event event;
};

struct projector;

/* LOOKS is borrowed. Yours: projector_free(). */
struct projector *projector_new(const struct looks *looks);
void projector_free(struct projector *projector);

/* Draws all of CANVAS, and remembers where what can be clicked stands. */
void projector_draw(struct projector *projector, struct canvas *canvas, const struct engine *engine,
                    const struct projector_room *room);
/* Larger text (STEPS 1) or smaller (-1), within bounds, from the next drawing on. */
void projector_zoom(struct projector *projector, int steps);
/* What EVENT (a key, typed text or a click) means on what was drawn last. Space or Enter always
 * go on: start, close, next, replay, end. */
struct projector_wanted projector_want(const struct projector *projector,
                                       const struct engine *engine, const struct ui_event *event);

#endif
