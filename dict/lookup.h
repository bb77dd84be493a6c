#ifndef DICT_LOOKUP_H
#define DICT_LOOKUP_H

/* One lookup as it runs: the steps try one after the other to reach headwords
 * from the query, cheap to dear, and add what they find with the evidence for
 * it; the scores of that put the candidates in order. A step is one file,
 * step_<how>.c, and one line in the table of lookup.c. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/mem.h"
#include "dict/dict.h"
#include "dict/library.h"
#include "dict/score.h"

enum {
    LOOKUP_CANDIDATES_MAX = 64,
    LOOKUP_FORMS_MAX = 3,
    LOOKUP_NEAR_MAX = 5,
    LOOKUP_WORDS_MAX = 64 /* of the sentence, those around the query */
};

/* How a step came to what it adds. */
struct way {
    enum how how;
    enum match match;
    unsigned place, words;
    bool is_minor; /* of a chunk's smaller words */
    uint8_t pos;   /* pos_code() of the form there; 0 unknown */
    bool irregular;
    size_t phrase_at, phrase_len; /* in the query's sentence; 0 but of a phrase */
    unsigned source;              /* tells sources of one step apart: its number among them */
};

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
    bool shouts;          /* all in capitals, more than one */
    bool is_split;        /* taken apart at an apostrophe, or as a contraction */

    /* The words of the sentence, and which of them the query is; word_count is 0
     * without a sentence or a place in it. */
    struct word_span words[LOOKUP_WORDS_MAX];
    size_t word_count, word_at;

    struct way way; /* of what is added next; the step sets it, lookup.c begins it anew */
    struct candidate candidates[LOOKUP_CANDIDATES_MAX];
    struct evidence evidence[LOOKUP_CANDIDATES_MAX];
    uint64_t ways[LOOKUP_CANDIDATES_MAX]; /* a bit for each source that led to it */
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
/* Fills form, forms, starts_sentence, shouts and words from the query. */
void lookup_read_query(struct lookup *lookup);

/* In the order they run. */
extern const struct lookup_step step_override, step_exact, step_fold, step_form, step_split,
    step_stem, step_clitic, step_compound, step_separable, step_phrase, step_run, step_reversed,
    step_near;

/* --- adding candidates; each keeps the surest way that led to it --- */

/* Adds the headwords that are like WORD by MATCH or closer. False if there is none. */
bool lookup_find(struct lookup *lookup, struct str word, enum match match);
/* Whether there is a headword like WORD by MATCH or closer; adds nothing. */
bool lookup_has(struct lookup *lookup, struct str word, enum match match);
/* The headwords of FOLD, at most MAX into OUT; they live as long as the answer. */
size_t lookup_headwords(struct lookup *lookup, struct str fold, const char **out, size_t max);
/* The synonyms and other writings that the entries of WORD name, at most MAX into OUT; they
 * live as long as the answer. */
size_t lookup_synonyms(struct lookup *lookup, struct str word, const char **out, size_t max);
/* Adds the headwords closest to WORD; without any, WORD itself as a lemma that
 * no dictionary holds. True if there is a headword. */
bool lookup_add_lemma(struct lookup *lookup, struct str word);
/* Adds WORD without looking for entries. */
void lookup_add_bare(struct lookup *lookup, struct str word);
/* Adds WORD, which no dictionary has, with an ENTRY made for it by this step: its
 * way counts, even if a surer one led to the bare word before. */
void lookup_add_entry(struct lookup *lookup, struct str word, const struct entry *entry);

/* --- lemmas of a form --- */

struct lemma {
    struct str text; /* lives as long as the answer */
    struct way way;
};
enum { LEMMAS_MAX = 16 };

/* What FORM may be a form of by the irregular forms and the form tables. Rows
 * whose form has other accents count only where no row has the form's own. */
size_t lookup_form_lemmas(struct lookup *lookup, struct str form, struct lemma out[LEMMAS_MAX]);
/* The same by the spelling file. */
size_t lookup_stem_lemmas(struct lookup *lookup, struct str form, struct lemma out[LEMMAS_MAX]);
/* Moves the verbs of COUNT lemmas to their front; how many they are. */
size_t lookup_keep_verbs(struct lemma *lemmas, size_t count);
/* Adds each as lookup_add_lemma(). True if any is a headword. */
bool lookup_add_lemmas(struct lookup *lookup, const struct lemma *lemmas, size_t count);
/* Adds all that FORM may be: itself, its lemmas by tables, by the spelling file.
 * True if there is a headword. */
bool lookup_add_word(struct lookup *lookup, struct str form);

/* Whether a candidate is a headword reached by HOW or an earlier step. */
bool lookup_has_found(const struct lookup *lookup, enum how how);

/* The bits of struct lookup's ways that are for HOW. */
uint64_t lookup_ways_by(enum how how);

/* How like WORD the headword or form OTHER is; both of one fold. */
enum match lookup_match(struct str other, struct str word);

/* TEXT, and TEXT folded, in the lookup's arena, terminated. */
struct str lookup_keep(struct lookup *lookup, struct str text);
struct str lookup_fold(struct lookup *lookup, struct str text);

#endif
