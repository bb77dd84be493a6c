#include "dict/base/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

int64_t clock_now_ms(void)
{
    const char *frozen = getenv("WORDLOOT_NOW");
    struct timespec now;
    char *end;
    long long value;

    if (frozen != NULL) {
        errno = 0;
        value = strtoll(frozen, &end, 10);
        if (errno == 0 && end != frozen && *end == '\0' && value >= 0)
            return value;
    }
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_mono_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int clock_utc_offset_s(int64_t time_ms)
{
    time_t time = (time_t)(time_ms / 1000);
    struct tm local = { 0 };

    return localtime_r(&time, &local) != NULL ? (int)local.tm_gmtoff : 0;
}

/* The 12 bits behind the time count up within a millisecond (RFC 9562,
 * section 6.2, method 1), so that ids sort as they were made. */
static uint16_t sequence_in(int64_t now_ms, uint16_t start)
{
    static _Thread_local int64_t last_ms = -1;
    static _Thread_local uint16_t sequence;

    if (now_ms != last_ms) {
        last_ms = now_ms;
        sequence = start & 0x7FF; /* leaves room to count */
    } else {
        sequence = (sequence + 1) & 0xFFF;
    }
    return sequence;
}

enum err uuid_new(char out[UUID_LEN + 1], int64_t now_ms)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char bytes[16];
    uint16_t sequence;
    uint64_t time = (uint64_t)now_ms;
    size_t i, at = 0;

    if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
        return err_set(ERR_IO, "no random numbers: %s", strerror(errno));
    for (i = 0; i < 6; i++)
        bytes[i] = (unsigned char)(time >> (40 - 8 * i));
    sequence = sequence_in(now_ms, (uint16_t)(bytes[6] << 8 | bytes[7]));
    bytes[6] = (unsigned char)(0x70 | sequence >> 8);
    bytes[7] = (unsigned char)(sequence & 0xFF);
    bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3F));
    for (i = 0; i < sizeof(bytes); i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out[at++] = '-';
        out[at++] = hex[bytes[i] >> 4];
        out[at++] = hex[bytes[i] & 15];
    }
    out[at] = '\0';
    return OK;
}
