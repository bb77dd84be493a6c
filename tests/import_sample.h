#ifndef TESTS_IMPORT_SAMPLE_H
#define TESTS_IMPORT_SAMPLE_H

/* One source imported as a learner would add it, in a folder of its own, and what
 * stands in the dictionary then. */

#include <stdlib.h>
#include <unistd.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/shelf.h"
#include "tests/check.h"

struct import_sample {
    char folder[40];
    struct shelf *shelf;
    struct compiled *compiled; /* NULL when nothing was added */
    struct buf text;           /* what was asked for last */
};

/* A file of tests/data, yours to free. */
__attribute__((unused)) static char *sample_data(const char *name)
{
    return xasprintf("%s/tests/data/%s", WORDLOOT_SOURCE_DIR, name);
}

static void sample_open(struct import_sample *sample)
{
    *sample = (struct import_sample){ .folder = "/tmp/wordloot-import-XXXXXX" };
    buf_init(&sample->text, 1 << 20);
    CHECK(mkdtemp(sample->folder) != NULL, "a folder");
    CHECK(shelf_open(&sample->shelf, WORDLOOT_SOURCE_DIR "/assets", sample->folder,
                     sample->folder) == OK,
          "%s", err_message());
}

static void sample_close(struct import_sample *sample)
{
    char *command = xasprintf("rm -r '%s'", sample->folder);

    compiled_close(sample->compiled);
    shelf_close(sample->shelf);
    buf_dispose(&sample->text);
    CHECK(system(command) == 0, "%s", command);
    free(command);
}

/* The file BYTES as NAME in the sample's folder; its path is yours to free. */
__attribute__((unused)) static char *sample_put(struct import_sample *sample, const char *name,
                                                const void *bytes, size_t len)
{
    char *path = file_join(sample->folder, name);

    CHECK(file_write(path, bytes, len, 0600) == OK, "%s: %s", name, err_message());
    return path;
}

/* Adds PATH and opens what was compiled. LANG and GLOSS may be NULL. */
static enum err sample_add(struct import_sample *sample, const char *path, const char *with,
                           const char *lang, const char *gloss)
{
    enum err rc = shelf_add(sample->shelf, path, with, lang, gloss, NULL, NULL);

    compiled_close(sample->compiled);
    sample->compiled = NULL;
    if (rc == OK)
        rc = compiled_open(&sample->compiled,
                           shelf_get(sample->shelf, shelf_count(sample->shelf) - 1).compiled);
    return rc;
}

static bool sample_print_entry(void *ctx, struct str headword, struct str body)
{
    struct import_sample *sample = ctx;
    struct arena *arena = arena_new();
    struct entry entry = { .dict = "" };

    entry_decode(&entry, arena, body);
    if (sample->text.len > 0)
        buf_adds(&sample->text, "\n--\n");
    buf_printf(&sample->text, "%.*s: ", STR_ARG(headword));
    entry_print(&sample->text, &entry);
    if (entry.reading != NULL)
        buf_printf(&sample->text, "\nreading %s", entry.reading);
    arena_free(arena);
    return true;
}

/* All entries of WORD as a person reads them, "word: noun (masc)\ngloss", with "--"
 * between them; "" if there is none. Borrowed until the next call. */
__attribute__((unused)) static const char *sample_entries(struct import_sample *sample,
                                                          const char *word)
{
    char *fold = text_fold_dup(str_of(word));
    enum err rc;

    buf_clear(&sample->text);
    rc = compiled_find(sample->compiled, str_of(fold), sample_print_entry, sample);
    CHECK(rc == OK || rc == ERR_ABSENT, "%s: %s", word, err_message());
    free(fold);
    return buf_text(&sample->text);
}

static bool sample_print_form(void *ctx, const struct form *form)
{
    struct import_sample *sample = ctx;

    buf_printf(&sample->text, "%s%.*s %s", sample->text.len > 0 ? ", " : "", STR_ARG(form->lemma),
               form->pos != NULL ? form->pos : "-");
    return true;
}

/* The headwords of FORM, "gehen verb, ..."; "" if there is none. */
__attribute__((unused)) static const char *sample_lemmas(struct import_sample *sample,
                                                         const char *form)
{
    char *fold = text_fold_dup(str_of(form));

    buf_clear(&sample->text);
    if (compiled_forms(sample->compiled) != NULL)
        forms_find(compiled_forms(sample->compiled), str_of(fold), sample_print_form, sample);
    free(fold);
    return buf_text(&sample->text);
}

#endif
