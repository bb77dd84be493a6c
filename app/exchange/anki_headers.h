#ifndef EXCHANGE_ANKI_HEADERS_H
#define EXCHANGE_ANKI_HEADERS_H

/* The lines "#key:value" before the rows of a text file for Anki: see "Importing text files"
 * in its manual, and rslib/src/import_export/text/csv/metadata.rs. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/str.h"

/* Slices are borrowed from the text. */
struct anki_headers {
    char separator;     /* guessed by the first row where no header tells */
    bool html;          /* so too */
    struct str tags;    /* of all notes, a space between two */
    struct str columns; /* their names, the separator between two; empty if not told */
    /* Which columns are no fields, from 1 on; 0: none. */
    size_t deck_column, notetype_column, tags_column, guid_column;
    size_t lines; /* that the headers take */
};

/* Reads the headers and takes them off *TEXT. What cannot be understood is left out, as Anki
 * does. */
void anki_headers_read(struct anki_headers *out, struct str *text);

#endif
