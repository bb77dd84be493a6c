#include "dict/wiktextract_tags.h"

#include "dict/base/mem.h"

struct word {
    const char *name, *shown;
};

static const struct word *find(const struct word *words, size_t count, struct str name)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (str_is(name, words[i].name))
            return &words[i];
    }
    return NULL;
}

/* What entry_pos() does not know. */
static const struct word parts[] = {
    { "intj", "interj" },        { "name", "name" },         { "det", "art" },
    { "prep_phrase", "phrase" }, { "postp", "prep" },        { "adj_noun", "adj" },
    { "adj_verb", "adj" },       { "adv_phrase", "phrase" }, { "adnominal", "adj" },
    { "counter", "noun" },       { "participle", "adj" },
};

bool wiktextract_is_no_word(const char *pos)
{
    return strcmp(pos, "romanization") == 0;
}

void wiktextract_add_pos(struct entry_builder *builder, struct str pos)
{
    const struct word *found = find(parts, ARRAY_LEN(parts), pos);

    builder->entry.pos = found != NULL ? found->shown : entry_pos(pos);
    if (builder->entry.pos == NULL && !str_is(pos, "unknown") && !str_is(pos, "soft-redirect"))
        entry_add_grammar(builder, pos);
}

static const struct word grammar[] = {
    { "masculine", "masc" },       { "feminine", "fem" },        { "neuter", "neut" },
    { "common-gender", "common" }, { "perfective", "pf" },       { "imperfective", "impf" },
    { "invariable", "inv" },       { "plural-only", "pl only" }, { "plurale-tantum", "pl only" },
};

void wiktextract_add_grammar(struct entry_builder *builder, struct str tag)
{
    const struct word *found = find(grammar, ARRAY_LEN(grammar), tag);
    struct str rest = str_of(builder->entry.grammar), part;

    if (found == NULL)
        return;
    while (str_next(&rest, ',', &part)) {
        if (str_is(str_trim(part), found->shown))
            return;
    }
    entry_add_grammar(builder, str_of(found->shown));
}

bool wiktextract_label(struct str tag, struct str *label)
{
    static const struct word labels[] = {
        { "transitive", "trans" },
        { "intransitive", "intr" },
        { "reflexive", "refl" },
        { "pronominal", "refl" },
        { "plural", "pl" },
        { "figuratively", "fig." },
        { "especially", NULL },
        { "form-of", NULL },
        { "alt-of", NULL },
        { "no-gloss", NULL },
        { "masculine", NULL },
        { "feminine", NULL },
        { "neuter", NULL },
        { "error-misspelling", NULL },
        { "usually", NULL },
        { "error-lua-exec", NULL },
        { "error-unknown-tag", NULL },
        { "error-unrecognized-form", NULL },
    };
    const struct word *found = find(labels, ARRAY_LEN(labels), tag);

    if (found != NULL && found->shown == NULL)
        return false;
    if (found == NULL && find(grammar, ARRAY_LEN(grammar), tag) != NULL)
        return false;
    *label = found != NULL ? str_of(found->shown) : tag;
    return label->len > 0;
}

bool wiktextract_is_form(struct str form, const json_t *tags)
{
    /* Names of tables; words in other letters; the verbs that perfects are made with;
     * "ho mangiato", of which each word is looked up by itself. */
    static const struct word others[] = {
        { "table-tags", NULL },   { "inflection-template", NULL },    { "class", NULL },
        { "romanization", NULL }, { "transliteration", NULL },        { "auxiliary", NULL },
        { "canonical", NULL },    { "multiword-construction", NULL },
    };
    size_t i;

    if (form.len == 0 || str_is(form, "-") || str_is(form, "–") || str_is(form, "—"))
        return false;
    for (i = 0; i < json_array_size(tags); i++) {
        if (find(others, ARRAY_LEN(others), json_slice(json_array_get(tags, i))) != NULL)
            return false;
    }
    return true;
}
