#include "dict/lookup.h"

#include "dict/base/text.h"

/* At a sentence's start the small letter is as good a reading as the capital. */
static void find_small(struct lookup *lookup)
{
    struct buf small;

    buf_init(&small, (size_t)QUERY_MAX * 4);
    text_lower_first(&small, lookup->form);
    if (!str_eq(buf_str(&small), lookup->form))
        lookup_find(lookup, buf_str(&small), MATCH_EXACT);
    buf_dispose(&small);
}

/* Headwords spelled as the query is. */
static void run(struct lookup *lookup)
{
    size_t i;

    for (i = 0; i < lookup->form_count; i++) {
        if (lookup_find(lookup, lookup->forms[i], MATCH_EXACT))
            break;
    }
    if (lookup->starts_sentence)
        find_small(lookup);
}

const struct lookup_step step_exact = { HOW_EXACT, run };
