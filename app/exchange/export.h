#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

/* Lists of words as other programs' files. A new format is one file with a struct exporter
 * (export_private.h) and a line in the table of export.c.
 *
 * Whatever was kept, the file is a valid one of its format: bytes that are no text and control
 * characters are replaced for all formats alike, and each format escapes or replaces what
 * means something in it. Rows that were changed so are counted. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/journal/words.h"
#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"

struct exporter;
struct sheet_options;

/* The formats in the order of the help; NULL after the last. */
const struct exporter *export_format(size_t at);
/* NULL for a name that is no format's. */
const struct exporter *export_find(const char *name);
const char *export_name(const struct exporter *exporter);      /* "csv-excel" */
const char *export_extension(const struct exporter *exporter); /* "csv" */
/* Whether it is the journal as a whole, whatever the filter says. */
bool export_is_whole(const struct exporter *exporter);
/* Whether it is about when words are due, so that the cards must be up to date. */
bool export_asks_cards(const struct exporter *exporter);
/* Whether the request's deck, typing and schedule mean something to it. */
bool export_has_decks(const struct exporter *exporter);
/* Whether it is nothing that a terminal can show. */
bool export_is_binary(const struct exporter *exporter);
/* Whether it is a sheet to be printed, so that a request has its options. */
bool export_is_sheet(const struct exporter *exporter);

/* What this module cannot know. All of it is called with LANG, a language's code. */
struct export_source {
    /* What HEADWORD means, a sense a line: strings for the caller to free, NULL where there is
     * nothing. The function may be NULL. */
    void (*mean)(void *ctx, const char *lang, const char *headword, char **definition,
                 char **translation);
    /* The language's name in English; NULL (also for the function) if nobody knows it.
     * Borrowed until the next call. */
    const char *(*lang_name)(void *ctx, const char *lang);
    /* The number of the learner's day (days since 1970) that TIME_MS belongs to. */
    int64_t (*day_of)(void *ctx, int64_t time_ms);
    /* What part of speech HEADWORD is, for a reader: "noun, masculine". Yours; NULL (also for
     * the function) if nobody knows. */
    char *(*grammar)(void *ctx, const char *lang, const char *headword);
    /* The article that HEADWORD is learned with, "la " or "l'". Yours; NULL (also for the
     * function) if there is none or nobody knows. */
    char *(*article)(void *ctx, const char *lang, const char *headword);
    /* The interface's own text for KEY, "sheet.key"; never NULL. The function may be NULL: then
     * it is the key. TEXT_LANG is the language of all of these, "en"; may be NULL with it. */
    const char *(*text)(void *ctx, const char *key);
    const char *text_lang;
    void *ctx;
};

/* What the scheduler goes by, where the other program has the same one (FSRS-6). */
struct export_schedule {
    double retention; /* wished for: 0.9 */
    double decay;     /* of the forgetting curve: the parameter w20 */
};

struct export_request {
    const struct exporter *exporter;
    const char *path; /* "-" for the standard output */
    const struct word_filter *filter;
    const struct export_source *source;
    const struct progress *progress; /* may be NULL */
    /* Of formats that are printed (sheet.h); NULL: a list on A4. */
    const struct sheet_options *sheet;
    int64_t now_ms;
    /* Of formats that have decks: */
    const char *deck; /* for all words; NULL: one for each language */
    bool typing;      /* a second card for each word, to be typed into its sentence */
    /* NULL: the other program begins anew. Else cards come as they are now, with their
     * reviews; the journal's cards must be up to date. */
    const struct export_schedule *schedule;
};

struct export_report {
    size_t rows;    /* written */
    size_t changed; /* of these: not to the letter as they were kept */
    size_t skipped; /* words that the format has no place for, for want of a meaning say */
};

/* Writes REQUEST's file. If there is nothing to write (REPORT->rows is 0) or it fails, what
 * is at the path stays as it was. ERR_USAGE: that is the journal itself. ERR_IO, ERR_CANCELLED by the progress, those of reading the
 * journal. */
MUST_CHECK enum err export_run(struct journal *journal, const struct export_request *request,
                               struct export_report *report);

#endif
