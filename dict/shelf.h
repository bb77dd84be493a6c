#ifndef DICT_SHELF_H
#define DICT_SHELF_H

/* The shelf: which dictionaries this learner has. A list of sources in
 * CONFIG_DIR/dictionaries.json; their compiled files are in CACHE_DIR and may
 * be deleted at any time. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/compiled.h"

struct shelf;

struct shelf_item {
    const char *name;   /* "freedict-ita-eng", unique */
    const char *path;   /* of the source */
    const char *with;   /* its second file; NULL for formats of one */
    const char *format; /* the importer's name */
    const char *lang, *gloss;
    const char *compiled; /* path of the compiled file, there or not */
    enum shelf_state {
        SHELF_READY,   /* compiled and up to date */
        SHELF_STALE,   /* not compiled yet, or the source changed */
        SHELF_MISSING, /* the source is gone, and nothing is compiled */
        SHELF_BROKEN   /* the compiled file cannot be read */
    } state;
};

/* Reads the list; none yet is an empty one. A list that cannot be read is
 * ERR_FORMAT and stays untouched. *OUT is yours: shelf_close(). */
MUST_CHECK enum err shelf_open(struct shelf **out, const char *assets_dir, const char *config_dir,
                               const char *cache_dir);
void shelf_close(struct shelf *shelf);

size_t shelf_count(const struct shelf *shelf);
/* Borrowed until the shelf changes. */
struct shelf_item shelf_get(const struct shelf *shelf, size_t at);
/* Whether there is a dictionary NAME, or one whose source lies below the folder DIR, a
 * real path; either may be NULL. Looks at the list alone. */
bool shelf_has(const struct shelf *shelf, const char *name, const char *dir);

/* Adds the dictionary whose file is PATH and compiles it. WITH: its second file, NULL
 * for formats of one. LANG and GLOSS may be
 * NULL where the name of the file tells them. ERR_USAGE: the name is taken, or
 * the languages are not known (the message says which option to give);
 * ERR_FORMAT: no importer knows it, or it is damaged; the shelf is unchanged
 * then. NAME_OUT (may be NULL): borrowed as shelf_get's. */
MUST_CHECK enum err shelf_add(struct shelf *shelf, const char *path, const char *with,
                              const char *lang, const char *gloss, const struct progress *progress,
                              const char **name_out);
/* Takes it off the shelf, removes the compiled file (never the source), and
 * remembers not to add it again in a scan. ERR_ABSENT if there is none. */
MUST_CHECK enum err shelf_remove(struct shelf *shelf, const char *name);

/* Looks where packages put dictionaries (each format's places, and the sources that
 * the language files name, under each of ROOTS, NULL-ended; {"/usr/share",
 * "/usr/local/share"} by default when NULL) and puts what is new on the list,
 * uncompiled, for languages with a file. LANG not NULL: only those from or into LANG. *ADDED (may be NULL): how many. */
MUST_CHECK enum err shelf_scan(struct shelf *shelf, const char *const *roots, const char *lang,
                               size_t *added);

/* Compiles what is stale; LANG not NULL: only of or into LANG. One broken dictionary does not
 * stop the others: PROBLEM (may be NULL) is told each, and the first code is
 * given back at the end. */
MUST_CHECK enum err shelf_compile(struct shelf *shelf, const char *lang,
                                  const struct progress *progress,
                                  void (*problem)(void *ctx, const char *message), void *ctx);

#endif
