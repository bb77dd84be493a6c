#ifndef JOURNAL_DUMP_H
#define JOURNAL_DUMP_H

/* The whole journal row by row, without what is one file's alone: rows name each other by
 * uuid, by language and headword, by a game's name. What is computed (cards), the settings
 * and what imports changed (imports.h: only this file can take it back) are left out. Equal journals give equal rows in equal order, and a row comes after those
 * that it names. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/journal/journal.h"

enum dump_kind { DUMP_TEXT, DUMP_INT, DUMP_BLOB };

struct dump_field {
    const char *name;
    enum dump_kind kind;
    size_t max;    /* bytes of a text or blob */
    bool optional; /* may have no value */
};

enum { DUMP_FIELDS_MAX = 16 };

struct dump_table {
    const char *type; /* "word" */
    struct dump_field fields[DUMP_FIELDS_MAX];
    size_t count;
    const char *select;  /* the fields, sorted */
    const char *insert;  /* a row that is not there; the fields from ?1 on, ?14 and ?15 for words */
    const char *update;  /* what holds of one that is; NULL: it stays as it is */
    size_t update_count; /* the fields in UPDATE, from ?1 on */
};

struct dump_value {
    bool is_null;
    int64_t number;
    struct str bytes; /* of a text or blob */
};

/* The tables in the order of the rows; NULL after the last. */
const struct dump_table *dump_table(size_t at);
/* NULL for what is no table's type. */
const struct dump_table *dump_table_find(const char *type);

/* VALUES are one a field, borrowed for the call. False ends the reading. */
typedef bool dump_fn(void *ctx, const struct dump_table *table, const struct dump_value *values);
/* All rows, of one moment. ERR_CANCELLED (the message is the callback's) if ROW gave false. */
MUST_CHECK enum err journal_dump(struct journal *journal, dump_fn *row, void *ctx);
/* How many rows there will be. */
MUST_CHECK enum err journal_dump_count(struct journal *journal, int64_t *out);

enum load_change { LOAD_NONE, LOAD_MERGED, LOAD_NEW };

/* Puts a row into the journal, which may have others: what is there stays, of two words'
 * states, notes and definitions the one changed later holds, and what was undone stays so.
 * *CHANGE tells whether the row is new, or another of its name was changed. Call it between journal_change_begin() and _end()
 * (reviews.h), and journal_load_done() before the end. ERR_FORMAT: a value that is too long
 * or that no row can have, or a row that is named is not there. */
MUST_CHECK enum err journal_load(struct journal *journal, const struct dump_table *table,
                                 const struct dump_value *values, enum load_change *change);
/* Forgets what was computed from other rows. */
MUST_CHECK enum err journal_load_done(struct journal *journal);

#endif
