#ifndef JOURNAL_IMPORTS_H
#define JOURNAL_IMPORTS_H

/* Imports: what came in from a file at once, and can be taken back at once. All that changes
 * between begin and end is recorded, whoever changes it, so that a new kind of import needs
 * nothing of its own. */

#include <stdbool.h>
#include <stdint.h>

#include "app/journal/journal.h"

enum { IMPORT_NAME_MAX = 255 }; /* bytes of a file's name; a longer one is cut */

struct import_row {
    int64_t time_ms; /* when it was done */
    struct str name, format;
    int64_t added, merged, unchanged, skipped; /* rows of the file */
    int64_t undone_ms;                         /* 0 if it was not taken back */
};

/* From now on all that is added to the journal and changed in it is recorded as one import of
 * the file NAME. Call it, and _end(), between journal_change_begin() and _end() (reviews.h);
 * a change that fails leaves no import. */
MUST_CHECK enum err journal_import_begin(struct journal *journal, const char *name,
                                         const char *format);
/* COUNTS has the four counts; the rest of it is not read. An import that changed nothing
 * leaves no record. */
MUST_CHECK enum err journal_import_end(struct journal *journal, const struct import_row *counts);

/* Slices are borrowed for the call. */
typedef void import_fn(void *ctx, const struct import_row *row);
/* All imports, the last first. */
MUST_CHECK enum err journal_import_list(struct journal *journal, import_fn *row, void *ctx);

struct import_undo {
    int64_t now_ms;
    bool dry_run; /* counts all, and then changes nothing */
    /* Told of each word that the import added and that stays; may be NULL. */
    void (*stays)(void *ctx, struct str lang, struct str headword);
    void *ctx;
};

struct import_undone {
    char name[IMPORT_NAME_MAX + 1];     /* of the file */
    int64_t time_ms;                    /* when it was imported */
    int64_t words, encounters, reviews; /* that were removed */
    int64_t restored;                   /* rows that are again as they were before */
    int64_t stayed; /* words that the import added and that were touched since */
};

/* Takes the last import back that was not taken back: what it added is removed, what it
 * changed is as it was before. What somebody has touched since stays: a word with a review,
 * an encounter, a tag, a state, a note or a definition of after the import, with all that the
 * import gave it; a sentence that was corrected; a value that was changed again.
 * ERR_ABSENT: there is nothing to take back. All of it or nothing. */
MUST_CHECK enum err journal_import_undo(struct journal *journal, const struct import_undo *undo,
                                        struct import_undone *out);

#endif
