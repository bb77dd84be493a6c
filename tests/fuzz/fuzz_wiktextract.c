/* Lines of a Wiktionary extract. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/wiktextract.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static enum err take_entry(void *ctx, const struct entry *entry)
{
    struct buf *stored = ctx;

    if (entry->headword[0] == '\0' || entry->sense_count == 0)
        abort();
    buf_clear(stored);
    entry_encode(stored, entry);
    return OK;
}

static enum err take_form(void *ctx, struct str form, struct str lemma, const char *pos)
{
    (void)ctx;
    (void)pos;
    if (form.len == 0 || lemma.len == 0 || str_eq(form, lemma))
        abort();
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str rest = str_make((const char *)bytes, len), line;
    struct entry_builder *builder = xcalloc(1, sizeof(*builder));
    struct buf stored;
    const struct wiktextract_sink sink = { take_entry, take_form, &stored };
    enum wiktextract_kind kind = WIKTEXTRACT_OFF;

    buf_init(&stored, (size_t)16 << 20);
    while (str_next(&rest, '\n', &line)) {
        wiktextract_is_line(line);
        if (wiktextract_read(line, "it", builder, &sink, &kind) != OK)
            abort();
    }
    buf_dispose(&stored);
    free(builder);
    return 0;
}
