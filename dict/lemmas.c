/* The headwords a form may belong to, by the tables and the spelling file. */

#include "dict/lookup.h"

#include "dict/base/text.h"
#include "dict/deinflect.h"
#include "dict/pos.h"

enum { STEMS_MAX = 12 };

/* Gathering from one table after the other. */
struct gathering {
    struct lookup *lookup;
    struct str form;
    struct lemma *lemmas;
    size_t count;
    struct way way; /* of the table being read */
    enum match best;
    struct str before; /* the last row's lemma: its place is counted once */
};

static bool is_known(const struct gathering *to, struct str lemma, const struct way *way)
{
    size_t i;

    for (i = 0; i < to->count; i++) {
        if (to->lemmas[i].way.source == way->source && to->lemmas[i].way.pos == way->pos &&
            to->lemmas[i].way.match <= way->match && str_eq(to->lemmas[i].text, lemma))
            return true;
    }
    return false;
}

static bool gather(void *ctx, const struct form *row)
{
    struct gathering *to = ctx;
    struct way way = to->way;

    way.match = lookup_match(row->form, to->form);
    way.pos = pos_code(row->pos);
    if (way.match < to->best)
        to->best = way.match;
    if (to->before.ptr != NULL && !str_eq(to->before, row->lemma))
        to->way.place++;
    way.place = to->way.place;
    to->before = row->lemma;
    if (row->lemma.len > 0 && !is_known(to, row->lemma, &way))
        to->lemmas[to->count++] = (struct lemma){ lookup_keep(to->lookup, row->lemma), way };
    return to->count < LEMMAS_MAX;
}

static void gather_irregular(struct gathering *to, struct str fold)
{
    const struct library *library = to->lookup->library;
    size_t i;

    to->way = (struct way){ .how = HOW_FORM, .irregular = true };
    for (i = 0; i < library->irregular_count && to->count < LEMMAS_MAX; i++) {
        const struct irregular *irregular = &library->irregulars[i];

        if (str_eq(irregular->fold, fold))
            gather(to, &(struct form){ irregular->form, irregular->lemma, NULL });
    }
}

/* Without the rows that are less like the form than the best by other accents; without all
 * such rows where the form is a headword as it stands. */
static size_t drop_accents(struct gathering *to)
{
    size_t i, count = 0;

    if (to->best == MATCH_FOLD && lookup_has(to->lookup, to->form, MATCH_EXACT))
        return 0;
    for (i = 0; i < to->count; i++) {
        if (to->lemmas[i].way.match < MATCH_FOLD || to->best == MATCH_FOLD)
            to->lemmas[count++] = to->lemmas[i];
    }
    return count;
}

/* --- reflexive verbs --- */

size_t lookup_keep_verbs(struct lemma *lemmas, size_t count)
{
    size_t i, kept = 0;

    for (i = 0; i < count; i++) {
        if (lemmas[i].way.pos == pos_code("verb"))
            lemmas[kept++] = lemmas[i];
    }
    return kept;
}

enum { PLAIN_PLACES = 4 /* how far the plain verb stands behind the reflexive */ };

/* The ending of FOLD that a reflexive verb's forms have; empty if it has none. */
static struct str reflexive_ending(const struct lookup *lookup, struct str fold)
{
    string_list ending = lookup->library->language->reflexive;

    while (*ending != NULL && !str_ends(fold, str_of(*ending)))
        ending++;
    return *ending != NULL ? str_of(*ending) : str_make("", 0);
}

/* Puts before each verb of OUT the reflexive one, whose form this is by its ending: the
 * tables have располагать alone for располагается. */
static size_t add_reflexive(struct lookup *lookup, struct lemma out[LEMMAS_MAX], size_t count)
{
    const char *ending = lookup->library->language->reflexive[0];
    const size_t known = count;
    size_t i;

    for (i = 0; i < known && count < LEMMAS_MAX; i++) {
        if (out[i].way.pos != pos_code("verb") || reflexive_ending(lookup, out[i].text).len > 0)
            continue;
        out[count] = out[i];
        out[count++].text =
            str_of(arena_printf(lookup->arena, "%.*s%s", STR_ARG(out[i].text), ending));
        out[i].way.place += PLAIN_PLACES;
    }
    return count;
}

static size_t table_lemmas(struct lookup *lookup, struct str form, struct lemma out[LEMMAS_MAX])
{
    struct gathering to = { .lookup = lookup, .form = form, .lemmas = out, .best = MATCH_FOLD };
    struct str fold = lookup_fold(lookup, form);
    size_t i;

    gather_irregular(&to, fold);
    for (i = 0; i < lookup->library->table_count && to.count < LEMMAS_MAX; i++) {
        to.way = (struct way){ .how = HOW_FORM, .source = (unsigned)i + 1 };
        to.before = str_make(NULL, 0);
        forms_find(lookup->library->tables[i], fold, gather, &to);
    }
    return drop_accents(&to);
}

