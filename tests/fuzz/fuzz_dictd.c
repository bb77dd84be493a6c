/* dictd: an index, then "====\n", then the text it points into. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/base/str.h"
#include "dict/dictd.h"
#include "dict/dictzip.h"
#include "dict/freedict.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void read_rows(const struct dictd_row *rows, size_t count, struct dictzip *text)
{
    struct entry_builder *builder = xcalloc(1, sizeof(*builder));
    struct buf entry, spare;
    size_t i;

    buf_init(&entry, ENTRY_TEXT_MAX);
    buf_init(&spare, ENTRY_TEXT_MAX * 3);
    for (i = 0; i < count && i < 50; i++) {
        struct arena *arena = arena_new();

        buf_clear(&entry);
        entry_begin(builder, arena);
        if (dictzip_read(text, &entry, rows[i].offset, rows[i].len) == OK)
            freedict_parse(builder, rows[i].word, dictd_repaired(&spare, buf_str(&entry)));
        dictd_headword(rows[i].word, builder->entry.headword);
        arena_free(arena);
    }
    buf_dispose(&entry);
    buf_dispose(&spare);
    free(builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char border[] = "====\n";
    struct str all = str_make((const char *)bytes, len);
    size_t at = str_find(all, str_of(border), 0), behind;
    struct dictd_row *rows = NULL;
    struct dictzip *text = NULL;
    size_t count = 0;

    behind = at < len ? at + sizeof(border) - 1 : len;
    if (dictzip_open(&text, bytes + behind, len - behind, "fuzz.dict") != OK)
        return 0;
    if (dictd_parse_index(&rows, &count, bytes, at, dictzip_size(text), "fuzz.index") == OK)
        read_rows(rows, count, text);
    free(rows);
    dictzip_close(text);
    return 0;
}
