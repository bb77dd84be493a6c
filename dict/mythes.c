#include "dict/mythes.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum {
    PROGRESS_LINES = 4096,
    SENSES_CLAIM_MAX = 1000,
    LINE_MAX_BYTES = 1 << 16,
    SYNONYMS_MAX = 12 /* of a sense: more nobody reads */
};

struct reading {
    struct str rest;
    size_t line;
    const char *name;
    iconv_t convert; /* (iconv_t)-1: the file is UTF-8 */
    struct buf utf8; /* the line read last */
    struct entry_builder *builder;
    struct arena *arena;  /* of the word that is being read */
    const char *word;     /* "" for a line without one */
    const char *headword; /* of the entry that is being built */
    const char *marks;    /* and its grammar */
    entry_sink found;
    void *ctx;
};

static enum err off(const struct reading *reading, const char *what)
{
    return err_set(ERR_FORMAT, "%s: line %zu: %s; get the file anew", reading->name, reading->line,
                   what);
}

static enum err convert_line(struct reading *reading, struct str line)
{
    /* iconv() never writes to its input; its parameter just has no const. */
    char *in = (char *)(uintptr_t)line.ptr;
    size_t in_left = line.len, out_left = line.len * 4 + 1;
    char *out;

    if (!buf_reserve(&reading->utf8, out_left))
        return off(reading, "it is too long");
    out = reading->utf8.data;
    if (iconv(reading->convert, &in, &in_left, &out, &out_left) == (size_t)-1)
        return off(reading, "it is not in the encoding that the file names");
    buf_commit(&reading->utf8, (size_t)(out - reading->utf8.data));
    return OK;
}

/* The next line as UTF-8, borrowed until the one after it. ERR_ABSENT: none. */
static enum err next_line(struct reading *reading, struct str *out)
{
    struct str line;
    enum err rc = OK;

    if (!str_next(&reading->rest, '\n', &line))
        return ERR_ABSENT;
    reading->line++;
    line = str_trim(line);
    if (line.len > LINE_MAX_BYTES)
        return off(reading, "it is too long");
    buf_clear(&reading->utf8);
    if (reading->convert == (iconv_t)-1)
        buf_add_str(&reading->utf8, line);
    else
        rc = convert_line(reading, line);
    *out = buf_str(&reading->utf8);
    if (rc == OK && !text_is_valid(*out))
        rc = off(reading, "it is not valid UTF-8");
    return rc;
}

static enum err open_encoding(struct reading *reading)
{
    struct str line;
    char name[40];

    if (!str_next(&reading->rest, '\n', &line))
        return err_set(ERR_FORMAT, "%s: the file is empty", reading->name);
    reading->line++;
    if (str_starts(line, str_of("\xef\xbb\xbf"))) /* a byte order mark */
        line = str_from(line, 3);
    line = str_trim(line);
    if (line.len == 0 || line.len >= sizeof(name))
        return off(reading, "it names no encoding");
    memcpy(name, line.ptr, line.len);
    name[line.len] = '\0';
    if (strcmp(name, "UTF-8") == 0)
        return OK;
    reading->convert = iconv_open("UTF-8", name);
    return reading->convert != (iconv_t)-1 ? OK : off(reading, "it names no known encoding");
}

/* --- entries --- */

static const char *keep(struct reading *reading, struct str text)
{
    return arena_strndup(reading->arena, text.ptr, text.len);
}

static void begin_entry(struct reading *reading, struct str headword, struct str marks)
{
    entry_begin(reading->builder, reading->arena);
    reading->headword = keep(reading, headword);
    reading->marks = keep(reading, marks);
    reading->builder->entry.headword = reading->headword;
    entry_add_marks(reading->builder, marks);
}

static enum err end_entry(struct reading *reading)
{
    const struct entry *entry = &reading->builder->entry;

    if (reading->headword[0] == '\0' || entry->sense_count == 0)
        return OK;
    return reading->found(reading->ctx, entry);
}

/* The length of "s.m." or "Noun" at the start of REMARK; 0 if it begins otherwise. */
static size_t marks_len(struct str remark)
{
    size_t end = str_find_char(remark, ' ', 0);
    struct str word = str_sub(remark, 0, end);

    while (str_ends(word, str_of(",")))
        word.len--;
    if (end < remark.len && !str_ends(word, str_of(".")))
        return 0;
    return entry_pos(str_sub(word, 0, str_find_char(word, '.', 0))) != NULL ? word.len : 0;
}

/* "(s.m. L'abbaiare)" without its brackets; nothing for the "-" and "(?)" of those
 * who had nothing to say. */
static struct str bare_remark(struct str remark)
{
    remark = str_trim(remark);
    if (remark.len >= 2 && remark.ptr[0] == '(' && remark.ptr[remark.len - 1] == ')')
        remark = str_trim(str_sub(remark, 1, remark.len - 2));
    if (str_is(remark, "-") || str_is(remark, "?"))
        remark.len = 0;
    return remark;
}

static bool is_same_but_for_case(struct str a, struct str b)
{
    char *folded_a, *folded_b;
    bool same;

    if (a.len != b.len)
        return false;
    folded_a = text_fold_case_dup(a);
    folded_b = text_fold_case_dup(b);
    same = strcmp(folded_a, folded_b) == 0;
    free(folded_a);
    free(folded_b);
    return same;
}

/* Words stand in small letters in the German file, and once more as they are written
 * among their synonyms. Gives the written form, or FALLBACK if it is not among them. */
