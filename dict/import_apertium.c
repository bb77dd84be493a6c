/* Apertium's bilingual dictionaries: one, or two that meet in a third language. */

#include <stdio.h>
#include <string.h>

#include "dict/apertium.h"
#include "dict/apertium_pair.h"
#include "dict/base/mem.h"
#include "dict/import.h"

static const char extension[] = ".autobil.bin";

static bool probe(const char *path)
{
    return apertium_is_file(path, extension);
}

/* The languages of cat-eng.autobil.bin or cat-eng_US.autobil.bin. */
struct languages {
    char from[16], to[16];
};

static struct languages languages_of(const char *path)
{
    struct languages out = { "", "" };
    char pair[64];
    struct str rest, part;

    import_name(pair, sizeof(pair), path, extension);
    rest = str_of(pair);
    if (str_next(&rest, '-', &part))
        snprintf(out.from, sizeof(out.from), "%.*s", STR_ARG(part));
    rest = str_sub(rest, 0, str_find_char(rest, '_', 0));
    snprintf(out.to, sizeof(out.to), "%.*s", STR_ARG(rest));
    return out;
}

static void guess(struct import_guess *out, const char *path, const char *with)
{
    struct languages pair = languages_of(path), next;
    const char *gloss = pair.to;

    if (with != NULL) {
        next = languages_of(with);
        gloss = next.to;
        snprintf(out->name, sizeof(out->name), "apertium-%s-%s-%s", pair.from, pair.to, next.to);
    } else {
        snprintf(out->name, sizeof(out->name), "apertium-%s-%s", pair.from, pair.to);
    }
    snprintf(out->lang, sizeof(out->lang), "%s", pair.from);
    snprintf(out->gloss, sizeof(out->gloss), "%s", gloss);
}

/* Apertium's names are ISO 639-3, entries have ISO 639-1 where a language is in it. */
static const char *short_code(const char *code)
{
    static const struct {
        const char *code3, *code;
    } codes[] = {
        { "cat", "ca" }, { "spa", "es" }, { "fra", "fr" }, { "ita", "it" }, { "por", "pt" },
        { "eng", "en" }, { "oci", "oc" }, { "glg", "gl" }, { "deu", "de" }, { "rus", "ru" },
        { "ukr", "uk" }, { "bel", "be" }, { "pol", "pl" }, { "nld", "nl" }, { "epo", "eo" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(codes); i++) {
        if (strcmp(codes[i].code3, code) == 0)
            return codes[i].code;
    }
    return code;
}

static enum err add(void *ctx, const struct entry *entry)
{
    return compiler_add(ctx, str_of(entry->headword), entry);
}

/* The two must meet: glosses of one language are headwords of the other. */
static enum err check_pivot(const struct languages *pair, const struct compiled_meta *meta)
{
    struct languages next = languages_of(meta->with_path);

    if (strcmp(short_code(pair->to), short_code(next.from)) == 0)
        return OK;
    return err_set(ERR_USAGE, "%s: it leads to \"%s\", but %s starts from \"%s\"",
                   meta->source_path, pair->to, file_base(meta->with_path), next.from);
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct languages languages = languages_of(meta->source_path);
    struct apertium_pair pair = { .name = meta->name };
    struct buf text, with;
    enum err rc = meta->with_path != NULL ? check_pivot(&languages, meta) : OK;

    (void)title;
    buf_init(&text, APERTIUM_TEXT_MAX);
    buf_init(&with, APERTIUM_TEXT_MAX);
    if (rc == OK)
        rc = apertium_print(&text, meta->source_path, meta->name, progress);
    if (rc == OK && meta->with_path != NULL) {
        pair.via = short_code(languages.to);
        rc = apertium_print(&with, meta->with_path, meta->name, progress);
    }
    pair.text = buf_str(&text);
    pair.with = buf_str(&with);
    if (rc == OK)
        rc = apertium_entries(&pair, APERTIUM_STEPS_MAX, add, compiler, progress);
    buf_dispose(&text);
    buf_dispose(&with);
    return rc;
}

const struct import_ops apertium_import = {
    .format = "apertium", .probe = probe, .guess = guess, .run = run
};
