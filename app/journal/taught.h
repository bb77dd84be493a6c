#ifndef JOURNAL_TAUGHT_H
#define JOURNAL_TAUGHT_H

/* What the learner taught: which headword a form belongs to, and definitions of the
 * learner's own. It counts from the next lookup on, for good. */

#include "app/journal/journal.h"

/* FORM, whatever its case, leads to HEADWORD from now on; NULL forgets it. */
MUST_CHECK enum err journal_override_set(struct journal *journal, const char *lang,
                                         const char *form, const char *headword);
/* NULL if nothing was taught. Borrowed until the next call of this function. */
const char *journal_override_get(struct journal *journal, const char *lang, const char *form);

/* TEXT, of at most JOURNAL_NOTE_MAX bytes, is what HEADWORD means; NULL takes it away. */
MUST_CHECK enum err journal_definition_set(struct journal *journal, const char *lang,
                                           const char *headword, const char *text);
/* NULL if there is none. Borrowed until the next call of this function. */
const char *journal_definition_get(struct journal *journal, const char *lang, const char *headword);

/* One thing taught; slices are borrowed for the call. */
struct taught_row {
    struct str lang;
    struct str form; /* case-folded; ptr NULL for a definition */
    struct str headword;
    struct str text; /* the definition; ptr NULL for a form */
    int64_t changed_ms;
};
typedef void taught_fn(void *ctx, const struct taught_row *row);

/* All of it, or what belongs to LANG; forms first, in alphabetical order. */
MUST_CHECK enum err journal_taught(struct journal *journal, const char *lang, taught_fn *row,
                                   void *ctx);

#endif
