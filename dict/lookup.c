#include "dict/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/text.h"
#include "dict/deinflect.h"
#include "dict/pos.h"
#include "dict/slips.h"

static const struct lookup_step *const steps[] = {
    &step_override, &step_exact,    &step_fold,     &step_form,      &step_split,
    &step_stem,     &step_clitic,   &step_compound, &step_separable, &step_phrase,
    &step_run,      &step_reversed, &step_near,
};

const char *how_name(enum how how)
{
    static const char *const names[] = {
        [HOW_OVERRIDE] = "override", [HOW_EXACT] = "exact",   [HOW_FOLD] = "fold",
        [HOW_SPLIT] = "split",       [HOW_FORM] = "form",     [HOW_STEM] = "stem",
        [HOW_COMPOUND] = "compound", [HOW_PHRASE] = "phrase", [HOW_REVERSED] = "reversed",
        [HOW_NEAR] = "near",
    };

    return names[how];
}

/* --- the evidence that no step knows --- */

static unsigned count_bits(uint64_t bits)
{
    unsigned count = 0;

    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* The part of speech that the word before the query makes likely. */
static uint8_t wished_pos(struct lookup *lookup)
{
    const struct language_pair *cue = lookup->library->language->cues;
    const struct word_span *span;
    struct str word;

    if (lookup->word_count == 0 || lookup->word_at == 0)
        return 0;
    span = &lookup->words[lookup->word_at - 1];
    word = lookup_fold(lookup, str_sub(lookup->query->sentence, span->at, span->len));
    for (; cue->from != NULL; cue++) {
        if (str_eq(lookup_fold(lookup, str_of(cue->from)), word))
            return pos_code(cue->to);
    }
    return 0;
}

struct variant {
    struct str want;
    bool found;
};

static bool is_wanted(void *ctx, struct str spelling)
{
    struct variant *variant = ctx;

    variant->found = str_eq(spelling, variant->want);
    return !variant->found;
}

/* Whether HEADWORD is the query in another spelling of the same sounds: apologise for
 * apologize. Inflected forms differ in length, or in their last letter. */
static bool is_variant(struct lookup *lookup, const char *headword)
{
    const struct str form = lookup_fold(lookup, lookup->form);
    struct variant variant = { .want = lookup_fold(lookup, str_of(headword)) };

    if (form.len > 0 && variant.want.len == form.len &&
        form.ptr[form.len - 1] == variant.want.ptr[form.len - 1] && !str_eq(variant.want, form))
        slips_of_hearing(lookup->library->language, form, SLIPS_OF_ONE_WORD, is_wanted, &variant);
    return variant.found;
}

/* Whether the tables know the query, in its own capitals, as a form of something.
 * Abbreviations are words of their own whatever they are short for. */
static bool has_forms(struct lookup *lookup)
{
    const struct evidence *evidence;
    size_t i;

    if (lookup->shouts || str_ends(lookup->form, str_of(".")))
        return false;
    for (i = 0; i < lookup->candidate_count; i++) {
        evidence = &lookup->evidence[i];
        if ((lookup->ways[i] & lookup_ways_by(HOW_FORM)) != 0 &&
            (evidence->match == MATCH_EXACT ||
             (evidence->match == MATCH_SMALL &&
              (evidence->small_is_equal || !evidence->capital_tells))) &&
            !is_variant(lookup, lookup->candidates[i].headword))
            return true;
    }
    return false;
}

static bool is_found_stem(const struct lookup *lookup, struct str word)
{
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        if (lookup->candidates[i].how == HOW_STEM && lookup->candidates[i].in_dictionary &&
            str_is(word, lookup->candidates[i].headword))
            return true;
    }
    return false;
}

/* Whether the query has an ending that the language's rules for adjectives take off, and
 * what is left is what the spelling file has for it too: kleine, and klein. */
static bool has_adjective(const struct lookup *lookup)
{
    struct deinflected bases[DEINFLECT_MAX];
    const size_t count = deinflect(lookup->library->language, lookup->arena, lookup->form, bases);
    size_t i;

    for (i = 0; i < count; i++) {
        if (strcmp(bases[i].class, "adj") == 0 && is_found_stem(lookup, bases[i].text))
            return true;
    }
    return false;
}

static bool is_found(const struct lookup *lookup, struct str word)
{
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        if (lookup->candidates[i].in_dictionary &&
            lookup_match(str_of(lookup->candidates[i].headword), word) < MATCH_FOLD)
            return true;
    }
    return false;
}

/* Whether the query is another headword and something cut short that hangs on it: Today's. */
static bool has_cut_clitic(const struct lookup *lookup)
{
    string_list clitic = lookup->library->language->clitics;
    const struct str form = lookup->form;

    for (; *clitic != NULL; clitic++) {
        const struct str end = str_of(*clitic);

        if (end.ptr[0] == '\'' && form.len > end.len && str_ends(form, end) &&
            is_found(lookup, str_sub(form, 0, form.len - end.len)))
            return true;
    }
    return false;
}

