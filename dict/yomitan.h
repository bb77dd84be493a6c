#ifndef DICT_YOMITAN_H
#define DICT_YOMITAN_H

/* The parts of Yomitan's dictionary format that work on text alone: index.json,
 * tag_bank_N.json, term_bank_N.json and term_meta_bank_N.json, as the schemas of the
 * yomidevs/yomitan project (ext/data/schemas) describe them; format 3, and 1, whose
 * terms have their glosses at the end of the row. */

#include <stdbool.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"
#include "dict/compiled.h"
#include "dict/entry_builder.h"

struct yomitan_index {
    char title[200];
    int format;
    char lang[16], gloss[16]; /* "" where it does not say */
    enum frequency_kind frequency_kind;
};
/* NAME is for messages, here and below. ERR_FORMAT: not such an index, or a format
 * that is none of the known ones. */
MUST_CHECK enum err yomitan_parse_index(struct yomitan_index *out, struct str text,
                                        const char *name);

/* What is found is given to these, borrowed for the call; an error ends the reading. */
struct yomitan_sink {
    /* WEIGHT: the higher, the likelier that a reader means this word. */
    enum err (*entry)(void *ctx, const struct entry *entry, int64_t weight);
    enum err (*form)(void *ctx, struct str form, struct str lemma, const char *pos, int64_t weight);
    enum err (*frequency)(void *ctx, struct str headword, int64_t value);
    void *ctx;
};

struct yomitan;

/* INDEX and SINK are borrowed until the end. Yours: yomitan_free(). */
struct yomitan *yomitan_new(const struct yomitan_index *index, const struct yomitan_sink *sink);
void yomitan_free(struct yomitan *yomitan);

/* The banks' rows: all tags first. ERR_FORMAT with the row; ERR_LIMIT: a row of more
 * than YOMITAN_ROW_MAX bytes.
 *
 * A term is given under its expression, with its reading. Its reading is a form of the
 * expression, or, if the word is usually written in kana, has the entry too. */
enum { YOMITAN_ROW_MAX = 4 << 20 };
MUST_CHECK enum err yomitan_read_tags(struct yomitan *yomitan, struct str bank, const char *name);
MUST_CHECK enum err yomitan_read_terms(struct yomitan *yomitan, struct str bank, const char *name);
MUST_CHECK enum err yomitan_read_metas(struct yomitan *yomitan, struct str bank, const char *name);
/* Gives the last entry: rows that belong to one word follow each other. */
MUST_CHECK enum err yomitan_finish(struct yomitan *yomitan);

#endif
