#include "dict/lookup.h"

#include "dict/base/text.h"

enum {
    PREFIX_MAX = 16, /* letters of the longest headword that is tried */
    PREFIXES_MAX = 3 /* headwords that are shown */
};

static bool is_elision(const struct language *language, struct str head)
{
    size_t i;

    for (i = 0; language->elisions[i] != NULL; i++) {
        if (str_is(head, language->elisions[i]))
            return true;
    }
    return false;
}

/* What follows the elided words at the start of FORM: "albero" of "l'albero",
 * "un" of "d'un"; FORM itself when there are none. */
static struct str after_elisions(struct lookup *lookup, struct str form)
{
    size_t at = 0, here;
    uint32_t code;

    while (at < form.len) {
        here = at;
        code = text_next(form, &at);
        if (!text_is_apostrophe(code) || at == form.len)
            continue;
        if (!is_elision(lookup->library->language, lookup_fold(lookup, str_sub(form, 0, here))))
            break;
        form = str_from(form, at);
        at = 0;
    }
    return form;
}

static void split_elision(struct lookup *lookup)
{
    struct str rest = after_elisions(lookup, lookup->form);

    if (rest.len == lookup->form.len)
        return;
    lookup_find(lookup, rest, MATCH_FOLD);
    lookup_add_stems(lookup, rest);
}

/* Where words do not stand apart: the longest headwords that the form starts with. */
static void split_run(struct lookup *lookup)
{
    size_t ends[PREFIX_MAX], count = 0, at = 0, found = 0;

    while (at < lookup->form.len && count < PREFIX_MAX) {
        at = text_grapheme_end(lookup->form, at);
        ends[count++] = at;
    }
    while (count-- > 0 && found < PREFIXES_MAX)
        found += lookup_find(lookup, str_sub(lookup->form, 0, ends[count]), MATCH_CASE);
}

static void run(struct lookup *lookup)
{
    if (lookup->library->language->spaced)
        split_elision(lookup);
    else if (!lookup_has_found(lookup, HOW_FOLD))
        split_run(lookup);
}

const struct lookup_step step_split = { HOW_SPLIT, run };
