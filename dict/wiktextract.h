#ifndef DICT_WIKTEXTRACT_H
#define DICT_WIKTEXTRACT_H

/* One line of a Wiktionary extract (kaikki.org's JSON lines, made by
 * tatuylonen/wiktextract, whose README describes the fields): a word and one part of
 * speech of it. */

#include <stdbool.h>

#include "dict/base/err.h"
#include "dict/base/str.h"
#include "dict/entry_builder.h"

/* What is found is given to these, borrowed for the call; an error ends the reading. */
struct wiktextract_sink {
    enum err (*entry)(void *ctx, const struct entry *entry);
    enum err (*form)(void *ctx, struct str form, struct str lemma, const char *pos);
    void *ctx;
};

/* Whether LINE is such a line, as far as can be told without parsing it. */
bool wiktextract_is_line(struct str line);

enum { WIKTEXTRACT_PARSED_MAX = 4 << 20 }; /* bytes of a line's fields that are of use */

enum wiktextract_kind {
    WIKTEXTRACT_WORD,
    WIKTEXTRACT_FOREIGN, /* of another language */
    WIKTEXTRACT_OFF      /* no such line, or one too large: err_message() tells */
};
/* Gives SINK the entry of LINE and its forms, if it is of the language LANG, as its field
 * "lang_code" has it. Senses that only say what a word is a form of become forms, and an
 * entry that has no others is none. BUILDER is used for the entry. Fails only as SINK does. */
MUST_CHECK enum err wiktextract_read(struct str line, const char *lang,
                                     struct entry_builder *builder,
                                     const struct wiktextract_sink *sink,
                                     enum wiktextract_kind *kind);

#endif
