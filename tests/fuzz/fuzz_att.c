/* lt-print's text of an analyser and of one or two bilingual dictionaries; a form feed
 * stands between two. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/apertium.h"
#include "dict/apertium_pair.h"
#include "dict/base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { STEPS_MAX = 5000 };

static enum err look_at_form(void *ctx, struct str form, struct str lemma, const char *pos)
{
    (void)ctx;
    (void)pos;
    if (form.len == 0 || lemma.len == 0 || !text_is_valid(form))
        abort();
    return OK;
}

static enum err look_at_entry(void *ctx, const struct entry *entry)
{
    struct buf *stored = ctx;

    /* A word without a headword or a gloss must not get here. */
    if (entry->headword[0] == '\0' || entry->sense_count != 1 || entry->senses[0].gloss[0] == '\0')
        abort();
    buf_clear(stored);
    entry_encode(stored, entry);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str text = str_make((const char *)bytes, len);
    size_t cut = str_find_char(text, '\f', 0);
    struct apertium_pair pair = { .text = str_sub(text, 0, cut), .name = "fuzz" };
    struct buf stored;

    (void)!apertium_forms(pair.text, STEPS_MAX, "fuzz", look_at_form, NULL);
    buf_init(&stored, ENTRY_TEXT_MAX);
    if (cut < len) {
        pair.with = str_from(text, cut + 1);
        pair.via = "ca";
    }
    (void)!apertium_entries(&pair, STEPS_MAX, look_at_entry, &stored, NULL);
    buf_dispose(&stored);
    return 0;
}
