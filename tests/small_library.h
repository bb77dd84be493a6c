#ifndef TESTS_SMALL_LIBRARY_H
#define TESTS_SMALL_LIBRARY_H

/* A library of a few words, compiled for one test: dictionaries from tables,
 * and the small spelling files of tests/data/hunspell. */

#include <stdlib.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/library.h"
#include "tests/check.h"

struct small_entry {
    const char *headword, *gloss;
};

struct small_ref {
    enum ref_kind kind;
    const char *headword, *to;
};

struct small_form {
    const char *form, *lemma, *pos;
};

struct small_dict {
    const char *name, *lang, *gloss;
    const struct small_entry *entries; /* the last has no headword; NULL for none */
    const struct small_form *forms;    /* the last has no form; NULL for none */
    const char *const *frequent;       /* the most frequent word first; NULL for none */
    const struct small_ref *refs;      /* one a headword; the last has none; NULL for none */
};

static void small_dict_add_tables(struct compiler *compiler, const struct small_dict *dict)
{
    const struct small_form *form;
    const char *const *word;
    int64_t rank = 1;

    for (form = dict->forms; form != NULL && form->form != NULL; form++)
        CHECK(compiler_add_form(compiler, str_of(form->form), str_of(form->lemma), form->pos) == OK,
              "%s: %s", form->form, err_message());
    for (word = dict->frequent; word != NULL && *word != NULL; word++)
        CHECK(compiler_add_frequency(compiler, str_of(*word), FREQUENCY_RANK, rank++) == OK,
              "%s: %s", *word, err_message());
}

/* The reference of HEADWORD's entry; its headword is NULL if it has none. */
static struct ref small_ref_of(const struct small_dict *dict, const char *headword)
{
    const struct small_ref *ref;

    for (ref = dict->refs; ref != NULL && ref->headword != NULL; ref++) {
        if (strcmp(ref->headword, headword) == 0)
            return (struct ref){ ref->kind, ref->to };
    }
    return (struct ref){ REF_SEE, NULL };
}

/* Compiles DICT into the file PATH. */
static void small_dict_compile(const struct small_dict *dict, const char *path)
{
    struct compiled_meta meta = {
        .name = xstrdup(dict->name),
        .title = xstrdup(dict->name),
        .format = xstrdup("test"),
        .source_path = xstrdup("/"),
    };
    const struct small_entry *row;
    struct compiler *compiler = NULL;

    snprintf(meta.lang, sizeof(meta.lang), "%s", dict->lang);
    snprintf(meta.gloss, sizeof(meta.gloss), "%s", dict->gloss);
    CHECK(compiler_open(&compiler, path) == OK, "%s: %s", dict->name, err_message());
    for (row = dict->entries; row != NULL && row->headword != NULL; row++) {
        const struct sense sense = { .gloss = row->gloss };
        const struct ref ref = small_ref_of(dict, row->headword);
        const struct entry entry = { .dict = "",
                                     .headword = row->headword,
                                     .pos = "noun",
                                     .senses = &sense,
                                     .sense_count = 1,
                                     .refs = &ref,
                                     .ref_count = ref.headword != NULL };

        CHECK(compiler_add(compiler, str_of(row->headword), &entry) == OK, "%s: %s", row->headword,
              err_message());
    }
    small_dict_add_tables(compiler, dict);
    CHECK(compiler_finish(compiler, &meta, NULL) == OK, "%s: %s", dict->name, err_message());
    compiled_meta_dispose(&meta);
}

/* The same opened; its files are gone from FOLDER at once. */
static struct compiled *small_dict_open(const struct small_dict *dict, const char *folder)
{
    char *path = file_join(folder, dict->name), *forms = compiled_forms_path(path);
    struct compiled *compiled = NULL;

    small_dict_compile(dict, path);
    CHECK(compiled_open(&compiled, path) == OK, "%s: %s", dict->name, err_message());
    unlink(path);
    unlink(forms);
    free(path);
    free(forms);
    return compiled;
}

/* A library of LANG with these dictionaries, in their order; library_close(). */
static struct library *small_library_open(const char *lang, const struct small_dict *dicts,
                                          size_t count)
{
    char folder[] = "/tmp/small_library.XXXXXX";
    struct library *library = xcalloc(1, sizeof(*library));
    struct compiled *dict;
    size_t i;

    setenv("WORDLOOT_HUNSPELL", WORDLOOT_SOURCE_DIR "/tests/data/hunspell", 1);
    CHECK(mkdtemp(folder) != NULL, "a folder of our own");
    CHECK(language_load(&library->language, WORDLOOT_SOURCE_DIR "/assets", lang) == OK, "%s",
          err_message());
    library->spelling = spelling_new(library->language->hunspell, NULL);
    for (i = 0; i < count; i++) {
        dict = small_dict_open(&dicts[i], folder);
        library_add_dict(library, dict, "en");
    }
    library_fold_irregulars(library);
    rmdir(folder);
    return library;
}

#endif
