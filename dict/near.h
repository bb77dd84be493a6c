#ifndef DICT_NEAR_H
#define DICT_NEAR_H

/* Folds of headwords that are written almost like a word's. */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/mem.h"
#include "dict/base/str.h"
#include "dict/compiled.h"

/* Letters past which nothing is near. */
enum { NEAR_LETTERS_MAX = 64 };

/* How many letters must be put in, left out, changed or swapped with their
 * neighbour to make B of A (optimal string alignment); MOST + 1 when more than
 * MOST, or when either is longer than NEAR_LETTERS_MAX. */
size_t near_distance(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len, size_t most);

/* The folds in DICTS that are nearest to FOLD, a folded word: one slip away for
 * up to five letters, two beyond; by distance, then those with its first letter,
 * then those nearer in length. FOLD itself is not among them, nor what
 * compiled_near() cannot reach: two slips of one kind in the first letters. At
 * most MAX into OUT, living in ARENA. */
size_t near_find(struct compiled *const *dicts, size_t dict_count, struct str fold,
                 struct arena *arena, const char **out, size_t max);

#endif
