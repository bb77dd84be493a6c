#ifndef JOURNAL_MEND_H
#define JOURNAL_MEND_H

/* Corrections of what was kept. */

#include "app/journal/journal.h"

/* WORD is called HEADWORD from now on; its reviews and encounters stay with it. If another
 * word of the language is called so already, they go over to that one. *OUT is the word that
 * has them now. ERR_USAGE for an empty HEADWORD, ERR_LIMIT for one that is too long,
 * ERR_ABSENT for a WORD that is not there. */
MUST_CHECK enum err journal_word_rename(struct journal *journal, int64_t word, const char *headword,
                                        int64_t *out);

/* The sentence of an encounter; the form is found in it again where it still stands there.
 * An empty one takes it away. ERR_ABSENT, ERR_LIMIT. */
MUST_CHECK enum err journal_sentence_set(struct journal *journal, const char *encounter,
                                         const char *sentence);

#endif
