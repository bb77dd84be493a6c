#ifndef DICT_TSV_H
#define DICT_TSV_H

/* Plain lists, a line a word, columns between tabs:
 *
 *   # a comment
 *   word	definition	pos	example
 *   casa	house\nhome	n	a casa
 *
 * The line of names may be left out where the columns are in this order (word and
 * count in a list of frequencies); it may name others: ipa, reading, label, note,
 * count, rank. "\n" begins another sense, "\t" is a tab and "\\" a backslash. UTF-8,
 * with or without a byte order mark; lines may end as on Windows. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"
#include "dict/entry_builder.h"

enum tsv_column {
    TSV_WORD,
    TSV_DEFINITION,
    TSV_POS,
    TSV_EXAMPLE,
    TSV_IPA,
    TSV_READING,
    TSV_LABEL,
    TSV_NOTE,
    TSV_COUNT,
    TSV_RANK,
    TSV_COLUMNS,
    TSV_UNKNOWN = TSV_COLUMNS /* a column that is passed over */
};

enum { TSV_CELLS_MAX = 32, TSV_LINE_BYTES_MAX = 1 << 16 };

struct tsv_reader {
    struct str rest;
    size_t line; /* read last, from 1 */
    const char *name;
    enum tsv_column columns[TSV_CELLS_MAX];
    size_t column_count;
};

struct tsv_row {
    struct str cells[TSV_COLUMNS]; /* as they stand in the file; empty where there is none */
    int64_t number;                /* the count or the rank */
};

/* BYTES stay the caller's. IS_FREQUENCY: without a line of names the columns are word and
 * count. ERR_FORMAT: no line in it, or the first one is off. */
MUST_CHECK enum err tsv_open(struct tsv_reader *reader, const uint8_t *bytes, size_t len,
                             bool is_frequency, const char *name);
/* The next row. ERR_ABSENT: there are no more; ERR_FORMAT or ERR_LIMIT with the line: no
 * second column, not UTF-8, no number where one should be, too long. */
MUST_CHECK enum err tsv_next(struct tsv_reader *reader, struct tsv_row *row);

/* Adds what ROW says to the entry begun in BUILDER. */
void tsv_add(struct entry_builder *builder, const struct tsv_row *row);

#endif
