#include "dict/lookup.h"

#include "dict/base/text.h"

/* Small words that hang on the end of a verb: dámelo, farne, donne-le. */

enum { HOST_MIN = 2 /* bytes of the verb */ };

/* The verbs that HOST may be a form of, whatever its accents: dá(melo). */
static bool add_verb(struct lookup *lookup, struct str host)
{
    struct lemma lemmas[LEMMAS_MAX];
    size_t count = lookup_form_lemmas(lookup, host, lemmas);

    count = lookup_keep_verbs(lemmas, count);
    lookup->way = (struct way){ .how = HOW_SPLIT };
    if (count > 0)
        return lookup_add_lemmas(lookup, lemmas, count);
    if (lookup_find(lookup, host, MATCH_FOLD))
        return true;
    count = lookup_stem_lemmas(lookup, host, lemmas);
    return lookup_add_lemmas(lookup, lemmas, count);
}

/* HOST, or HOST with an ending that it dropped: far(lo). */
static bool add_host(struct lookup *lookup, struct str host)
{
    string_list ending = lookup->library->language->dropped;
    bool found = add_verb(lookup, host);

    for (; !found && *ending != NULL; ending++)
        found =
            add_verb(lookup, str_of(arena_printf(lookup->arena, "%.*s%s", STR_ARG(host), *ending)));
    return found;
}

static void run(struct lookup *lookup)
{
    string_list clitic = lookup->library->language->clitics;
    struct str fold = lookup_fold(lookup, lookup->form), end;

    if (lookup_has_found(lookup, HOW_STEM))
        return;
    for (; *clitic != NULL; clitic++) {
        end = lookup_fold(lookup, str_of(*clitic));
        if (fold.len >= end.len + HOST_MIN && str_ends(fold, end) &&
            add_host(lookup, str_sub(fold, 0, fold.len - end.len)))
            return;
    }
}

const struct lookup_step step_clitic = { HOW_SPLIT, run };
