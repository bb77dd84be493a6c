/* What stands on the card of the candidate's entries, and following their references. */

#include <stdlib.h>
#include <string.h>

#include "app/overlay/card.h"
#include "dict/base/mem.h"

enum shown { SHOWN_OWN, SHOWN_DEFINITIONS, SHOWN_TRANSLATIONS };

static bool is_shown_as(const struct entry *entry, enum shown shown)
{
    const bool own = strcmp(entry->dict, OWN_DICT) == 0;

    if (own || shown == SHOWN_OWN)
        return own && shown == SHOWN_OWN;
    return entry->in_language == (shown == SHOWN_DEFINITIONS);
}

static size_t take(const struct candidate *candidate, enum shown shown, struct entry *out,
                   size_t count)
{
    size_t i;

    for (i = 0; i < candidate->entry_count; i++) {
        if (is_shown_as(&candidate->entries[i], shown))
            out[count++] = candidate->entries[i];
    }
    return count;
}

const struct entry *card_entries(const struct card *card, struct arena *arena, size_t *count)
{
    const struct candidate *candidate = card_candidate(card);
    const bool both = card_has_both(card);
    struct entry *ordered;
    size_t found;

    *count = 0;
    if (candidate == NULL)
        return NULL;
    ordered = arena_alloc(arena, (candidate->entry_count + 1) * sizeof(*ordered));
    found = take(candidate, SHOWN_OWN, ordered, 0);
    /* Asked for, the translation comes first: it is what the eye looks for then. */
    if (both && card->translation_asked)
        found = take(candidate, SHOWN_TRANSLATIONS, ordered, found);
    found = take(candidate, SHOWN_DEFINITIONS, ordered, found);
    if (!both)
        found = take(candidate, SHOWN_TRANSLATIONS, ordered, found);
    return entries_merge(arena, ordered, found, count);
}

/* --- references --- */

/* Counts references up to AT, which is then put into *OUT. */
static size_t find_ref(const struct card *card, size_t at, char **out)
{
    struct arena *arena = arena_new();
    size_t entry_count, refs = 0, i, j;
    const struct entry *entries = card_entries(card, arena, &entry_count);
    int kind;

    for (i = 0; i < entry_count; i++) {
        for (kind = REF_SEE; kind <= REF_ANTONYM; kind++) {
            for (j = 0; j < entries[i].ref_count; j++) {
                if ((int)entries[i].refs[j].kind == kind && refs++ == at && out != NULL)
                    *out = xstrdup(entries[i].refs[j].headword);
            }
        }
    }
    arena_free(arena);
    return refs;
}

size_t card_ref_count(const struct card *card)
{
    return find_ref(card, SIZE_MAX, NULL);
}

char *card_ref(const struct card *card, size_t at)
{
    char *headword = NULL;

    find_ref(card, at, &headword);
    return headword;
}

void card_drop_trail(struct card *card)
{
    while (card->trail_count > 0)
        free(card->trail[--card->trail_count].form);
}

void card_follow(struct card *card, size_t at)
{
    char *headword = card->has_answer ? card_ref(card, at) : NULL;

    if (headword != NULL && card->trail_count < CARD_TRAIL_MAX) {
        card->trail[card->trail_count++] = (struct trail){
            .form = xstrdup(card->answer.query),
            .in_sentence = card->form_len > 0,
            .word_at = card->word_at,
            .candidate_at = card->candidate_at,
            .kept = card->kept,
            .keeping = card->keeping,
        };
        card_show(card, headword, false);
    }
    free(headword);
}

void card_follow_back(struct card *card)
{
    struct trail *trail;

    if (card->trail_count == 0)
        return;
    trail = &card->trail[--card->trail_count];
    card->word_at = trail->word_at;
    card_show(card, trail->form, trail->in_sentence);
    card->candidate_at = trail->candidate_at;
    card->kept = trail->kept;
    card->keeping = trail->keeping;
    free(trail->form);
}