size_t lookup_form_lemmas(struct lookup *lookup, struct str form, struct lemma out[LEMMAS_MAX])
{
    const struct str ending = reflexive_ending(lookup, form);
    size_t count = table_lemmas(lookup, form, out);

    if (ending.len == 0 || ending.len == form.len)
        return count;
    if (count == 0)
        count = lookup_keep_verbs(
            out, table_lemmas(lookup, str_sub(form, 0, form.len - ending.len), out));
    return add_reflexive(lookup, out, count);
}

typedef void (*recase)(struct buf *out, struct str text);

static size_t add_stems(struct lookup *lookup, struct str form, enum match match,
                        struct lemma out[LEMMAS_MAX], size_t count)
{
    const char *stems[STEMS_MAX];
    size_t found =
        spelling_stems(lookup->library->spelling, lookup->arena, form, stems, ARRAY_LEN(stems));
    size_t i;

    for (i = 0; i < found && count < LEMMAS_MAX; i++) {
        const struct way way = { .how = HOW_STEM, .match = match, .place = (unsigned)i };

        out[count++] = (struct lemma){ str_of(stems[i]), way };
    }
    return count;
}

static size_t add_recased_stems(struct lookup *lookup, struct str form, recase convert,
                                enum match match, struct lemma out[LEMMAS_MAX], size_t count)
{
    struct buf text;

    buf_init(&text, (size_t)QUERY_MAX * 4);
    convert(&text, form);
    if (text.len > 0 && !str_eq(buf_str(&text), form))
        count = add_stems(lookup, lookup_keep(lookup, buf_str(&text)), match, out, count);
    buf_dispose(&text);
    return count;
}

/* What the tables have for FORM without an ending that a language's rules take off:
 * Bahnhöfe of Bahnhöfen; of an adjective also what is left, if tables or dictionaries know
 * it: uni of unies, which the tables may have as a form of a verb alone. */
static size_t add_bases(struct lookup *lookup, struct str form, struct lemma out[LEMMAS_MAX],
                        size_t count)
{
    struct deinflected bases[DEINFLECT_MAX];
    struct lemma found[LEMMAS_MAX];
    size_t base_count = deinflect(lookup->library->language, lookup->arena, form, bases), i, j;

    for (i = 0; i < base_count; i++) {
        size_t found_count = lookup_form_lemmas(lookup, bases[i].text, found);

        for (j = 0; j < found_count && count < LEMMAS_MAX; j++) {
            found[j].way.how = HOW_STEM;
            found[j].way.source += 1;
            out[count++] = found[j];
        }
        if (count == LEMMAS_MAX || strcmp(bases[i].class, "adj") != 0)
            continue;
        if (found_count > 0)
            out[count++] = (struct lemma){ bases[i].text,
                                           { .how = HOW_STEM, .place = found[0].way.place + 1 } };
        else if (lookup_has(lookup, bases[i].text, MATCH_EXACT))
            out[count++] = (struct lemma){ bases[i].text, { .how = HOW_STEM } };
    }
    return count;
}

/* As it is written, in small letters (ANDÒ, Andò), and, when nothing came of
 * it, with a capital (häuser). */
size_t lookup_stem_lemmas(struct lookup *lookup, struct str form, struct lemma out[LEMMAS_MAX])
{
    size_t count = add_stems(lookup, form, MATCH_EXACT, out, 0);

    count = add_recased_stems(lookup, form, text_lower, MATCH_SMALL, out, count);
    if (count == 0)
        count = add_recased_stems(lookup, form, text_title_first, MATCH_CASE, out, count);
    return lookup->library->language->spaced ? add_bases(lookup, form, out, count) : count;
}

bool lookup_add_lemmas(struct lookup *lookup, const struct lemma *lemmas, size_t count)
{
    const struct way own = lookup->way;
    bool found = false;
    size_t i;

    for (i = 0; i < count; i++) {
        lookup->way = lemmas[i].way;
        /* A step that took the query apart says so. */
        if (own.how == HOW_SPLIT || own.how == HOW_NEAR) {
            lookup->way.how = own.how;
            lookup->way.place += own.place;
            lookup->way.is_minor = own.is_minor;
            lookup->way.irregular |= own.irregular;
        }
        found |= lookup_add_lemma(lookup, lemmas[i].text);
    }
    lookup->way = own;
    return found;
}

bool lookup_add_word(struct lookup *lookup, struct str form)
{
    struct lemma lemmas[LEMMAS_MAX];
    bool found = lookup_find(lookup, form, MATCH_CASE);
    size_t count = lookup_form_lemmas(lookup, form, lemmas);

    found |= lookup_add_lemmas(lookup, lemmas, count);
    count = lookup_stem_lemmas(lookup, form, lemmas);
    found |= lookup_add_lemmas(lookup, lemmas, count);
    return found || lookup_find(lookup, form, MATCH_FOLD);
}
