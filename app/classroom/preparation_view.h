#ifndef CLASSROOM_PREPARATION_VIEW_H
#define CLASSROOM_PREPARATION_VIEW_H

/* The picture of a preparation, and what a click in it does. */

#include "app/classroom/preparation.h"
#include "app/ui/canvas.h"
#include "app/ui/looks.h"

enum preparation_act {
    PREPARE_NOTHING,
    PREPARE_CHOOSE, /* .at: a question of the list */
    PREPARE_AGAIN,
    PREPARE_EDIT,
    PREPARE_REMOVE,
    PREPARE_SAVE,
    PREPARE_START,
    PREPARE_FIELD, /* .at: a field */
    PREPARE_KEEP,
    PREPARE_CANCEL
};

enum { PREPARATION_SPOTS = 64 };

struct preparation_spots {
    struct {
        struct area area;
        enum preparation_act act;
        size_t at;
    } items[PREPARATION_SPOTS];
    size_t count;
};

/* Draws over the whole of CANVAS; SPOTS are filled with what can be clicked. The list scrolls
 * so that the question looked at is among those shown. */
void preparation_draw(const struct looks *looks, struct canvas *canvas,
                      struct preparation *preparation, struct preparation_spots *spots);
/* What a click at X, Y does; *AT is its question or field. */
enum preparation_act preparation_hit(const struct preparation_spots *spots, int x, int y,
                                     size_t *at);

#endif
