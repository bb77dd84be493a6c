/* A thesaurus file. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/mythes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static enum err look(void *ctx, const struct entry *entry)
{
    struct buf *stored = ctx;

    /* A word without a headword or a sense must not get here. */
    if (entry->headword == NULL || entry->headword[0] == '\0' || entry->sense_count == 0)
        abort();
    buf_clear(stored);
    entry_encode(stored, entry);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct buf stored;
    enum err rc;

    buf_init(&stored, ENTRY_TEXT_MAX);
    rc = mythes_parse(bytes, len, "fuzz.dat", look, &stored, NULL);
    (void)rc;
    buf_dispose(&stored);
    return 0;
}
