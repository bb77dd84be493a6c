#include "dict/lookup.h"

#include <string.h>

#include "dict/deinflect.h"

enum { GUESSES_MAX = 3 };

/* For a word that nothing knows: what the language's rules alone make of it, in their
 * order. */
static void guess(struct lookup *lookup)
{
    struct deinflected bases[DEINFLECT_MAX];
    const size_t count = deinflect(lookup->library->language, lookup->arena, lookup->form, bases);
    unsigned guesses = 0;
    size_t i;

    for (i = 0; i < count && guesses < GUESSES_MAX; i++) {
        if (strcmp(bases[i].class, "guess") != 0)
            continue;
        lookup->way = (struct way){ .how = HOW_STEM, .place = guesses++ };
        if (!lookup_find(lookup, bases[i].text, MATCH_CASE))
            lookup_add_bare(lookup, bases[i].text);
    }
}

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
    if (lookup->candidate_count == 0)
        guess(lookup);
}

const struct lookup_step step_stem = { HOW_STEM, run };
