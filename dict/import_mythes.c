/* Thesauri as definition dictionaries: the first thing a learner should see. */

#include <stdio.h>
#include <string.h>

#include "dict/base/str.h"
#include "dict/import.h"
#include "dict/mythes.h"

static const size_t FILE_BYTES_MAX = (size_t)512 << 20;

static bool probe(const char *path)
{
    return import_has_extension(path, ".dat") &&
           (str_starts(str_of(file_base(path)), str_of("th_")) ||
            str_starts(str_of(file_base(path)), str_of("thes_")));
}

/* th_it_IT_v2, thes_fr */
static void guess(struct import_guess *out, const char *path, const char *with)
{
    struct str name, part;

    (void)with;
    import_name(out->name, sizeof(out->name), path, ".dat");
    name = str_of(out->name);
    name = str_from(name, str_find_char(name, '_', 0) + 1);
    if (!str_next(&name, '_', &part))
        return;
    snprintf(out->lang, sizeof(out->lang), "%.*s", STR_ARG(part));
    snprintf(out->gloss, sizeof(out->gloss), "%.*s", STR_ARG(part));
}

static enum err add(void *ctx, const struct entry *entry)
{
    return compiler_add(ctx, str_of(entry->headword), entry);
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct file_map file;
    enum err rc = file_map(&file, meta->source_path, FILE_BYTES_MAX);

    (void)title;
    if (rc != OK)
        return rc;
    if (file.len == 0)
        rc = err_set(ERR_FORMAT, "%s: the file is empty", meta->source_path);
    else
        rc = mythes_parse(file.bytes, file.len, meta->source_path, add, compiler, progress);
    file_unmap(&file);
    return rc;
}

static const char *const places[] = { "mythes/th_*.dat", "myspell/dicts/th_*.dat",
                                      "hunspell/th_*.dat", NULL };

const struct import_ops mythes_import = {
    .format = "mythes", .places = places, .probe = probe, .guess = guess, .run = run
};
