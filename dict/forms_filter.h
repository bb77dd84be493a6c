#ifndef DICT_FORMS_FILTER_H
#define DICT_FORMS_FILTER_H

/* Which folds a form table surely doesn't have, in ten bits a fold: a Bloom filter whose
 * bits for one key stand in one block of 64 bytes (Putze, Sanders, Singler: "Cache-, Hash-
 * and Space-Efficient Bloom Filters", 2007). A guess looks up a thousand spellings; each
 * of them would else touch pages all over the table. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/str.h"

/* Bytes of a filter for KEYS different keys; it begins as zeros. */
size_t forms_filter_size(size_t keys);
/* Whether SIZE can be a filter's. */
bool forms_filter_fits(size_t size);
void forms_filter_add(uint8_t *filter, size_t size, struct str key);
/* False: KEY was never added. True for about one in a hundred of the others. A filter of
 * no bytes may have everything. */
bool forms_filter_may_have(const uint8_t *filter, size_t size, struct str key);

#endif
