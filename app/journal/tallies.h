#ifndef JOURNAL_TALLIES_H
#define JOURNAL_TALLIES_H

/* What the journal comes to in numbers, for statistics. LANG may be NULL: all languages.
 * What was taken back does not count. */

#include <stdint.h>

#include "app/journal/journal.h"

enum { WORD_STATES = WORD_IGNORED + 1 };

/* How many words are in each state; OUT[WORD_KNOWN]. */
MUST_CHECK enum err journal_count_states(struct journal *journal, const char *lang,
                                         int64_t out[WORD_STATES]);

/* The moments of all encounters, in no order. */
typedef void moment_fn(void *ctx, int64_t time_ms);
MUST_CHECK enum err journal_moments(struct journal *journal, const char *lang, moment_fn *row,
                                    void *ctx);

/* Slices are borrowed for the call. */
struct tally_row {
    struct str lang; /* ptr NULL for a game */
    struct str name; /* a headword, or a game's name; ptr NULL: no game is known */
    int64_t times;   /* encounters with the word; words met in the game */
};
typedef void tally_fn(void *ctx, const struct tally_row *row);
/* The words met most often, and met twice at least; and the games with most words: at most
 * LIMIT calls. */
MUST_CHECK enum err journal_met_most(struct journal *journal, const char *lang, size_t limit,
                                     tally_fn *row, void *ctx);
MUST_CHECK enum err journal_words_by_game(struct journal *journal, const char *lang, size_t limit,
                                          tally_fn *row, void *ctx);

#endif
