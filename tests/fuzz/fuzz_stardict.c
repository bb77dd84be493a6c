/* StarDict: an .ifo, then "====\n", its .idx, again that, its .syn, again, its .dict. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/text.h"
#include "dict/stardict.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char border[] = "====\n";

static struct str take_file(struct str *rest)
{
    size_t at = str_find(*rest, str_of(border), 0);
    struct str file = str_sub(*rest, 0, at);

    *rest = str_from(*rest, at + strlen(border));
    return file;
}

static void read_article(const struct stardict_info *info, const struct stardict_row *row,
                         struct str article)
{
    struct entry_builder *builder = xcalloc(1, sizeof(*builder));
    struct stardict_fields fields = stardict_fields(info, article);
    struct arena *arena = arena_new();
    struct buf stored;
    struct str data;
    char type;

    buf_init(&stored, (size_t)8 << 20);
    entry_begin(builder, arena);
    builder->entry.headword = arena_strndup(arena, row->word.ptr, row->word.len);
    while (stardict_next_field(&fields, &type, &data))
        stardict_read_field(builder, type, data);
    entry_encode(&stored, &builder->entry);
    if (!stored.failed && !text_is_valid(buf_str(&stored)))
        abort();
    buf_dispose(&stored);
    arena_free(arena);
    free(builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str rest = str_make((const char *)bytes, len), head = take_file(&rest);
    struct str index = take_file(&rest), synonyms = take_file(&rest), word;
    struct stardict_row *rows = NULL;
    struct stardict_info info;
    size_t count = 0, row, i;

    if (stardict_parse_info(&info, (const uint8_t *)head.ptr, head.len, "fuzz.ifo") != OK ||
        stardict_parse_index(&rows, &count, (const uint8_t *)index.ptr, index.len, info.offset_len,
                             rest.len, "fuzz.idx") != OK)
        return 0;
    while (stardict_next_synonym(&synonyms, &word, &row, count, "fuzz.syn") == OK) {
        if (row >= count)
            abort();
    }
    for (i = 0; i < count && i < 50; i++)
        read_article(&info, &rows[i], str_sub(rest, rows[i].offset, rows[i].len));
    free(rows);
    return 0;
}
