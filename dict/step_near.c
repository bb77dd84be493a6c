#include "dict/lookup.h"

#include "dict/base/text.h"
#include "dict/near.h"

enum {
    SUGGEST_LETTERS_MAX = 12 /* Hunspell takes 20 ms over these, and 0.3 s over long ones */
};

/* Hunspell's guesses, or what they are forms of, as far as a dictionary has them. */
static void suggest(struct lookup *lookup)
{
    const char *words[LOOKUP_NEAR_MAX];
    size_t count, i;

    if (text_grapheme_count(lookup->form) > SUGGEST_LETTERS_MAX ||
        str_find_char(lookup->form, ' ', 0) < lookup->form.len)
        return;
    count = spelling_suggest(lookup->library->spelling, lookup->arena, lookup->form, words,
                             LOOKUP_NEAR_MAX);
    for (i = 0; i < count; i++) {
        lookup->near[lookup->near_count++] = words[i];
        if (!lookup_find(lookup, str_of(words[i]), MATCH_CASE))
            lookup_add_stems(lookup, str_of(words[i]));
    }
}

static void find_near(struct lookup *lookup)
{
    const struct library *library = lookup->library;
    const char *folds[LOOKUP_NEAR_MAX];
    size_t count = near_find(library->dicts, library->dict_count, lookup_fold(lookup, lookup->form),
                             lookup->arena, folds, LOOKUP_NEAR_MAX);
    size_t i;

    for (i = 0; i < count; i++)
        lookup->near_count +=
            lookup_headwords(lookup, str_of(folds[i]), lookup->near + lookup->near_count,
                             LOOKUP_NEAR_MAX - lookup->near_count);
}

/* When nothing stands in a dictionary: what is spelled almost so there, and if
 * that is nothing either, and no lemma is known, Hunspell's guesses. */
static void run(struct lookup *lookup)
{
    size_t i;

    if (lookup_has_found(lookup, HOW_REVERSED))
        return;
    find_near(lookup);
    for (i = 0; i < lookup->near_count; i++)
        lookup_find(lookup, str_of(lookup->near[i]), MATCH_EXACT);
    if (lookup->candidate_count == 0)
        suggest(lookup);
}

const struct lookup_step step_near = { HOW_NEAR, run };
