#ifndef JOURNAL_TAGS_H
#define JOURNAL_TAGS_H

/* Tags: what the learner calls words together, "food", "chapter::3". A tag has no spaces
 * and no commas, so that lists of them can be written in other programs' files. */

#include "app/journal/journal.h"

enum { JOURNAL_TAG_MAX = 100 }; /* bytes */

/* WORD has TAG from now on; that it has it already is fine. ERR_USAGE for an empty tag or one
 * with a space or a comma, ERR_LIMIT for a longer one, ERR_ABSENT for a WORD that is not
 * there. */
MUST_CHECK enum err journal_tag_add(struct journal *journal, int64_t word, const char *tag);
/* ERR_ABSENT: WORD does not have TAG. */
MUST_CHECK enum err journal_tag_remove(struct journal *journal, int64_t word, const char *tag);

/* One tag and how many words have it; borrowed for the call. */
typedef void tag_fn(void *ctx, struct str tag, int64_t words);
/* The tags of WORD, or with WORD 0 of all words, in alphabetical order. */
MUST_CHECK enum err journal_tag_list(struct journal *journal, int64_t word, tag_fn *row, void *ctx);

#endif
