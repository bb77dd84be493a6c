#ifndef DICT_COMPILED_H
#define DICT_COMPILED_H

/* The compiled dictionary: one SQLite file made from one source by an
 * importer, read by lookup.
 *
 *   meta(key TEXT PRIMARY KEY, value)            see struct compiled_meta
 *   entry(id INTEGER PRIMARY KEY, headword TEXT, body TEXT)   body: entry.h's storage form
 *   key(fold TEXT, entry INTEGER, PRIMARY KEY(fold, entry)) WITHOUT ROWID
 *       fold is text_fold() of the headword: one index serves exact, folded and
 *       prefix search, and the rows say which headwords are written alike
 *   near(variant TEXT, prefix TEXT, PRIMARY KEY(variant, prefix)) WITHOUT ROWID
 *       the first COMPILED_NEAR_LEN letters of each fold, and those with any one
 *       letter left out: spellings one slip away share a variant (SymSpell's
 *       idea, Garbe 2012), and the range of keys with that prefix is then
 *       measured whole.
 *   frequency(headword TEXT PRIMARY KEY, rank INTEGER) WITHOUT ROWID
 *       1 for the most frequent
 *
 * Beside NAME.dict lies NAME.forms where the source knows forms: see forms.h. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/file.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"
#include "dict/entry.h"
#include "dict/forms.h"

enum { COMPILED_FORMAT = 4, COMPILED_NEAR_LEN = 7, HEADWORD_MAX = 1000 };

struct compiled_meta {
    char *name;        /* "freedict-ita-eng" */
    char *title;       /* "Italian-English FreeDict Dictionary ver. 0.2" */
    char *format;      /* the importer's name */
    char *source_path; /* the file that was added */
    struct file_id source;
    char *with_path; /* a second file that belongs to it; NULL if there is none */
    struct file_id with;
    char lang[16];     /* of the headwords, as the language files call it: "it" */
    char gloss[16];    /* of the glosses; equal to lang for a definition dictionary */
    int64_t headwords; /* different folds */
    int64_t entries;
    int64_t forms;       /* rows of its form table */
    int64_t frequencies; /* words whose frequency it knows */
};
void compiled_meta_dispose(struct compiled_meta *meta);

/* Where the form table of the compiled dictionary at PATH lies, beside it; yours
 * to free. */
char *compiled_forms_path(const char *path);

/* --- writing --- */

struct compiler;

/* Starts a dictionary that will be at PATH; it is built beside it under a
 * temporary name. *OUT is yours: compiler_finish() or compiler_abort(). */
MUST_CHECK enum err compiler_open(struct compiler **out, const char *path);
/* Adds ENTRY under HEADWORD (any valid UTF-8; normalised here; an empty one or
 * one over HEADWORD_MAX bytes is passed over and counted). */
MUST_CHECK enum err compiler_add(struct compiler *compiler, struct str headword,
                                 const struct entry *entry);
/* FORM belongs to the headword LEMMA; forms.h says how. */
MUST_CHECK enum err compiler_add_form(struct compiler *compiler, struct str form, struct str lemma,
                                      const char *pos);
/* How frequent HEADWORD is: its rank (1 is the most frequent), or how often it was
 * counted, which is made into a rank at the end. One kind a dictionary. */
enum frequency_kind { FREQUENCY_RANK, FREQUENCY_COUNT };
MUST_CHECK enum err compiler_add_frequency(struct compiler *compiler, struct str headword,
                                           enum frequency_kind kind, int64_t value);
/* Sorts and writes the keys, META, and puts the files in place. META's counts
 * are filled in. ERR_FORMAT when there is no entry, form or frequency. Frees COMPILER whatever comes. */
MUST_CHECK enum err compiler_finish(struct compiler *compiler, struct compiled_meta *meta,
                                    const struct progress *progress);
void compiler_abort(struct compiler *compiler);

/* --- reading --- */

struct compiled;

/* ERR_ABSENT, ERR_FORMAT (not ours, damaged), ERR_NEWER (another COMPILED_FORMAT). */
MUST_CHECK enum err compiled_open(struct compiled **out, const char *path);
void compiled_close(struct compiled *compiled);
const struct compiled_meta *compiled_meta(const struct compiled *compiled);

/* Its form table; NULL if it has none. */
const struct forms *compiled_forms(const struct compiled *compiled);
/* The rank of HEADWORD among all words, 1 the most frequent; 0 if it is not known. */
int64_t compiled_frequency(struct compiled *compiled, struct str headword);

/* A headword and its stored entry; borrowed for the length of the call. Return
 * false to see no more. */
typedef bool (*compiled_row)(void *ctx, struct str headword, struct str body);

/* All entries whose fold is FOLD, in the source's order. ERR_ABSENT if none. */
MUST_CHECK enum err compiled_find(struct compiled *compiled, struct str fold, compiled_row row,
                                  void *ctx);
/* All entries, in the source's order. */
MUST_CHECK enum err compiled_each(struct compiled *compiled, compiled_row row, void *ctx);
/* Whether FOLD has any entry. */
bool compiled_has(struct compiled *compiled, struct str fold);
/* The different headwords (body empty) whose fold starts with PREFIX, in key order,
 * at most LIMIT. */
MUST_CHECK enum err compiled_prefix(struct compiled *compiled, struct str prefix, size_t limit,
                                    compiled_row row, void *ctx);
/* The folds (body empty) that are near FOLD by the near table: candidates to be
 * measured by the caller. */
MUST_CHECK enum err compiled_near(struct compiled *compiled, struct str fold, compiled_row row,
                                  void *ctx);

#endif