static bool ends_as_participle(struct lookup *lookup)
{
    string_list ending = lookup->library->language->participles;
    const struct str fold = lookup_fold(lookup, lookup->form);

    while (*ending != NULL && !str_ends(fold, str_of(*ending)))
        ending++;
    return *ending != NULL;
}

/* Whether the query is, by its ending and by the tables, a participle of a headword. */
static bool has_participle(struct lookup *lookup)
{
    const uint32_t verb = UINT32_C(1) << pos_code("verb");
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        if (lookup->candidates[i].in_dictionary && lookup->evidence[i].how > HOW_FOLD &&
            (lookup->ways[i] & lookup_ways_by(HOW_FORM)) != 0 &&
            (lookup->evidence[i].pos & verb) != 0)
            return ends_as_participle(lookup);
    }
    return false;
}

/* How frequent the query is as it stands says nothing of which headword it is of:
 * what is written like it counts as no more frequent than the best of the others. Lists
 * of frequencies take words apart at hyphens: e-mail counts as they do. */
static void level_frequencies(struct lookup *lookup)
{
    const bool joint = str_find_char(lookup->form, '-', 0) < lookup->form.len;
    int64_t best = 0;
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        const struct evidence *evidence = &lookup->evidence[i];

        if (evidence->how > HOW_FOLD && evidence->frequency > 0 &&
            (best == 0 || evidence->frequency < best))
            best = evidence->frequency;
    }
    for (i = 0; i < lookup->candidate_count && best > 0; i++) {
        struct evidence *evidence = &lookup->evidence[i];

        if (evidence->how <= HOW_FOLD && evidence->frequency < best &&
            (evidence->frequency > 0 || joint))
            evidence->frequency = best;
    }
}

/* Puts what the learner wrote of CANDIDATE before what dictionaries say. */
static void add_definition(struct lookup *lookup, struct candidate *candidate)
{
    const char *text = lookup->query->defined(lookup->query->ctx, candidate->headword);
    struct entry *entries;
    struct sense *sense;

    if (text == NULL)
        return;
    entries = arena_alloc(lookup->arena, (candidate->entry_count + 1) * sizeof(*entries));
    sense = arena_alloc(lookup->arena, sizeof(*sense));
    sense->gloss = arena_strdup(lookup->arena, text);
    entries[0] = (struct entry){ .dict = OWN_DICT,
                                 .headword = candidate->headword,
                                 .in_language = true,
                                 .senses = sense,
                                 .sense_count = 1 };
    if (candidate->entry_count > 0)
        memcpy(entries + 1, candidate->entries, candidate->entry_count * sizeof(*entries));
    candidate->entries = entries;
    candidate->entry_count++;
    candidate->in_dictionary = true;
    if (candidate->how == HOW_NEAR && str_is(lookup->form, candidate->headword))
        candidate->how = lookup->evidence[candidate - lookup->candidates].how = HOW_EXACT;
}

static void add_definitions(struct lookup *lookup)
{
    size_t i;

    for (i = 0; i < lookup->candidate_count && lookup->query->defined != NULL; i++)
        add_definition(lookup, &lookup->candidates[i]);
}

static void complete_evidence(struct lookup *lookup)
{
    const struct query *query = lookup->query;
    const bool forms = lookup->library->language->spaced &&
                       (has_forms(lookup) || has_adjective(lookup) || has_cut_clitic(lookup));
    const bool participle = has_participle(lookup);
    const uint8_t wished = lookup->candidate_count > 1 ? wished_pos(lookup) : 0;
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        struct evidence *evidence = &lookup->evidence[i];
        const char *headword = lookup->candidates[i].headword;

        evidence->ways = count_bits(lookup->ways[i]);
        evidence->wished = wished;
        evidence->bent = forms && evidence->how <= HOW_FOLD && evidence->how != HOW_OVERRIDE &&
                         (lookup->ways[i] & lookup_ways_by(HOW_FORM)) == 0;
        evidence->participle = participle && evidence->how <= HOW_FOLD &&
                               evidence->how != HOW_OVERRIDE && !evidence->bent;
        evidence->frequency = library_frequency(lookup->library, str_of(headword));
        if (query->kept != NULL)
            evidence->kept = query->kept(query->ctx, headword);
        if (query->seen != NULL)
            evidence->seen = query->seen(query->ctx, headword);
    }
    level_frequencies(lookup);
}

/* --- the answer --- */

enum group { GROUP_TAUGHT, GROUP_HEADWORD, GROUP_FAR, GROUP_LEMMA, GROUP_GUESS, GROUP_UNKNOWN };

