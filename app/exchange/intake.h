#ifndef EXCHANGE_INTAKE_H
#define EXCHANGE_INTAKE_H

/* Words from other programs' files, and a journal from its own JSON Lines: one transaction,
 * which the journal can take back as one step (app/journal/imports.h). A file that is
 * damaged is refused with its line; single rows that cannot be words are left out, and the
 * report says why. What the journal has already stays, so that the same file a second time
 * changes nothing. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/journal/journal.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"

struct intake_format;

/* The formats in the order of the help; NULL after the last. */
const struct intake_format *intake_format(size_t at);
/* NULL for a name that is no format's. */
const struct intake_format *intake_find(const char *name);
const char *intake_name(const struct intake_format *format); /* "csv" */
/* Whether its words are forms, which the request's HEADWORD is asked about. */
bool intake_looks_up(const struct intake_format *format);
/* The format of the file at PATH by what is in it, else by its name; *OUT is NULL if neither
 * says it. ERR_FORMAT: an SQLite database of another program; errors of reading it. */
MUST_CHECK enum err intake_recognise(const struct intake_format **out, const char *path);

/* --- what came of it --- */

enum {
    INTAKE_REASONS_MAX = 12,
    INTAKE_EXAMPLES_MAX = 3,
    INTAKE_REASON_MAX = 120, /* bytes */
    INTAKE_EXAMPLE_MAX = 60  /* bytes */
};

/* Why rows were left out; or, if they came in all the same, what is to be said of them. */
struct intake_reason {
    char text[INTAKE_REASON_MAX + 1]; /* "no word" */
    bool came_in;
    size_t count; /* of rows */
    struct {
        size_t line; /* of the file; 0 where it has no lines */
        char text[INTAKE_EXAMPLE_MAX + 1];
    } examples[INTAKE_EXAMPLES_MAX]; /* the first of them */
    size_t example_count;
};

struct intake_report {
    size_t rows;      /* read; each of them is one of these: */
    size_t added;     /* its word was not in the journal */
    size_t merged;    /* something new of a word that was, from before or from a row above */
    size_t unchanged; /* the journal has all of it */
    size_t skipped;   /* left out, for one of: */
    struct intake_reason reasons[INTAKE_REASONS_MAX];
    size_t reason_count;
};

/* --- doing it --- */

struct intake_request {
    const struct intake_format *format;
    const char *path;
    const char *lang;     /* of words of which the file does not say it */
    bool dry_run;         /* reads, checks and counts all, and then changes nothing */
    const char *columns;  /* which column is what, as intake_columns.h has it; may be NULL */
    const char *encoding; /* iconv's name; NULL: to be found out */
    const char *charset;  /* of texts before Unicode in this language; NULL: WINDOWS-1252 */
    bool reviews;         /* takes the reviews that a package for Anki has of its words too */
    const struct progress *progress; /* may be NULL */
    int64_t now_ms;                  /* when words were met of which the file does not say it */
    /* The headword of FORM as it stands in SENTENCE (may be empty), NULL if no dictionary has
     * it; borrowed until the next call. May itself be NULL: forms are kept as they stand. */
    const char *(*headword)(void *ctx, struct str form, struct str sentence);
    /* Told what will be before anything is; false stops it. May be NULL. Not for a dry run. */
    bool (*agree)(void *ctx, const struct intake_report *report);
    void *ctx; /* of both */
};

/* ERR_FORMAT: "FILE: line N: what is off"; ERR_NEWER: of a newer Wordloot; ERR_LIMIT: too
 * large; ERR_CANCELLED by the progress or by AGREE; ERR_USAGE: columns that the file does not
 * have; errors of reading the file and of writing the journal. On failure the journal is as
 * it was. */
MUST_CHECK enum err intake_run(struct journal *journal, const struct intake_request *request,
                               struct intake_report *report);

#endif
