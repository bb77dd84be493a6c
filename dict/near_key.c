#include "dict/near_key.h"

#include "dict/base/text.h"
#include "dict/compiled.h"

struct str near_prefix(struct str fold)
{
    size_t at = 0, letters;

    for (letters = 0; letters < COMPILED_NEAR_LEN && at < fold.len; letters++)
        text_next(fold, &at);
    return str_sub(fold, 0, at);
}

void near_variants(struct str prefix, void (*variant)(void *ctx, struct str text), void *ctx)
{
    char shorter[COMPILED_NEAR_LEN * 4];
    size_t from, to = 0;

    variant(ctx, prefix);
    while (to < prefix.len && prefix.len <= sizeof(shorter)) {
        from = to;
        text_next(prefix, &to);
        memcpy(shorter, prefix.ptr, from);
        memcpy(shorter + from, prefix.ptr + to, prefix.len - to);
        variant(ctx, str_make(shorter, prefix.len - (to - from)));
    }
}
