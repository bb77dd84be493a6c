#ifndef DICT_LIBRARY_H
#define DICT_LIBRARY_H

/* What a struct library is, for the files of dict/ that look things up. */

#include <stddef.h>

#include "dict/compiled.h"
#include "dict/dict.h"
#include "dict/forms.h"
#include "dict/spelling.h"

/* A form of the language's own table. */
struct irregular {
    struct str fold, form, lemma;
};

/* A dictionary of the other direction: its glosses lead to its headwords. */
struct reversed {
    char *name;
    struct forms *glosses; /* form: the gloss, lemma: the headword it stands under */
};

struct library {
    const struct language *language;
    /* With headwords of the language: definitions in it first, then those into
     * the learner's, then others; without those that have tables alone. */
    struct compiled **dicts;
    size_t dict_count;
    struct compiled **sources; /* those that have tables alone */
    size_t source_count;
    const struct forms **tables; /* the form tables of all of them */
    size_t table_count;
    struct compiled **frequencies; /* those that know how frequent words are */
    size_t frequency_count;
    struct reversed *reversed;
    size_t reversed_count;
    struct irregular *irregulars;
    size_t irregular_count;
    struct arena *arena; /* of the irregulars */
    struct spelling *spelling;
    char **problems;
    size_t problem_count;
};

/* Whether any of the dictionaries has FOLD. */
bool library_has(const struct library *library, struct str fold);
/* Takes over DICT; those of one rank (definitions, into GLOSS, into others) stay in
 * the order in which they are added. */
void library_add_dict(struct library *library, struct compiled *dict, const char *gloss);
/* Makes the language's irregular forms ready; library_open() does. */
void library_fold_irregulars(struct library *library);

#endif
