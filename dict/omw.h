#ifndef DICT_OMW_H
#define DICT_OMW_H

/* A tab of the Open Multilingual Wordnet (Bond and Paik 2012): which words of a
 * language belong to which synset of Princeton WordNet 3.0.
 *
 *   # Italian Wordnet	ita	http://...	CC BY 3.0
 *   00001740-n	ita:lemma	entità
 *   00001740-n	ita:def	0	una definizione
 *   00001740-n	ita:exe	0	un esempio */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"
#include "dict/wordnet.h"

enum omw_kind { OMW_LEMMA, OMW_DEFINITION, OMW_EXAMPLE };

struct omw_row {
    enum omw_kind kind;
    enum wordnet_part part;
    uint64_t offset;
    struct str text;
};

struct omw_reader {
    struct str rest;
    size_t line; /* of the row read last, from 1 */
    const char *name;
};

/* The next row; lines of other kinds are passed over. ERR_ABSENT: there are no more;
 * ERR_FORMAT with the line: one that has no synset, or is not valid UTF-8. */
MUST_CHECK enum err omw_next(struct omw_reader *reader, struct omw_row *row);

#endif
