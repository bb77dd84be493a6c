#ifndef COMMANDS_SELECTION_H
#define COMMANDS_SELECTION_H

/* Which words a command is about: the options that `words` and `export` share. */

#include "app/commands/options.h"
#include "app/journal/words.h"

struct selection {
    const char *lang, *game, *session, *since, *until, *state, *tag, *limit, *order; /* or NULL */
    bool due;
    struct word_filter filter; /* what selection_read() made of them */
};

/* The options' rows for a table of options_read(). */
#define SELECTION_SLOTS(selection)                                                              \
    { "--lang", &(selection)->lang, NULL }, { "--game", &(selection)->game, NULL },             \
        { "--session", &(selection)->session, NULL }, { "--since", &(selection)->since, NULL }, \
        { "--until", &(selection)->until, NULL }, { "--state", &(selection)->state, NULL },     \
        { "--tag", &(selection)->tag, NULL }, { "--due", NULL, &(selection)->due },             \
        { "--limit", &(selection)->limit, NULL },                                               \
    {                                                                                           \
        "--order", &(selection)->order, NULL                                                    \
    }

/* Their part of a command's usage. */
#define SELECTION_USAGE                                                                  \
    "  --lang L     only words of this language\n"                                       \
    "  --game G     met in this game; a part of its name will do\n"                      \
    "  --session S  met in this play session: last, or a number (words --json WORD)\n"   \
    "  --since D    from then on: 2026-11-01, 7d, 12h, today or yesterday\n"             \
    "  --until D    until then, that day included\n"                                     \
    "  --state S    only words in this state: learning, known or ignored\n"              \
    "  --tag T      only words with this tag\n"                                          \
    "  --due        only words whose review is due\n"                                    \
    "  --limit N    at most so many\n"                                                   \
    "  --order O    found (the last met first), frequency (the most often met first),\n" \
    "               alphabet or strength (the weakest memory first)\n"

/* Fills the filter, which borrows from the options. EXIT_DONE, or EXIT_CALL when one of them
 * is off; it was printed then, as of COMMAND. */
int selection_read(struct selection *selection, const struct command *command);
/* Whether there is an option that leaves words out, --limit aside. */
bool selection_is_filtered(const struct selection *selection);
/* Brings the cards' cache up to date. Call it before what the cards say is asked for. */
MUST_CHECK enum err selection_renew_cards(struct journal *journal);
/* Calls it if the options ask for that. */
MUST_CHECK enum err selection_prepare(const struct selection *selection, struct journal *journal);

#endif
