#include "dict/lookup.h"

/* Verbs whose prefix stands apart: "fand ... statt" is stattfinden; and those
 * whose prefix hangs on a form that no table has: stattfand. */

/* A particle is stronger evidence than any run of words. */
enum { PARTICLE_WORDS = 12 };

/* What comes before a verb that was reached already or that BASE bends to. */
static bool add_prefixed(struct lookup *lookup, struct str prefix, struct str base)
{
    struct str verb =
        str_of(arena_printf(lookup->arena, "%.*s%.*s", STR_ARG(prefix), STR_ARG(base)));

    return lookup_find(lookup, verb, MATCH_CASE);
}

static bool is_prefix(const struct lookup *lookup, struct str word)
{
    string_list prefix = lookup->library->language->separable;

    for (; *prefix != NULL; prefix++) {
        if (str_is(word, *prefix))
            return true;
    }
    return false;
}

/* A particle nearer to the end of the sentence is likelier the verb's. */
static void find_particles(struct lookup *lookup)
{
    const size_t known = lookup->candidate_count;
    struct str word;
    size_t at, i;

    for (at = lookup->word_count; at-- > lookup->word_at + 1;) {
        word = lookup_fold(
            lookup, str_sub(lookup->query->sentence, lookup->words[at].at, lookup->words[at].len));
        if (!is_prefix(lookup, word))
            continue;
        lookup->way = (struct way){ .how = HOW_COMPOUND, .words = PARTICLE_WORDS };
        for (i = 0; i < known; i++)
            add_prefixed(lookup, word, str_of(lookup->candidates[i].headword));
    }
}

static void find_attached(struct lookup *lookup)
{
    struct lemma lemmas[LEMMAS_MAX];
    struct str fold = lookup_fold(lookup, lookup->form);
    string_list prefix = lookup->library->language->separable;
    size_t count, i;

    for (; *prefix != NULL; prefix++) {
        struct str own = str_of(*prefix), rest = str_from(fold, own.len);

        if (!str_starts(fold, own) || rest.len == 0)
            continue;
        count = lookup_form_lemmas(lookup, rest, lemmas);
        for (i = 0; i < count; i++) {
            lookup->way = (struct way){ .how = HOW_COMPOUND, .place = (unsigned)i };
            add_prefixed(lookup, own, lemmas[i].text);
        }
    }
}

static void run(struct lookup *lookup)
{
    if (lookup->library->language->separable[0] == NULL)
        return;
    find_particles(lookup);
    if (!lookup_has_found(lookup, HOW_STEM))
        find_attached(lookup);
}

const struct lookup_step step_separable = { HOW_COMPOUND, run };
