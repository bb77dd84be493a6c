#include "app/commands/options.h"

#include <string.h>

static const struct option_slot *find_slot(const struct option_slot *slot, const char *name)
{
    while (slot->name != NULL && strcmp(slot->name, name) != 0)
        slot++;
    return slot->name != NULL ? slot : NULL;
}

int options_read(const struct command *command, const struct option_slot *slots, int argc,
                 char **argv, int max, int *count)
{
    const struct option_slot *slot;
    bool only_words = false;
    int i;

    *count = 0;
    for (i = 1; i < argc; i++) {
        if (!only_words && strcmp(argv[i], "--") == 0) {
            only_words = true;
        } else if (only_words || argv[i][0] != '-') {
            if (*count == max)
                return command_misused(command, "too many words: \"%.100s\"", argv[i]);
            argv[(*count)++] = argv[i];
        } else if ((slot = find_slot(slots, argv[i])) == NULL) {
            return command_misused(command, "no option \"%.100s\"", argv[i]);
        } else if (slot->on != NULL) {
            *slot->on = true;
        } else if (++i == argc) {
            return command_misused(command, "%s needs a value", slot->name);
        } else {
            *slot->value = argv[i];
        }
    }
    return EXIT_DONE;
}
