/* The entries on the card: grammar, senses, examples, references. */

#include <stdlib.h>
#include <string.h>

#include "app/overlay/builder.h"

enum { FOLLOW_KEYS = 9 /* references that a digit follows */ };

/* "trans, refl" in the interface's language; what it has no word for stays as it is, and
 * what its word is "-" for, because it is nothing to a learner, goes. */
static void add_labels(struct builder *builder, const char *text, const char *gap)
{
    struct str rest = str_of(text), label;
    const char *name, *shown;
    char *key;

    while (str_next(&rest, ',', &label)) {
        label = str_trim(label);
        key = xasprintf("label.%.*s", STR_ARG(label));
        name = texts_get(builder->facts->texts, key);
        shown = name == key ? arena_strndup(builder->arena, label.ptr, label.len) : name;
        if (strcmp(shown, "-") != 0) {
            builder_span(builder, gap, ROLE_GRAMMAR);
            builder_span(builder, shown, ROLE_GRAMMAR);
            gap = ", ";
        }
        free(key);
    }
}

/* The learner's own has no dictionary's name but says so; "via Catalan" is said too. */
static void add_source(struct builder *builder, const struct entry *entry, const char *gap)
{
    builder_span(builder, gap, ROLE_LABEL);
    if (strcmp(entry->dict, OWN_DICT) == 0)
        builder_span(builder, builder_text(builder, "entry.own", NULL, NULL), ROLE_LABEL);
    else
        builder_span(builder, entry->dict, ROLE_LABEL);
    if (entry->via != NULL) {
        builder_span(builder, ", ", ROLE_LABEL);
        builder_span(builder, builder_text(builder, "entry.via", "lang", entry->via), ROLE_LABEL);
    }
}

/* "noun · masc, sg   /akˈɔɾt/      freedict-deu-eng" */
static void add_grammar(struct builder *builder, const struct entry *entry)
{
    const char *gap = "";

    builder_block(builder, (struct block){ .above = SPACE_BLOCK, .max_lines = 2 });
    if (entry->pos != NULL) {
        add_labels(builder, entry->pos, "");
        gap = "   ";
    }
    if (entry->grammar != NULL) {
        add_labels(builder, entry->grammar, entry->pos != NULL ? " · " : "");
        gap = "   ";
    }
    if (entry->reading != NULL) {
        builder_span(builder, arena_printf(builder->arena, "%s%s", gap, entry->reading), ROLE_IPA);
        gap = "   ";
    }
    if (entry->ipa != NULL) {
        builder_span(builder, arena_printf(builder->arena, "%s/%s/", gap, entry->ipa), ROLE_IPA);
        gap = "   ";
    }
    add_source(builder, entry, gap);
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

/* The references of KIND, each with the digit that follows it; *NUMBER counts those of all
 * entries. */
static void add_refs(struct builder *builder, const struct entry *entry, enum ref_kind kind,
                     size_t *number)
{
    static const char *const titles[] = {
        [REF_SEE] = "entry.see", [REF_SYNONYM] = "entry.synonyms", [REF_ANTONYM] = "entry.antonyms"
    };
    bool begun = false;
    size_t i;

    for (i = 0; i < entry->ref_count; i++) {
        if (entry->refs[i].kind != kind)
            continue;
        if (!begun) {
            builder_block(builder, (struct block){ .above = SPACE_LINE, .max_lines = 2 });
            builder_span(builder, builder_text(builder, titles[kind], NULL, NULL), ROLE_LABEL);
        }
        builder_span(builder, begun ? ", " : "  ", ROLE_COMPLETION);
        builder_click(builder, entry->refs[i].headword, ROLE_COMPLETION, CLICK_REF, *number);
        if (*number < FOLLOW_KEYS)
            builder_span(builder, arena_printf(builder->arena, " %zu", *number + 1), ROLE_NUMBER);
        begun = true;
        ++*number;
    }
}

static void add_entry(struct builder *builder, const struct entry *entry, size_t *refs)
{
    size_t i;
    int kind;

    add_grammar(builder, entry);
    for (i = 0; i < entry->sense_count; i++)
        add_sense(builder, entry, i);
    for (kind = REF_SEE; kind <= REF_ANTONYM; kind++)
        add_refs(builder, entry, (enum ref_kind)kind, refs);
}

void content_add_entries(struct builder *builder)
{
    size_t count, refs = 0, i;
    const struct entry *entries = card_entries(builder->card, builder->arena, &count);

    if (count == 0)
        builder_line(builder, builder_text(builder, "answer.no-entry", NULL, NULL), ROLE_NOTE,
                     SPACE_BLOCK);
    for (i = 0; i < count; i++)
        add_entry(builder, &entries[i], &refs);
}
