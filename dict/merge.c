#include "dict/merge.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/text.h"

enum { SEEN_MAX = 1000 /* glosses that are remembered of one headword */ };

/* A gloss that stood before, folded, among those of one language. */
struct seen {
    const char *gloss;
    bool in_language;
};

struct merging {
    struct arena *arena;
    struct entry *out;
    size_t count;
    struct seen seen[SEEN_MAX];
    size_t seen_count;
};

static bool is_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static struct entry *find_like(struct merging *to, const struct entry *entry)
{
    size_t i;

    for (i = 0; i < to->count; i++) {
        struct entry *known = &to->out[i];

        if (known->in_language == entry->in_language && is_same(known->pos, entry->pos) &&
            is_same(known->via, entry->via))
            return known;
    }
    return NULL;
}

/* --- glosses --- */

/* Whether PIECE stood before; if not, it does from now on. */
static bool note_piece(struct merging *to, struct str piece, bool in_language)
{
    char *fold = text_fold_case_dup(str_trim(piece));
    bool known = fold[0] == '\0';
    size_t i;

    for (i = 0; i < to->seen_count && !known; i++)
        known = to->seen[i].in_language == in_language && strcmp(to->seen[i].gloss, fold) == 0;
    if (!known && to->seen_count < SEEN_MAX)
        to->seen[to->seen_count++] = (struct seen){ arena_strdup(to->arena, fold), in_language };
    free(fold);
    return known;
}

/* The pieces of a translation stand between commas; a definition is one. */
static bool stood_before(struct merging *to, const char *gloss, bool in_language)
{
    struct str rest = str_of(gloss), piece;
    bool known = true;

    if (gloss[0] == '\0')
        return false;
    if (in_language)
        return note_piece(to, rest, true);
    while (str_next(&rest, ',', &piece))
        known = note_piece(to, piece, false) && known;
    return known;
}

static void add_senses(struct merging *to, struct entry *into, const struct entry *from)
{
    const size_t room = into->sense_count + from->sense_count;
    struct sense *senses = arena_alloc(to->arena, (room + 1) * sizeof(*senses));
    size_t count = into->sense_count, i;

    if (count > 0)
        memcpy(senses, into->senses, count * sizeof(*senses));
    for (i = 0; i < from->sense_count; i++) {
        if (!stood_before(to, from->senses[i].gloss, from->in_language) ||
            from->senses[i].example_count > 0)
            senses[count++] = from->senses[i];
    }
    into->senses = senses;
    into->sense_count = count;
}

static void add_refs(struct merging *to, struct entry *into, const struct entry *from)
{
    const size_t room = into->ref_count + from->ref_count;
    struct ref *refs = arena_alloc(to->arena, (room + 1) * sizeof(*refs));
    size_t count = into->ref_count, i, j;

    if (count > 0)
        memcpy(refs, into->refs, count * sizeof(*refs));
    for (i = 0; i < from->ref_count; i++) {
        for (j = 0; j < count && (refs[j].kind != from->refs[i].kind ||
                                  strcmp(refs[j].headword, from->refs[i].headword) != 0);
             j++)
            continue;
        if (j == count)
            refs[count++] = from->refs[i];
    }
    into->refs = refs;
    into->ref_count = count;
}

static bool names_dict(struct str list, const char *dict)
{
    struct str name;

    while (str_next(&list, ',', &name)) {
        if (str_is(str_trim(name), dict))
            return true;
    }
    return false;
}

static void add_entry(struct merging *to, const struct entry *entry)
{
    struct entry *into = find_like(to, entry);
    const bool is_new = into == NULL;
    size_t before;

    if (is_new) {
        into = &to->out[to->count++];
        *into = *entry;
        into->sense_count = into->ref_count = 0;
    }
    before = into->sense_count + into->ref_count;
    add_senses(to, into, entry);
    add_refs(to, into, entry);
    into->grammar = into->grammar != NULL ? into->grammar : entry->grammar;
    into->ipa = into->ipa != NULL ? into->ipa : entry->ipa;
    into->reading = into->reading != NULL ? into->reading : entry->reading;
    /* An entry that says nothing new is no source either, and begins nothing. */
    if (is_new && into->sense_count + into->ref_count == 0)
        to->count--;
    else if (into->sense_count + into->ref_count > before &&
             !names_dict(str_of(into->dict), entry->dict))
        into->dict = arena_printf(to->arena, "%s, %s", into->dict, entry->dict);
}

const struct entry *entries_merge(struct arena *arena, const struct entry *entries, size_t count,
                                  size_t *out_count)
{
    struct merging *to = arena_alloc(arena, sizeof(*to));
    size_t i;

    to->arena = arena;
    to->out = arena_alloc(arena, (count + 1) * sizeof(*to->out));
    for (i = 0; i < count; i++)
        add_entry(to, &entries[i]);
    *out_count = to->count;
    return to->out;
}
