#ifndef DICT_IMPORT_H
#define DICT_IMPORT_H

/* The formats that can be made into a compiled dictionary. A new one is a file
 * import_<format>.c and a line in import.c. */

#include <stdbool.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/compiled.h"

/* What a source's name tells: its languages as the name has them ("ita", "it"),
 * "" where it does not. */
struct import_guess {
    char name[128];
    char lang[16], gloss[16];
};

struct import_ops {
    const char *format;
    /* Whether the file PATH looks like this format's. */
    bool (*probe)(const char *path);
    void (*guess)(struct import_guess *out, const char *path);
    /* Gives all entries of META->source_path to COMPILER. *TITLE becomes the
     * dictionary's own name for itself (yours to free), or stays NULL.
     * ERR_FORMAT names the file and the place. */
    enum err (*run)(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress);
};

extern const struct import_ops dictd_import, mythes_import;

/* The format that takes PATH; NULL if none does. */
const struct import_ops *import_for(const char *path);
/* By its name; NULL if there is none. */
const struct import_ops *import_find(const char *format);

/* The file's name without folder and EXTENSION, cut to what NAME holds. */
void import_name(char *name, size_t size, const char *path, const char *extension);
bool import_has_extension(const char *path, const char *extension);

#endif
