#ifndef DICT_DEINFLECT_H
#define DICT_DEINFLECT_H

/* From a form to what it may be a form of, by chains of a language's rules: 食べさせられた
 * is 食べさせられる in the past, that 食べさせる suffered, that 食べる caused. */

#include <stddef.h>

#include "dict/base/mem.h"
#include "dict/base/str.h"
#include "dict/language.h"

enum { DEINFLECT_MAX = 128, DEINFLECT_DEPTH_MAX = 8 };

struct deinflected {
    struct str text;   /* lives in the arena */
    const char *class; /* of the word that it would be, as the rules name it */
    unsigned depth;    /* how many rules led to it */
};

/* All that FORM may come from, those with fewer rules first; at most DEINFLECT_MAX into
 * OUT. FORM itself is not among them. */
size_t deinflect(const struct language *language, struct arena *arena, struct str form,
                 struct deinflected out[DEINFLECT_MAX]);

#endif
