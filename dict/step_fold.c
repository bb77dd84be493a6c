#include "dict/lookup.h"

/* Headwords that differ in capitals and accents alone: PERCHÉ and perche are
 * perché. One with other accents may be another word (sagte is no form of
 * sägte), and so may one with a capital that is missing (habe is no form of
 * Habe): the score knows how doubtful that is. */
static void run(struct lookup *lookup)
{
    size_t i;

    for (i = 0; i < lookup->form_count; i++) {
        if (lookup_find(lookup, lookup->forms[i], MATCH_FOLD))
            break;
    }
}

const struct lookup_step step_fold = { HOW_FOLD, run };
