#include "dict/lookup.h"

#include "dict/base/text.h"

/* What the query is without its capitals. */
static void find_small(struct lookup *lookup, struct str form)
{
    struct buf small;

    buf_init(&small, (size_t)QUERY_MAX * 4);
    text_lower(&small, form);
    lookup_find(lookup, buf_str(&small), MATCH_EXACT);
    buf_dispose(&small);
}

static void find_each(struct lookup *lookup, enum match match)
{
    size_t i;

    for (i = 0; i < lookup->form_count; i++) {
        if (lookup_find(lookup, lookup->forms[i], match))
            break;
    }
}

/* Headwords that differ in capitals and accents alone: PERCHÉ and perche are
 * perché. One with other accents may be another word (sagte is no form of
 * sägte), and so may one with a capital that is missing in a sentence (habe is
 * no form of Habe); who types a word by itself leaves capitals out. */
static void run(struct lookup *lookup)
{
    size_t i;

    for (i = 0; i < lookup->form_count; i++)
        find_small(lookup, lookup->forms[i]);
    if (lookup->query->sentence.len == 0)
        find_each(lookup, MATCH_CASE);
    lookup->doubtful = true;
    find_each(lookup, MATCH_FOLD);
}

const struct lookup_step step_fold = { HOW_FOLD, run };
