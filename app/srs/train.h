#ifndef SRS_TRAIN_H
#define SRS_TRAIN_H

/* The parameters that explain a review log best without straying far from where they
 * began: Adam over batches, as fsrs-rs trains (training.rs). */

#include "app/srs/dataset.h"
#include "dict/base/progress.h"

struct train_options {
    int epochs;           /* 0: initial stabilities alone */
    int relearning_steps; /* for the bounds */
};

/* From the first ITEM_COUNT items. Fewer than 8 that are no outliers give the
 * defaults; fewer than 64, initial stabilities alone. ERR_LIMIT without the memory;
 * ERR_CANCELLED. */
MUST_CHECK enum err train(struct params *out, const struct dataset *dataset, size_t item_count,
                          const struct train_options *options, const struct progress *progress);

#endif
