#ifndef COMMANDS_LOOKUP_OUTPUT_H
#define COMMANDS_LOOKUP_OUTPUT_H

/* An answer as lines for a person, or as JSON for a program. */

#include <stdbool.h>
#include <stdio.h>

#include "dict/base/json.h"
#include "dict/dict.h"

/* The object of wordloot lookup --json; yours: json_decref(). QUERY is what was
 * asked, ANSWER may be NULL when that was no word. */
json_t *lookup_to_json(struct str query, const char *lang, const struct answer *answer);

/* Headwords, how each was reached, their entries, and suggestions. STYLED: with
 * a terminal's bold and dim. */
void lookup_print(FILE *out, const struct answer *answer, bool styled);

#endif
