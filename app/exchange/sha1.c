#include "app/exchange/sha1.h"

#include <stddef.h>
#include <nettle/sha1.h>

void sha1(uint8_t out[SHA1_LEN], struct str bytes)
{
    struct sha1_ctx state;

    _Static_assert(SHA1_LEN == SHA1_DIGEST_SIZE, "the digest fits");
    sha1_init(&state);
    sha1_update(&state, bytes.len, (const uint8_t *)bytes.ptr);
    sha1_digest(&state, SHA1_LEN, out);
}

uint64_t sha1_number(struct str bytes)
{
    uint8_t digest[SHA1_LEN];
    uint64_t number = 0;

    sha1(digest, bytes);
    for (size_t i = 0; i < sizeof(number); i++)
        number = number << 8 | digest[i];
    return number;
}
