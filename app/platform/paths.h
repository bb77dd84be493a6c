#ifndef PLATFORM_PATHS_H
#define PLATFORM_PATHS_H

/* Where things are. WORDLOOT_HOME=DIR keeps config, data, cache and the socket
 * under DIR; otherwise the XDG folders. WORDLOOT_ASSETS=DIR names the assets. */

#include "dict/base/err.h"

struct paths {
    char *config;  /* dictionaries.json */
    char *data;    /* journal.db; what was downloaded: dictionaries/, hunspell/ */
    char *cache;   /* compiled dictionaries, FreeDict's list */
    char *runtime; /* the control socket; 0700, ours */
    char *assets;  /* languages/, theme, texts */
};

/* Finds all five and makes the first four where they are missing. On success
 * dispose OUT with paths_dispose(). ERR_IO: one cannot be made, the assets are
 * not found, or the runtime folder belongs to somebody else. */
MUST_CHECK enum err paths_find(struct paths *out);
void paths_dispose(struct paths *paths);

#endif
