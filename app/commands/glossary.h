#ifndef COMMANDS_GLOSSARY_H
#define COMMANDS_GLOSSARY_H

/* What words mean, from the dictionaries of one language after the other, and from what the
 * learner taught. */

#include "app/journal/journal.h"
#include "dict/dict.h"

struct glossary;

/* JOURNAL is borrowed. On success *OUT is yours: glossary_close(). Errors of finding the
 * program's folders. */
MUST_CHECK enum err glossary_open(struct glossary **out, struct journal *journal);
void glossary_close(struct glossary *glossary);

/* The dictionaries of LANG, NULL if they cannot be opened; borrowed until another language is
 * asked for. */
struct library *glossary_library(struct glossary *glossary, const char *lang);

/* The first senses of HEADWORD, a line each: those told in LANG go to *DEFINITION, those in
 * the learner's own language to *TRANSLATION. Both are yours, NULL where there is nothing. */
void glossary_mean(struct glossary *glossary, const char *lang, const char *headword,
                   char **definition, char **translation);

/* Part of speech and grammar of HEADWORD as the dictionaries have them, "noun, masc, sg"; yours,
 * NULL where none tells. */
char *glossary_grammar(struct glossary *glossary, const char *lang, const char *headword);

/* Whether FOLD is a word of LIBRARY, a struct library, or a form of one, so that it can be no
 * slip of another's. */
bool glossary_is_word(void *library, struct str fold);

/* Where the program's files are: its own. */
const char *glossary_assets(const struct glossary *glossary);

#endif
