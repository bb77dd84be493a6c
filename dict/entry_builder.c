#include "dict/entry_builder.h"

#include <string.h>
#include <strings.h>

/* What dictionaries write for a part of speech and other grammar, and what we make of it;
 * the frequent ones first. */
static const struct mark {
    const char *mark, *pos, *grammar; /* NULL: says nothing of it */
} known_marks[] = {
    { "n", "noun", NULL },
    { "sg", NULL, "sg" },
    { "fem", NULL, "fem" },
    { "masc", NULL, "masc" },
    { "neut", NULL, "neut" },
    { "pl", NULL, "pl" },
    { "v", "verb", NULL },
    { "adj", "adj", NULL },
    { "adv", "adv", NULL },
    { "trans", NULL, "trans" },
    { "intr", NULL, "intr" },
    { "refl", NULL, "refl" },
    { "noun", "noun", NULL },
    { "verb", "verb", NULL },
    { "s", "noun", NULL },
    { "m", NULL, "masc" },
    { "f", NULL, "fem" },
    { "tr", NULL, "trans" },
    { "vt", "verb", "trans" },
    { "vi", "verb", "intr" },
    { "pn", "noun", "proper" },
    { "prep", "prep", NULL },
    { "pron", "pron", NULL },
    { "conj", "conj", NULL },
    { "int", "interj", NULL },
    { "interj", "interj", NULL },
    { "num", "num", NULL },
    { "art", "art", NULL },
    { "phrase", "phrase", NULL },
    { "abbr", "abbr", NULL },
    { "abbrev", "abbr", NULL },
    { "acronym", "abbr", NULL },
    { "idiom", "phrase", NULL },
    { "proverb", "phrase", NULL },
    { "expressions", "phrase", NULL },
    { "adjective", "adj", NULL },
    { "adjectival", "adj", NULL },
    { "adverb", "adv", NULL },
    { "pronoun", "pron", NULL },
    { "preposition", "prep", NULL },
    { "conjunction", "conj", NULL },
    { "interjection", "interj", NULL },
    { "numeral", "num", NULL },
    { "numeric", "num", NULL },
    { "article", "art", NULL },
    { "ppron", "pron", "pers" },
    { "indfpron", "pron", "indef" },
    { "dempron", "pron", "dem" },
    { "agg", "adj", NULL },
    { "avv", "adv", NULL },
    { "cong", "conj", NULL },
    { "inter", "interj", NULL },
    { "loc", "phrase", NULL },
    { "nom", "noun", NULL },
    { "verbe", "verb", NULL },
    { "adjectif", "adj", NULL },
    { "adverbe", "adv", NULL },
    { "pronom", "pron", NULL },
    { "determinant", "art", NULL },
    { "conjonction", "conj", NULL },
    { "nombre", "num", NULL },
    { "abreviation", "abbr", NULL },
};

void entry_begin(struct entry_builder *builder, struct arena *arena)
{
    builder->arena = arena;
    builder->example_count = 0;
    builder->entry = (struct entry){ .dict = "", .senses = builder->senses, .refs = builder->refs };
}

const char *entry_text(struct entry_builder *builder, struct str text)
{
    text = str_trim(text);
    return text.len > 0 ? arena_strndup(builder->arena, text.ptr, text.len) : NULL;
}

static void append(struct entry_builder *builder, const char **to, struct str text, const char *gap)
{
    const char *copy = entry_text(builder, text);

    if (copy != NULL)
        *to = *to == NULL ? copy : arena_printf(builder->arena, "%s%s%s", *to, gap, copy);
}

/* --- grammar --- */

static const struct mark *find_mark(struct str text)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(known_marks); i++) {
        if (strncasecmp(known_marks[i].mark, text.ptr, text.len) == 0 &&
            known_marks[i].mark[text.len] == '\0')
            return &known_marks[i];
    }
    return NULL;
}

const char *entry_pos(struct str mark)
{
    const struct mark *found = mark.len > 0 ? find_mark(mark) : NULL;

    return found != NULL ? found->pos : NULL;
}

