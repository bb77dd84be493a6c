/* An entry's text in both layouts; what is built is stored, read back and printed,
 * and must come back the same. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dict/dictd.h"
#include "dict/freedict.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void round_trip(const struct entry *entry, struct arena *arena)
{
    struct entry back = { .headword = entry->headword };
    struct buf stored, again, printed;

    buf_init(&stored, (size_t)4 << 20);
    buf_init(&again, (size_t)4 << 20);
    buf_init(&printed, (size_t)8 << 20);
    entry_encode(&stored, entry);
    entry_decode(&back, arena, buf_str(&stored));
    entry_encode(&again, &back);
    entry_print(&printed, &back);
    if (!stored.failed && strcmp(buf_text(&stored), buf_text(&again)) != 0)
        abort();
    buf_dispose(&stored);
    buf_dispose(&again);
    buf_dispose(&printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    void (*const layouts[])(struct entry_builder *, struct str) = { freedict_parse, plain_parse };
    struct entry_builder *builder = xcalloc(1, sizeof(*builder));
    struct buf spare;
    struct str text;
    size_t i;

    buf_init(&spare, (size_t)4 << 20);
    text = dictd_repaired(&spare, str_make((const char *)bytes, len));
    for (i = 0; i < ARRAY_LEN(layouts); i++) {
        struct arena *arena = arena_new();

        entry_begin(builder, arena);
        layouts[i](builder, text);
        round_trip(&builder->entry, arena);
        arena_free(arena);
    }
    buf_dispose(&spare);
    free(builder);
    return 0;
}
