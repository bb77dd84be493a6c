#ifndef DICT_LOOKUP_H
#define DICT_LOOKUP_H

/* One lookup as it runs: the steps try one after the other to reach headwords
 * from the query, cheap to dear, and add what they find. A step is one file,
 * step_<how>.c, and one line in the table of lookup.c. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/mem.h"
#include "dict/dict.h"
#include "dict/library.h"

enum { LOOKUP_CANDIDATES_MAX = 24, LOOKUP_FORMS_MAX = 3, LOOKUP_NEAR_MAX = 5 };

struct lookup {
    struct library *library;
    const struct query *query;
    struct arena *arena; /* the answer's */

    struct str form; /* the query without what surrounds it, NFC */
    /* Ways to read the query, to be tried until one is found: with its
     * punctuation (a.m.), without, without outer apostrophes. */
    struct str forms[LOOKUP_FORMS_MAX];
    size_t form_count;
    bool starts_sentence; /* a capital may stand for a small letter */

    enum how how;  /* of the step that runs */
    bool doubtful; /* set by a step while what it adds is to come after other headwords */
    struct candidate candidates[LOOKUP_CANDIDATES_MAX];
    bool is_doubtful[LOOKUP_CANDIDATES_MAX];
    size_t candidate_count;
    struct lookup_rows *rows;          /* what was read from the dictionaries so far */
    const char *near[LOOKUP_NEAR_MAX]; /* suggestions */
    size_t near_count;
};

struct lookup_step {
    enum how how;
    void (*run)(struct lookup *lookup);
};

/* ERR_USAGE as library_lookup(). */
MUST_CHECK enum err lookup_check_query(const struct query *query);
/* Fills form, forms and starts_sentence from the query. */
void lookup_read_query(struct lookup *lookup);

/* In the order they run. */
extern const struct lookup_step step_override, step_exact, step_fold, step_split, step_stem,
    step_near;

/* How like WORD a headword must be. */
enum match {
    MATCH_EXACT, /* the same letters */
    MATCH_CASE,  /* but for case */
    MATCH_FOLD   /* but for case and accents */
};

/* Adds the headwords that are like WORD by MATCH or closer, those written as
 * WORD first. False if there is none. */
bool lookup_find(struct lookup *lookup, struct str word, enum match match);
/* The headwords of FOLD, at most MAX into OUT; they live as long as the answer. */
size_t lookup_headwords(struct lookup *lookup, struct str fold, const char **out, size_t max);
/* Adds the headwords closest to WORD; without any, WORD itself as a lemma that
 * no dictionary holds. */
void lookup_add_lemma(struct lookup *lookup, struct str word);
/* Adds the lemmas of FORM as the spelling file knows them. False if none is a
 * headword. */
bool lookup_add_stems(struct lookup *lookup, struct str form);

/* Whether a candidate is a headword reached by HOW or an earlier step. */
bool lookup_has_found(const struct lookup *lookup, enum how how);

/* TEXT, and TEXT folded, in the lookup's arena, terminated. */
struct str lookup_keep(struct lookup *lookup, struct str text);
struct str lookup_fold(struct lookup *lookup, struct str text);

#endif
