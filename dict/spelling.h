#ifndef DICT_SPELLING_H
#define DICT_SPELLING_H

/* A language's spelling file, read by Hunspell, which is touched here alone.
 * Files in other encodings are converted; words are UTF-8 on this side. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/err.h"
#include "dict/base/mem.h"
#include "dict/base/str.h"
#include "dict/language.h"

/* What Hunspell takes; longer words have no stems. */
enum { SPELLING_WORD_MAX = 99 };

struct spelling;

/* Finds NAME.aff and NAME.dic for the first of NAMES that has both, in the folder OWN
 * (may be NULL), then in $WORDLOOT_HUNSPELL if that is set, else where packages put
 * them; loads nothing yet. Never NULL; yours: spelling_free(). */
struct spelling *spelling_new(string_list names, const char *own);
void spelling_free(struct spelling *spelling);
/* Whether there is a file. Without one the functions below give nothing. */
bool spelling_is_found(const struct spelling *spelling);

/* Loads the file if that has not been tried (20 to 40 ms). ERR_ABSENT without
 * one; ERR_FORMAT, also later on, for one that cannot be used. */
MUST_CHECK enum err spelling_load(struct spelling *spelling);

/* The words that FORM may be a form of, by Hunspell's stems and analyses, then
 * the stems of those, without repeats; FORM itself is among them when it is an
 * entry of its own. At most MAX into OUT, living in ARENA. */
size_t spelling_stems(struct spelling *spelling, struct arena *arena, struct str form,
                      const char **out, size_t max);

#endif
