/* A .dict.dz, read piece by piece. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/dictzip.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    enum { PIECE = 700, PIECES = 64 };
    struct dictzip *dictzip = NULL;
    struct buf out;
    uint64_t size, at;
    int pieces;

    if (dictzip_open(&dictzip, bytes, len, "fuzz.dict.dz") != OK)
        return 0;
    size = dictzip_size(dictzip);
    buf_init(&out, (size_t)1 << 20);
    for (at = 0, pieces = 0; at < size && pieces < PIECES; at += PIECE * 3, pieces++) {
        if (dictzip_read(dictzip, &out, at, size - at < PIECE ? (size_t)(size - at) : PIECE) != OK)
            break;
    }
    if (dictzip_read(dictzip, &out, size, 1) == OK)
        abort();
    buf_dispose(&out);
    dictzip_close(dictzip);
    return 0;
}
