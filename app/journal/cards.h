#ifndef JOURNAL_CARDS_H
#define JOURNAL_CARDS_H

/* The cards' states: a cache of what the review log comes to, which may be
 * deleted at any time. Numbers alone; what they mean is known above. */

#include <stdint.h>

#include "app/journal/journal.h"

struct card_row {
    int64_t word;
    int state, step;
    double stability, difficulty;
    int64_t last_ms, due_ms;
    int interval_days, reps, lapses;
};

/* ERR_ABSENT for a word that was never reviewed. */
MUST_CHECK enum err journal_card_get(struct journal *journal, int64_t word, struct card_row *out);
MUST_CHECK enum err journal_card_put(struct journal *journal, const struct card_row *card);
MUST_CHECK enum err journal_card_drop(struct journal *journal, int64_t word);

/* What the cached states were computed with; *OUT is yours, NULL if nothing is cached. From
 * *STALE_MS on they do not hold any more; INT64_MAX if they hold for good. */
MUST_CHECK enum err journal_cards_basis(struct journal *journal, char **out, int64_t *stale_ms);
/* Forgets all states; from now on they are computed with BASIS. */
MUST_CHECK enum err journal_cards_reset(struct journal *journal, const char *basis);
/* Whether one of them counts an answer later than NOW_MS: the clock was set back since. */
MUST_CHECK enum err journal_cards_ahead(struct journal *journal, int64_t now_ms, bool *out);
/* They hold until STALE_MS at most. */
MUST_CHECK enum err journal_cards_stale(struct journal *journal, int64_t stale_ms);

/* Borrowed for the call; false ends the reading. */
typedef bool card_fn(void *ctx, const struct card_row *card);
/* The cards of words in state learning that are due before UNTIL_MS, in no order; LANG may
 * be NULL. */
MUST_CHECK enum err journal_cards_due(struct journal *journal, const char *lang, int64_t until_ms,
                                      card_fn *row, void *ctx);
/* All cards of words in state learning. */
MUST_CHECK enum err journal_cards_all(struct journal *journal, const char *lang, card_fn *row,
                                      void *ctx);

/* Words in state learning that were never reviewed, the last met first, each once;
 * false ends the reading. */
typedef bool new_word_fn(void *ctx, int64_t word);
MUST_CHECK enum err journal_new_words(struct journal *journal, const char *lang, new_word_fn *row,
                                      void *ctx);
/* A word's uuid, from which all that is random about its card is drawn. */
MUST_CHECK enum err journal_word_uuid(struct journal *journal, int64_t word,
                                      char out[UUID_LEN + 1]);

#endif
