#include "dict/pos.h"

#include <stddef.h>
#include <string.h>

#include "dict/base/mem.h"

static const char *const names[] = {
    NULL,   "noun",   "verb", "adj", "adv",    "prep", "pron",
    "conj", "interj", "num",  "art", "phrase", "abbr", "name",
};

uint8_t pos_code(const char *name)
{
    uint8_t code;

    for (code = 1; name != NULL && code < ARRAY_LEN(names); code++) {
        if (strcmp(names[code], name) == 0)
            return code;
    }
    return 0;
}

const char *pos_name(uint8_t code)
{
    return code < ARRAY_LEN(names) ? names[code] : NULL;
}
