#include "dict/import.h"

#include <stdio.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/str.h"

static const struct import_ops *const formats[] = { &dictd_import, &mythes_import };

const struct import_ops *import_for(const char *path)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(formats); i++) {
        if (formats[i]->probe(path))
            return formats[i];
    }
    return NULL;
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
