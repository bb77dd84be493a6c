#ifndef EXCHANGE_INTAKE_COLUMNS_H
#define EXCHANGE_INTAKE_COLUMNS_H

/* Which column of a table is what: by the headings of its first row, in the five languages of
 * the interface, or as the learner says it: "word=1,meaning=Bedeutung,sentence=2". */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

enum intake_column {
    COLUMN_WORD,
    COLUMN_LANG,
    COLUMN_FORM,
    COLUMN_MEANING,
    COLUMN_TRANSLATION,
    COLUMN_SENTENCE,
    COLUMN_GAME,
    COLUMN_TAGS,
    COLUMN_STATE,
    COLUMN_TIME,
    COLUMN_NOTE,
    COLUMN_COUNT
};

struct intake_columns {
    size_t places[COLUMN_COUNT]; /* of cells, from 0 on; SIZE_MAX for a column that there is not */
};

/* The column of a heading; case, accents and spaces around it do not matter. ERR_ABSENT: NAME
 * is none; ERR_LIMIT when memory is gone. */
MUST_CHECK enum err intake_heading(struct str name, enum intake_column *out);
/* The columns of a row of headings. ERR_ABSENT: it is none, as it does not name the word's;
 * ERR_LIMIT. */
MUST_CHECK enum err intake_columns_name(struct intake_columns *out, const struct str *cells,
                                        size_t count);
/* Whether OPTION can be understood, whatever the file. ERR_USAGE says what cannot. */
MUST_CHECK enum err intake_columns_check(const char *option);
/* The columns as OPTION says, for a table whose first row is CELLS; *HEADED tells whether that
 * row is one of headings. ERR_USAGE: OPTION is off, or no heading is called so. */
MUST_CHECK enum err intake_columns_choose(struct intake_columns *out, const char *option,
                                          const struct str *cells, size_t count, bool *headed);

#endif
