#ifndef DICT_SLIPS_H
#define DICT_SLIPS_H

/* Spellings that one slip of a finger, an ear or a text recognition makes of a
 * word: to look each up takes less than a table of all of them would. */

#include <stdbool.h>

#include "dict/base/str.h"
#include "dict/language.h"

enum {
    SLIPS_LETTERS_MAX = 14,
    SLIPS_OF_ONE_WORD = 2 /* changes that are usual to look for */
};

/* SPELLING is folded, and borrowed for the call. Return false to see no more. */
typedef bool (*slip_found)(void *ctx, struct str spelling);

/* Of FOLD, a folded word: with one letter left out, put in, changed, or swapped with
 * its neighbour. Nothing for words of fewer than 4 letters or more than
 * SLIPS_LETTERS_MAX. */
void slips_of_typing(const struct language *language, struct str fold, slip_found found, void *ctx);
/* With spellings changed for others that sound the same, at most CHANGES of them. */
void slips_of_hearing(const struct language *language, struct str fold, unsigned changes,
                      slip_found found, void *ctx);

#endif
