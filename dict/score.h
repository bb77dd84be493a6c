#ifndef DICT_SCORE_H
#define DICT_SCORE_H

/* Which candidate comes first: what is known of each, and one sum over it. The
 * weights stand in one table in score.c; --explain prints the parts of a sum. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/dict.h"

/* How like a word a headword is, from sure to doubtful. */
enum match {
    MATCH_EXACT, /* the same letters */
    MATCH_SMALL, /* the word has capitals that the headword lacks: La, la */
    MATCH_CASE,  /* the word lacks capitals of the headword: essen, Essen */
    MATCH_FOLD   /* other accents too: perche, perché */
};

/* What speaks for a candidate. */
struct evidence {
    enum how how;        /* the surest way that led to it, and on that way: */
    enum match match;    /* how like the query the word is that it started from */
    unsigned place;      /* 0 for the likeliest that its source gave */
    bool irregular;      /* the language's own table says so */
    bool bent;           /* written as the query, which is by the tables of forms a form
                            of other headwords alone */
    bool defined;        /* a dictionary of the language itself has it, and its part of speech */
    bool participle;     /* written as the query, which ends as a verb's participle does, and
                            is one by the tables */
    bool is_minor;       /* of a chunk's smaller words: the l' of l'idea */
    unsigned words;      /* of the query's surroundings that a phrase takes in */
    unsigned ways;       /* different sources and steps that lead to it */
    uint32_t pos;        /* a bit (1 << pos_code()) for each part of speech it has */
    unsigned dicts;      /* dictionaries that have it */
    bool direct;         /* one of them is a definition, or translates it directly */
    int64_t frequency;   /* its rank among all words, 1 the most frequent; 0 unknown */
    uint8_t wished;      /* pos_code() that the word before it asks for; 0 none */
    bool alone;          /* the query came without a sentence */
    bool small_is_equal; /* at a sentence's start, or all in capitals */
    bool capital_tells;  /* nouns, and they alone, are written with a capital */
    int kept, seen;      /* how often this learner kept it, and met it in sentences */
};

enum { REASONS_MAX = 15 };

/* The sum for EVIDENCE. REASONS (may be NULL) gets the parts that are not zero,
 * *COUNT how many. */
double score_of(const struct evidence *evidence, struct reason reasons[REASONS_MAX], size_t *count);

/* Whether a candidate of SCORE is worth showing beside one of BEST. */
bool score_is_close(double score, double best);

#endif
