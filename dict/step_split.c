#include "dict/lookup.h"

#include "dict/base/text.h"

/* A chunk that is written as one word but is several: l'idea, c'est, zum,
 * donne-moi. What carries the meaning comes first. */

static bool is_in(string_list list, struct str word)
{
    for (; *list != NULL; list++) {
        if (str_is(word, *list))
            return true;
    }
    return false;
}

/* Adds all that PART may be by WAY; PART itself when nobody knows it. */
static void add_part_by(struct lookup *lookup, struct str part, struct way way)
{
    lookup->way = way;
    if (!lookup_add_word(lookup, part))
        lookup_add_bare(lookup, part);
}

static void add_part(struct lookup *lookup, struct str part, unsigned place, bool is_minor)
{
    add_part_by(lookup, part,
                (struct way){ .how = HOW_SPLIT, .place = place, .is_minor = is_minor });
}

/* --- elisions --- */

/* Where the words begin that follow the elided ones at the start of FORM: at
 * "albero" of "l'albero", "un" of "d'un"; 0 when there are none. */
static size_t after_elisions(struct lookup *lookup, struct str form)
{
    size_t at = 0, here, start = 0;
    uint32_t code;

    while (at < form.len) {
        here = at;
        code = text_next(form, &at);
        if (!text_is_apostrophe(code) || at == form.len)
            continue;
        if (!is_in(lookup->library->language->elisions,
                   lookup_fold(lookup, str_sub(form, start, here - start))))
            break;
        start = at;
    }
    return start;
}

static bool split_elision(struct lookup *lookup)
{
    size_t start = after_elisions(lookup, lookup->form);

    if (start == 0)
        return false;
    add_part(lookup, str_from(lookup->form, start), 0, false);
    add_part(lookup, str_sub(lookup->form, 0, start), 0, true);
    return true;
}

/* --- contractions --- */

static bool split_contraction(struct lookup *lookup)
{
    const struct language_pair *pair = lookup->library->language->contractions;
    struct str fold = lookup_fold(lookup, lookup->form), rest, word;
    unsigned place = 0;

    for (; pair->from != NULL; pair++) {
        if (!str_eq(lookup_fold(lookup, str_of(pair->from)), fold))
            continue;
        rest = str_of(pair->to);
        for (; str_next(&rest, ' ', &word); place++)
            add_part_by(lookup, word,
                        (struct way){ .how = HOW_SPLIT,
                                      .place = place,
                                      .is_minor = place > 0,
                                      .irregular = place == 0 });
        return true;
    }
    return false;
}

/* --- hyphens and strokes --- */

static bool is_joint(uint32_t code)
{
    return text_is_hyphen(code) || code == '/';
}

static void split_hyphens(struct lookup *lookup)
{
    enum { PARTS_MAX = 4 };
    struct str parts[PARTS_MAX];
    size_t count = 0, start = 0, at = 0, here, i;

    while (at < lookup->form.len && count + 1 < PARTS_MAX) {
        here = at;
        if (!is_joint(text_next(lookup->form, &at)))
            continue;
        if (here > start)
            parts[count++] = str_sub(lookup->form, start, here - start);
        start = at;
    }
    if (count == 0 || start == lookup->form.len)
        return;
    parts[count++] = str_from(lookup->form, start);
    for (i = 0; i < count; i++)
        add_part(lookup, parts[i], (unsigned)i, false);
}

/* Where words do not stand apart, step_run takes them apart. */
static void run(struct lookup *lookup)
{
    if (!lookup->library->language->spaced)
        return;
    lookup->is_split = split_elision(lookup) || split_contraction(lookup);
    if (!lookup->is_split)
        split_hyphens(lookup);
}

const struct lookup_step step_split = { HOW_SPLIT, run };
