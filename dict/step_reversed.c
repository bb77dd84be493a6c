#include "dict/lookup.h"

#include "dict/base/text.h"

/* When no dictionary of the language has the word: dictionaries of the other
 * direction, whose glosses have it. */

enum { GLOSSES_MAX = 8 };

struct found {
    struct arena *arena;
    struct str word; /* that the glosses are of */
    struct str form; /* as the glosses have it */
    const char *headwords[GLOSSES_MAX];
    size_t count;
    const char *pos;
};

static bool take(void *ctx, const struct form *row)
{
    struct found *found = ctx;
    size_t i;

    if (lookup_match(row->form, found->word) > MATCH_CASE)
        return true;
    for (i = 0; i < found->count; i++) {
        if (str_is(row->lemma, found->headwords[i]))
            return true;
    }
    if (found->count == 0) {
        found->form = row->form;
        found->pos = row->pos;
    }
    found->headwords[found->count++] = arena_strndup(found->arena, row->lemma.ptr, row->lemma.len);
    return found->count < GLOSSES_MAX;
}

static const struct entry *make_entry(struct lookup *lookup, const struct found *found,
                                      const char *dict)
{
    struct entry *entry = arena_alloc(lookup->arena, sizeof(*entry));
    struct sense *senses = arena_alloc(lookup->arena, found->count * sizeof(*senses));
    size_t i;

    for (i = 0; i < found->count; i++)
        senses[i].gloss = found->headwords[i];
    *entry = (struct entry){ .dict = arena_strdup(lookup->arena, dict),
                             .headword = lookup_keep(lookup, found->form).ptr,
                             .pos = found->pos,
                             .senses = senses,
                             .sense_count = found->count };
    return entry;
}

static void find_reversed(struct lookup *lookup, struct str word)
{
    const struct library *library = lookup->library;
    struct str fold = lookup_fold(lookup, word);
    size_t i;

    for (i = 0; i < library->reversed_count; i++) {
        struct found found = { .arena = lookup->arena, .word = word };

        forms_find(library->reversed[i].glosses, fold, take, &found);
        if (found.count > 0) {
            lookup_add_entry(lookup, found.form,
                             make_entry(lookup, &found, library->reversed[i].name));
            return;
        }
    }
}

static void run(struct lookup *lookup)
{
    const size_t known = lookup->candidate_count;
    size_t i;

    if (lookup->library->reversed_count == 0 || lookup_has_found(lookup, HOW_PHRASE))
        return;
    for (i = 0; i < known; i++)
        find_reversed(lookup, str_of(lookup->candidates[i].headword));
    find_reversed(lookup, lookup->form);
}

const struct lookup_step step_reversed = { HOW_REVERSED, run };
