#ifndef CAPTURE_REGION_H
#define CAPTURE_REGION_H

/* Where on the screen a game shows its text: regions with names, as a game has them for one
 * size of the screen. Pure. */

#include <stdbool.h>
#include <stddef.h>

#include "app/platform/platform.h"
#include "dict/base/buf.h"
#include "dict/base/str.h"

enum { REGIONS_MAX = 8, REGION_NAME_MAX = 40, REGION_SIDE_MIN = 16 };

struct region {
    char name[REGION_NAME_MAX + 1];
    struct platform_rect area; /* from the monitor's top left */
};

struct regions {
    struct region list[REGIONS_MAX]; /* the first that holds text is read */
    size_t count;
};

/* From text as regions_write() gives it, a line each: "100 540 1080 120 subtitles". What
 * cannot be read is left out. */
void regions_read(struct regions *out, struct str text);
void regions_write(struct buf *out, const struct regions *regions);

/* Puts AREA under NAME, as a new one or instead of the one of that name; false if there are
 * too many, or it is smaller than REGION_SIDE_MIN. */
bool regions_set(struct regions *regions, const char *name, struct platform_rect area);
bool regions_drop(struct regions *regions, const char *name);

/* The part of AREA that lies on a monitor of that size; of width 0 if none does. */
struct platform_rect region_clip(struct platform_rect area, int width, int height);
/* Where text is looked for without a region: the lower third of the window, as far as it lies
 * on the MONITOR; both on the whole screen. */
struct platform_rect region_default(struct platform_rect window, struct platform_rect monitor);

#endif
