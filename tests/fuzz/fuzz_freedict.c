/* An entry's text in both layouts; what is built is stored, read back and printed,
 * and must come back the same. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dict/dictd.h"
#include "dict/freedict.h"
#include "dict/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static enum err round_trip(void *ctx, const struct entry *entry)
{
    struct arena *arena = ctx;
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
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct entry_builder *builder = xcalloc(1, sizeof(*builder));
    struct arena *arena = arena_new();
    struct buf spare;
    struct str text, word;

    buf_init(&spare, (size_t)4 << 20);
    text = dictd_repaired(&spare, str_make((const char *)bytes, len));
    word = str_sub(text, 0, str_find_char(text, ' ', 0));
    entry_begin(builder, arena);
    freedict_parse(builder, word, text);
    if (round_trip(arena, &builder->entry) != OK ||
        plain_parse(builder, arena, word, text, round_trip, arena) != OK)
        abort();
    arena_free(arena);
    buf_dispose(&spare);
    free(builder);
    return 0;
}
