#include "dict/import.h"

#include <stdio.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/str.h"

static const struct import_ops *const formats[] = {
    &dictd_import,    &mythes_import,      &ngrams_import,   &ding_import,
    &stardict_import, &wordnet_import,     &omw_import,      &tsv_import,
    &yomitan_import,  &wiktextract_import, &apertium_import, &apertium_forms_import
};

const struct import_ops *import_for(const char *path)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(formats); i++) {
        if (formats[i]->probe(path))
            return formats[i];
    }
    return NULL;
}

const struct import_ops *import_at(size_t at)
{
    return at < ARRAY_LEN(formats) ? formats[at] : NULL;
}

const struct import_ops *import_find(const char *format)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(formats); i++) {
        if (strcmp(formats[i]->format, format) == 0)
            return formats[i];
    }
    return NULL;
}

bool import_has_extension(const char *path, const char *extension)
{
    return str_ends(str_of(path), str_of(extension));
}

void import_name(char *name, size_t size, const char *path, const char *extension)
{
    struct str base = str_of(file_base(path));

    if (str_ends(base, str_of(extension)))
        base.len -= strlen(extension);
    snprintf(name, size, "%.*s", STR_ARG(base));
}

/* The letters of TEXT at FROM, where they are two or three and stand alone; else 0. */
static size_t code_len(struct str text, size_t from)
{
    size_t at = from;

    while (at < text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'z')
        at++;
    if (at < text.len && strchr("-_.", text.ptr[at]) == NULL)
        return 0;
    return at - from == 2 || at - from == 3 ? at - from : 0;
}

void import_guess_pair(struct import_guess *guess)
{
    struct str name = str_of(guess->name);
    size_t at, len, behind;

    for (at = 0; at < name.len; at++) {
        if (at > 0 && strchr("-_.", name.ptr[at - 1]) == NULL)
            continue;
        len = code_len(name, at);
        behind = len > 0 && at + len < name.len && name.ptr[at + len] == '-'
                     ? code_len(name, at + len + 1)
                     : 0;
        if (behind == 0)
            continue;
        snprintf(guess->lang, sizeof(guess->lang), "%.*s", (int)len, name.ptr + at);
        snprintf(guess->gloss, sizeof(guess->gloss), "%.*s", (int)behind, name.ptr + at + len + 1);
        return;
    }
}
