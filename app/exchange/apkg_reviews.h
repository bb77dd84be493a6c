#ifndef EXCHANGE_APKG_REVIEWS_H
#define EXCHANGE_APKG_REVIEWS_H

/* The reviews in a collection of Anki's, note by note, into our log. */

#include <stdbool.h>
#include <stdint.h>

#include "app/exchange/intake_private.h"
#include "dict/base/db.h"

struct apkg_reviews;

/* Borrows both until the end. *OUT is yours: apkg_reviews_close(). */
MUST_CHECK enum err apkg_reviews_open(struct apkg_reviews **out, struct intake *from,
                                      struct db *collection);
/* Adds those of NOTE, whose guid is GUID, to WORD (0: passes over them); *ADDED tells whether
 * there was one that the journal did not have. The notes must come in the order of their
 * ids. */
MUST_CHECK enum err apkg_reviews_take(struct apkg_reviews *reviews, int64_t note, struct str guid,
                                      int64_t word, bool *added);
/* Forgets what was computed without the new ones. */
MUST_CHECK enum err apkg_reviews_done(struct apkg_reviews *reviews);
void apkg_reviews_close(struct apkg_reviews *reviews); /* NULL is fine */

#endif
