#ifndef DICT_H
#define DICT_H

/* libdict's whole public face: languages, the dictionaries of this machine,
 * and looking a word up. Knows no screen and no journal. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/article.h"
#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"
#include "dict/catalogue.h"
#include "dict/entry.h"
#include "dict/install.h"
#include "dict/language.h"
#include "dict/mark.h"
#include "dict/merge.h"
#include "dict/shelf.h"

/* --- looking up --- */

struct library; /* one language's dictionaries and spelling file, open */

struct library_options {
    const char *assets_dir, *config_dir, *cache_dir;
    const char *data_dir; /* spelling files that were downloaded are there; may be NULL */
    const char *lang;     /* the language being learned, "it" */
    const char *gloss;    /* the learner's language, "en"; dictionaries into others come last */
};

/* Opens what is there; a broken dictionary is left out and said in the log and
 * by library_problem(). Dictionaries that are registered but not compiled (or
 * whose source changed) are left out too: compile with shelf_compile() first.
 * Hunspell's file is loaded at the first word that needs it, or by
 * library_warm(). ERR_USAGE for a language without a file. */
MUST_CHECK enum err library_open(struct library **out, const struct library_options *options);
void library_close(struct library *library);
void library_warm(struct library *library);
/* Gives memory back that lookups have filled, for a while without any; the next ones take
 * a little longer. Guesses at misspelt words look into every part of the tables of forms. */
void library_rest(struct library *library);

const struct language *library_language(const struct library *library);
size_t library_dict_count(const struct library *library);
/* One line for the user for the N-th thing that is amiss (no dictionary, no
 * Hunspell file, a broken one), NULL when there are no more. */
const char *library_problem(const struct library *library, size_t n);

/* How a candidate was reached, in the words of the command line; from sure to
 * guessed. */
enum how {
    HOW_OVERRIDE,
    HOW_EXACT,
    HOW_FOLD,
    HOW_SPLIT,
    HOW_FORM,
    HOW_STEM,
    HOW_COMPOUND,
    HOW_PHRASE,
    HOW_REVERSED,
    HOW_NEAR
};
const char *how_name(enum how how); /* "exact" */

/* A part of the sum by which candidates are put in order. */
struct reason {
    const char *name; /* "frequency" */
    double points;
};

struct candidate {
    const char *headword;
    enum how how;       /* the surest way that led here */
    bool in_dictionary; /* false: a lemma that no dictionary holds */
    /* Of a phrase: bytes of the query's sentence that it takes; 0 but for HOW_PHRASE. */
    size_t phrase_at, phrase_len;
    const struct entry *entries;
    size_t entry_count;
    double score; /* comparable within one answer */
    const struct reason *reasons;
    size_t reason_count;
};

struct query {
    struct str form;     /* the word as it was met; at most QUERY_MAX bytes */
    struct str sentence; /* around it; may be empty */
    size_t form_at;      /* byte offset of form in sentence; SIZE_MAX if it is not known */
    /* The headword that the learner taught for FORM, or NULL. Borrowed until the
     * next call. May itself be NULL. */
    const char *(*taught)(void *ctx, const char *form);
    /* The learner's own definition of HEADWORD, or NULL. Borrowed until the next call. May
     * itself be NULL. It becomes the headword's first entry, of the dictionary OWN_DICT. */
    const char *(*defined)(void *ctx, const char *headword);
    /* How often this learner kept HEADWORD, and met WORD in the sentences kept. Either
     * may be NULL. */
    int (*kept)(void *ctx, const char *headword);
    int (*seen)(void *ctx, const char *word);
    void *ctx;
};
enum { QUERY_MAX = 1000 };
#define OWN_DICT "own"

struct answer {
    struct arena *arena; /* holds everything below */
    const char *query;   /* NFC, without what surrounds the word */
    /* No headword twice. First what the learner taught; then those in a dictionary, by
     * score (score.h), those far behind the best last; then lemmas that no dictionary
     * holds; then what is spelled nearly so. */
    const struct candidate *candidates;
    size_t candidate_count;
    /* How many of them, from the first, a person should see: those in a dictionary that
     * are not far behind the best; when there are none, lemmas and guesses. The rest is for
     * who asks for more; the last of it is the query as it stands, if nothing else is. */
    size_t shown_count;
    /* For "did you mean": up to five near headwords when nothing else stands in a
     * dictionary. Those that do are among the candidates too. */
    const char *const *suggestions;
    size_t suggestion_count;
};

/* Fills *OUT; free it with answer_dispose(). A word that nobody knows is an
 * answer without candidates, not an error. ERR_USAGE: an empty form, one over
 * QUERY_MAX bytes, or broken UTF-8. */
MUST_CHECK enum err library_lookup(struct library *library, struct answer *out,
                                   const struct query *query);
void answer_dispose(struct answer *answer);

/* Headwords that start with TYPED (accents and case may be left out), best
 * first: those for which WEIGHT (may be NULL) gives more, then shorter ones.
 * At most LIMIT (<= 50) calls of FOUND with a borrowed string. Behind one or two
 * letters of a large dictionary not all headwords are looked at. ERR_USAGE:
 * TYPED is over QUERY_MAX bytes or broken UTF-8. */
MUST_CHECK enum err library_complete(struct library *library, struct str typed, size_t limit,
                                     int (*weight)(void *ctx, const char *headword),
                                     void (*found)(void *ctx, const char *headword), void *ctx);

/* The rank of HEADWORD among all words, 1 the most frequent; 0 if no list has it. */
int64_t library_frequency(const struct library *library, struct str headword);

/* --- sentences --- */

/* The words of SENTENCE, in order: letters with inner apostrophes and hyphens
 * (an apostrophe at the end stays: po'), and where a script has no spaces, runs
 * cut by longest dictionary match. At most MAX. */
struct word_span {
    size_t at, len; /* bytes */
};
size_t library_words(struct library *library, struct str sentence, struct word_span *out,
                     size_t max);

#endif
