#ifndef COMMANDS_START_PROGRAM_H
#define COMMANDS_START_PROGRAM_H

#include "dict/base/err.h"

/* Starts this very program once more with the words ARGV (ends in NULL; ARGV[0] is "wordloot"):
 * in a session of its own, so that it goes on when the caller ends, and nobody has to wait for
 * it. ERR_IO. */
MUST_CHECK enum err start_program(const char *const *argv);

#endif
