#ifndef EXCHANGE_INTAKE_NOTE_H
#define EXCHANGE_INTAKE_NOTE_H

/* Notes of flash card programs, with fields that may be HTML, as words. */

#include "app/exchange/intake_columns.h"
#include "app/exchange/intake_private.h"

/* What the fields of a kind of notes are. */
struct note_kind {
    struct intake_columns columns;
    bool html;
    bool gaps; /* the first field is a text with gaps, of which the first is the word */
};

/* By the NAMES of the fields; where no name tells, the first field is the word and the next the
 * meaning, one whose name's ptr is NULL is none. Or as OPTION says (intake_columns.h; may be
 * NULL). ERR_USAGE: OPTION is off, or no field is called so; ERR_LIMIT. */
MUST_CHECK enum err note_kind_name(struct note_kind *out, const char *option,
                                   const struct str *names, size_t count);

struct note {
    const struct note_kind *kind;
    const struct str *fields;
    size_t count;
    struct str tags;
    int64_t time_ms; /* 0: now */
};

/* Puts NOTE as intake_put() does. A field that is too large is as good as damaged: ERR_LIMIT. */
MUST_CHECK enum err note_put(struct intake *from, const struct note *note, struct intake_put *out);

#endif