void entry_add_grammar(struct entry_builder *builder, struct str grammar)
{
    append(builder, &builder->entry.grammar, grammar, ", ");
}

static void add_mark(struct entry_builder *builder, struct str text)
{
    struct entry *entry = &builder->entry;
    const struct mark *mark = find_mark(text);

    if (mark == NULL)
        entry_add_grammar(builder, text);
    else if (mark->pos != NULL && entry->pos == NULL)
        entry->pos = mark->pos;
    else if (mark->pos != NULL && strcmp(mark->pos, entry->pos) != 0)
        entry_add_grammar(builder, str_of(mark->pos));
    if (mark != NULL && mark->grammar != NULL)
        entry_add_grammar(builder, str_of(mark->grammar));
}

void entry_add_marks(struct entry_builder *builder, struct str marks)
{
    struct str part, mark;

    while (str_next(&marks, ',', &part)) {
        while (str_next(&part, '.', &mark)) {
            mark = str_trim(mark);
            if (mark.len > 0)
                add_mark(builder, mark);
        }
    }
}

/* --- senses --- */

void entry_add_sense(struct entry_builder *builder, struct str gloss)
{
    const char *text = entry_text(builder, gloss);

    if (builder->entry.sense_count == ENTRY_SENSES_MAX)
        return;
    builder->senses[builder->entry.sense_count++] =
        (struct sense){ .gloss = text != NULL ? text : "",
                        .examples = builder->examples + builder->example_count };
}

static struct sense *last_sense(struct entry_builder *builder)
{
    if (builder->entry.sense_count == 0)
        entry_add_sense(builder, str_of(""));
    return &builder->senses[builder->entry.sense_count - 1];
}

void entry_add_gloss(struct entry_builder *builder, struct str gloss)
{
    struct sense *sense = last_sense(builder);
    const char *text = entry_text(builder, gloss);

    if (text != NULL)
        sense->gloss = text;
}

void entry_add_label(struct entry_builder *builder, struct str label)
{
    append(builder, &last_sense(builder)->label, label, ", ");
}

void entry_add_note(struct entry_builder *builder, struct str note)
{
    append(builder, &last_sense(builder)->note, note, "; ");
}

void entry_add_example(struct entry_builder *builder, struct str text, struct str translation)
{
    struct sense *sense = last_sense(builder);
    const char *copy = entry_text(builder, text);

    if (copy == NULL || sense->example_count == ENTRY_EXAMPLES_MAX ||
        builder->example_count == BUILDER_EXAMPLES_MAX)
        return;
    builder->examples[builder->example_count++] =
        (struct example){ copy, entry_text(builder, translation) };
    sense->example_count++;
}

/* --- references --- */

/* JMdict's writings have remarks before them: "(irregular okurigana usage)  話し". */
static struct str without_remark(struct str text)
{
    size_t end = text.len > 0 && text.ptr[0] == '(' ? str_find_char(text, ')', 0) : text.len;

    return end + 1 < text.len ? str_trim(str_from(text, end + 1)) : text;
}

void entry_add_ref(struct entry_builder *builder, enum ref_kind kind, struct str headword)
{
    const char *copy = entry_text(builder, without_remark(str_trim(headword)));
    size_t i;

    if (copy == NULL || builder->entry.ref_count == ENTRY_REFS_MAX ||
        (builder->entry.headword != NULL && strcmp(copy, builder->entry.headword) == 0))
        return;
    for (i = 0; i < builder->entry.ref_count; i++) {
        if (strcmp(builder->refs[i].headword, copy) == 0)
            return;
    }
    builder->refs[builder->entry.ref_count++] = (struct ref){ kind, copy };
}

void entry_add_refs(struct entry_builder *builder, enum ref_kind kind, struct str list)
{
    size_t open, close = 0;

    while ((open = str_find_char(list, '{', close)) < list.len) {
        close = str_find_char(list, '}', open);
        if (close == list.len)
            return;
        entry_add_ref(builder, kind, str_sub(list, open + 1, close - open - 1));
    }
}
