/* Ding's German-English file. A word stands in many lines, as the headword of one and
 * among the synonyms of others: its senses are collected from all of them, those of
 * which it is the headword first. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/text.h"
#include "dict/ding.h"
#include "dict/import.h"
#include "dict/pool.h"

enum {
    PROGRESS_LINES = 4096,
    LINE_BYTES_MAX = 1 << 15,
    EXAMPLES_MAX = 8, /* of a sense: more nobody reads during a game */
    STEM_BYTES_LEAST = 3,
    ROLE_SHIFT = 26 /* a key's value: the role above the row's number */
};
static const size_t FILE_BYTES_MAX = (size_t)512 << 20, TEXT_BYTES_MAX = (size_t)1 << 30;
static const uint32_t ROWS_MAX = UINT32_C(1) << ROLE_SHIFT;

static bool probe(const char *path)
{
    struct file_map file;
    bool is_ding;

    if (strcmp(file_base(path), "de-en") != 0 || file_map(&file, path, FILE_BYTES_MAX) != OK)
        return false;
    is_ding = str_starts(str_make((const char *)file.bytes, file.len), str_of("# Version :: "));
    file_unmap(&file);
    return is_ding;
}

/* The file serves both ways: from English, reversed lookup finds its headwords. */
static void guess(struct import_guess *out, const char *path, const char *with)
{
    (void)path;
    (void)with;
    *out = (struct import_guess){ .name = "ding-de-en", .lang = "de", .gloss = "en" };
}

/* What one line says of a word, in the entry's storage form: LEN bytes at AT, of which
 * the first HEAD_LEN are part of speech and grammar, the rest a sense. */
struct row {
    uint32_t at, head_len, len;
    bool is_done; /* it is in an entry */
};

/* What a word is in its line; a word's senses are in this order. */
enum role { ROLE_HEADWORD, ROLE_SYNONYM, ROLE_MADE_WITH };

struct reading {
    struct compiler *compiler;
    const char *name; /* of the dictionary */
    struct buf text;  /* that rows point into */
    struct row *rows;
    size_t row_count, row_room;
    struct pool words; /* value: role and row */
    struct ding_line line;
    struct buf entry; /* the one being put together */
};

/* --- collecting --- */

static enum err make_row_room(struct reading *reading)
{
    size_t room = reading->row_room > 0 ? reading->row_room * 2 : 1024;
    struct row *rows;

    if (reading->row_count < reading->row_room)
        return OK;
    rows = room <= ROWS_MAX ? realloc(reading->rows, room * sizeof(*rows)) : NULL;
    if (rows == NULL)
        return err_set(ERR_LIMIT, "%s: too many words for the memory there is", reading->name);
    reading->rows = rows;
    reading->row_room = room;
    return OK;
}

/* Whether TEXT has HEADWORD in it, but for its first letter's case and its ending. */
static bool is_example_of(struct str text, struct str headword)
{
    size_t len = headword.len > STEM_BYTES_LEAST + 2 ? headword.len - 2 : headword.len;

    return len > 1 && str_find(text, str_sub(headword, 1, len - 1), 0) < text.len;
}

static bool is_one_word(const char *text)
{
    return strchr(text, ' ') == NULL;
}

/* The parts that show how TERM is used. */
static size_t find_examples(struct example *out, const struct ding_line *line,
                            const struct ding_term *term)
{
    size_t i, count = 0;

    for (i = 1; i < line->part_count && count < EXAMPLES_MAX; i++) {
        const struct ding_part *part = &line->parts[i];

        if (part->kind == DING_FORMS || is_one_word(part->terms[0].text) ||
            part->gloss[0] == '\0' || !is_example_of(part->german, str_of(term->headword)))
            continue;
        out[count++] = (struct example){ part->terms[0].text, part->gloss };
    }
    return count;
}

static enum err collect_term(struct reading *reading, const struct ding_part *part,
                             const struct ding_term *term, enum role role)
{
    struct example examples[EXAMPLES_MAX];
    struct sense sense = { part->gloss, term->label, term->note, examples, 0 };
    struct entry head = { .pos = term->pos, .grammar = term->grammar };
    struct entry body = { .senses = &sense, .sense_count = 1 };
    struct row row = { .at = (uint32_t)reading->text.len };
    uint32_t value = (uint32_t)role << ROLE_SHIFT | (uint32_t)reading->row_count;
    enum err rc = make_row_room(reading);

    if (rc != OK || part->gloss[0] == '\0')
        return rc;
    if (role != ROLE_MADE_WITH)
        sense.example_count = find_examples(examples, &reading->line, term);
    entry_encode(&reading->text, &head);
    row.head_len = (uint32_t)(reading->text.len - row.at);
    entry_encode(&reading->text, &body);
    row.len = (uint32_t)(reading->text.len - row.at);
    reading->rows[reading->row_count++] = row;
    rc = buf_ok(&reading->text, reading->name);
    return rc == OK ? pool_add(&reading->words, str_of(term->headword), value) : rc;
}

static enum err collect_part(struct reading *reading, size_t at)
{
    const struct ding_part *part = &reading->line.parts[at];
    enum role role = at > 0 ? ROLE_MADE_WITH : ROLE_HEADWORD;
    enum err rc = OK;
    size_t i;

    for (i = 0; i < part->term_count && rc == OK && part->kind == DING_WORDS; i++)
        rc = collect_term(reading, part, &part->terms[i],
                          role == ROLE_HEADWORD && i > 0 ? ROLE_SYNONYM : role);
    return rc;
}

