#ifndef REVIEW_STATS_WINDOW_H
#define REVIEW_STATS_WINDOW_H

/* The statistics as a window, and as a picture in a file. */

#include "app/review/stats.h"

struct stats_look {
    const char *assets_dir;
    const char *ui; /* the interface's language; NULL: the desktop's */
};

/* Runs until the learner closes it. Errors as review_run(). */
MUST_CHECK enum err stats_window_run(const struct stats *stats, const struct stats_look *look);
/* The whole page as a PNG file at PATH; needs no display. */
MUST_CHECK enum err stats_picture(const struct stats *stats, const struct stats_look *look,
                                  const char *path);

#endif
