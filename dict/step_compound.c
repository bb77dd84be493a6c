#include "dict/lookup.h"

#include "dict/base/text.h"

/* Compounds that no dictionary has, taken apart into two words that one has:
 * Schlosstor is Schloss and Tor. The last part carries the meaning, and bends. */

enum {
    PART_MIN = 3, /* letters of a part */
    LETTERS_MAX = 40
};

/* Whether FIRST, or FIRST without a joint at its end, is a headword; which one it is
 * goes to OUT. */
static bool find_first(struct lookup *lookup, struct str first, struct str *out)
{
    string_list joint = lookup->library->language->linking;

    *out = first;
    if (library_has(lookup->library, first))
        return true;
    for (; *joint != NULL; joint++) {
        struct str end = str_of(*joint);

        if (!str_ends(first, end))
            continue;
        *out = str_sub(first, 0, first.len - end.len);
        if (text_grapheme_count(*out) >= PART_MIN && library_has(lookup->library, *out))
            return true;
    }
    return false;
}

/* FIRST and the headwords that LAST is or bends to. The compound with its last part
 * unbent is a lemma too: Schlosstore is of Schlosstor. */
static bool add_parts(struct lookup *lookup, struct str whole_first, struct str first,
                      struct str last)
{
    struct lemma lemmas[LEMMAS_MAX + 1];
    size_t count = lookup_form_lemmas(lookup, last, lemmas), i;
    bool found = false;

    if (count == 0)
        count = lookup_stem_lemmas(lookup, last, lemmas);
    if (library_has(lookup->library, last))
        lemmas[count++] = (struct lemma){ .text = last };
    for (i = 0; i < count; i++) {
        const char *headwords[1];
        struct str base = lookup_fold(lookup, lemmas[i].text);

        if (lookup_headwords(lookup, base, headwords, 1) == 0)
            continue;
        lookup->way = (struct way){ .how = HOW_COMPOUND, .place = (unsigned)i };
        lookup_add_lemma(lookup, lemmas[i].text);
        lookup_add_lemma(lookup, str_of(arena_printf(lookup->arena, "%.*s%.*s",
                                                     STR_ARG(whole_first), STR_ARG(base))));
        found = true;
    }
    if (found) {
        lookup->way = (struct way){ .how = HOW_COMPOUND, .place = 3 };
        lookup_find(lookup, first, MATCH_FOLD);
    }
    return found;
}

/* The longest last part first: it is most likely a word that the compound means. */
static void run(struct lookup *lookup)
{
    const struct str fold = lookup_fold(lookup, lookup->form);
    struct str first;
    size_t at, letters = text_grapheme_count(fold), i;

    if (lookup->library->language->linking[0] == NULL || letters > LETTERS_MAX ||
        lookup_has_found(lookup, HOW_STEM))
        return;
    for (i = 1, at = text_grapheme_end(fold, 0); i + PART_MIN <= letters;
         i++, at = text_grapheme_end(fold, at)) {
        if (i >= PART_MIN && find_first(lookup, str_sub(fold, 0, at), &first) &&
            add_parts(lookup, str_sub(fold, 0, at), first, str_from(fold, at)))
            return;
    }
}

const struct lookup_step step_compound = { HOW_COMPOUND, run };