static enum err add_form(void *ctx, struct str form, struct str lemma, const char *pos)
{
    return compiler_add_form(ctx, form, lemma, pos);
}

static enum err collect_line(struct reading *reading, struct str text)
{
    struct arena *arena = arena_new();
    enum err rc = OK;
    size_t i;

    if (ding_parse(&reading->line, arena, text)) {
        rc = ding_find_forms(&reading->line, add_form, reading->compiler);
        for (i = 0; i < reading->line.part_count && rc == OK; i++)
            rc = collect_part(reading, i);
    }
    arena_free(arena);
    return rc;
}

static enum err collect(struct reading *reading, struct str text, const char *path,
                        const struct progress *progress)
{
    struct str rest = text, line;
    size_t number = 0;
    enum err rc = OK;

    while (rc == OK && str_next(&rest, '\n', &line)) {
        if (++number % PROGRESS_LINES == 0 &&
            !progress_step(progress, reading->name, text.len - rest.len, text.len))
            rc = err_set(ERR_CANCELLED, "stopped");
        else if (line.len > LINE_BYTES_MAX || !text_is_valid(line))
            rc = err_set(ERR_FORMAT, "%s: line %zu: %s; get the file anew", path, number,
                         line.len > LINE_BYTES_MAX ? "it is too long" : "it is not valid UTF-8");
        else
            rc = collect_line(reading, line);
    }
    return rc;
}

/* --- putting together --- */

static struct str row_text(const struct reading *reading, const struct row *row, size_t from,
                           size_t to)
{
    return str_make(reading->text.data + row->at + from, to - from);
}

static struct row *row_of(struct reading *reading, size_t word)
{
    return &reading->rows[reading->words.items[word].value & (ROWS_MAX - 1)];
}

/* The sense of ROW, if its gloss is not in the entry yet. */
static void add_sense(struct reading *reading, const struct row *row)
{
    struct str sense = row_text(reading, row, row->head_len, row->len);
    struct str gloss = str_sub(sense, 0, str_find_char(sense, '\n', 0) + 1);

    if (str_find(buf_str(&reading->entry), gloss, 0) == reading->entry.len)
        buf_add_str(&reading->entry, sense);
}

static struct str head_of(const struct reading *reading, const struct row *row)
{
    return row_text(reading, row, 0, row->head_len);
}

/* Whether the rows belong into one entry: of one part of speech and, but for verbs, of
 * one grammar (die Leiter is another word than der Leiter). */
static bool is_together(const struct reading *reading, const struct row *a, const struct row *b)
{
    static const char verb[] = "pverb\n";
    struct str head_a = head_of(reading, a), head_b = head_of(reading, b);

    return str_eq(head_a, head_b) ||
           (str_starts(head_a, str_of(verb)) && str_starts(head_b, str_of(verb)));
}

/* The rows from AT up to END that belong to AT's are an entry. */
static enum err put_entry(struct reading *reading, size_t at, size_t end)
{
    const struct row *first = row_of(reading, at);
    struct str head = head_of(reading, first);
    struct arena *arena = arena_new();
    struct entry entry = { .dict = "" };
    bool same_grammar = true;
    enum err rc;

    buf_clear(&reading->entry);
    buf_add_str(&reading->entry, head);
    for (; at < end; at++) {
        struct row *row = row_of(reading, at);

        if (row->is_done || !is_together(reading, row, first))
            continue;
        same_grammar = same_grammar && str_eq(head_of(reading, row), head);
        add_sense(reading, row);
        row->is_done = true;
    }
    entry_decode(&entry, arena, buf_str(&reading->entry));
    entry.grammar = same_grammar ? entry.grammar : NULL;
    rc = compiler_add(reading->compiler, pool_text(&reading->words, end - 1), &entry);
    arena_free(arena);
    return rc;
}

static enum err put_words(struct reading *reading, const struct progress *progress)
{
    size_t first, end, at, count = reading->words.count;
    enum err rc = OK;

    pool_sort(&reading->words);
    for (first = 0; first < count && rc == OK; first = end) {
        for (end = first + 1; end < count && str_eq(pool_text(&reading->words, end),
                                                    pool_text(&reading->words, first));)
            end++;
        for (at = first; at < end && rc == OK; at++) {
            if (!row_of(reading, at)->is_done)
                rc = put_entry(reading, at, end);
        }
        if (first / PROGRESS_LINES != end / PROGRESS_LINES &&
            !progress_step(progress, reading->name, end, count))
            rc = err_set(ERR_CANCELLED, "stopped");
    }
    return rc;
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct reading *reading = xcalloc(1, sizeof(*reading));
    struct file_map file;
    enum err rc = file_map(&file, meta->source_path, FILE_BYTES_MAX);

    (void)title;
    reading->compiler = compiler;
    reading->name = meta->name;
    buf_init(&reading->text, TEXT_BYTES_MAX);
    buf_init(&reading->entry, ENTRY_TEXT_MAX);
    pool_init(&reading->words);
    if (rc == OK) {
        rc = collect(reading, str_make((const char *)file.bytes, file.len), meta->source_path,
                     progress);
        file_unmap(&file);
    }
    if (rc == OK)
        rc = put_words(reading, progress);
    buf_dispose(&reading->text);
    buf_dispose(&reading->entry);
    pool_dispose(&reading->words);
    free(reading->rows);
    free(reading);
    return rc;
}

const struct import_ops ding_import = {
    .format = "ding", .probe = probe, .guess = guess, .run = run
};
