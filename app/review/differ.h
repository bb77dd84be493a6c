#ifndef REVIEW_DIFFER_H
#define REVIEW_DIFFER_H

/* What of one text does not stand in another, letter by letter. Pure. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/str.h"

enum { DIFFER_RUNS_MAX = 64, DIFFER_LETTERS_MAX = 200 };

/* A stretch of a text: shared with the other text, or not. */
struct differ_run {
    struct str text;
    bool shared;
};

/* Cuts TEXT into runs by its longest common subsequence of graphemes with OTHER; gives how
 * many. Longer texts than DIFFER_LETTERS_MAX graphemes, and ones with more runs, are one
 * run that is not shared. */
size_t differ_runs(struct differ_run out[DIFFER_RUNS_MAX], struct str text, struct str other);

#endif