static struct str find_written(struct str word, struct str synonyms, struct str fallback)
{
    struct str synonym, found = fallback;

    while (str_next(&synonyms, '|', &synonym)) {
        synonym = str_trim(synonym);
        if (str_eq(synonym, word))
            return synonym;
        if (is_same_but_for_case(synonym, word))
            found = synonym;
    }
    return found;
}

/* A synonym as WordNet's thesaurus marks it: "race (generic term)" is no synonym, and what
 * is similar or related is told without the remark. Empty for one to leave out. */
static struct str bare_synonym(struct str synonym)
{
    static const struct {
        const char *mark;
        bool keep;
    } marks[] = { { " (generic term)", false },
                  { " (antonym)", false },
                  { " (similar term)", true },
                  { " (related term)", true } };
    size_t i;

    synonym = str_trim(synonym);
    for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (str_ends(synonym, str_of(marks[i].mark)))
            return str_sub(synonym, 0, marks[i].keep ? synonym.len - strlen(marks[i].mark) : 0);
    }
    return synonym;
}

static void list_synonyms(struct reading *reading, struct str line, struct buf *list)
{
    struct str synonym;
    size_t count = 0;

    while (str_next(&line, '|', &synonym) && count < SYNONYMS_MAX) {
        synonym = bare_synonym(synonym);
        if (synonym.len == 0 || str_is(synonym, reading->headword))
            continue;
        buf_printf(list, "%s%.*s", count++ > 0 ? ", " : "", STR_ARG(synonym));
    }
}

/* A definition is the gloss and has the synonyms as its note. Without one they are the
 * gloss; what else the remark says ("antonym") is their label. */
static void add_sense(struct entry_builder *builder, struct str remark, bool is_definition,
                      struct str synonyms)
{
    if (is_definition && remark.len > 0) {
        entry_add_sense(builder, remark);
        entry_add_note(builder, synonyms);
    } else if (synonyms.len > 0) {
        entry_add_sense(builder, synonyms);
        entry_add_label(builder, remark);
    }
}

static enum err read_sense(struct reading *reading, struct str line)
{
    struct str remark, marks, headword;
    struct buf synonyms;
    enum err rc = OK;

    if (!str_next(&line, '|', &remark))
        return OK;
    remark = bare_remark(remark);
    marks = str_sub(remark, 0, marks_len(remark));
    headword = find_written(str_of(reading->word), line, str_of(reading->headword));
    if (!str_is(marks, reading->marks) || !str_is(headword, reading->headword)) {
        rc = end_entry(reading);
        begin_entry(reading, headword, marks);
    }
    remark = str_from(remark, marks.len);
    while (remark.len > 0 && strchr(", ", remark.ptr[0]) != NULL)
        remark = str_from(remark, 1);
    buf_init(&synonyms, LINE_MAX_BYTES * 2);
    list_synonyms(reading, line, &synonyms);
    add_sense(reading->builder, remark, marks.len > 0, buf_str(&synonyms));
    buf_dispose(&synonyms);
    return rc;
}

static bool parse_count(struct str text, size_t *out)
{
    size_t i, value = 0;

    text = str_trim(text);
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || value > SENSES_CLAIM_MAX)
            return false;
        value = value * 10 + (size_t)(text.ptr[i] - '0');
    }
    *out = value;
    return text.len > 0 && value <= SENSES_CLAIM_MAX;
}

static enum err read_word(struct reading *reading, struct str line)
{
    size_t bar = str_find_char(line, '|', 0), count = 0;
    enum err rc = OK;

    if (bar == line.len || !parse_count(str_from(line, bar + 1), &count))
        return off(reading, "not a word and its number of senses");
    reading->word = keep(reading, str_trim(str_sub(line, 0, bar)));
    begin_entry(reading, str_of(reading->word), str_of(""));
    for (; count > 0 && rc == OK; count--) {
        rc = next_line(reading, &line);
        if (rc == ERR_ABSENT)
            rc = off(reading, "the file ends within an entry");
        if (rc == OK)
            rc = read_sense(reading, line);
    }
    return rc == OK ? end_entry(reading) : rc;
}

static enum err read_words(struct reading *reading, const struct progress *progress, size_t len)
{
    struct str line;
    enum err rc;

    while ((rc = next_line(reading, &line)) == OK) {
        if (reading->line % PROGRESS_LINES == 0 &&
            !progress_step(progress, reading->name, len - reading->rest.len, len))
            return err_set(ERR_CANCELLED, "stopped");
        if (line.len == 0)
            continue;
        reading->arena = arena_new();
        rc = read_word(reading, line);
        arena_free(reading->arena);
        if (rc != OK)
            return rc;
    }
    return rc == ERR_ABSENT ? OK : rc;
}

enum err mythes_parse(const uint8_t *bytes, size_t len, const char *name, entry_sink found,
                      void *ctx, const struct progress *progress)
{
    struct reading reading = { .rest = str_make((const char *)bytes, len),
                               .name = name,
                               .convert = (iconv_t)-1,
                               .found = found,
                               .ctx = ctx };
    enum err rc;

    buf_init(&reading.utf8, (size_t)LINE_MAX_BYTES * 4 + 1);
    reading.builder = xcalloc(1, sizeof(*reading.builder));
    rc = open_encoding(&reading);
    if (rc == OK)
        rc = read_words(&reading, progress, len);
    if (reading.convert != (iconv_t)-1)
        iconv_close(reading.convert);
    free(reading.builder);
    buf_dispose(&reading.utf8);
    return rc;
}
