#ifndef REVIEW_STATS_VIEW_H
#define REVIEW_STATS_VIEW_H

/* The picture of the statistics. */

#include "app/review/stats.h"
#include "app/ui/canvas.h"
#include "app/ui/looks.h"

/* Draws over the whole of CANVAS, with the page's top SCROLL pixels above the canvas's.
 * Gives how high the whole page is. */
int stats_view_draw(const struct looks *looks, struct canvas *canvas, const struct stats *stats,
                    int scroll);

#endif
