#ifndef COMMANDS_EXPORT_WORDS_H
#define COMMANDS_EXPORT_WORDS_H

/* An export with all that its formats ask for: dictionaries, the plan of reviews, texts. */

#include "app/commands/selection.h"
#include "app/commands/sheet_call.h"
#include "app/exchange/export.h"

struct export_call {
    const char *format, *out, *deck; /* NULL: not given */
    bool typing, scheduling, in_window;
    struct selection selection;
    struct sheet_call sheet;
    const struct exporter *exporter;
};

/* Errors as export_run(), and of opening what the format asks for. */
MUST_CHECK enum err export_words(struct journal *journal, const struct export_call *call,
                                 struct export_report *report);

#endif
