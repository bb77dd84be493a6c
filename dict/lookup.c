#include "dict/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/text.h"

#define LOG_MODULE "dict"
#include "dict/base/log.h"

static const struct lookup_step *const steps[] = {
    &step_override, &step_exact, &step_fold, &step_split, &step_stem, &step_near,
};

enum {
    ROWS_MAX = 200, /* entries of one fold that are read */
    STEMS_MAX = 12
};

const char *how_name(enum how how)
{
    switch (how) {
    case HOW_OVERRIDE:
        return "override";
    case HOW_EXACT:
        return "exact";
    case HOW_FOLD:
        return "fold";
    case HOW_SPLIT:
        return "split";
    case HOW_FORM:
        return "form";
    case HOW_STEM:
        return "stem";
    case HOW_COMPOUND:
        return "compound";
    case HOW_PHRASE:
        return "phrase";
    case HOW_REVERSED:
        return "reversed";
    case HOW_NEAR:
        return "near";
    }
    return "";
}

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

/* --- candidates --- */

static bool is_known(const struct lookup *lookup, struct str headword)
{
    size_t i;

    for (i = 0; i < lookup->candidate_count; i++) {
        if (str_is(headword, lookup->candidates[i].headword))
            return true;
    }
    return false;
}

static struct candidate *add_candidate(struct lookup *lookup, struct str headword)
{
    struct candidate *candidate;

    if (headword.len == 0 || is_known(lookup, headword) ||
        lookup->candidate_count == LOOKUP_CANDIDATES_MAX)
        return NULL;
    lookup->is_doubtful[lookup->candidate_count] = lookup->doubtful;
    candidate = &lookup->candidates[lookup->candidate_count++];
    candidate->headword = lookup_keep(lookup, headword).ptr;
    candidate->how = lookup->how;
    return candidate;
}

/* Adds HEADWORD, one of ROWS, with its entries from all dictionaries. */
static void add_headword(struct lookup *lookup, const struct lookup_rows *rows, struct str headword)
{
    struct candidate *candidate = add_candidate(lookup, headword);
    struct entry *entries;
    const struct row *row;

    if (candidate == NULL)
        return;
    entries = arena_alloc(lookup->arena, rows->count * sizeof(*entries));
    for (row = rows->first; row != NULL; row = row->next) {
        struct entry *entry = &entries[candidate->entry_count];

        if (!str_eq(row->headword, headword))
            continue;
        entry_decode(entry, lookup->arena, row->body);
        entry->dict = arena_strdup(lookup->arena, row->dict->name);
        entry->headword = candidate->headword;
        entry->in_language = strcmp(row->dict->gloss, row->dict->lang) == 0;
        candidate->entry_count++;
    }
    candidate->entries = entries;
    candidate->in_dictionary = true;
}

static bool same_case_fold(struct str a, struct str b)
{
    char *fold_a = text_fold_case_dup(a), *fold_b = text_fold_case_dup(b);
    bool same = strcmp(fold_a, fold_b) == 0;

    free(fold_a);
    free(fold_b);
    return same;
}

/* The rows of one fold are alike by MATCH_FOLD already. */
static bool is_match(struct str headword, struct str word, enum match match)
{
    switch (match) {
    case MATCH_EXACT:
        return str_eq(headword, word);
    case MATCH_CASE:
        return str_eq(headword, word) || same_case_fold(headword, word);
    case MATCH_FOLD:
        break;
    }
    return true;
}

bool lookup_find(struct lookup *lookup, struct str word, enum match match)
{
    const struct lookup_rows *rows = read_rows(lookup, lookup_fold(lookup, word));
    enum match level;
    const struct row *row;
    bool found = false;

    for (level = MATCH_EXACT; level <= match; level++) {
        for (row = rows->first; row != NULL; row = row->next) {
            if (!is_match(row->headword, word, level))
                continue;
            add_headword(lookup, rows, row->headword);
            found = true;
        }
    }
    return found;
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

void lookup_add_lemma(struct lookup *lookup, struct str word)
{
    if (!lookup_find(lookup, word, MATCH_EXACT) && !lookup_find(lookup, word, MATCH_CASE) &&
        !lookup_find(lookup, word, MATCH_FOLD))
        add_candidate(lookup, word);
}

bool lookup_add_stems(struct lookup *lookup, struct str form)
{
    const char *stems[STEMS_MAX];
    size_t count =
        spelling_stems(lookup->library->spelling, lookup->arena, form, stems, ARRAY_LEN(stems));
    size_t before = lookup->candidate_count, i;

    for (i = 0; i < count; i++)
        lookup_add_lemma(lookup, str_of(stems[i]));
    for (i = before; i < lookup->candidate_count; i++) {
        if (lookup->candidates[i].in_dictionary)
            return true;
    }
    return false;
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

/* --- the answer --- */

enum { GROUP_COUNT = 4 };

/* Headwords in a dictionary, the doubtful ones behind; then lemmas that no
 * dictionary holds; then guesses. */
static int group(const struct lookup *lookup, size_t at)
{
    if (lookup->candidates[at].how == HOW_NEAR)
        return 3;
    if (!lookup->candidates[at].in_dictionary)
        return 2;
    return lookup->is_doubtful[at] ? 1 : 0;
}

static void fill(struct answer *out, struct lookup *lookup)
{
    struct candidate *candidates =
        arena_alloc(lookup->arena, (lookup->candidate_count + 1) * sizeof(*candidates));
    const char **near = arena_alloc(lookup->arena, sizeof(lookup->near));
    size_t count = 0, i;
    int now;

    for (now = 0; now < GROUP_COUNT; now++) {
        for (i = 0; i < lookup->candidate_count; i++) {
            if (group(lookup, i) == now)
                candidates[count++] = lookup->candidates[i];
        }
    }
    memcpy(near, lookup->near, sizeof(lookup->near));
    *out = (struct answer){
        .arena = lookup->arena,
        .query = lookup->form.ptr,
        .candidates = candidates,
        .candidate_count = count,
        .suggestions = near,
        .suggestion_count = lookup->near_count,
    };
}

enum err library_lookup(struct library *library, struct answer *out, const struct query *query)
{
    struct lookup lookup = { .library = library, .query = query };
    size_t i;
    enum err rc = lookup_check_query(query);

    if (rc != OK)
        return rc;
    lookup.arena = arena_new();
    lookup_read_query(&lookup);
    for (i = 0; i < ARRAY_LEN(steps); i++) {
        lookup.how = steps[i]->how;
        lookup.doubtful = false;
        steps[i]->run(&lookup);
    }
    fill(out, &lookup);
    return OK;
}

void answer_dispose(struct answer *answer)
{
    arena_free(answer->arena);
    *answer = (struct answer){ 0 };
}
