#ifndef COMMANDS_OPTIONS_H
#define COMMANDS_OPTIONS_H

/* Reads a command's words: options anywhere, plain words in order, and after
 * "--" plain words alone. */

#include <stdbool.h>
#include <stddef.h>

#include "app/commands/commands.h"

struct option_slot {
    const char *name;   /* "--lang"; NULL ends the table */
    const char **value; /* takes the next word; or */
    bool *on;           /* a switch */
};

/* Gathers the plain words at the front of ARGV and counts them, at most MAX.
 * EXIT_DONE, or EXIT_CALL when something is off; it was printed then. */
int options_read(const struct command *command, const struct option_slot *slots, int argc,
                 char **argv, int max, int *count);

#endif
