#ifndef SRS_GRADIENT_H
#define SRS_GRADIENT_H

/* The slope of the weighted log loss of a batch in all parameters: the memories
 * level by level forward, then their slopes backward (reverse differentiation of the
 * formulas in fsrs.c). In single precision, as fsrs-rs does. */

#include "app/srs/batches.h"

/* Room for the nodes of one batch, for use again and again. */
struct gradient;

/* On success *OUT is yours: gradient_free(). ERR_LIMIT without the memory. */
MUST_CHECK enum err gradient_new(struct gradient **out, const struct batches *batches);
void gradient_free(struct gradient *gradient);

/* SLOPES of the sum over the items of batch number AT. */
void gradient_of(struct gradient *gradient, const struct params *params, size_t at,
                 double slopes[PARAM_COUNT]);

#endif
