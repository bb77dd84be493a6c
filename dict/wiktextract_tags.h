#ifndef DICT_WIKTEXTRACT_TAGS_H
#define DICT_WIKTEXTRACT_TAGS_H

/* The words of a fixed list that Wiktionary extracts use for grammar. */

#include "dict/base/json.h"
#include "dict/entry_builder.h"

/* Whether lines of the part of speech POS are no words: romanisations. */
bool wiktextract_is_no_word(const char *pos);
/* POS becomes the entry's, or a word of its grammar: "suffix". */
void wiktextract_add_pos(struct entry_builder *builder, struct str pos);
/* Gender and aspect, of any sense, are the entry's grammar; other TAGs are not. */
void wiktextract_add_grammar(struct entry_builder *builder, struct str tag);
/* *LABEL becomes TAG as a sense's label; false if it says nothing to a reader. */
bool wiktextract_label(struct str tag, struct str *label);
/* Whether FORM with TAGS, a list, is a form that stands in texts. */
bool wiktextract_is_form(struct str form, const json_t *tags);

#endif
