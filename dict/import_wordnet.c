/* Princeton WordNet as a definition dictionary of English. Senses are in the order of
 * its indexes, which is by how often they were met in texts; so are the parts of speech
 * of a word, for which the four indexes, each sorted, are read side by side. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/import.h"
#include "dict/wordnet_files.h"

enum { PROGRESS_ROWS = 4096, SYNONYMS_MAX = 8, NOTE_BYTES_MAX = 4096 };

static bool probe(const char *path)
{
    return strcmp(file_base(path), "data.noun") == 0;
}

static void guess(struct import_guess *out, const char *path, const char *with)
{
    (void)path;
    (void)with;
    *out = (struct import_guess){ .name = "wordnet", .lang = "en", .gloss = "en" };
}

/* A synset that a lemma is in, and which of its words the lemma is. */
struct member {
    struct wordnet_synset synset;
    size_t word;
    bool is_done;
};

/* An index, at the lemma read last. */
struct cursor {
    struct str rest;
    struct wordnet_lemma lemma;
    bool is_at_end;
    struct member members[WORDNET_OFFSETS_MAX]; /* of the lemma */
    size_t member_count;
    int64_t count; /* how often it was met */
};

struct reading {
    struct compiler *compiler;
    const struct compiled_meta *meta;
    struct wordnet_files files;
    struct cursor cursors[WORDNET_PARTS];
    struct entry_builder *builder;
    struct buf text;
};

static struct str member_word(const struct member *member)
{
    return member->synset.words[member->word].text;
}

/* --- entries --- */

/* WORD with blanks, borrowed until the next call. */
static struct str spell(struct reading *reading, struct str word)
{
    buf_clear(&reading->text);
    wordnet_word(&reading->text, word);
    return buf_str(&reading->text);
}

static void add_synonyms(struct reading *reading, const struct member *member)
{
    const struct wordnet_synset *synset = &member->synset;
    size_t i, count = 0;

    buf_clear(&reading->text);
    for (i = 0; i < synset->word_count && count < SYNONYMS_MAX; i++) {
        if (i == member->word)
            continue;
        if (count++ > 0)
            buf_adds(&reading->text, ", ");
        wordnet_word(&reading->text, synset->words[i].text);
    }
    if (count > 0)
        entry_add_note(reading->builder, buf_str(&reading->text));
}

static void add_antonyms(struct reading *reading, const struct member *member)
{
    struct str rest = member->synset.pointers;
    struct wordnet_synset other;
    enum wordnet_part part;
    uint64_t offset;
    size_t word;

    while (wordnet_next_antonym(&rest, member->word, &part, &offset, &word)) {
        if (wordnet_read(&other, &reading->files.net, part, offset) && word < other.word_count)
            entry_add_ref(reading->builder, REF_ANTONYM, spell(reading, other.words[word].text));
    }
}

static void add_sense(struct reading *reading, const struct member *member)
{
    entry_add_sense(reading->builder, member->synset.definition);
    add_synonyms(reading, member);
    wordnet_add_examples(reading->builder, &member->synset);
    add_antonyms(reading, member);
}

/* The members from AT on that are spelled alike (China is not china): one entry. */
static enum err put_entry(struct reading *reading, enum wordnet_part part, size_t at)
{
    struct cursor *cursor = &reading->cursors[part];
    struct arena *arena = arena_new();
    struct str word = member_word(&cursor->members[at]), headword;
    int64_t count = 0;
    enum err rc;

    entry_begin(reading->builder, arena);
    reading->builder->entry.headword = entry_text(reading->builder, spell(reading, word));
    reading->builder->entry.pos = wordnet_part_name(part);
    for (; at < cursor->member_count; at++) {
        struct member *member = &cursor->members[at];

        if (member->is_done || !str_eq(member_word(member), word))
            continue;
        add_sense(reading, member);
        count += wordnet_count(&reading->files.net, &member->synset, member->word);
        member->is_done = true;
    }
    headword = str_of(reading->builder->entry.headword);
    rc = compiler_add(reading->compiler, headword, &reading->builder->entry);
    if (rc == OK && count > 0)
        rc = compiler_add_frequency(reading->compiler, headword, FREQUENCY_COUNT, count);
    arena_free(arena);
    return rc;
}

static enum err put_part(struct reading *reading, enum wordnet_part part)
{
    const struct cursor *cursor = &reading->cursors[part];
    enum err rc = OK;
    size_t i;

    for (i = 0; i < cursor->member_count && rc == OK; i++) {
        if (!cursor->members[i].is_done)
            rc = put_entry(reading, part, i);
    }
    return rc;
}

/* --- the indexes --- */

/* Which word of SYNSET is LEMMA, in whatever case; its count if none is. */
static size_t find_word(struct buf *spare, const struct wordnet_synset *synset, struct str lemma)
{
    size_t i;

    for (i = 0; i < synset->word_count; i++) {
        buf_clear(spare);
        text_lower(spare, synset->words[i].text);
        if (str_eq(buf_str(spare), lemma))
            break;
    }
    return i;
}

static enum err read_members(struct reading *reading, enum wordnet_part part)
{
    struct cursor *cursor = &reading->cursors[part];
    const struct wordnet_lemma *lemma = &cursor->lemma;
    size_t i;

