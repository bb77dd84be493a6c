#ifndef COMMANDS_IMPORT_WORDS_H
#define COMMANDS_IMPORT_WORDS_H

/* The dictionaries' part of an import: what the headword of a form is. */

#include "app/journal/journal.h"
#include "app/platform/paths.h"
#include "dict/base/str.h"

struct import_words;

/* The dictionaries of LANG. On success *OUT is yours: import_words_close(). ERR_USAGE: LANG
 * is no language that there is. */
MUST_CHECK enum err import_words_open(struct import_words **out, const struct paths *paths,
                                      struct journal *journal, const char *lang);
void import_words_close(struct import_words *words);
/* The headword that a dictionary has for FORM as it stands in SENTENCE, or that the learner
 * taught; NULL if there is none, or it were a guess. Borrowed until the next call. */
const char *import_words_find(struct import_words *words, struct str form, struct str sentence);

#endif
