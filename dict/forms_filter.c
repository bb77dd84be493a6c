#include "dict/forms_filter.h"

enum { BLOCK = 64, BLOCK_BITS = BLOCK * 8, KEY_BITS = 10, PROBES = 6, PROBE_BITS = 9 };

size_t forms_filter_size(size_t keys)
{
    return keys > 0 ? (keys * KEY_BITS / BLOCK_BITS + 1) * BLOCK : 0;
}

bool forms_filter_fits(size_t size)
{
    return size % BLOCK == 0;
}

/* Spreads what FNV leaves in the low bits: the last step of MurmurHash3 (Appleby). */
static uint64_t spread(uint64_t sum)
{
    sum = (sum ^ (sum >> 33)) * UINT64_C(0xff51afd7ed558ccd);
    sum = (sum ^ (sum >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
    return sum ^ (sum >> 33);
}

/* Which block of SIZE bytes is SUM's: the size is below 4 GB, so no product wraps. */
static size_t block_of(uint64_t sum, size_t size)
{
    return (size_t)(((sum >> 32) * (size / BLOCK)) >> 32) * BLOCK;
}

void forms_filter_add(uint8_t *filter, size_t size, struct str key)
{
    const uint64_t sum = spread(str_hash(key));
    uint8_t *block = filter + block_of(sum, size);
    uint64_t probes = spread(sum);
    unsigned i, bit;

    for (i = 0; i < PROBES; i++, probes >>= PROBE_BITS) {
        bit = (unsigned)(probes % BLOCK_BITS);
        block[bit / 8] |= (uint8_t)(1U << bit % 8);
    }
}

bool forms_filter_may_have(const uint8_t *filter, size_t size, struct str key)
{
    const uint64_t sum = spread(str_hash(key));
    const uint8_t *block;
    uint64_t probes = spread(sum);
    unsigned i, bit;

    if (size == 0)
        return true;
    block = filter + block_of(sum, size);
    for (i = 0; i < PROBES; i++, probes >>= PROBE_BITS) {
        bit = (unsigned)(probes % BLOCK_BITS);
        if ((block[bit / 8] & 1U << bit % 8) == 0)
            return false;
    }
    return true;
}
