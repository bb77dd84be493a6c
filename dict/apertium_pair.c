#include "dict/apertium_pair.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "dict/apertium.h"
#include "dict/att.h"
#include "dict/base/mem.h"

enum {
    PROGRESS_PAIRS = 4096,
    PAIRS_MAX = 5 * 1000 * 1000,
    CANDIDATES_MAX = 64, /* translations of one headword that are looked at */
    SHARE = 1000
};

enum gender { MASC = 1, FEM = 2, NEUT = 4, ALL_GENDERS = MASC | FEM | NEUT };

/* A word as the one side of a pair has it. */
struct side {
    const char *lemma; /* in the table's arena */
    const char *pos;   /* static; NULL if unknown */
    unsigned gender;   /* 0 where the pair does not tell */
    bool plural;       /* it has no singular */
};

struct pair {
    struct side from, to;
    size_t at; /* its place in the dictionary */
};

struct table {
    struct arena *arena;
    struct pair *pairs;
    size_t count, room;
    struct buf word, lemma;
};

/* --- reading --- */

static unsigned gender_of(struct str tags)
{
    static const struct {
        const char *tag;
        unsigned gender;
    } genders[] = {
        { "m", MASC }, { "f", FEM }, { "nt", NEUT }, { "mf", MASC | FEM }, { "mfn", ALL_GENDERS },
    };
    unsigned gender = 0;
    size_t i;

    for (i = 0; i < ARRAY_LEN(genders); i++) {
        if (apertium_has_tag(tags, genders[i].tag))
            gender |= genders[i].gender;
    }
    return gender;
}

/* The words of ANALYSIS as one: the first tells what they are. False if it is a sign,
 * or a pronoun without a lemma of its own. */
static bool read_side(struct table *table, struct side *side, struct str analysis)
{
    struct apertium_word word;

    buf_clear(&table->lemma);
    while (apertium_next(&analysis, &table->word, &word)) {
        if (!apertium_is_lemma(&word))
            return false;
        if (table->lemma.len == 0)
            *side = (struct side){ .pos = word.pos,
                                   .gender = gender_of(word.tags),
                                   .plural = apertium_has_tag(word.tags, "pl") };
        else
            buf_addc(&table->lemma, ' ');
        buf_add_str(&table->lemma, word.lemma);
    }
    if (table->lemma.len == 0)
        return false;
    side->lemma = arena_strndup(table->arena, table->lemma.data, table->lemma.len);
    return true;
}

static enum err add_pair(struct table *table, const struct pair *pair)
{
    size_t room = table->room > 0 ? table->room * 2 : 1024;
    struct pair *pairs;

    if (table->count == table->room) {
        pairs = table->count < PAIRS_MAX ? realloc(table->pairs, room * sizeof(*pairs)) : NULL;
        if (pairs == NULL)
            return err_set(ERR_LIMIT, "more pairs of words than the memory takes");
        table->pairs = pairs;
        table->room = room;
    }
    table->pairs[table->count++] = *pair;
    return OK;
}

static enum err take_pair(void *ctx, struct str from, struct str to)
{
    struct table *table = ctx;
    struct pair pair = { .at = table->count };

    if (!apertium_is_form(from) || !apertium_is_form(to) || !read_side(table, &pair.from, from) ||
        !read_side(table, &pair.to, to))
        return OK;
    return add_pair(table, &pair);
}

static int compare_sides(const struct side *a, const struct side *b)
{
    int order = strcmp(a->lemma, b->lemma);

    return order != 0 ? order : strcmp(a->pos != NULL ? a->pos : "", b->pos != NULL ? b->pos : "");
}

static int compare_pairs(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    int order = compare_sides(&x->from, &y->from);

    if (order != 0)
        return order;
    return x->at < y->at ? -1 : x->at > y->at;
}

static void table_dispose(struct table *table)
{
    arena_free(table->arena);
    free(table->pairs);
    buf_dispose(&table->word);
    buf_dispose(&table->lemma);
}

/* Pairs of one word keep the dictionary's order. TABLE is to be disposed of whatever comes. */
static enum err read_table(struct table *table, struct str text, uint64_t steps_max,
                           const char *name)
{
    struct att *att = NULL;
    enum err rc;

    *table = (struct table){ .arena = arena_new() };
    buf_init(&table->word, ATT_TEXT_MAX);
    buf_init(&table->lemma, ATT_TEXT_MAX * 2);
    rc = att_parse(&att, (const uint8_t *)text.ptr, text.len, name);
    if (rc == OK)
        rc = att_expand(att, steps_max, name, take_pair, table);
    if (rc == OK && table->count > 1)
        qsort(table->pairs, table->count, sizeof(*table->pairs), compare_pairs);
    att_free(att);
    return rc;
}

/* --- translations --- */

struct candidate {
    const char *gloss;
    unsigned votes;  /* pairs that lead to it */
    unsigned shares; /* and more where a pair leads to few others */
    size_t at;       /* its place among all */
};

/* One headword on its way to an entry. */
struct group {
    struct side head;
    struct candidate candidates[CANDIDATES_MAX];
    size_t count;
};