static enum group group_of(const struct candidate *candidate)
{
    if (candidate->how == HOW_OVERRIDE)
        return GROUP_TAUGHT;
    if (candidate->how == HOW_NEAR)
        return candidate->in_dictionary ? GROUP_GUESS : GROUP_UNKNOWN;
    return candidate->in_dictionary ? GROUP_HEADWORD : GROUP_LEMMA;
}

struct ranked {
    struct candidate candidate;
    size_t found_at; /* candidates that are equal stay in the order they came */
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    enum group group_x = group_of(&x->candidate), group_y = group_of(&y->candidate);

    if (group_x != group_y)
        return group_x < group_y ? -1 : 1;
    if (x->candidate.score != y->candidate.score)
        return x->candidate.score > y->candidate.score ? -1 : 1;
    return x->found_at < y->found_at ? -1 : x->found_at > y->found_at;
}

static void score_all(struct lookup *lookup, struct ranked *out)
{
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        struct candidate *candidate = &lookup->candidates[i];
        struct reason *reasons = arena_alloc(lookup->arena, REASONS_MAX * sizeof(*reasons));

        candidate->score = score_of(&lookup->evidence[i], reasons, &candidate->reason_count);
        candidate->reasons = reasons;
        out[i] = (struct ranked){ *candidate, i };
    }
    qsort(out, lookup->candidate_count, sizeof(*out), compare_ranked);
}

/* What the others are measured against: the best way to read the word by itself. */
static const struct candidate *find_yardstick(const struct ranked *ranked, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (ranked[i].candidate.how != HOW_PHRASE && ranked[i].candidate.how != HOW_COMPOUND)
            return &ranked[i].candidate;
    }
    return count > 0 ? &ranked[0].candidate : NULL;
}

/* Whether AT, a headword, is not worth a look beside BEST. The smaller words of a chunk
 * are: they stand behind the others. */
static bool is_far(const struct lookup *lookup, const struct ranked *at,
                   const struct candidate *best)
{
    if (group_of(&at->candidate) > GROUP_HEADWORD || &at->candidate == best)
        return false;
    return group_of(best) == GROUP_TAUGHT || (!lookup->evidence[at->found_at].is_minor &&
                                              !score_is_close(at->candidate.score, best->score));
}

/* Copies the candidates of GROUP into OUT, of which COUNT are there; how many there are then. */
static size_t take_group(const struct lookup *lookup, const struct ranked *ranked, enum group group,
                         const struct candidate *best, struct candidate *out, size_t count)
{
    enum group own;
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        own = is_far(lookup, &ranked[i], best) ? GROUP_FAR : group_of(&ranked[i].candidate);
        if (own == group)
            out[count++] = ranked[i].candidate;
    }
    return count;
}

static void fill(struct answer *out, struct lookup *lookup)
{
    struct ranked ranked[LOOKUP_CANDIDATES_MAX] = { 0 };
    struct candidate *candidates =
        arena_alloc(lookup->arena, (lookup->candidate_count + 1) * sizeof(*candidates));
    const char **near = arena_alloc(lookup->arena, sizeof(lookup->near));
    const struct candidate *best;
    size_t count = 0, shown = 0;
    enum group group;

    add_definitions(lookup);
    complete_evidence(lookup);
    score_all(lookup, ranked);
    best = find_yardstick(ranked, lookup->candidate_count);
    for (group = GROUP_TAUGHT; group <= GROUP_UNKNOWN; group++) {
        count = take_group(lookup, ranked, group, best, candidates, count);
        /* Lemmas and guesses are for where there is no headword. */
        if (group <= GROUP_HEADWORD || (group == GROUP_GUESS && shown == 0))
            shown = count;
    }
    memcpy(near, lookup->near, sizeof(lookup->near));
    *out = (struct answer){
        .arena = lookup->arena,
        .query = lookup->form.ptr,
        .candidates = candidates,
        .candidate_count = count,
        .shown_count = shown,
        .suggestions = near,
        .suggestion_count = lookup->near_count,
    };
}

enum err library_lookup(struct library *library, struct answer *out, const struct query *query)
{
    struct lookup *lookup;
    struct arena *arena;
    size_t i;
    enum err rc = lookup_check_query(query);

    if (rc != OK)
        return rc;
    arena = arena_new();
    lookup = arena_alloc(arena, sizeof(*lookup));
    lookup->library = library;
    lookup->query = query;
    lookup->arena = arena;
    lookup_read_query(lookup);
    for (i = 0; i < ARRAY_LEN(steps); i++) {
        lookup->way = (struct way){ .how = steps[i]->how };
        steps[i]->run(lookup);
    }
    fill(out, lookup);
    return OK;
}

void answer_dispose(struct answer *answer)
{
    arena_free(answer->arena);
    *answer = (struct answer){ 0 };
}
