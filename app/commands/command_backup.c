#include <stdio.h>

#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/journal/backup.h"

static int run(int argc, char **argv)
{
    bool force = false;
    const struct option_slot slots[] = { { "--force", NULL, &force }, { NULL, NULL, NULL } };
    struct journal *journal = NULL;
    int count, code;
    enum err rc;

    if (command_asked_help(&command_backup, argc, argv))
        return EXIT_DONE;
    code = options_read(&command_backup, slots, argc, argv, 1, &count);
    if (code != EXIT_DONE)
        return code;
    if (count != 1)
        return command_misused(&command_backup, "name the file to write to");
    rc = open_journal(&journal);
    if (rc == OK)
        rc = journal_backup(journal, argv[0], force);
    journal_close(journal);
    if (rc != OK)
        return command_fail(rc);
    fprintf(stderr, "Your words are copied to %s; `wordloot restore` brings them back.\n", argv[0]);
    return EXIT_DONE;
}

const struct command command_backup = {
    .name = "backup",
    .summary = "copy your words to a file",
    .usage = "usage: wordloot backup [--force] FILE\n\n"
             "Copies the whole journal to FILE, also while the overlay is running.\n\n"
             "  --force   overwrite FILE if it exists\n\n"
             "Exit codes: 0 done, 2 wrong call or FILE exists, 3 failed.\n",
    .run = run,
};