static void add_candidate(struct group *group, const char *gloss, size_t fan_out)
{
    struct candidate *each = group->candidates;
    size_t i;

    for (i = 0; i < group->count && strcmp(each[i].gloss, gloss) != 0; i++)
        ;
    if (i == CANDIDATES_MAX)
        return;
    if (i == group->count)
        each[group->count++] = (struct candidate){ .gloss = gloss, .at = i };
    each[i].votes++;
    each[i].shares += (unsigned)(SHARE / fan_out);
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->votes != y->votes)
        return x->votes > y->votes ? -1 : 1;
    if (x->shares != y->shares)
        return x->shares > y->shares ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* The first pair that is not before SIDE. */
static size_t first_pair(const struct table *table, const struct side *side)
{
    size_t low = 0, high = table->count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (compare_sides(&table->pairs[middle].from, side) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "llum" as light is feminine, as lamp masculine. */
static bool agree(unsigned a, unsigned b)
{
    return a == 0 || b == 0 || (a & b) != 0;
}

/* What the word of the pivot on PAIR's far side means. */
static void add_through(struct group *group, const struct pair *pair, const struct table *with)
{
    size_t first = first_pair(with, &pair->to), end = first, i;

    while (end < with->count && compare_sides(&with->pairs[end].from, &pair->to) == 0)
        end++;
    for (i = first; i < end; i++) {
        const struct pair *next = &with->pairs[i];

        if (!agree(pair->to.gender, next->from.gender))
            continue;
        add_candidate(group, next->to.lemma, end - first);
        /* A pair without genders leaves them as they are on the way. */
        if (pair->from.gender == 0 && pair->to.gender == 0)
            group->head.gender |= next->from.gender;
    }
}

static void begin_group(struct group *group, const struct pair *pair)
{
    group->head = pair->from;
    group->count = 0;
}

/* --- entries --- */

static void add_grammar(struct entry_builder *builder, const struct side *head)
{
    static const struct {
        unsigned gender;
        const char *label;
    } labels[] = { { MASC, "masc" }, { FEM, "fem" }, { NEUT, "neut" } };
    bool is_noun = head->pos != NULL && strcmp(head->pos, "noun") == 0;
    size_t i;

    for (i = 0; i < ARRAY_LEN(labels); i++) {
        if (is_noun && (head->gender & labels[i].gender) != 0)
            entry_add_grammar(builder, str_of(labels[i].label));
    }
    if (is_noun && head->plural)
        entry_add_grammar(builder, str_of("pl"));
}

struct output {
    const struct apertium_pair *pair;
    struct entry_builder *builder;
    struct buf gloss;
    entry_sink found;
    void *ctx;
};

static enum err end_group(struct output *output, struct group *group)
{
    struct entry_builder *builder = output->builder;
    struct arena *arena;
    size_t i;
    enum err rc;

    if (group->count == 0)
        return OK;
    qsort(group->candidates, group->count, sizeof(*group->candidates), compare_candidates);
    buf_clear(&output->gloss);
    for (i = 0; i < group->count && i < APERTIUM_GLOSSES_MAX; i++) {
        buf_adds(&output->gloss, i > 0 ? ", " : "");
        buf_adds(&output->gloss, group->candidates[i].gloss);
    }
    arena = arena_new();
    entry_begin(builder, arena);
    builder->entry.headword = group->head.lemma;
    builder->entry.pos = group->head.pos;
    builder->entry.via = output->pair->via;
    add_grammar(builder, &group->head);
    entry_add_sense(builder, buf_str(&output->gloss));
    rc = output->found(output->ctx, &builder->entry);
    arena_free(arena);
    return rc;
}

static enum err write_entries(struct output *output, const struct table *table,
                              const struct table *with, const struct progress *progress)
{
    struct group group = { .count = 0 };
    size_t i;
    enum err rc = OK;

    for (i = 0; i < table->count && rc == OK; i++) {
        const struct pair *pair = &table->pairs[i];

        if (i % PROGRESS_PAIRS == 0 &&
            !progress_step(progress, output->pair->name, i, table->count))
            return err_set(ERR_CANCELLED, "stopped");
        if (i == 0 || compare_sides(&pair->from, &group.head) != 0) {
            rc = end_group(output, &group);
            begin_group(&group, pair);
        }
        group.head.gender |= pair->from.gender;
        group.head.plural &= pair->from.plural;
        if (output->pair->via == NULL)
            add_candidate(&group, pair->to.lemma, 1);
        else
            add_through(&group, pair, with);
    }
    return rc == OK ? end_group(output, &group) : rc;
}

enum err apertium_entries(const struct apertium_pair *pair, uint64_t steps_max, entry_sink found,
                          void *ctx, const struct progress *progress)
{
    struct output output = { .pair = pair, .found = found, .ctx = ctx };
    struct table table = { 0 }, with = { 0 };
    enum err rc = read_table(&table, pair->text, steps_max, pair->name);

    if (rc == OK && pair->via != NULL)
        rc = read_table(&with, pair->with, steps_max, pair->name);
    output.builder = xcalloc(1, sizeof(*output.builder));
    buf_init(&output.gloss, (size_t)APERTIUM_GLOSSES_MAX * (ATT_TEXT_MAX * 2 + 2));
    if (rc == OK)
        rc = write_entries(&output, &table, &with, progress);
    buf_dispose(&output.gloss);
    free(output.builder);
    table_dispose(&table);
    table_dispose(&with);
    return rc;
}
