/* Apertium's analysers as tables of forms. */

#include <stdio.h>
#include <string.h>

#include "dict/apertium.h"
#include "dict/import.h"

enum { PROGRESS_FORMS = 1 << 16 };
static const char extension[] = ".automorf.bin";

static bool probe(const char *path)
{
    return apertium_is_file(path, extension);
}

/* ita-cat.automorf.bin reads Italian */
static void guess(struct import_guess *out, const char *path, const char *with)
{
    char pair[64];
    struct str name, lang;

    (void)with;
    import_name(pair, sizeof(pair), path, extension);
    snprintf(out->name, sizeof(out->name), "apertium-forms-%s", pair);
    name = str_of(pair);
    if (!str_next(&name, '-', &lang))
        return;
    snprintf(out->lang, sizeof(out->lang), "%.*s", STR_ARG(lang));
    snprintf(out->gloss, sizeof(out->gloss), "%.*s", STR_ARG(lang));
}

struct import {
    struct compiler *compiler;
    const char *name;
    const struct progress *progress;
    uint64_t count;
};

static enum err add(void *ctx, struct str form, struct str lemma, const char *pos)
{
    struct import *import = ctx;

    if (import->count++ % PROGRESS_FORMS == 0 &&
        !progress_step(import->progress, import->name, import->count, 0))
        return err_set(ERR_CANCELLED, "stopped");
    return compiler_add_form(import->compiler, form, lemma, pos);
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct import import = { compiler, meta->name, progress, 0 };
    struct buf text;
    enum err rc;

    (void)title;
    buf_init(&text, APERTIUM_TEXT_MAX);
    rc = apertium_print(&text, meta->source_path, meta->name, progress);
    if (rc == OK)
        rc = apertium_forms(buf_str(&text), APERTIUM_STEPS_MAX, meta->source_path, add, &import);
    buf_dispose(&text);
    return rc;
}

const struct import_ops apertium_forms_import = {
    .format = "apertium-forms", .probe = probe, .guess = guess, .run = run
};
