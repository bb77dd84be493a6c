#ifndef SRS_INITIAL_H
#define SRS_INITIAL_H

/* The first four parameters, the stabilities after a first answer, from the second
 * day that cards were answered on; and which items are too rare to learn from.
 * After fsrs-rs (dataset.rs, parameter_initialization.rs). */

#include "app/srs/dataset.h"

/* How cards with one first rating did when they were first asked on another day,
 * DAYS after the answer before. */
struct initial_group {
    int rating, days;
    uint32_t count, recalled;
    bool rare; /* an outlier: its cards are not learned from */
};

struct initial {
    struct initial_group *groups; /* by rating, then by days */
    size_t group_count;
    uint32_t counts[RATING_COUNT]; /* cards of each first rating, rare ones left out */
    size_t item_count;             /* of them all */
};

/* From the first ITEM_COUNT items. On success *OUT is to be given to
 * initial_dispose(). */
MUST_CHECK enum err initial_init(struct initial *out, const struct dataset *dataset,
                                 size_t item_count);
void initial_dispose(struct initial *initial);

/* Whether the item at the place AT belongs to a card of a rare group. */
bool initial_is_rare(const struct initial *initial, const struct dataset *dataset, uint32_t at);

/* Puts the likeliest stabilities into W[0] to W[3]; AVERAGE is the share of items
 * recalled. False, and W untouched, if there is nothing to go by. */
bool initial_search(const struct initial *initial, double average, double w[RATING_COUNT]);

/* A better first answer never means a lower stability; and a rating that no card
 * began with gets its stability from the others. */
void initial_smooth(const struct initial *initial, double w[RATING_COUNT]);

#endif
