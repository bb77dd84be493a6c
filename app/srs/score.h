#ifndef SRS_SCORE_H
#define SRS_SCORE_H

/* How well parameters predict a review log. */

#include "app/srs/dataset.h"

struct score {
    size_t count;    /* answers predicted */
    double log_loss; /* mean; 0 is perfect, 0.69 is tossing a coin */
    /* How far predicted and true recall are apart in bins of answers with a like
     * history (fsrs-rs, r_matrix_index). */
    double rmse_bins;
};

/* The log loss of one prediction. */
double score_loss(double recall, bool recalled);

/* RECALLS[at] is what PARAMS predict for each answer on another day than the one
 * before; what stands at the other places has no meaning. */
void score_predict(const struct dataset *dataset, const struct params *params, float *recalls);

/* Over COUNT of the dataset's ITEMS. */
struct score score_items(const struct dataset *dataset, const float *recalls, const uint32_t *items,
                         size_t count);

#endif
