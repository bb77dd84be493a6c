#include "dict/lookup.h"

/* Headwords spelled as the query is. */
static void run(struct lookup *lookup)
{
    size_t i;

    for (i = 0; i < lookup->form_count; i++) {
        if (lookup_find(lookup, lookup->forms[i], MATCH_EXACT))
            break;
    }
}

const struct lookup_step step_exact = { HOW_EXACT, run };
