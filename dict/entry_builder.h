#ifndef DICT_ENTRY_BUILDER_H
#define DICT_ENTRY_BUILDER_H

/* Building an entry piece by piece, for importers. What goes past the ceilings
 * of entry.h is left out. */

#include "dict/entry.h"

enum { BUILDER_EXAMPLES_MAX = 1000 };

/* Large: keep one for all entries of a dictionary. */
struct entry_builder {
    struct arena *arena; /* holds the text; a new one for each entry */
    struct entry entry;
    struct sense senses[ENTRY_SENSES_MAX];
    struct example examples[BUILDER_EXAMPLES_MAX];
    size_t example_count;
    struct ref refs[ENTRY_REFS_MAX];
};

/* An empty entry, whose texts are copied into ARENA. */
void entry_begin(struct entry_builder *builder, struct arena *arena);
/* A copy of TEXT, trimmed; NULL if nothing is left. */
const char *entry_text(struct entry_builder *builder, struct str text);

void entry_add_sense(struct entry_builder *builder, struct str gloss);
/* Gives the last sense, which there must be, another gloss. */
void entry_set_gloss(struct entry_builder *builder, struct str gloss);
/* For the last sense; the first one begins with an empty gloss if there is none. */
void entry_add_label(struct entry_builder *builder, struct str label);
void entry_add_note(struct entry_builder *builder, struct str note);
void entry_add_example(struct entry_builder *builder, struct str text, struct str translation);
/* One that is there already, or that is the headword itself, is left out. */
void entry_add_ref(struct entry_builder *builder, enum ref_kind kind, struct str headword);

/* "n" and "s.m." in a dictionary's words to the few parts of speech of ours;
 * NULL if it is none. */
const char *entry_pos(struct str mark);

#endif
