#ifndef COMMANDS_CATALOGUE_LOAD_H
#define COMMANDS_CATALOGUE_LOAD_H

/* The catalogue of dictionaries with FreeDict's list in it, which is fetched when there
 * is none in the cache, or one of a month ago. */

#include <stdbool.h>

#include "app/platform/paths.h"
#include "dict/dict.h"

struct catalogue_source {
    const struct paths *paths;
    const char *file; /* another catalogue than that of the assets; NULL */
    bool refresh;     /* fetch the list again, however new it is */
};

/* On success *OUT is yours: catalogue_free(). A list that cannot be had is told on stderr
 * and left out, or an older one is used. Errors of catalogue_read(), and ERR_CANCELLED. */
MUST_CHECK enum err catalogue_load(struct catalogue **out, const struct catalogue_source *source);

#endif
