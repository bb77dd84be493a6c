#include "dict/lookup.h"

#include "dict/base/text.h"
#include "dict/near.h"
#include "dict/slips.h"

/* When nothing stands in a dictionary: what is spelled almost so there, or sounds
 * so, and what forms that are spelled almost so belong to. */

enum { HEARD_MAX = 300 /* spellings that are tried */ };

struct search {
    struct lookup *lookup;
    size_t tried;
    unsigned found;
};

static void suggest(struct lookup *lookup, const char *headword)
{
    size_t i;

    for (i = 0; i < lookup->near_count; i++) {
        if (str_is(str_of(headword), lookup->near[i]))
            return;
    }
    if (lookup->near_count < LOOKUP_NEAR_MAX)
        lookup->near[lookup->near_count++] = headword;
}

/* Adds the headwords of which SPELLING is a form, and suggests them. */
static void add_forms(struct search *search, struct str spelling)
{
    struct lookup *lookup = search->lookup;
    struct lemma lemmas[LEMMAS_MAX];
    size_t count = lookup_form_lemmas(lookup, lookup_keep(lookup, spelling), lemmas), i;
    const size_t before = lookup->candidate_count;

    for (i = 0; i < count; i++) {
        if (!lookup_has(lookup, lemmas[i].text, MATCH_CASE))
            continue;
        lookup->way = (struct way){ .how = HOW_NEAR, .place = search->found };
        lookup_find(lookup, lemmas[i].text, MATCH_CASE);
    }
    search->found += lookup->candidate_count > before;
    for (i = before; i < lookup->candidate_count; i++)
        suggest(lookup, lookup->candidates[i].headword);
}

/* Before anything is allocated for a spelling: whether a table has it. */
static bool has_row(void *ctx, const struct form *row)
{
    (void)row;
    *(bool *)ctx = true;
    return false;
}

static bool is_form(const struct lookup *lookup, struct str fold)
{
    bool has = false;
    size_t i;

    for (i = 0; i < lookup->library->table_count && !has; i++)
        forms_find(lookup->library->tables[i], fold, has_row, &has);
    return has;
}

static bool try_typed(void *ctx, struct str spelling)
{
    struct search *search = ctx;

    if (is_form(search->lookup, spelling))
        add_forms(search, spelling);
    return search->found < LOOKUP_NEAR_MAX;
}

static bool try_heard(void *ctx, struct str spelling)
{
    struct search *search = ctx;
    struct lookup *lookup = search->lookup;
    const char *headwords[LOOKUP_NEAR_MAX];
    size_t count, i;

    if (library_has(lookup->library, spelling)) {
        count = lookup_headwords(lookup, lookup_keep(lookup, spelling), headwords, LOOKUP_NEAR_MAX);
        for (i = 0; i < count; i++)
            suggest(lookup, headwords[i]);
        search->found++;
    } else if (is_form(lookup, spelling)) {
        add_forms(search, spelling);
    }
    return search->found < LOOKUP_NEAR_MAX && ++search->tried < HEARD_MAX;
}

static void find_near(struct lookup *lookup)
{
    const struct library *library = lookup->library;
    const char *folds[LOOKUP_NEAR_MAX], *headwords[LOOKUP_NEAR_MAX];
    size_t count = near_find(library->dicts, library->dict_count, lookup_fold(lookup, lookup->form),
                             lookup->arena, folds, LOOKUP_NEAR_MAX);
    size_t i, j, found;

    for (i = 0; i < count; i++) {
        found = lookup_headwords(lookup, str_of(folds[i]), headwords, LOOKUP_NEAR_MAX);
        for (j = 0; j < found; j++)
            suggest(lookup, headwords[j]);
    }
}

/* Whatever its case. */
static bool is_candidate(const struct lookup *lookup, struct str word)
{
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        if (lookup_match(str_of(lookup->candidates[i].headword), word) < MATCH_FOLD)
            return true;
    }
    return false;
}

static bool has_letter(struct str text)
{
    size_t at = 0;

    while (at < text.len) {
        if (text_is_letter(text_next(text, &at)))
            return true;
    }
    return false;
}

/* Last of all the word as it stands, which may be looked up already under its fold. */
static void add_itself(struct lookup *lookup)
{
    lookup->way = (struct way){ .how = HOW_NEAR, .match = MATCH_FOLD };
    if (has_letter(lookup->form))
        lookup_add_bare(lookup, lookup->form);
}

static void find_guesses(struct lookup *lookup, struct str fold)
{
    struct search search = { .lookup = lookup };
    size_t i;

    slips_of_hearing(lookup->library->language, fold, SLIPS_OF_ONE_WORD, try_heard, &search);
    if (lookup->library->table_count > 0)
        slips_of_typing(lookup->library->language, fold, try_typed, &search);
    find_near(lookup);
    for (i = 0; i < lookup->near_count; i++) {
        lookup->way = (struct way){ .how = HOW_NEAR, .place = (unsigned)i };
        lookup_find(lookup, str_of(lookup->near[i]), MATCH_EXACT);
    }
}

static void run(struct lookup *lookup)
{
    struct str fold = lookup_fold(lookup, lookup->form);

    if (!lookup_has_found(lookup, HOW_REVERSED) && str_find_char(fold, ' ', 0) == fold.len)
        find_guesses(lookup, fold);
    if (!is_candidate(lookup, lookup->form))
        add_itself(lookup);
}

const struct lookup_step step_near = { HOW_NEAR, run };
