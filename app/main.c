/* The table of commands: finds the one that was called, and runs it. */

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "app/commands/commands.h"

static void print_help(FILE *out)
{
    const struct command *const *command;

    fputs("Wordloot looks words up over a running game, and keeps them.\n\n"
          "usage: wordloot [COMMAND] [OPTIONS]\n\n",
          out);
    for (command = commands; *command != NULL; command++)
        fprintf(out, "  %-10s %s\n", (*command)->name, (*command)->summary);
    fputs("\nWithout a command the overlay starts, or the running one shows itself.\n"
          "wordloot COMMAND --help tells more; --version the version.\n"
          "Exit codes: 0 done, 1 nothing found or to do, 2 wrong call, 3 failed.\n",
          out);
}

static const struct command *find(const char *name)
{
    const struct command *const *command;

    for (command = commands; *command != NULL; command++) {
        if (strcmp((*command)->name, name) == 0)
            return *command;
    }
    return NULL;
}

int main(int argc, char **argv)
{
    const struct command *command;

    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        print_help(stdout);
        return EXIT_DONE;
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts("wordloot " WORDLOOT_VERSION);
        return EXIT_DONE;
    }
    /* Options without a command are the overlay's. */
    if (argc < 2 || argv[1][0] == '-')
        return command_overlay.run(argc, argv);
    command = find(argv[1]);
    if (command == NULL) {
        fprintf(stderr, "wordloot: no command \"%s\"; see wordloot --help\n", argv[1]);
        return EXIT_CALL;
    }
    return command->run(argc - 1, argv + 1);
}
