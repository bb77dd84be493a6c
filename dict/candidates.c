/* From words to candidates: reading the dictionaries, and gathering the evidence
 * for each headword found there. */

#include <stdlib.h>
#include <string.h>

#include "dict/base/text.h"
#include "dict/lookup.h"
#include "dict/pos.h"

#define LOG_MODULE "dict"
#include "dict/base/log.h"

enum { ROWS_MAX = 200 /* entries of one fold that are read */ };

/* --- reading the dictionaries --- */

struct row {
    struct row *next;
    struct str headword, body;
    const struct compiled_meta *dict;
};

/* All entries of one fold, dictionary by dictionary. */
struct lookup_rows {
    struct lookup_rows *next;
    struct str fold;
    struct row *first, **last;
    const struct compiled_meta *dict; /* the one being read */
    struct arena *arena;
    size_t count;
};

static struct str keep(struct arena *arena, struct str text)
{
    return str_make(arena_strndup(arena, text.len > 0 ? text.ptr : "", text.len), text.len);
}

struct str lookup_keep(struct lookup *lookup, struct str text)
{
    return keep(lookup->arena, text);
}

static bool keep_row(void *ctx, struct str headword, struct str body)
{
    struct lookup_rows *rows = ctx;
    struct row *row = arena_alloc(rows->arena, sizeof(*row));

    row->headword = keep(rows->arena, headword);
    row->body = keep(rows->arena, body);
    row->dict = rows->dict;
    *rows->last = row;
    rows->last = &row->next;
    return ++rows->count < ROWS_MAX;
}

static const struct lookup_rows *read_rows(struct lookup *lookup, struct str fold)
{
    struct lookup_rows *rows;
    size_t i;
    enum err rc;

    for (rows = lookup->rows; rows != NULL; rows = rows->next) {
        if (str_eq(rows->fold, fold))
            return rows;
    }
    rows = arena_alloc(lookup->arena, sizeof(*rows));
    *rows = (struct lookup_rows){ .next = lookup->rows, .fold = fold, .arena = lookup->arena };
    rows->last = &rows->first;
    lookup->rows = rows;
    for (i = 0; i < lookup->library->dict_count && rows->count < ROWS_MAX; i++) {
        rows->dict = compiled_meta(lookup->library->dicts[i]);
        rc = compiled_find(lookup->library->dicts[i], fold, keep_row, rows);
        if (rc != OK && rc != ERR_ABSENT)
            log_warn("%s: %s", rows->dict->name, err_message());
    }
    return rows;
}

struct str lookup_fold(struct lookup *lookup, struct str text)
{
    char *fold = text_fold_dup(text);
    struct str kept = lookup_keep(lookup, str_of(fold));

    free(fold);
    return kept;
}

/* --- how like --- */

typedef void (*recase)(struct buf *out, struct str text);

static bool is_recased(struct str other, struct str word, recase convert)
{
    struct buf text;
    bool same;

    buf_init(&text, (size_t)QUERY_MAX * 16);
    convert(&text, word);
    same = str_eq(buf_str(&text), other);
    buf_dispose(&text);
    return same;
}

enum match lookup_match(struct str other, struct str word)
{
    char *fold_other, *fold_word;
    bool same;

    if (str_eq(other, word))
        return MATCH_EXACT;
    if (is_recased(other, word, text_lower) || is_recased(other, word, text_lower_first))
        return MATCH_SMALL;
    fold_other = text_fold_case_dup(other);
    fold_word = text_fold_case_dup(word);
    same = strcmp(fold_other, fold_word) == 0;
    free(fold_other);
    free(fold_word);
    return same ? MATCH_CASE : MATCH_FOLD;
}

static enum match worse(enum match a, enum match b)
{
    return a > b ? a : b;
}

/* --- evidence --- */

static size_t find_candidate(const struct lookup *lookup, struct str headword)
{
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        if (str_is(headword, lookup->candidates[i].headword))
            return i;
    }
    return lookup->candidate_count;
}

