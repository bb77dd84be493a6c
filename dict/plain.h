#ifndef DICT_PLAIN_H
#define DICT_PLAIN_H

/* The text of a dictd entry that is not FreeDict's: the headword's line, perhaps one
 * of its sound and grammar, then senses by their own numbers ("n 1: ...", "2. ..."),
 * or else one a paragraph. Known well: WordNet, whose examples and
 * "[syn: {x}, {y}]" stand behind each definition. */

#include "dict/entry_builder.h"

/* Gives FOUND one entry for each part of speech. WORD is the index's headword;
 * TEXT is valid UTF-8. The texts live in ARENA. What FOUND gives but OK ends it. */
MUST_CHECK enum err plain_parse(struct entry_builder *builder, struct arena *arena, struct str word,
                                struct str text, entry_sink found, void *ctx);

#endif