    cursor->member_count = 0;
    cursor->count = 0;
    for (i = 0; i < lemma->offset_count; i++) {
        struct member *member = &cursor->members[cursor->member_count];

        if (!wordnet_read(&member->synset, &reading->files.net, part, lemma->offsets[i]))
            return err_set(ERR_FORMAT, "%s: index.%s: \"%.*s\" is in no synset; get the file anew",
                           reading->meta->source_path, wordnet_part_name(part),
                           STR_ARG(lemma->text));
        member->word = find_word(&reading->text, &member->synset, lemma->text);
        member->is_done = false;
        if (member->word == member->synset.word_count)
            continue;
        cursor->member_count++;
        cursor->count += wordnet_count(&reading->files.net, &member->synset, member->word);
    }
    return OK;
}

static enum err advance(struct reading *reading, enum wordnet_part part)
{
    struct cursor *cursor = &reading->cursors[part];
    enum err rc = wordnet_next_lemma(&cursor->rest, &cursor->lemma, reading->meta->source_path);

    cursor->is_at_end = rc == ERR_ABSENT;
    return cursor->is_at_end ? OK : rc;
}

/* The lemma that comes first in the alphabet; its text is NULL at the end of all. */
static struct str first_lemma(const struct reading *reading)
{
    struct str first = { NULL, 0 };
    int part;

    for (part = 0; part < WORDNET_PARTS; part++) {
        const struct cursor *cursor = &reading->cursors[part];

        if (!cursor->is_at_end && (first.ptr == NULL || str_compare(cursor->lemma.text, first) < 0))
            first = cursor->lemma.text;
    }
    return first;
}

/* Of the parts whose bit is in PARTS, the one met most often. */
static enum wordnet_part most_frequent(const struct reading *reading, unsigned parts)
{
    int best = -1, part;

    for (part = 0; part < WORDNET_PARTS; part++) {
        if ((parts & 1U << part) != 0 &&
            (best < 0 || reading->cursors[part].count > reading->cursors[best].count))
            best = part;
    }
    return (enum wordnet_part)best;
}

static enum err put_lemma(struct reading *reading, struct str lemma)
{
    enum wordnet_part part;
    unsigned parts = 0;
    enum err rc = OK;
    int i;

    for (i = 0; i < WORDNET_PARTS && rc == OK; i++) {
        const struct cursor *cursor = &reading->cursors[i];

        if (cursor->is_at_end || !str_eq(cursor->lemma.text, lemma))
            continue;
        parts |= 1U << i;
        rc = read_members(reading, (enum wordnet_part)i);
    }
    while (parts != 0 && rc == OK) {
        part = most_frequent(reading, parts);
        parts &= ~(1U << part);
        rc = put_part(reading, part);
        if (rc == OK)
            rc = advance(reading, part);
    }
    return rc;
}

static enum err put_lemmas(struct reading *reading, const struct progress *progress)
{
    const struct cursor *longest = &reading->cursors[WORDNET_NOUN];
    size_t size = longest->rest.len, count = 0;
    struct str lemma;
    enum err rc = OK;
    int part;

    for (part = 0; part < WORDNET_PARTS && rc == OK; part++)
        rc = advance(reading, (enum wordnet_part)part);
    while (rc == OK && (lemma = first_lemma(reading)).ptr != NULL) {
        if (count++ % PROGRESS_ROWS == 0 &&
            !progress_step(progress, reading->meta->name, size - longest->rest.len, size))
            rc = err_set(ERR_CANCELLED, "stopped");
        else
            rc = put_lemma(reading, lemma);
    }
    return rc;
}

/* "mice mouse": the form, then what it may be a form of. */
static enum err put_exceptions(struct reading *reading, enum wordnet_part part)
{
    struct str rest = reading->files.net.exceptions[part], line, word;
    struct buf form;
    enum err rc = OK;

    buf_init(&form, HEADWORD_MAX);
    while (rc == OK && str_next(&rest, '\n', &line)) {
        if (!str_next(&line, ' ', &word))
            continue;
        buf_clear(&form);
        wordnet_word(&form, word);
        while (rc == OK && str_next(&line, ' ', &word))
            rc = compiler_add_form(reading->compiler, buf_str(&form), spell(reading, word),
                                   wordnet_part_name(part));
    }
    buf_dispose(&form);
    return rc;
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct reading *reading = xcalloc(1, sizeof(*reading));
    enum err rc = wordnet_files_open(&reading->files, meta->source_path);
    int part;

    reading->compiler = compiler;
    reading->meta = meta;
    reading->builder = xcalloc(1, sizeof(*reading->builder));
    buf_init(&reading->text, NOTE_BYTES_MAX);
    for (part = 0; part < WORDNET_PARTS; part++)
        reading->cursors[part].rest = reading->files.net.index[part];
    if (rc == OK)
        rc = put_lemmas(reading, progress);
    for (part = 0; part < WORDNET_PARTS && rc == OK; part++)
        rc = put_exceptions(reading, (enum wordnet_part)part);
    if (rc == OK)
        *title = xstrdup("Princeton WordNet");
    wordnet_files_close(&reading->files);
    buf_dispose(&reading->text);
    free(reading->builder);
    free(reading);
    return rc;
}

const struct import_ops wordnet_import = {
    .format = "wordnet", .probe = probe, .guess = guess, .run = run
};
