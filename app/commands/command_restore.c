#include <stdio.h>
#include <stdlib.h>

#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/journal/backup.h"

static int run(int argc, char **argv)
{
    const struct option_slot none[] = { { NULL, NULL, NULL } };
    struct journal *journal = NULL;
    char *aside = NULL;
    int count, code;
    enum err rc;

    if (command_asked_help(&command_restore, argc, argv))
        return EXIT_DONE;
    code = options_read(&command_restore, none, argc, argv, 1, &count);
    if (code != EXIT_DONE)
        return code;
    if (count != 1)
        return command_misused(&command_restore, "name the file to restore from");
    rc = open_journal(&journal);
    if (rc == OK)
        rc = journal_restore(journal, argv[0], &aside);
    journal_close(journal);
    if (rc != OK)
        return command_fail(rc);
    fprintf(stderr, "Your words are those of %s now; those from before are kept as %s.\n", argv[0],
            aside);
    free(aside);
    return EXIT_DONE;
}

const struct command command_restore = {
    .name = "restore",
    .summary = "bring your words back from such a file",
    .usage = "usage: wordloot restore FILE\n\n"
             "Makes the journal what FILE holds, after a check of FILE. What the journal held\n"
             "until now is kept in a file beside it. The overlay may be running.\n\n"
             "Exit codes: 0 done, 1 no such file, 2 wrong call, 3 failed.\n",
    .run = run,
};