/* The evidence of a way alone, for comparing two that led to one headword. */
static struct evidence of_way(const struct lookup *lookup, enum match match)
{
    const struct way *way = &lookup->way;

    return (struct evidence){ .how = way->how,
                              .match = worse(way->match, match),
                              .place = way->place,
                              .words = way->words,
                              .is_minor = way->is_minor,
                              .irregular = way->irregular,
                              .alone = lookup->query->sentence.len == 0,
                              .small_is_equal = lookup->starts_sentence || lookup->shouts,
                              .capital_tells = lookup->library->language->capital_nouns };
}

enum { SOURCES_MAX = 6 }; /* of one step that are told apart */

uint64_t lookup_ways_by(enum how how)
{
    return ((UINT64_C(1) << SOURCES_MAX) - 1) << ((unsigned)how * SOURCES_MAX);
}

static uint64_t way_bit(const struct way *way)
{
    unsigned source = way->source < SOURCES_MAX ? way->source : SOURCES_MAX - 1;

    return UINT64_C(1) << ((unsigned)way->how * SOURCES_MAX + source);
}

static void note_way(struct lookup *lookup, size_t at, enum match match)
{
    struct evidence *known = &lookup->evidence[at];
    const struct evidence now = of_way(lookup, match);
    const bool first = lookup->ways[at] == 0;

    if (first || score_of(&now, NULL, NULL) > score_of(known, NULL, NULL)) {
        known->how = now.how;
        known->match = now.match;
        known->place = now.place;
        known->words = now.words;
        known->is_minor = now.is_minor;
        known->irregular = now.irregular;
        known->alone = now.alone;
        known->small_is_equal = now.small_is_equal;
        known->capital_tells = now.capital_tells;
        lookup->candidates[at].how = now.how;
        lookup->candidates[at].phrase_at = lookup->way.phrase_at;
        lookup->candidates[at].phrase_len = lookup->way.phrase_len;
    }
    lookup->ways[at] |= way_bit(&lookup->way);
    known->pos |= lookup->way.pos > 0 ? UINT32_C(1) << lookup->way.pos : 0;
}

/* The candidate HEADWORD, new or known; NULL when there is no room for another. */
static struct candidate *note_candidate(struct lookup *lookup, struct str headword,
                                        enum match match)
{
    size_t at = find_candidate(lookup, headword);

    if (headword.len == 0 || at == LOOKUP_CANDIDATES_MAX)
        return NULL;
    if (at == lookup->candidate_count) {
        lookup->candidate_count++;
        lookup->candidates[at].headword = lookup_keep(lookup, headword).ptr;
    }
    note_way(lookup, at, match);
    return &lookup->candidates[at];
}

/* What the entries tell of their headword. */
static void note_entries(struct lookup *lookup, struct candidate *candidate)
{
    struct evidence *evidence = &lookup->evidence[candidate - lookup->candidates];
    const char *before = NULL;
    size_t i;

    for (i = 0; i < candidate->entry_count; i++) {
        const struct entry *entry = &candidate->entries[i];

        if (entry->pos != NULL && pos_code(entry->pos) > 0)
            evidence->pos |= UINT32_C(1) << pos_code(entry->pos);
        if (before == NULL || strcmp(before, entry->dict) != 0)
            evidence->dicts++;
        before = entry->dict;
        evidence->direct |= entry->via == NULL;
        evidence->defined |= entry->in_language && entry->pos != NULL;
    }
}

/* --- headwords --- */

/* Gives CANDIDATE, one of ROWS, its entries from all dictionaries. */
static void read_entries(struct lookup *lookup, struct candidate *candidate,
                         const struct lookup_rows *rows)
{
    struct entry *entries = arena_alloc(lookup->arena, rows->count * sizeof(*entries));
    const struct row *row;

    for (row = rows->first; row != NULL; row = row->next) {
        struct entry *entry = &entries[candidate->entry_count];

        if (!str_is(row->headword, candidate->headword))
            continue;
        entry_decode(entry, lookup->arena, row->body);
        entry->dict = arena_strdup(lookup->arena, row->dict->name);
        entry->headword = candidate->headword;
        entry->in_language = strcmp(row->dict->gloss, row->dict->lang) == 0;
        candidate->entry_count++;
    }
    candidate->entries = entries;
    candidate->in_dictionary = true;
    note_entries(lookup, candidate);
}

