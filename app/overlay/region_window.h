#ifndef OVERLAY_REGION_WINDOW_H
#define OVERLAY_REGION_WINDOW_H

/* Drawing where a game shows its text, over a frozen picture of the screen. */

#include "app/journal/journal.h"
#include "app/platform/platform.h"

struct region_options {
    const char *assets_dir;
    const char *ui; /* the interface's language; NULL: the desktop's */
    struct platform *platform;
    struct platform_rect monitor; /* the one that is shown and drawn on */
    struct platform_rect area;    /* what is drawn at first, from the monitor's top left */
};

/* Until the player keeps an area, which goes to *OUT, from the monitor's top left; or leaves:
 * ERR_CANCELLED. ERR_BUSY: a game holds the keyboard. Others as window_open(). */
MUST_CHECK enum err region_window_run(const struct region_options *options,
                                      struct platform_rect *out);

/* Where a game's regions for a monitor of this size are kept among the journal's settings;
 * yours to free. */
char *region_setting_key(const char *game, int width, int height);

#endif
