/* A package: its directory is looked through, and what is read of it keeps its ceilings. */

#include <stdint.h>
#include <stdlib.h>

#include "app/exchange/package.h"

enum { MEMBER_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static enum err count(void *ctx, struct str piece)
{
    uint64_t *total = ctx;

    *total += piece.len;
    if (*total > MEMBER_MAX)
        abort();
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const members[] = { "collection.anki2", "media", "0", "collection.anki21" };
    struct package *package = NULL;
    size_t i;

    if (package_open_bytes(&package, bytes, len, "fuzz.apkg") != OK)
        return 0;
    for (i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        uint64_t total = 0;
        const enum err rc = package_read(package, members[i], MEMBER_MAX, count, &total);

        if ((rc == ERR_ABSENT) == package_has(package, members[i]))
            abort();
    }
    package_close(package);
    return 0;
}
