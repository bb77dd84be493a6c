#ifndef DICT_YOMITAN_MARKS_H
#define DICT_YOMITAN_MARKS_H

/* The words for parts of speech and classes in Yomitan's dictionaries: the codes of
 * JMdict (its DTD's entities: "v5k-s", "adj-na") and what others write in full. */

#include "dict/entry_builder.h"

/* The part of speech that MARK ("v5k", "ctr", "noun") means becomes BUILDER's, or part
 * of its grammar if it has another; of verbs and adjectives the class as a deinflector
 * asks for it is noted there too: v1 v5 vk vs vz adj-i. False if MARK means none. */
bool yomitan_add_mark(struct entry_builder *builder, struct str mark);
/* Adds TEXT to the grammar, unless it is there already. */
void yomitan_add_grammar(struct entry_builder *builder, struct str text);

/* The same of the words in a row's rules: those that name a class. */
void yomitan_add_rules(struct entry_builder *builder, struct str rules);

#endif
