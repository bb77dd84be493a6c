#ifndef SRS_FIT_H
#define SRS_FIT_H

/* Parameters of the learner's own, if the reviews say that they are better. */

#include "app/srs/score.h"
#include "app/srs/train.h"

struct fit_options {
    struct params current; /* those in force, clipped */
    int relearning_steps;
};

enum fit_verdict {
    FIT_ACCEPTED,
    FIT_TOO_FEW,  /* nothing was tried */
    FIT_NO_BETTER /* fitted to the earlier answers, they predict the later ones no better */
};

struct fit_report {
    enum fit_verdict verdict;
    struct params params; /* to be used from now on: the current ones unless accepted */

    /* Few answers say little: parameters go only this share of the way from the
     * defaults to those fitted. */
    double share;
    struct params fitted;
    struct score before, after; /* over all answers: the current ones; those to be used */
    struct score at_fitted;     /* and those all the way */
    /* What decided: the last answers, that the candidate had not learned from. */
    struct score held_before, held_after;
};

/* Fits to all of DATASET, which may be empty. ERR_LIMIT without the memory;
 * ERR_CANCELLED. */
MUST_CHECK enum err fit(struct fit_report *out, const struct dataset *dataset,
                        const struct fit_options *options, const struct progress *progress);

#endif
