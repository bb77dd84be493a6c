#ifndef COMMANDS_EXPORT_WINDOW_H
#define COMMANDS_EXPORT_WINDOW_H

/* The window in which a list's format and its words are chosen, for those who came from the
 * card or the review by a key. */

#include "app/journal/journal.h"

/* Runs until it is closed; files go to the home folder, and Quizlet's text to the clipboard
 * too. Errors of opening the window. */
MUST_CHECK enum err export_window_run(struct journal *journal);

#endif
