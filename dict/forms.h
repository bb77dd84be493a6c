#ifndef DICT_FORMS_H
#define DICT_FORMS_H

/* A form table: which headwords a form belongs to, memory-mapped. One file a
 * source, made on the learner's machine from analysers and from the lists of
 * forms that dictionaries bring along.
 *
 * The file: a header, a filter (forms_filter.h), rows sorted by fold, then their texts. Numbers are in the
 * machine's order; the magic reads differently on a machine of the other. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"

struct form {
    struct str form;  /* as written, NFC */
    struct str lemma; /* the headword it belongs to, NFC */
    const char *pos;  /* as pos.h names it; NULL if unknown; static */
};

/* --- writing --- */

enum { FORM_TEXT_MAX = 255 }; /* bytes of a form or a lemma; longer ones are left out */

struct forms_builder;
struct forms_builder *forms_builder_new(void);
void forms_builder_free(struct forms_builder *builder);
/* Rows of one form keep the order in which they are added: the likelier lemma
 * first. Texts that are empty, too long or not UTF-8 are passed over, and rows
 * that are there already are written once. POS may be NULL. ERR_LIMIT: too many. */
MUST_CHECK enum err forms_builder_add(struct forms_builder *builder, struct str form,
                                      struct str lemma, const char *pos);
size_t forms_builder_count(const struct forms_builder *builder);
/* Puts the table at PATH as file_write() does. NAME is what PROGRESS calls it. */
MUST_CHECK enum err forms_builder_write(struct forms_builder *builder, const char *path,
                                        const char *name, const struct progress *progress);

/* --- reading --- */

struct forms;

/* ERR_ABSENT, ERR_FORMAT (not ours, damaged). On success *OUT is yours: forms_close(). */
MUST_CHECK enum err forms_open(struct forms **out, const char *path);
void forms_close(struct forms *forms);
/* After many lookups all over the table: gives back the memory that its pages take. */
void forms_rest(const struct forms *forms);
size_t forms_count(const struct forms *forms);

/* Return false to see no more. The texts are borrowed until forms_close(). */
typedef bool (*form_row)(void *ctx, const struct form *form);
/* All rows of which text_fold() of the form is FOLD. */
void forms_find(const struct forms *forms, struct str fold, form_row row, void *ctx);
/* All rows, in the order of their folds. */
void forms_each(const struct forms *forms, form_row row, void *ctx);

#endif
