#ifndef COMMANDS_SHEET_CALL_H
#define COMMANDS_SHEET_CALL_H

/* What a call says about a sheet to be printed, and the words that stand on it. */

#include "app/commands/glossary.h"
#include "app/commands/options.h"
#include "app/exchange/sheet.h"
#include "app/ui/texts.h"

struct sheet_call {
    const char *sheet, *paper, *title; /* or NULL */
    struct sheet_options options;      /* what sheet_call_read() made of them */
};

/* The options' rows for a table of options_read(). */
#define SHEET_SLOTS(call)                                                     \
    { "--sheet", &(call)->sheet, NULL }, { "--paper", &(call)->paper, NULL }, \
    {                                                                         \
        "--title", &(call)->title, NULL                                       \
    }

/* Their part of a command's usage. */
#define SHEET_USAGE                                                                       \
    "  --sheet S    for html and pdf: list (words, meanings, room for a translation),\n"  \
    "               cloze (gaps, a bank of words, a key), cards (to cut out, backs for\n" \
    "               long-edge duplex) or test (forms A and B, a key); list without it\n"  \
    "  --paper P    a4 or letter; without it, what is usual where your locale is\n"       \
    "  --title T    a heading of your own: \"Scene 3: the market\"\n"

/* Fills the options, which borrow from the call; PRINTS says whether the format is a sheet at
 * all. EXIT_DONE, or EXIT_CALL when one of them is off; it was printed then, as of COMMAND. */
int sheet_call_read(struct sheet_call *call, const struct command *command, bool prints);

/* The part of speech of HEADWORD in the words of TEXTS, "noun, masculine"; yours, NULL if no
 * dictionary of LANG tells. */
char *sheet_grammar(struct glossary *glossary, const struct texts *texts, const char *lang,
                    const char *headword);

/* The article that HEADWORD is learned with, "la " or "l'"; yours, NULL if there is none or its
 * gender is not known. */
char *sheet_article(struct glossary *glossary, const char *lang, const char *headword);

#endif
