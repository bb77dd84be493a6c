#include "app/exchange/sha1.h"

#include <string.h>

enum { BLOCK = 64, ROUNDS = 80 };

static uint32_t turn(uint32_t word, unsigned int bits)
{
    return word << bits | word >> (32 - bits);
}

static uint32_t read_word(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The function and the constant of round T (FIPS 180-4, 4.1.1 and 4.2.1). */
static uint32_t mix(unsigned int t, uint32_t b, uint32_t c, uint32_t d)
{
    if (t < 20)
        return ((b & c) | (~b & d)) + 0x5A827999;
    if (t < 40)
        return (b ^ c ^ d) + 0x6ED9EBA1;
    if (t < 60)
        return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
    return (b ^ c ^ d) + 0xCA62C1D6;
}

static void add_block(uint32_t state[5], const uint8_t *block)
{
    uint32_t words[ROUNDS], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    unsigned int t;

    for (t = 0; t < 16; t++)
        words[t] = read_word(block + (size_t)t * 4);
    for (; t < ROUNDS; t++)
        words[t] = turn(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
    for (t = 0; t < ROUNDS; t++) {
        const uint32_t next = turn(a, 5) + mix(t, b, c, d) + e + words[t];

        e = d;
        d = c;
        c = turn(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

void sha1(uint8_t out[SHA1_LEN], struct str bytes)
{
    uint32_t state[5] = { 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0 };
    const uint64_t bits = (uint64_t)bytes.len * 8;
    uint8_t last[BLOCK * 2] = { 0 };
    size_t at, rest, i;

    for (at = 0; bytes.len - at >= BLOCK; at += BLOCK)
        add_block(state, (const uint8_t *)bytes.ptr + at);
    rest = bytes.len - at;
    if (rest > 0)
        memcpy(last, bytes.ptr + at, rest);
    last[rest] = 0x80;
    /* The length stands at the end of the block that has room for it. */
    rest = rest + 9 <= BLOCK ? BLOCK : (size_t)BLOCK * 2;
    for (i = 0; i < 8; i++)
        last[rest - 1 - i] = (uint8_t)(bits >> (8 * i));
    for (at = 0; at < rest; at += BLOCK)
        add_block(state, last + at);
    for (i = 0; i < SHA1_LEN; i++)
        out[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}

uint64_t sha1_number(struct str bytes)
{
    uint8_t digest[SHA1_LEN];
    uint64_t number = 0;
    size_t i;

    sha1(digest, bytes);
    for (i = 0; i < sizeof(number); i++)
        number = number << 8 | digest[i];
    return number;
}
