#include "dict/pool.h"

#include <stdlib.h>

static const size_t POOL_BYTES_MAX = (size_t)1 << 30; /* of all texts together */

void pool_init(struct pool *pool)
{
    *pool = (struct pool){ 0 };
    buf_init(&pool->text, POOL_BYTES_MAX);
}

void pool_dispose(struct pool *pool)
{
    buf_dispose(&pool->text);
    free(pool->items);
    pool->items = NULL;
}

/* Of a shorter text the rest is zero: no key has a NUL, so the order stays. */
static uint64_t head_of(struct str text)
{
    uint64_t head = 0;
    size_t i;

    for (i = 0; i < sizeof(head); i++)
        head = head << 8 | (i < text.len ? (unsigned char)text.ptr[i] : 0);
    return head;
}

enum err pool_add(struct pool *pool, struct str text, uint32_t value)
{
    struct pool_item *items;
    size_t room;

    if (pool->count == pool->room) {
        room = pool->room > 0 ? pool->room * 2 : 1024;
        items = room <= UINT32_MAX ? realloc(pool->items, room * sizeof(*items)) : NULL;
        if (items == NULL)
            return err_set(ERR_LIMIT, "too many words for the memory there is");
        pool->items = items;
        pool->room = room;
    }
    pool->items[pool->count++] =
        (struct pool_item){ head_of(text), (uint32_t)pool->text.len, (uint32_t)text.len, value };
    buf_add_str(&pool->text, text);
    return buf_ok(&pool->text, "the words");
}

struct str pool_text(const struct pool *pool, size_t at)
{
    return str_make(pool->text.data + pool->items[at].at, pool->items[at].len);
}

static int compare_items(const void *a, const void *b, void *text)
{
    const struct pool_item *x = a, *y = b;
    int order;

    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    order = str_compare(str_make((const char *)text + x->at, x->len),
                        str_make((const char *)text + y->at, y->len));

    if (order != 0)
        return order;
    return x->value < y->value ? -1 : x->value > y->value;
}

void pool_sort(struct pool *pool)
{
    if (pool->count > 1)
        qsort_r(pool->items, pool->count, sizeof(*pool->items), compare_items, pool->text.data);
}
