#ifndef DICT_YOMITAN_CONTENT_H
#define DICT_YOMITAN_CONTENT_H

/* Yomitan's structured content (a tree of HTML-like elements) as senses. What its
 * parts are is told by their "data" attributes; the names are those that JMdict's and
 * Jitendex's makers and kaikki-to-yomitan use. Elements without such a name are read by
 * their tags: each item of an ordered list is a sense, other blocks stand side by side
 * in the gloss. Pictures and rubies are left out. */

#include "dict/base/json.h"
#include "dict/entry_builder.h"

enum { CONTENT_DEPTH_MAX = 100 }; /* what is nested deeper is left out */

struct content_found {
    /* Told each part of speech, "v1" or "noun", and each label's code, "uk" or "". */
    void (*mark)(void *ctx, struct str mark);
    void (*label)(void *ctx, struct str code);
    void *ctx;
};

/* Adds the senses of NODE to BUILDER, beginning with a new one. LANG is the language of
 * the headwords, "" if unknown. */
void content_read(struct entry_builder *builder, const json_t *node, const char *lang,
                  const struct content_found *found);

#endif
