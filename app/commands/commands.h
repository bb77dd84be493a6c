#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

/* The program's commands, one file each: options in, calls, output. */

#include <stddef.h>

#include "dict/base/err.h"

/* What a command ends with, everywhere. */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_NOTHING = 1, /* nothing found or nothing to do */
    EXIT_CALL = 2,    /* the call's words are off */
    EXIT_FAILED = 3   /* it failed: why, and what to do, is on stderr in one line */
};

struct command {
    const char *name;    /* "lookup" */
    const char *summary; /* a line for wordloot --help */
    const char *usage;   /* the whole of wordloot NAME --help, ending in a line feed */
    /* argv[0] is the command's name. Gives an exit code. */
    int (*run)(int argc, char **argv);
};

/* In the order of --help; ends with a NULL name. */
extern const struct command *const commands[];

extern const struct command command_overlay, command_lookup, command_send, command_words,
    command_export, command_import, command_games, command_review, command_stats, command_region,
    command_teach, command_prepare, command_dict, command_set, command_fit, command_backup,
    command_restore, command_doctor, command_class;

/* Prints "wordloot: MESSAGE" of the last error to stderr and gives the exit
 * code that CODE means. */
int command_fail(enum err code);
/* Prints "wordloot NAME: TEXT; see wordloot NAME --help" and gives EXIT_CALL. */
int command_misused(const struct command *command, const char *format, ...) PRINTF_LIKE(2, 3);
/* Whether "--help" is among the arguments; then the usage was printed to stdout. */
int command_asked_help(const struct command *command, int argc, char **argv);

/* A progress bar on stderr when that is a terminal, else nothing. Stops on
 * Ctrl+C. Use it as struct progress; end with command_progress_done(). */
struct progress;
struct progress *command_progress(void);
void command_progress_done(void);

#endif
