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
    /* Where packages put such files: patterns of glob(3) below /usr/share, ended by
     * NULL; NULL where the language files name them one by one. */
    const char *const *places;
    /* Whether the file PATH looks like this format's. */
    bool (*probe)(const char *path);
    /* WITH: the second file, of formats that need one; else NULL. */
    void (*guess)(struct import_guess *out, const char *path, const char *with);
    /* Gives all entries, forms and frequencies of META->source_path to COMPILER. *TITLE becomes the
     * dictionary's own name for itself (yours to free), or stays NULL.
     * ERR_FORMAT names the file and the place. */
    enum err (*run)(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress);
};

extern const struct import_ops dictd_import, mythes_import, ngrams_import, apertium_import,
    apertium_forms_import;
extern const struct import_ops ding_import, stardict_import, wordnet_import, omw_import, tsv_import;
extern const struct import_ops yomitan_import, wiktextract_import;

/* The format that takes PATH; NULL if none does. */
const struct import_ops *import_for(const char *path);
/* The formats one after the other; NULL behind the last. */
const struct import_ops *import_at(size_t at);
/* By its name; NULL if there is none. */
const struct import_ops *import_find(const char *format);

/* The file's name without folder and EXTENSION, cut to what NAME holds. */
void import_name(char *name, size_t size, const char *path, const char *extension);
/* GUESS's languages, where its name has a pair of them: "words.it-en", "big_deu-eng_2". */
void import_guess_pair(struct import_guess *guess);
bool import_has_extension(const char *path, const char *extension);

#endif
