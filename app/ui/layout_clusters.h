#ifndef UI_LAYOUT_CLUSTERS_H
#define UI_LAYOUT_CLUSTERS_H

/* The first step of a layout: spans become a row of clusters (graphemes), each
 * with its face, direction and whether a line may end after it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/ui/layout.h"

struct cluster {
    struct face *face;
    uint32_t at, len; /* in the text */
    uint16_t span;
    bool space, newline, rtl, may_end; /* may_end: a line may end after it */
};

struct clusters {
    char *text; /* the spans' text in one, clean UTF-8 */
    struct cluster *list;
    size_t count;
};

/* To be disposed with clusters_dispose(). */
void clusters_make(struct clusters *out, struct fonts *fonts, const struct theme *theme,
                   const struct span *spans, size_t count);
void clusters_dispose(struct clusters *clusters);

#endif
