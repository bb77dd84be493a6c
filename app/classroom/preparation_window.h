#ifndef CLASSROOM_PREPARATION_WINDOW_H
#define CLASSROOM_PREPARATION_WINDOW_H

/* The window around a preparation. */

#include "app/classroom/preparation.h"

struct preparation_options {
    const char *assets_dir;
    const char *ui;        /* the interface's language; NULL: the desktop's */
    const char *save_path; /* where the set is saved as a file */
    preparation_again_fn *again;
    void *ctx;
};

/* SET is changed as the teacher wishes; *STARTS tells whether the session is to begin, or the
 * window was closed. Errors of opening the window. */
MUST_CHECK enum err preparation_run(struct question_set *set,
                                    const struct preparation_options *options, bool *starts);

#endif
