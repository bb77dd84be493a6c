#ifndef DICT_FREEDICT_H
#define DICT_FREEDICT_H

/* The text of a dictd entry, split into its parts. */

#include "dict/base/str.h"
#include "dict/entry_builder.h"

/* FreeDict's layout: "headword /ipa/ <masc, n, sg>", then glosses, one a line or
 * numbered, "example" - translation, Note:, Synonym: {x}, see: {x}. */
void freedict_parse(struct entry_builder *builder, struct str text);

/* Any other dictionary's: a headword's line, then numbered senses ("n 1: ...",
 * "2. ..."), or else one sense a paragraph. */
void plain_parse(struct entry_builder *builder, struct str text);

#endif
