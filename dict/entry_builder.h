#ifndef DICT_ENTRY_BUILDER_H
#define DICT_ENTRY_BUILDER_H

/* Building an entry piece by piece, for importers. What goes past the ceilings
 * of entry.h is left out. */

#include <stdbool.h>

#include "dict/base/err.h"
#include "dict/entry.h"

enum { BUILDER_EXAMPLES_MAX = 1000 };

/* Large: keep one for all entries of a dictionary. */
struct entry_builder {
    struct arena *arena; /* holds the text; a new one for each headword */
    struct entry entry;
    struct sense senses[ENTRY_SENSES_MAX];
    struct example examples[BUILDER_EXAMPLES_MAX];
    size_t example_count;
    struct ref refs[ENTRY_REFS_MAX];
};

/* Takes an entry that is done, borrowed for the call; an error ends the reading. */
typedef enum err (*entry_sink)(void *ctx, const struct entry *entry);

/* An empty entry, whose texts are copied into ARENA. */
void entry_begin(struct entry_builder *builder, struct arena *arena);
/* A copy of TEXT, trimmed; NULL if nothing is left. */
const char *entry_text(struct entry_builder *builder, struct str text);

/* The part of speech that a dictionary's word for it ("n", "agg", "adverb") is
 * among the few of ours; NULL if it is none. */
const char *entry_pos(struct str mark);
/* "masc, n, sg" or "s.m.": the first part of speech becomes the entry's, the rest
 * its grammar. */
void entry_add_marks(struct entry_builder *builder, struct str marks);
void entry_add_grammar(struct entry_builder *builder, struct str grammar);

void entry_add_sense(struct entry_builder *builder, struct str gloss);
/* For the last sense; the first one begins with an empty gloss if there is none. */
void entry_add_gloss(struct entry_builder *builder, struct str gloss);
void entry_add_label(struct entry_builder *builder, struct str label);
void entry_add_note(struct entry_builder *builder, struct str note);
void entry_add_example(struct entry_builder *builder, struct str text, struct str translation);
/* One that is there already, or that is the headword itself, is left out. */
void entry_add_ref(struct entry_builder *builder, enum ref_kind kind, struct str headword);
/* All of "{x}, {y}". */
void entry_add_refs(struct entry_builder *builder, enum ref_kind kind, struct str list);

#endif
