/* A tab of the Open Multilingual Wordnet, joined with WordNet's English: the words that
 * share a synset are the glosses, its definition the note. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/import.h"
#include "dict/omw.h"
#include "dict/pool.h"
#include "dict/wordnet_files.h"

enum {
    PROGRESS_ROWS = 4096,
    ROWS_MAX = 1 << 24,
    GLOSSES_MAX = 5,
    SENSES_MAX = 100, /* of one word and part of speech */
    HEAD_BYTES = 4096,
    GLOSS_BYTES_MAX = 4096
};
static const size_t FILE_BYTES_MAX = (size_t)512 << 20;
static const char usual_wordnet[] = "/usr/share/wordnet/data.noun";

static bool probe(const char *path)
{
    struct file_map file;
    struct str head;
    bool found;

    if (!import_has_extension(path, ".tab") || file_map(&file, path, FILE_BYTES_MAX) != OK)
        return false;
    head = str_sub(str_make((const char *)file.bytes, file.len), 0, HEAD_BYTES);
    found = str_find(head, str_of("lemma\t"), 0) < head.len;
    file_unmap(&file);
    return found;
}

/* wn-data-ita */
static void guess(struct import_guess *out, const char *path, const char *with)
{
    static const char start[] = "wn-data-";

    (void)with;
    import_name(out->name, sizeof(out->name), path, ".tab");
    snprintf(out->gloss, sizeof(out->gloss), "en");
    if (str_starts(str_of(out->name), str_of(start)))
        snprintf(out->lang, sizeof(out->lang), "%.15s", out->name + strlen(start));
}

struct reading {
    struct compiler *compiler;
    const struct compiled_meta *meta;
    struct wordnet_files files;
    struct file_map tab;
    struct pool words;      /* value: which of lemmas */
    struct omw_row *lemmas; /* text: empty */
    size_t lemma_count, lemma_room;
    struct omw_row *texts; /* definitions and examples, sorted by synset */
    size_t text_count, text_room;
    struct entry_builder *builder;
    struct buf spare;
};

/* --- the tab --- */

static enum err append(struct omw_row **rows, size_t *count, size_t *room,
                       const struct omw_row *row)
{
    struct omw_row *grown;

    if (*count == *room) {
        size_t wanted = *room > 0 ? *room * 2 : 1024;

        grown = wanted <= ROWS_MAX ? realloc(*rows, wanted * sizeof(**rows)) : NULL;
        if (grown == NULL)
            return err_set(ERR_LIMIT, "a wordnet's tab has too many lines");
        *rows = grown;
        *room = wanted;
    }
    (*rows)[(*count)++] = *row;
    return OK;
}

/* Some wordnets say that a language has no word for a synset. */
static bool is_gap(struct str text)
{
    return str_is(text, "GAP!") || str_is(text, "PSEUDOGAP!");
}

static enum err take_row(struct reading *reading, const struct omw_row *row)
{
    enum err rc;

    if (row->kind != OMW_LEMMA)
        return append(&reading->texts, &reading->text_count, &reading->text_room, row);
    if (is_gap(row->text))
        return OK;
    buf_clear(&reading->spare);
    wordnet_word(&reading->spare, row->text);
    rc = pool_add(&reading->words, buf_str(&reading->spare), (uint32_t)reading->lemma_count);
    return rc == OK ? append(&reading->lemmas, &reading->lemma_count, &reading->lemma_room, row)
                    : rc;
}

static int compare_synsets(const struct omw_row *a, const struct omw_row *b)
{
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return 0;
}

/* Texts of one synset stay in the tab's order: they are slices of it. */
static int by_synset(const void *a, const void *b)
{
    const struct omw_row *x = a, *y = b;
    int order = compare_synsets(x, y);

    if (order != 0)
        return order;
    return x->text.ptr < y->text.ptr ? -1 : x->text.ptr > y->text.ptr;
}

static enum err read_tab(struct reading *reading, const struct progress *progress)
{
    struct omw_reader reader = { str_make((const char *)reading->tab.bytes, reading->tab.len), 0,
                                 reading->meta->source_path };
    struct omw_row row;
    enum err rc;

    while ((rc = omw_next(&reader, &row)) == OK) {
        if (reader.line % PROGRESS_ROWS == 0 &&
            !progress_step(progress, reading->meta->name, reading->tab.len - reader.rest.len,
                           reading->tab.len))
            return err_set(ERR_CANCELLED, "stopped");
        rc = take_row(reading, &row);
        if (rc != OK)
            return rc;
    }
    if (rc != ERR_ABSENT)
        return rc;
    if (reading->text_count > 1)
        qsort(reading->texts, reading->text_count, sizeof(*reading->texts), by_synset);
    pool_sort(&reading->words);
    return OK;
}

/* The first of the tab's texts for SYNSET; one past the last if there is none. */
static size_t find_texts(const struct reading *reading, const struct omw_row *synset)
{
    size_t low = 0, high = reading->text_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_synsets(&reading->texts[middle], synset) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* --- entries --- */

/* A sense of the word at hand. */
struct sense_of {
    const struct omw_row *row;
    int64_t count; /* how often its English words were met in it */
};

static int by_count(const void *a, const void *b)
{
    const struct sense_of *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return compare_synsets(x->row, y->row);
}

static int64_t count_synset(const struct wordnet *net, const struct wordnet_synset *synset)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < synset->word_count; i++)
        sum += wordnet_count(net, synset, i);
    return sum;
}

