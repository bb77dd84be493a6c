#ifndef EXCHANGE_RECORDS_H
#define EXCHANGE_RECORDS_H

/* Text in rows and cells, as RFC 4180 has it, with any separator. */

#include "dict/base/buf.h"
#include "dict/base/str.h"

enum { RECORD_CELLS_MAX = 64, RECORD_BYTES_MAX = 1 << 22 };

/* Embedded; dispose it with records_dispose(). */
struct records {
    struct str text; /* borrowed */
    char separator;
    size_t at, next_line;
    struct buf bytes; /* of the record at hand */
    size_t ends[RECORD_CELLS_MAX];
    /* The record at hand: */
    size_t line; /* its first one, from 1 on */
    struct str cells[RECORD_CELLS_MAX];
    size_t count;
};

void records_init(struct records *records, struct str text, char separator);
void records_dispose(struct records *records);
/* The next record that is not an empty line. ERR_ABSENT: there is none; ERR_FORMAT: a quote
 * that is never closed, text behind one that is, too many cells; ERR_LIMIT: too long. */
MUST_CHECK enum err records_next(struct records *records);

#endif
