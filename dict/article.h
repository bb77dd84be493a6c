#ifndef DICT_ARTICLE_H
#define DICT_ARTICLE_H

/* The definite article that a noun is learned with: "la" of spada, "l'" of albero. */

#include "dict/base/str.h"
#include "dict/language.h"

/* For HEADWORD with GRAMMAR as entries have it, "noun, masc": by the rules of LANGUAGE's file,
 * the first that fits. Behind a space or an apostrophe the headword follows. NULL where there
 * is none, no noun, or no gender known. Borrowed from LANGUAGE. */
const char *article_of(const struct language *language, struct str grammar, struct str headword);

#endif
