#ifndef DICT_STARDICT_H
#define DICT_STARDICT_H

/* The parts of StarDict's format that work on bytes alone, by "Format for StarDict
 * dictionary files" (doc/StarDictFileFormat of the stardict project):
 *
 *   .ifo   a magic line, then "key=value" lines
 *   .idx   for each headword: its text, NUL, offset and length in .dict (big-endian)
 *   .syn   for each other word: its text, NUL, which headword it belongs to
 *   .dict  the articles: typed pieces of data, see stardict_next_field() */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"
#include "dict/entry_builder.h"

struct stardict_info {
    struct str title;    /* bookname; "" if there is none */
    struct str types;    /* sametypesequence; "" if each article has its own */
    unsigned offset_len; /* bytes of an offset in .idx: 4 or 8 */
};

/* ERR_FORMAT: not an .ifo file, or it asks for what the format does not know. NAME is
 * for messages. The texts are borrowed from BYTES. */
MUST_CHECK enum err stardict_parse_info(struct stardict_info *out, const uint8_t *bytes, size_t len,
                                        const char *name);

struct stardict_row {
    struct str word; /* in the index's bytes */
    uint64_t offset;
    uint32_t len;
};

/* All rows of an index, in its own order, which .syn counts by. DICT_SIZE is how long
 * the articles are together. *OUT is yours: free(). ERR_FORMAT with the row: one that
 * is cut off, that points outside the articles, or is not valid UTF-8. */
MUST_CHECK enum err stardict_parse_index(struct stardict_row **out, size_t *count,
                                         const uint8_t *bytes, size_t len, unsigned offset_len,
                                         uint64_t dict_size, const char *name);

/* The next row of a .syn file, *REST: another word, and the row of ROW_COUNT it belongs
 * to. ERR_ABSENT: there are no more; ERR_FORMAT: damaged. */
MUST_CHECK enum err stardict_next_synonym(struct str *rest, struct str *word, size_t *row,
                                          size_t row_count, const char *name);

/* What is left of an article to be read. */
struct stardict_fields {
    struct str types; /* of pieces that carry none; "" where each carries its own */
    struct str rest;
    bool typed; /* each piece carries its type */
};
struct stardict_fields stardict_fields(const struct stardict_info *info, struct str article);
/* The next piece: its type and data. False at the end, and where a size does not fit. */
bool stardict_next_field(struct stardict_fields *fields, char *type, struct str *data);

/* Adds what the piece DATA says to the entry begun in BUILDER, whose headword must be
 * set: m l g t x y k w h n are read, the others (resources, sound, pictures) are left
 * out. Data that is no UTF-8 is taken as Latin-1. */
void stardict_read_field(struct entry_builder *builder, char type, struct str data);

#endif
