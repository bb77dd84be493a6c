#ifndef DICT_MERGE_H
#define DICT_MERGE_H

/* What several dictionaries say of one headword, as one article. */

#include "dict/entry.h"

/* ENTRIES with those of one part of speech, one language and one way (via) made one: their
 * senses one after the other without those whose glosses all stood before, their references
 * once each, the dictionaries' names joined ("a, b"). In the order in which each began; the
 * result and what is new in it live in ARENA, the rest is shared. *OUT_COUNT is how many. */
const struct entry *entries_merge(struct arena *arena, const struct entry *entries, size_t count,
                                  size_t *out_count);

#endif
