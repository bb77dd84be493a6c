#include "app/commands/commands.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct command *const commands[] = {
    &command_overlay, &command_send,   &command_lookup,  &command_words,  &command_export,
    &command_import,  &command_games,  &command_review,  &command_stats,  &command_class,
    &command_region,  &command_teach,  &command_prepare, &command_dict,   &command_set,
    &command_fit,     &command_backup, &command_restore, &command_doctor, NULL,
};

int command_fail(enum err code)
{
    fprintf(stderr, "wordloot: %s\n", err_message());
    switch (code) {
    case ERR_ABSENT:
        return EXIT_NOTHING;
    case ERR_USAGE:
        return EXIT_CALL;
    default:
        return EXIT_FAILED;
    }
}

int command_misused(const struct command *command, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    fprintf(stderr, "wordloot %s: %s; see wordloot %s --help\n", command->name, text,
            command->name);
    return EXIT_CALL;
}

int command_asked_help(const struct command *command, int argc, char **argv)
{
    int i;

    for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            fputs(command->usage, stdout);
            return 1;
        }
    }
    return 0;
}
