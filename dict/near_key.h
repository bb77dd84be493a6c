#ifndef DICT_NEAR_KEY_H
#define DICT_NEAR_KEY_H

/* The keys of the near table, the same for the compiler and the reader: the
 * first COMPILED_NEAR_LEN letters of a fold, and those with one left out. */

#include "dict/base/str.h"

/* The first letters of FOLD, all of it if it is shorter. */
struct str near_prefix(struct str fold);

/* Calls VARIANT for PREFIX itself and for each way to leave one letter out. */
void near_variants(struct str prefix, void (*variant)(void *ctx, struct str text), void *ctx);

#endif
