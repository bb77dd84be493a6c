#ifndef EXCHANGE_INTAKE_H
#define EXCHANGE_INTAKE_H

/* Words from other programs' files, and a journal from its own JSON Lines. All of a file or
 * nothing: one transaction, and what is off is refused with its line. What the journal has
 * already stays, so that the same file a second time changes nothing. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/journal/journal.h"
#include "dict/base/progress.h"

struct intake_format;

/* The formats in the order of the help; NULL after the last. */
const struct intake_format *intake_format(size_t at);
/* NULL for a name that is no format's. */
const struct intake_format *intake_find(const char *name);
const char *intake_name(const struct intake_format *format); /* "csv" */

struct intake_request {
    const struct intake_format *format;
    const char *path;
    const char *lang;                /* of words of which the file does not say it */
    bool dry_run;                    /* reads, checks and counts all, and then changes nothing */
    const struct progress *progress; /* may be NULL */
    int64_t now_ms;                  /* when words were met of which the file does not say it */
};

struct intake_report {
    size_t rows;    /* read */
    size_t changed; /* of these: new, or with something new */
};

/* ERR_FORMAT: "FILE: line N: what is off"; ERR_NEWER: of a newer Wordloot; ERR_LIMIT: too
 * large; ERR_CANCELLED by the progress; errors of reading the file and of writing the journal.
 * On failure the journal is as it was. */
MUST_CHECK enum err intake_run(struct journal *journal, const struct intake_request *request,
                               struct intake_report *report);

#endif
