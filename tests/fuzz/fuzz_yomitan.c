/* A Yomitan dictionary's texts, "====\n" between them: index, tags, terms, metas. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dict/yomitan.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static enum err take_entry(void *ctx, const struct entry *entry, int64_t weight)
{
    struct buf *stored = ctx;

    (void)weight;
    if (entry->headword[0] == '\0')
        abort();
    buf_clear(stored);
    entry_encode(stored, entry);
    return OK;
}

static enum err take_form(void *ctx, struct str form, struct str lemma, const char *pos,
                          int64_t weight)
{
    (void)ctx;
    (void)pos;
    (void)weight;
    if (form.len == 0 || lemma.len == 0)
        abort();
    return OK;
}

static enum err take_frequency(void *ctx, struct str headword, int64_t value)
{
    (void)ctx;
    if (headword.len == 0 || value <= 0)
        abort();
    return OK;
}

static struct str next_text(struct str *rest)
{
    static const char border[] = "====\n";
    size_t end = str_find(*rest, str_of(border), 0);
    struct str text = str_sub(*rest, 0, end);

    *rest = str_from(*rest, end + strlen(border));
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str rest = str_make((const char *)bytes, len);
    struct yomitan_index index = { .title = "" };
    struct buf stored;
    const struct yomitan_sink sink = { take_entry, take_form, take_frequency, &stored };
    struct yomitan *yomitan;
    enum err rc;

    if (yomitan_parse_index(&index, next_text(&rest), "index.json") != OK)
        return 0;
    buf_init(&stored, (size_t)16 << 20);
    yomitan = yomitan_new(&index, &sink);
    rc = yomitan_read_tags(yomitan, next_text(&rest), "tags");
    if (rc == OK || rc == ERR_FORMAT)
        rc = yomitan_read_terms(yomitan, next_text(&rest), "terms");
    if (rc == OK || rc == ERR_FORMAT)
        rc = yomitan_read_metas(yomitan, next_text(&rest), "metas");
    if (rc == OK)
        (void)!yomitan_finish(yomitan);
    yomitan_free(yomitan);
    buf_dispose(&stored);
    return 0;
}
