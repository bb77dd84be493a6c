#include "dict/yomitan_marks.h"

#include "dict/base/mem.h"

/* Codes that begin alike are told by their first letters; the longer ones come first. */
static const struct mark {
    const char *code;
    bool prefix;
    const char *pos, *grammar;
} marks[] = {
    { "n", false, "noun", NULL },          { "n-suf", false, "noun", "suffix" },
    { "n-pref", false, "noun", "prefix" }, { "n-pr", false, "noun", "proper" },
    { "n-", true, "noun", NULL },          { "v1", true, "verb", "v1" },
    { "v5", true, "verb", "v5" },          { "vk", false, "verb", "vk" },
    { "vs", true, "verb", "vs" },          { "vz", false, "verb", "vz" },
    { "vt", false, "verb", "trans" },      { "vi", false, "verb", "intr" },
    { "v-unspec", false, "verb", NULL },   { "v2", true, "verb", NULL },
    { "v4", true, "verb", NULL },          { "vn", false, "verb", NULL },
    { "vr", false, "verb", NULL },         { "adj-i", false, "adj", "adj-i" },
    { "adj-ix", false, "adj", "adj-i" },   { "adj-na", false, "adj", "adj-na" },
    { "adj-no", false, "adj", "adj-no" },  { "adj-", true, "adj", NULL },
    { "adv-to", false, "adv", "adv-to" },  { "aux-v", false, "verb", "aux" },
    { "aux-adj", false, "adj", "aux" },    { "aux", false, NULL, "aux" },
    { "cop", false, "verb", "copula" },    { "cop-da", false, "verb", "copula" },
    { "ctr", false, "noun", "counter" },   { "exp", false, "phrase", NULL },
    { "pn", false, "pron", NULL },         { "pref", false, NULL, "prefix" },
    { "suf", false, NULL, "suffix" },      { "prt", false, NULL, "particle" },
    { "unc", false, NULL, NULL },
};

static const struct mark *find(struct str code)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(marks); i++) {
        if (str_is(code, marks[i].code) ||
            (marks[i].prefix && str_starts(code, str_of(marks[i].code))))
            return &marks[i];
    }
    return NULL;
}

void yomitan_add_grammar(struct entry_builder *builder, struct str text)
{
    struct str rest = str_of(builder->entry.grammar), part;

    while (str_next(&rest, ',', &part)) {
        if (str_eq(str_trim(part), text))
            return;
    }
    entry_add_grammar(builder, text);
}

static void add_pos(struct entry_builder *builder, const char *pos)
{
    if (builder->entry.pos == NULL)
        builder->entry.pos = pos;
    else if (strcmp(builder->entry.pos, pos) != 0)
        yomitan_add_grammar(builder, str_of(pos));
}

bool yomitan_add_mark(struct entry_builder *builder, struct str mark)
{
    const struct mark *found = find(mark);
    const char *pos = found != NULL ? found->pos : entry_pos(mark);

    if (pos != NULL)
        add_pos(builder, pos);
    if (found != NULL && found->grammar != NULL)
        yomitan_add_grammar(builder, str_of(found->grammar));
    return found != NULL || pos != NULL;
}

void yomitan_add_rules(struct entry_builder *builder, struct str rules)
{
    static const char *const classes[] = { "v1", "v5", "vk", "vs", "vz", "adj-i" };
    struct str rule;
    size_t i;

    while (str_next(&rules, ' ', &rule)) {
        for (i = 0; i < ARRAY_LEN(classes); i++) {
            if (str_is(rule, classes[i]))
                yomitan_add_grammar(builder, rule);
        }
    }
}
