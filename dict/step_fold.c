#include "dict/lookup.h"

/* Headwords that differ in capitals and accents alone: PERCHE is perché. */
static void run(struct lookup *lookup)
{
    size_t i;

    for (i = 0; i < lookup->form_count; i++) {
        if (lookup_find(lookup, lookup->forms[i], MATCH_FOLD))
            break;
    }
}

const struct lookup_step step_fold = { HOW_FOLD, run };
