/* A candidate's entries on the card: grammar, senses, examples, references. */

#include <stdio.h>

#include "app/overlay/builder.h"

/* "noun · masc, sg   /akˈɔɾt/      freedict-deu-eng" */
static void add_grammar(struct builder *builder, const struct entry *entry)
{
    const char *gap = "";

    builder_block(builder, (struct block){ .above = SPACE_BLOCK, .max_lines = 2 });
    if (entry->pos != NULL) {
        builder_span(builder, entry->pos, ROLE_GRAMMAR);
        gap = "   ";
    }
    if (entry->grammar != NULL) {
        builder_span(builder, entry->pos != NULL ? " · " : "", ROLE_GRAMMAR);
        builder_span(builder, entry->grammar, ROLE_GRAMMAR);
        gap = "   ";
    }
    if (entry->ipa != NULL) {
        builder_span(builder, arena_printf(builder->arena, "%s/%s/", gap, entry->ipa), ROLE_IPA);
        gap = "   ";
    }
    builder_span(builder, gap, ROLE_LABEL);
    builder_span(builder, entry->dict, ROLE_LABEL);
}

static void add_example(struct builder *builder, const struct example *example)
{
    builder_block(builder, (struct block){ .above = SPACE_TIGHT, .indent = true, .max_lines = 3 });
    builder_span(builder, example->text, ROLE_EXAMPLE);
    if (example->translation != NULL) {
        builder_span(builder, "  ", ROLE_EXAMPLE);
        builder_span(builder, example->translation, ROLE_EXAMPLE_TRANSLATION);
    }
}

static void add_sense(struct builder *builder, const struct entry *entry, size_t number)
{
    const struct sense *sense = &entry->senses[number];
    size_t i;

    builder_block(builder, (struct block){ .above = SPACE_LINE, .hang = entry->sense_count > 1 });
    if (entry->sense_count > 1)
        builder_span(builder, arena_printf(builder->arena, "%zu  ", number + 1), ROLE_NUMBER);
    if (sense->label != NULL)
        builder_span(builder, arena_printf(builder->arena, "%s  ", sense->label), ROLE_LABEL);
    builder_span(builder, sense->gloss, entry->in_language ? ROLE_DEFINITION : ROLE_TRANSLATION);
    if (sense->note != NULL)
        builder_span(builder, arena_printf(builder->arena, "  (%s)", sense->note), ROLE_NOTE);
    for (i = 0; i < sense->example_count; i++)
        add_example(builder, &sense->examples[i]);
}

static void add_refs(struct builder *builder, const struct entry *entry, enum ref_kind kind,
                     const char *text)
{
    const char *gap = "  ";
    size_t i;

    for (i = 0; i < entry->ref_count; i++) {
        if (entry->refs[i].kind != kind)
            continue;
        if (text != NULL) {
            builder_block(builder, (struct block){ .above = SPACE_LINE, .max_lines = 2 });
            builder_span(builder, builder_text(builder, text, NULL, NULL), ROLE_LABEL);
            text = NULL;
        }
        builder_span(builder, gap, ROLE_COMPLETION);
        builder_span(builder, entry->refs[i].headword, ROLE_COMPLETION);
        gap = ", ";
    }
}

static void add_entry(struct builder *builder, const struct entry *entry)
{
    size_t i;

    add_grammar(builder, entry);
    for (i = 0; i < entry->sense_count; i++)
        add_sense(builder, entry, i);
    add_refs(builder, entry, REF_SYNONYM, "entry.synonyms");
    add_refs(builder, entry, REF_ANTONYM, "entry.antonyms");
    add_refs(builder, entry, REF_SEE, "entry.see");
}

void content_add_entries(struct builder *builder, const struct candidate *candidate)
{
    const struct card *card = builder->card;
    bool wait = card_has_both(card) && !card->translation_asked;
    size_t i;

    if (candidate->entry_count == 0)
        builder_line(builder, builder_text(builder, "answer.no-entry", NULL, NULL), ROLE_NOTE,
                     SPACE_BLOCK);
    /* Asked for, the translation comes first: it is what the eye looks for then. */
    for (i = 0; i < candidate->entry_count && card->translation_asked; i++) {
        if (!candidate->entries[i].in_language)
            add_entry(builder, &candidate->entries[i]);
    }
    for (i = 0; i < candidate->entry_count; i++) {
        if (candidate->entries[i].in_language || (!wait && !card->translation_asked))
            add_entry(builder, &candidate->entries[i]);
    }
}
