#ifndef DICT_APERTIUM_H
#define DICT_APERTIUM_H

/* What Apertium's dictionaries share: how they are read from their compiled files,
 * and how they write a word, "fare<vblex><inf>+ne<prn><enc>" (Apertium's stream
 * format). */

#include <stdbool.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"

/* Arcs to be walked in one dictionary, and its size as text; the largest packaged
 * ones take a tenth. */
enum { APERTIUM_STEPS_MAX = 400 * 1000 * 1000, APERTIUM_TEXT_MAX = 512 << 20 };

/* Whether PATH is a compiled dictionary of this kind: ".automorf.bin". */
bool apertium_is_file(const char *path, const char *extension);

/* What lt-print(1) makes of the compiled dictionary PATH, in OUT (its ceiling holds).
 * PROGRESS, called NAME, may stop it. ERR_UNSUPPORTED where lt-print is not installed,
 * ERR_FORMAT when it does not take the file. */
MUST_CHECK enum err apertium_print(struct buf *out, const char *path, const char *name,
                                   const struct progress *progress);

/* A word of an analysis. */
struct apertium_word {
    struct str lemma; /* without signs of Apertium's; with the rest of a phrase, "take out" */
    struct str tags;  /* "<vblex><inf>" */
    const char *pos;  /* as pos.h names it; NULL if none fits; static */
    bool is_sign;     /* punctuation, addresses: no word */
    bool is_content;  /* what a learner looks up: nouns, verbs, adjectives, names */
    bool is_common;   /* one of a closed class, such as articles and auxiliaries */
};

/* The next word of the analysis *REST; its lemma is put into LEMMA, cleared before.
 * False when there is none left. */
bool apertium_next(struct str *rest, struct buf *lemma, struct apertium_word *word);

/* Whether WORD is one, with a lemma of its own: no sign, and no personal pronoun, which
 * share one lemma. */
bool apertium_is_lemma(const struct apertium_word *word);

/* Whether a dictionary's text is written as people write: in UTF-8, with a letter, not
 * with one of the odd apostrophes that Apertium takes besides the plain one, and not one
 * of the phrases that a pattern makes for all Roman numerals. */
bool apertium_is_form(struct str form);

/* Whether one of TAGS is <TAG>. */
bool apertium_has_tag(struct str tags, const char *tag);

/* --- analysers --- */

/* FORM belongs to LEMMA; borrowed for the call. An error ends the reading. */
typedef enum err (*apertium_form)(void *ctx, struct str form, struct str lemma, const char *pos);

/* Gives FOUND the forms of the analyser whose lt-print text is TEXT, each with the
 * headword it is looked up under: the verb of one with pronouns hung on, the
 * preposition of one joined with an article. Words of closed classes come first: they
 * are more frequent than whatever is written like them. NAME is for messages. ERR_FORMAT,
 * ERR_LIMIT past STEPS_MAX. */
MUST_CHECK enum err apertium_forms(struct str text, uint64_t steps_max, const char *name,
                                   apertium_form found, void *ctx);

#endif