static void add_headword(struct lookup *lookup, const struct lookup_rows *rows, struct str headword,
                         enum match match)
{
    struct candidate *candidate = note_candidate(lookup, headword, match);

    if (candidate != NULL && !candidate->in_dictionary)
        read_entries(lookup, candidate, rows);
}

bool lookup_find(struct lookup *lookup, struct str word, enum match match)
{
    const struct lookup_rows *rows = read_rows(lookup, lookup_fold(lookup, word));
    const struct row *row, *before = NULL;
    enum match level;
    bool found = false;

    for (row = rows->first; row != NULL; before = row, row = row->next) {
        if (before != NULL && str_eq(before->headword, row->headword))
            continue;
        level = lookup_match(row->headword, word);
        if (level > match)
            continue;
        add_headword(lookup, rows, row->headword, level);
        found = true;
    }
    return found;
}

bool lookup_has(struct lookup *lookup, struct str word, enum match match)
{
    const struct lookup_rows *rows = read_rows(lookup, lookup_fold(lookup, word));
    const struct row *row;

    for (row = rows->first; row != NULL; row = row->next) {
        if (lookup_match(row->headword, word) <= match)
            return true;
    }
    return false;
}

size_t lookup_headwords(struct lookup *lookup, struct str fold, const char **out, size_t max)
{
    const struct lookup_rows *rows = read_rows(lookup, fold);
    const struct row *row;
    size_t count = 0, i;

    for (row = rows->first; row != NULL && count < max; row = row->next) {
        for (i = 0; i < count && !str_is(row->headword, out[i]); i++)
            ;
        if (i == count)
            out[count++] = row->headword.ptr;
    }
    return count;
}

size_t lookup_synonyms(struct lookup *lookup, struct str word, const char **out, size_t max)
{
    const struct lookup_rows *rows = read_rows(lookup, lookup_fold(lookup, word));
    const struct row *row;
    struct entry entry;
    size_t count = 0, i;

    for (row = rows->first; row != NULL && count < max; row = row->next) {
        if (!str_eq(row->headword, word))
            continue;
        entry_decode(&entry, lookup->arena, row->body);
        for (i = 0; i < entry.ref_count && count < max; i++) {
            if (entry.refs[i].kind == REF_SYNONYM)
                out[count++] = entry.refs[i].headword;
        }
    }
    return count;
}

bool lookup_add_lemma(struct lookup *lookup, struct str word)
{
    static const enum match levels[] = { MATCH_EXACT, MATCH_SMALL, MATCH_CASE, MATCH_FOLD };
    size_t i;

    for (i = 0; i < ARRAY_LEN(levels); i++) {
        if (lookup_find(lookup, word, levels[i]))
            return true;
    }
    note_candidate(lookup, word, MATCH_EXACT);
    return false;
}

void lookup_add_bare(struct lookup *lookup, struct str word)
{
    note_candidate(lookup, word, MATCH_EXACT);
}

void lookup_add_entry(struct lookup *lookup, struct str word, const struct entry *entry)
{
    struct candidate *candidate = note_candidate(lookup, word, MATCH_EXACT);

    if (candidate == NULL || candidate->in_dictionary)
        return;
    candidate->entries = entry;
    candidate->entry_count = 1;
    candidate->how = lookup->evidence[candidate - lookup->candidates].how = lookup->way.how;
    candidate->in_dictionary = true;
    note_entries(lookup, candidate);
}

bool lookup_has_found(const struct lookup *lookup, enum how how)
{
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        if (lookup->candidates[i].in_dictionary && lookup->candidates[i].how <= how)
            return true;
    }
    return false;
}
