/* Lines of Ding's file: the parts, their terms and the forms among them. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/base/text.h"
#include "dict/ding.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static enum err look_form(void *ctx, struct str form, struct str lemma, const char *pos)
{
    (void)ctx;
    (void)pos;
    /* A form is a word, and another one than its headword. */
    if (form.len == 0 || lemma.len == 0 || str_eq(form, lemma))
        abort();
    return OK;
}

static void look_line(struct ding_line *line, struct arena *arena, struct str text)
{
    size_t i, k;

    if (!ding_parse(line, arena, text))
        return;
    if (ding_find_forms(line, look_form, NULL) != OK || line->part_count == 0)
        abort();
    for (i = 0; i < line->part_count; i++) {
        if (line->parts[i].term_count == 0 || line->parts[i].gloss == NULL)
            abort();
        for (k = 0; k < line->parts[i].term_count; k++) {
            if (line->parts[i].terms[k].headword[0] == '\0')
                abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct ding_line *line = xcalloc(1, sizeof(*line));
    struct str rest = str_make((const char *)bytes, len), text;

    while (str_next(&rest, '\n', &text)) {
        struct arena *arena = arena_new();

        if (text_is_valid(text))
            look_line(line, arena, text);
        arena_free(arena);
    }
    free(line);
    return 0;
}
