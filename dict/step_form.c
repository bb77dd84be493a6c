#include "dict/lookup.h"

/* The headwords whose form the query is, by the tables of forms. */
static void run(struct lookup *lookup)
{
    struct lemma lemmas[LEMMAS_MAX];
    size_t i, count = 0;

    for (i = 0; i < lookup->form_count && count == 0; i++)
        count = lookup_form_lemmas(lookup, lookup->forms[i], lemmas);
    lookup_add_lemmas(lookup, lemmas, count);
}

const struct lookup_step step_form = { HOW_FORM, run };
