#ifndef DICT_FREEDICT_H
#define DICT_FREEDICT_H

/* The text of a FreeDict entry, split into its parts. Its layout is that of the
 * project's TEI to dictd conversion:
 *
 *   headword /ipa/ (abbreviation /ipa/) <masc, n, sg>
 *    [mus.] gloss <n> [Br.] , gloss <n>ABBR,  /ipa/
 *   1. gloss
 *            Note: a remark
 *         "example"  - translation
 *      Synonyms: {x}, {y}
 *    see: {x} */

#include "dict/base/str.h"
#include "dict/entry_builder.h"

/* Adds what TEXT, valid UTF-8, says to the entry begun in BUILDER. WORD is the
 * index's: it tells which of several ways to write the headword is meant. */
void freedict_parse(struct entry_builder *builder, struct str word, struct str text);

#endif
