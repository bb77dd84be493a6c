/* Lists of words, with definitions and with counts. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/base/text.h"
#include "dict/tsv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void look_rows(const uint8_t *bytes, size_t len, bool is_frequency)
{
    struct entry_builder *builder;
    struct tsv_reader reader;
    struct tsv_row row;
    struct arena *arena;
    struct buf stored;

    if (tsv_open(&reader, bytes, len, is_frequency, "fuzz.tsv") != OK)
        return;
    builder = xcalloc(1, sizeof(*builder));
    buf_init(&stored, ENTRY_TEXT_MAX);
    while (tsv_next(&reader, &row) == OK) {
        if (row.number < 0)
            abort();
        arena = arena_new();
        buf_clear(&stored);
        entry_begin(builder, arena);
        tsv_add(builder, &row);
        entry_encode(&stored, &builder->entry);
        if (!text_is_valid(buf_str(&stored)))
            abort();
        arena_free(arena);
    }
    buf_dispose(&stored);
    free(builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    look_rows(bytes, len, false);
    look_rows(bytes, len, true);
    return 0;
}
