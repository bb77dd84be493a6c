#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

/* The review window, from its start to its end. */

#include "app/review/round.h"

struct review_options {
    const char *assets_dir;
    const char *ui; /* the interface's language; NULL: the desktop's */
    struct journal *journal;
    struct deck_options deck;
    struct round_words words;
    /* Opens the window in which lists are exported; NULL: there is none. Errors of starting a
     * program. */
    enum err (*export_words)(void *ctx);
    void *ctx; /* of it */
};

/* Runs until the learner closes it. ERR_UNSUPPORTED or ERR_IO: no display. ERR_ABSENT: no
 * font. Others as deck_open(). */
MUST_CHECK enum err review_run(const struct review_options *options);

#endif
