#ifndef REVIEW_CACHE_H
#define REVIEW_CACHE_H

/* The cards' states as the log has them. The journal's table of them is a cache:
 * what these functions put there depends on the log, the plan and the moment alone. */

#include "app/journal/cards.h"
#include "app/review/plan.h"
#include "dict/base/progress.h"

/* Computes WORD's card from its reviews up to NOW_MS and puts it into the journal;
 * *OUT (may be NULL) is all zeros for a word without reviews. */
MUST_CHECK enum err cache_renew(const struct plan *plan, struct journal *journal, int64_t word,
                                int64_t now_ms, struct card *out);
/* All cards anew; ERR_CANCELLED leaves the cache as it was. */
MUST_CHECK enum err cache_rebuild(const struct plan *plan, struct journal *journal, int64_t now_ms,
                                  const struct progress *progress);
/* The same if the cache was computed with another plan, or by a clock that was before or
 * after answers which are in the past or in the future now. */
MUST_CHECK enum err cache_refresh(const struct plan *plan, struct journal *journal, int64_t now_ms,
                                  const struct progress *progress);

/* The card that ROW holds. */
struct card cache_card(const struct card_row *row);
/* What all that is random about WORD's card is drawn from. */
MUST_CHECK enum err cache_seed(struct journal *journal, int64_t word, uint64_t *out);

#endif
