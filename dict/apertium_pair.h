#ifndef DICT_APERTIUM_PAIR_H
#define DICT_APERTIUM_PAIR_H

/* Apertium's bilingual dictionaries as entries: one for each headword and part of
 * speech, its translations in one sense. Two of them make one by a third language,
 * the pivot: Italian to Catalan and Catalan to English. */

#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"
#include "dict/entry_builder.h"

struct apertium_pair {
    struct str text;  /* what lt-print made of the dictionary */
    struct str with;  /* the same of the one from the pivot on; no bytes if it is direct */
    const char *via;  /* the pivot's code, "ca"; NULL if it is direct */
    const char *name; /* for messages and progress */
};

/* Translations of one headword that are kept, those that more words of the pivot lead to
 * before others. */
enum { APERTIUM_GLOSSES_MAX = 8 };

/* Gives FOUND the entries, sorted by headword. ERR_FORMAT; ERR_LIMIT past STEPS_MAX arcs
 * or more pairs than there is memory for. */
MUST_CHECK enum err apertium_entries(const struct apertium_pair *pair, uint64_t steps_max,
                                     entry_sink found, void *ctx, const struct progress *progress);

#endif
