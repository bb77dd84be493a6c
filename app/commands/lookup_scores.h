#ifndef COMMANDS_LOOKUP_SCORES_H
#define COMMANDS_LOOKUP_SCORES_H

/* Why the candidates of an answer stand in their order. */

#include <stdio.h>

#include "dict/base/json.h"
#include "dict/dict.h"

/* A line a candidate: its points, and what they are made of. */
void lookup_print_scores(FILE *out, const struct answer *answer);

/* Adds "score" and "reasons", [{"name","points"}], to the candidates of OBJECT, made
 * of ANSWER by lookup_to_json(). */
void lookup_add_scores(json_t *object, const struct answer *answer);

#endif
