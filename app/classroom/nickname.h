#ifndef CLASSROOM_NICKNAME_H
#define CLASSROOM_NICKNAME_H

/* Nicknames of an adjective and an animal, in the language that is learnt. A language's file:
 *
 *     {"order": "animal adjective",
 *      "animals": [["volpe", "f"], ["lupo", "m"]],
 *      "adjectives": [{"m": "allegro", "f": "allegra"}]}
 *
 * The second of an animal is its gender, by which the form of the adjective is chosen; "order"
 * may be "adjective animal". What is longer than a nickname may be is left out. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"

enum { NICKNAME_BYTES = 96 };

struct nicknames;

/* Reads LANG's file in FOLDER, or the English one where there is none; SEED draws their order.
 * On success *OUT is yours: nicknames_close(). ERR_ABSENT, ERR_FORMAT. */
MUST_CHECK enum err nicknames_open(struct nicknames **out, const char *folder, const char *lang,
                                   uint64_t seed);
void nicknames_close(struct nicknames *nicknames);
/* How many there are. */
size_t nicknames_count(const struct nicknames *nicknames);

/* The next one into OUT. None comes twice before all have come, and none that IS_TAKEN (may be
 * NULL) while there is another. */
void nicknames_propose(struct nicknames *nicknames, char out[NICKNAME_BYTES],
                       bool (*is_taken)(void *ctx, const char *name), void *ctx);

#endif
