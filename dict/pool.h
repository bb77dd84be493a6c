#ifndef DICT_POOL_H
#define DICT_POOL_H

/* Many short texts, each with a number, that are to be sorted and written in
 * order: the keys of a compiled dictionary, the forms of a form table. */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/str.h"

/* A piece of text in a pool, and what it leads to. */
struct pool_item {
    uint64_t head; /* its first eight bytes, so that most comparisons need no more */
    uint32_t at;   /* in the pool */
    uint32_t len;
    uint32_t value;
};

struct pool {
    struct buf text;
    struct pool_item *items;
    size_t count, room;
};

void pool_init(struct pool *pool);
void pool_dispose(struct pool *pool);
/* ERR_LIMIT past a gigabyte of text or the memory there is. */
MUST_CHECK enum err pool_add(struct pool *pool, struct str text, uint32_t value);
/* Borrowed until the next pool_add(). */
struct str pool_text(const struct pool *pool, size_t at);
/* By text, then by value. */
void pool_sort(struct pool *pool);

#endif
