#ifndef SRS_DATASET_H
#define SRS_DATASET_H

/* A review log as what a fit learns from: card by card the days between answers,
 * and which answers are to be predicted (those on another day than the one before),
 * in flat arrays. */

#include <stddef.h>
#include <stdint.h>

#include "app/srs/day.h"
#include "app/srs/fsrs.h"

/* An answer in a log. */
struct logged {
    int64_t card, time_ms;
    enum rating rating;
};

struct dataset {
    size_t count;    /* answers, those of a card together and in time order */
    uint32_t *nth;   /* 0 for a card's first answer */
    uint16_t *days;  /* since the card's answer before */
    uint8_t *rating; /* 1 to 4 */

    size_t item_count;
    uint32_t *items; /* places of the answers to be predicted, in time order */

    void *memory; /* of all the arrays */
};

enum { DATASET_MAX = 20 * 1000 * 1000 };

/* Answers of one card at the same moment keep their order in LOG. On success *OUT
 * is to be given to dataset_dispose(). ERR_LIMIT for more than DATASET_MAX. */
MUST_CHECK enum err dataset_init(struct dataset *out, const struct logged *log, size_t count,
                                 const struct day_rule *rule);
void dataset_dispose(struct dataset *dataset);

#endif