/* "house, dwelling", and the definition as a note. */
static void add_english(struct reading *reading, const struct wordnet_synset *synset)
{
    size_t i;

    buf_clear(&reading->spare);
    for (i = 0; i < synset->word_count && i < GLOSSES_MAX; i++) {
        if (i > 0)
            buf_adds(&reading->spare, ", ");
        wordnet_word(&reading->spare, synset->words[i].text);
    }
    entry_add_sense(reading->builder, buf_str(&reading->spare));
    entry_add_note(reading->builder, synset->definition);
}

/* The tab's own texts for SYNSET: definitions as senses, or else examples. */
static void add_texts(struct reading *reading, const struct omw_row *synset, enum omw_kind kind)
{
    size_t at = find_texts(reading, synset);

    for (; at < reading->text_count; at++) {
        const struct omw_row *row = &reading->texts[at];

        if (compare_synsets(row, synset) != 0)
            return;
        if (row->kind == kind && kind == OMW_DEFINITION)
            entry_add_sense(reading->builder, row->text);
        else if (row->kind == kind)
            entry_add_example(reading->builder, row->text, str_of(""));
    }
}

static enum err end_entry(struct reading *reading, struct str headword)
{
    if (reading->builder->entry.sense_count == 0)
        return OK;
    return compiler_add(reading->compiler, headword, &reading->builder->entry);
}

static void begin_entry(struct reading *reading, struct arena *arena, enum wordnet_part part)
{
    entry_begin(reading->builder, arena);
    reading->builder->entry.pos = wordnet_part_name(part);
}

/* What is said in the language itself comes first, as an entry of its own. */
static enum err put_senses(struct reading *reading, struct str headword, enum wordnet_part part,
                           const struct sense_of *senses, size_t count)
{
    struct arena *arena = arena_new();
    struct wordnet_synset synset;
    enum err rc;
    size_t i;

    begin_entry(reading, arena, part);
    for (i = 0; i < count; i++)
        add_texts(reading, senses[i].row, OMW_DEFINITION);
    rc = end_entry(reading, headword);
    begin_entry(reading, arena, part);
    for (i = 0; i < count; i++) {
        if (!wordnet_read(&synset, &reading->files.net, part, senses[i].row->offset))
            continue;
        add_english(reading, &synset);
        add_texts(reading, senses[i].row, OMW_EXAMPLE);
    }
    if (rc == OK)
        rc = end_entry(reading, headword);
    arena_free(arena);
    return rc;
}

/* The lemma rows FIRST up to END are one word's: those of PART. */
static enum err put_part(struct reading *reading, size_t first, size_t end, enum wordnet_part part)
{
    struct sense_of senses[SENSES_MAX];
    struct wordnet_synset synset;
    size_t count = 0, i;

    for (i = first; i < end && count < SENSES_MAX; i++) {
        const struct omw_row *row = &reading->lemmas[reading->words.items[i].value];

        if (row->part != part)
            continue;
        senses[count] = (struct sense_of){ row, 0 };
        if (wordnet_read(&synset, &reading->files.net, part, row->offset))
            senses[count].count = count_synset(&reading->files.net, &synset);
        count++;
    }
    if (count == 0)
        return OK;
    qsort(senses, count, sizeof(*senses), by_count);
    return put_senses(reading, pool_text(&reading->words, first), part, senses, count);
}

static enum err put_words(struct reading *reading, const struct progress *progress)
{
    const struct pool *words = &reading->words;
    size_t first, end;
    enum err rc = OK;
    int part;

    for (first = 0; first < words->count && rc == OK; first = end) {
        for (end = first + 1;
             end < words->count && str_eq(pool_text(words, end), pool_text(words, first));)
            end++;
        if (first / PROGRESS_ROWS != end / PROGRESS_ROWS &&
            !progress_step(progress, reading->meta->name, end, words->count))
            return err_set(ERR_CANCELLED, "stopped");
        for (part = 0; part < WORDNET_PARTS && rc == OK; part++)
            rc = put_part(reading, first, end, (enum wordnet_part)part);
    }
    return rc;
}

/* --- all --- */

static enum err open_files(struct reading *reading)
{
    const struct compiled_meta *meta = reading->meta;
    const char *english = meta->with_path != NULL ? meta->with_path : usual_wordnet;
    enum err rc = file_map(&reading->tab, meta->source_path, FILE_BYTES_MAX);

    if (rc != OK)
        return rc;
    rc = wordnet_files_open(&reading->files, english);
    return rc == OK ? OK : err_prefix(rc, "%s", meta->source_path);
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct reading reading = { .compiler = compiler, .meta = meta };
    enum err rc;

    (void)title;
    pool_init(&reading.words);
    buf_init(&reading.spare, GLOSS_BYTES_MAX);
    reading.builder = xcalloc(1, sizeof(*reading.builder));
    rc = open_files(&reading);
    if (rc == OK)
        rc = read_tab(&reading, progress);
    if (rc == OK)
        rc = put_words(&reading, progress);
    file_unmap(&reading.tab);
    wordnet_files_close(&reading.files);
    pool_dispose(&reading.words);
    buf_dispose(&reading.spare);
    free(reading.lemmas);
    free(reading.texts);
    free(reading.builder);
    return rc;
}

const struct import_ops omw_import = {
    .format = "omw", .probe = probe, .guess = guess, .run = run
};
