#include "dict/lookup.h"

/* The headwords whose form the query is, by the rules of the spelling file; of
 * chunks that were taken apart it knows nothing good. */
static void run(struct lookup *lookup)
{
    struct lemma lemmas[LEMMAS_MAX];
    size_t count;

    if (lookup->is_split)
        return;
    count = lookup_stem_lemmas(lookup, lookup->form, lemmas);
    lookup_add_lemmas(lookup, lemmas, count);
}

const struct lookup_step step_stem = { HOW_STEM, run };
