#ifndef CLASSROOM_CLASS_WINDOW_H
#define CLASSROOM_CLASS_WINDOW_H

/* The projector's window around a session: keys and clicks become events, what phones send is
 * taken, and what changed is drawn. */

#include "app/classroom/session.h"
#include "app/ui/canvas.h"

struct class_window_options {
    const char *assets_dir;
    const char *ui; /* the interface's language; NULL: the desktop's */
    /* The picture of the scene in which QUESTION's word was met, at most WIDTH by HEIGHT; the
     * caller's to canvas_free(). NULL where there is none. May itself be NULL. */
    struct canvas *(*scene)(void *ctx, const struct question *question, int width, int height);
    void *ctx;
};

/* Runs until the teacher closes the window; a session that was not ended then can be resumed.
 * Errors of opening the window. */
MUST_CHECK enum err class_window_run(struct session *session,
                                     const struct class_window_options *options);

/* The same without a window, for a machine without a projector: the teacher's page does it
 * all. Runs until the session is ended, or until STOP, which a signal may set, is true. */
MUST_CHECK enum err class_run_without_window(struct session *session, volatile const int *stop);

#endif
