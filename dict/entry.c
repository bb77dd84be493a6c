#include "dict/entry.h"

#include <string.h>

/* The storage form's letters; the order of refs is that of enum ref_kind. */
static const char ref_letters[] = ">=!";

static void add_line(struct buf *out, char letter, const char *text)
{
    size_t i, start;

    if (text == NULL)
        return;
    buf_addc(out, letter);
    start = out->len;
    buf_adds(out, text);
    for (i = start; i < out->len; i++) {
        if ((unsigned char)out->data[i] < ' ')
            out->data[i] = ' ';
    }
    buf_addc(out, '\n');
}

static void encode_sense(struct buf *out, const struct sense *sense)
{
    size_t i;

    add_line(out, 's', sense->gloss);
    add_line(out, 'l', sense->label);
    add_line(out, 'n', sense->note);
    for (i = 0; i < sense->example_count; i++) {
        add_line(out, 'x', sense->examples[i].text);
        add_line(out, 't', sense->examples[i].translation);
    }
}

void entry_encode(struct buf *out, const struct entry *entry)
{
    size_t i;

    add_line(out, 'p', entry->pos);
    add_line(out, 'g', entry->grammar);
    add_line(out, 'i', entry->ipa);
    add_line(out, 'r', entry->reading);
    add_line(out, 'v', entry->via);
    for (i = 0; i < entry->sense_count; i++)
        encode_sense(out, &entry->senses[i]);
    for (i = 0; i < entry->ref_count; i++)
        add_line(out, ref_letters[entry->refs[i].kind], entry->refs[i].headword);
}

/* How many lines of STORED begin with LETTER, so that arrays are made once. */
static size_t count_lines(struct str stored, const char *letters, size_t max)
{
    struct str line;
    size_t count = 0;

    while (count < max && str_next(&stored, '\n', &line))
        count += line.len > 0 && strchr(letters, line.ptr[0]) != NULL;
    return count;
}

struct decoding {
    struct entry *entry;
    struct arena *arena;
    struct sense *senses;
    struct example *examples; /* room for all of the entry's; senses take runs of it */
    struct ref *refs;
    size_t examples_used;
};

static void begin_sense(struct decoding *to, const char *gloss)
{
    if (to->entry->sense_count == ENTRY_SENSES_MAX)
        return;
    to->senses[to->entry->sense_count++] =
        (struct sense){ .gloss = gloss, .examples = to->examples + to->examples_used };
}

static void add_example(struct decoding *to, struct sense *sense, const char *text)
{
    if (sense->example_count == ENTRY_EXAMPLES_MAX)
        return;
    to->examples[to->examples_used++].text = text;
    sense->example_count++;
}

static void decode_in_sense(struct decoding *to, char letter, const char *text)
{
    struct sense *sense;

    if (to->entry->sense_count == 0)
        return;
    sense = &to->senses[to->entry->sense_count - 1];
    if (letter == 'l')
        sense->label = text;
    else if (letter == 'n')
        sense->note = text;
    else if (letter == 'x')
        add_example(to, sense, text);
    else if (letter == 't' && sense->example_count > 0)
        to->examples[to->examples_used - 1].translation = text;
}

static void decode_line(struct decoding *to, struct str line)
{
    const char *text = arena_strndup(to->arena, line.ptr + 1, line.len - 1);
    const char *ref = strchr(ref_letters, line.ptr[0]);

    switch (line.ptr[0]) {
    case 'p':
        to->entry->pos = text;
        break;
    case 'g':
        to->entry->grammar = text;
        break;
    case 'i':
        to->entry->ipa = text;
        break;
    case 'r':
        to->entry->reading = text;
        break;
    case 'v':
        to->entry->via = text;
        break;
    case 's':
        begin_sense(to, text);
        break;
    default:
        if (ref != NULL && to->entry->ref_count < ENTRY_REFS_MAX)
            to->refs[to->entry->ref_count++] =
                (struct ref){ (enum ref_kind)(ref - ref_letters), text };
        else
            decode_in_sense(to, line.ptr[0], text);
    }
}

void entry_decode(struct entry *entry, struct arena *arena, struct str stored)
{
    enum { EXAMPLES_MAX = ENTRY_SENSES_MAX * ENTRY_EXAMPLES_MAX };
    struct decoding to = { .entry = entry, .arena = arena };
    struct str line;

    to.senses =
        arena_alloc(arena, count_lines(stored, "s", ENTRY_SENSES_MAX) * sizeof(struct sense));
    to.examples =
        arena_alloc(arena, count_lines(stored, "x", EXAMPLES_MAX) * sizeof(struct example));
    to.refs =
        arena_alloc(arena, count_lines(stored, ref_letters, ENTRY_REFS_MAX) * sizeof(struct ref));
    entry->senses = to.senses;
    entry->refs = to.refs;
    entry->sense_count = entry->ref_count = 0;
    entry->pos = entry->grammar = entry->ipa = entry->reading = entry->via = NULL;
    while (str_next(&stored, '\n', &line)) {
        if (line.len > 0)
            decode_line(&to, line);
    }
}

/* --- plain text --- */

static void print_grammar(struct buf *out, const struct entry *entry)
{
    const char *gap = "";

    if (entry->pos != NULL) {
        buf_adds(out, entry->pos);
        gap = " ";
    }
    if (entry->grammar != NULL) {
        buf_printf(out, "%s(%s)", gap, entry->grammar);
        gap = " ";
    }
    if (entry->ipa != NULL) {
        buf_printf(out, "%s/%s/", gap, entry->ipa);
        gap = " ";
    }
    if (gap[0] != '\0')
        buf_addc(out, '\n');
}

static void print_sense(struct buf *out, const struct sense *sense, size_t number)
{
    size_t i;

    if (number > 0)
        buf_printf(out, "%zu. ", number);
    if (sense->label != NULL)
        buf_printf(out, "[%s] ", sense->label);
    buf_adds(out, sense->gloss);
    if (sense->note != NULL)
        buf_printf(out, " (%s)", sense->note);
    buf_addc(out, '\n');
    for (i = 0; i < sense->example_count; i++) {
        buf_printf(out, "   %s", sense->examples[i].text);
        if (sense->examples[i].translation != NULL)
            buf_printf(out, " - %s", sense->examples[i].translation);
        buf_addc(out, '\n');
    }
}

static void print_refs(struct buf *out, const struct entry *entry, enum ref_kind kind,
                       const char *word)
{
    const char *gap = word;
    size_t i;

    for (i = 0; i < entry->ref_count; i++) {
        if (entry->refs[i].kind != kind)
            continue;
        buf_printf(out, "%s%s", gap, entry->refs[i].headword);
        gap = ", ";
    }
    if (gap != word)
        buf_addc(out, '\n');
}

void entry_print(struct buf *out, const struct entry *entry)
{
    size_t i;

    print_grammar(out, entry);
    for (i = 0; i < entry->sense_count; i++)
        print_sense(out, &entry->senses[i], entry->sense_count > 1 ? i + 1 : 0);
    print_refs(out, entry, REF_SYNONYM, "= ");
    print_refs(out, entry, REF_ANTONYM, "≠ ");
    print_refs(out, entry, REF_SEE, "→ ");
    if (out->len > 0 && out->data[out->len - 1] == '\n')
        buf_truncate(out, out->len - 1);
}
