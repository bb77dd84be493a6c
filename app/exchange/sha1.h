#ifndef EXCHANGE_SHA1_H
#define EXCHANGE_SHA1_H

/* SHA-1 (FIPS 180-4), for numbers that other programs make with it. Not for secrets. */

#include <stdint.h>

#include "dict/base/str.h"

enum { SHA1_LEN = 20 };

void sha1(uint8_t out[SHA1_LEN], struct str bytes);
/* Its first eight bytes as a number, the first byte the highest. */
uint64_t sha1_number(struct str bytes);

#endif
