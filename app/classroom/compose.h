#ifndef CLASSROOM_COMPOSE_H
#define CLASSROOM_COMPOSE_H

/* A session's questions, made of its words. Pure: the same words, options and seed give the
 * same set. */

#include "app/classroom/set.h"

struct compose_options {
    const char *lang, *title;
    /* In the order in which they take turns. Without any: typed gaps mostly, with definitions
     * among them. A word that does not carry the kind whose turn it is gets another. */
    enum question_kind kinds[QUESTION_KINDS];
    size_t kind_count;
    size_t most; /* words practised at most; 0: all */
    /* Two tests, forms A and B of equal difficulty: both ask the same words, each form half of
     * them in the easier kind. CONTROLS words are only tested. */
    bool has_tests;
    size_t controls;
    uint64_t seed;
};

/* How many control words a session of COUNT words should have: 4 to 6, fewer of few words. */
size_t compose_controls(size_t count);

/* On success *OUT is yours: set_free(). *LEFT_OUT (may be NULL): words that carry no question.
 * ERR_ABSENT: none of them does, and the message says why the first does not; ERR_LIMIT: more
 * questions than a set holds. */
MUST_CHECK enum err compose_set(struct question_set **out, const struct question_word *words,
                                size_t count, const struct compose_options *options,
                                size_t *left_out);

/* Another question in the place of SET's AT-th: the next kind that its word carries, in the
 * same form; the same kind with others beside the answer where there is no second. ERR_ABSENT:
 * the word is not among WORDS, or carries no other question. */
MUST_CHECK enum err compose_again(struct question_set *set, size_t at,
                                  const struct question_word *words, size_t count, uint64_t seed);

#endif
