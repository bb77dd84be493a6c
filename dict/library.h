#ifndef DICT_LIBRARY_H
#define DICT_LIBRARY_H

/* What a struct library is, for the files of dict/ that look things up. */

#include <stddef.h>

#include "dict/compiled.h"
#include "dict/dict.h"
#include "dict/spelling.h"

struct library {
    const struct language *language;
    /* With headwords of the language: definitions in it first, then those into
     * the learner's, then others. */
    struct compiled **dicts;
    size_t dict_count;
    struct spelling *spelling;
    char **problems;
    size_t problem_count;
};

/* Whether any of the dictionaries has FOLD. */
bool library_has(const struct library *library, struct str fold);

#endif
