#ifndef DICT_DICTD_H
#define DICT_DICTD_H

/* The parts of dictd's format that work on bytes alone. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/str.h"

struct dictd_row {
    struct str word; /* in the index's bytes */
    uint64_t offset;
    uint32_t len;
};

/* All rows of an index, in the order of their texts. TEXT_SIZE is how long the
 * text is; NAME is for messages. *OUT is yours: free(). ERR_FORMAT with the line:
 * a row that is none, that points outside the text, or is not valid UTF-8. */
MUST_CHECK enum err dictd_parse_index(struct dictd_row **out, size_t *count, const uint8_t *bytes,
                                      size_t len, uint64_t text_size, const char *name);

/* "00-database-info" and its like tell of the dictionary and are no words. */
bool dictd_is_about(struct str word);
bool dictd_is_title(struct str word);

/* Whether both are one word but for case, accents and signs. */
bool dictd_is_same(struct str a, struct str b);
/* The index often has a headword in small letters and without its signs; the
 * entry's own line has it as printed. Gives PRINTED where both are one word. */
struct str dictd_headword(struct str word, const char *printed);

/* TEXT itself, or if it has broken bytes a copy in SPARE with U+FFFD for them. */
struct str dictd_repaired(struct buf *spare, struct str text);

#endif
