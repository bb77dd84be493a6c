#include "dict/entry_builder.h"

#include <string.h>

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

void entry_add_sense(struct entry_builder *builder, struct str gloss)
{
    const char *text = entry_text(builder, gloss);

    if (builder->entry.sense_count == ENTRY_SENSES_MAX)
        return;
    builder->senses[builder->entry.sense_count++] =
        (struct sense){ .gloss = text != NULL ? text : "",
                        .examples = builder->examples + builder->example_count };
}

void entry_set_gloss(struct entry_builder *builder, struct str gloss)
{
    const char *text = entry_text(builder, gloss);

    builder->senses[builder->entry.sense_count - 1].gloss = text != NULL ? text : "";
}

static struct sense *last_sense(struct entry_builder *builder)
{
    if (builder->entry.sense_count == 0)
        entry_add_sense(builder, str_of(""));
    return &builder->senses[builder->entry.sense_count - 1];
}

static void append(struct entry_builder *builder, const char **to, struct str text, const char *gap)
{
    const char *copy = entry_text(builder, text);

    if (copy != NULL)
        *to = *to == NULL ? copy : arena_printf(builder->arena, "%s%s%s", *to, gap, copy);
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

void entry_add_ref(struct entry_builder *builder, enum ref_kind kind, struct str headword)
{
    const char *copy = entry_text(builder, headword);
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

const char *entry_pos(struct str mark)
{
    static const struct {
        const char *mark, *pos;
    } rows[] = {
        { "n", "noun" },        { "s", "noun" },        { "s.m.", "noun" },
        { "s.f.", "noun" },     { "s.m.inv.", "noun" }, { "s.m.f.", "noun" },
        { "noun", "noun" },     { "v", "verb" },        { "v.", "verb" },
        { "verb", "verb" },     { "vt", "verb" },       { "vi", "verb" },
        { "adj", "adj" },       { "agg.", "adj" },      { "a", "adj" },
        { "adv", "adv" },       { "avv.", "adv" },      { "pron", "pron" },
        { "pron.", "pron" },    { "prep", "prep" },     { "prep.", "prep" },
        { "conj", "conj" },     { "cong.", "conj" },    { "int", "interj" },
        { "interj", "interj" }, { "inter.", "interj" }, { "num", "num" },
        { "art", "art" },       { "art.", "art" },      { "phrase", "phrase" },
        { "loc.", "phrase" },   { "abbr", "abbr" },     { "r", "adv" },
        { "ppron", "pron" },    { "indfpron", "pron" }, { "dempron", "pron" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        if (str_is(mark, rows[i].mark))
            return rows[i].pos;
    }
    return NULL;
}
