#ifndef COMMANDS_OPEN_LIBRARY_H
#define COMMANDS_OPEN_LIBRARY_H

#include "app/journal/journal.h"
#include "app/platform/paths.h"
#include "dict/dict.h"

/* Opens the dictionaries of the language that is learned: LANG and GLOSS are the call's
 * words, or NULL for what the settings in JOURNAL (may be NULL) say. On success *OUT is
 * yours: library_close(). *LANG_OUT (may be NULL) is the language's code, yours whatever
 * comes. Errors as library_open(). */
MUST_CHECK enum err open_library(struct library **out, char **lang_out, const struct paths *paths,
                                 struct journal *journal, const char *lang, const char *gloss);

/* Prints to stderr what is amiss with LIBRARY, a line each. */
void print_library_problems(const struct library *library);

#endif
