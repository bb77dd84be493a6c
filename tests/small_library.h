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

struct small_dict {
    const char *name, *lang, *gloss;
    const struct small_entry *entries; /* the last has no headword */
};

/* Compiles DICT into FOLDER and opens it; the file is gone from there at once. */
static struct compiled *small_dict_open(const struct small_dict *dict, const char *folder)
{
    char *path = file_join(folder, dict->name);
    struct compiled_meta meta = {
        .name = xstrdup(dict->name),
        .title = xstrdup(dict->name),
        .format = xstrdup("test"),
        .source_path = xstrdup("/"),
    };
    const struct small_entry *row;
    struct compiler *compiler = NULL;
    struct compiled *compiled = NULL;

    snprintf(meta.lang, sizeof(meta.lang), "%s", dict->lang);
    snprintf(meta.gloss, sizeof(meta.gloss), "%s", dict->gloss);
    CHECK(compiler_open(&compiler, path) == OK, "%s: %s", dict->name, err_message());
    for (row = dict->entries; row->headword != NULL; row++) {
        const struct sense sense = { .gloss = row->gloss };
        const struct entry entry = {
            .dict = "", .headword = row->headword, .pos = "noun", .senses = &sense, .sense_count = 1
        };

        CHECK(compiler_add(compiler, str_of(row->headword), &entry) == OK, "%s: %s", row->headword,
              err_message());
    }
    CHECK(compiler_finish(compiler, &meta, NULL) == OK, "%s: %s", dict->name, err_message());
    CHECK(compiled_open(&compiled, path) == OK, "%s: %s", dict->name, err_message());
    compiled_meta_dispose(&meta);
    unlink(path);
    free(path);
    return compiled;
}

/* A library of LANG with these dictionaries, in their order; library_close(). */
static struct library *small_library_open(const char *lang, const struct small_dict *dicts,
                                          size_t count)
{
    char folder[] = "/tmp/small_library.XXXXXX";
    struct library *library = xcalloc(1, sizeof(*library));
    size_t i;

    setenv("WORDLOOT_HUNSPELL", WORDLOOT_SOURCE_DIR "/tests/data/hunspell", 1);
    CHECK(mkdtemp(folder) != NULL, "a folder of our own");
    CHECK(language_load(&library->language, WORDLOOT_SOURCE_DIR "/assets", lang) == OK, "%s",
          err_message());
    library->spelling = spelling_new(library->language->hunspell);
    library->dicts = xcalloc(count + 1, sizeof(struct compiled *));
    for (i = 0; i < count; i++)
        library->dicts[library->dict_count++] = small_dict_open(&dicts[i], folder);
    rmdir(folder);
    return library;
}

#endif
