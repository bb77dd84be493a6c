#ifndef DICT_JSON_CUT_H
#define DICT_JSON_CUT_H

/* Cuts JSON text at its outermost level into the pieces it consists of, without
 * parsing what is in them: of a large text only what is wanted needs to be parsed, and
 * never all of it at once. Pieces are not checked but for their brackets and quotes;
 * json_parse() does that. */

#include "dict/base/err.h"
#include "dict/base/str.h"

struct json_cut {
    struct str text;
    size_t at;
    char close; /* ']' or '}' */
    bool begun;
};

/* TEXT is to be an array (OPEN '[') or an object ('{'); false if it is neither. */
bool json_cut_begin(struct json_cut *cut, struct str text, char open);
/* The next item; of an object KEY is the member's name without its quotes, as written.
 * KEY may be NULL. ERR_ABSENT: that was all. ERR_FORMAT, without a message: off at cut->at. */
MUST_CHECK enum err json_cut_next(struct json_cut *cut, struct str *key, struct str *value);

/* The line of TEXT, from 1, in which AT is. */
size_t json_cut_line(struct str text, size_t at);

#endif
