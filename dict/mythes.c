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
    GLOSS_SYNONYMS = 12
};

struct reading {
    struct str rest;
    size_t line;
    const char *name;
    iconv_t convert; /* (iconv_t)-1: the file is UTF-8 */
    struct buf utf8; /* the line read last */
    struct entry_builder *builder;
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

/* "(s.m. L'abbaiare)": an abbreviation is grammar, the rest a definition. */
static struct str read_remark(struct entry_builder *builder, struct str remark)
{
    struct str word;
    size_t end;
    const char *pos;

    remark = str_trim(remark);
    if (remark.len >= 2 && remark.ptr[0] == '(' && remark.ptr[remark.len - 1] == ')')
        remark = str_sub(remark, 1, remark.len - 2);
    end = str_find_char(remark, ' ', 0);
    word = str_sub(remark, 0, end);
    pos = entry_pos(word);
    if (pos == NULL && !str_ends(word, str_of(".")))
        return remark;
    if (builder->entry.pos == NULL)
        builder->entry.pos = pos;
    if (builder->entry.grammar == NULL && word.len > 2)
        builder->entry.grammar = entry_text(builder, word);
    return str_trim(str_from(remark, end));
}

/* The synonyms explain the sense; behind a definition they stand as a note. */
static void read_sense(struct entry_builder *builder, struct str line)
{
    struct str remark, synonym;
    struct buf list;
    size_t count = 0;

    if (!str_next(&line, '|', &remark))
        return;
    remark = read_remark(builder, remark);
    buf_init(&list, LINE_MAX_BYTES * 2);
    while (str_next(&line, '|', &synonym) && count < GLOSS_SYNONYMS) {
        synonym = str_trim(synonym);
        if (synonym.len == 0)
            continue;
        buf_printf(&list, "%s%.*s", count++ > 0 ? ", " : "", STR_ARG(synonym));
    }
    if (remark.len > 0) {
        entry_add_sense(builder, remark);
        entry_add_note(builder, buf_str(&list));
    } else if (list.len > 0) {
        entry_add_sense(builder, buf_str(&list));
    }
    buf_dispose(&list);
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

static enum err read_word(struct reading *reading, struct str line, struct arena *arena)
{
    size_t bar = str_find_char(line, '|', 0), count = 0;
    enum err rc = OK;

    if (bar == line.len || !parse_count(str_from(line, bar + 1), &count))
        return off(reading, "not a word and its number of senses");
    entry_begin(reading->builder, arena);
    reading->builder->entry.in_language = true;
    reading->builder->entry.headword = entry_text(reading->builder, str_sub(line, 0, bar));
    for (; count > 0 && rc == OK; count--) {
        rc = next_line(reading, &line);
        if (rc == ERR_ABSENT)
            rc = off(reading, "the file ends within an entry");
        if (rc == OK)
            read_sense(reading->builder, line);
    }
    return rc;
}

static enum err read_words(struct reading *reading,
                           enum err (*found)(void *ctx, const struct entry *entry), void *ctx,
                           const struct progress *progress, size_t len)
{
    const struct entry *entry = &reading->builder->entry;
    struct arena *arena;
    struct str line;
    enum err rc;

    while ((rc = next_line(reading, &line)) == OK) {
        if (reading->line % PROGRESS_LINES == 0 &&
            !progress_step(progress, reading->name, len - reading->rest.len, len))
            return err_set(ERR_CANCELLED, "stopped");
        if (line.len == 0)
            continue;
        arena = arena_new();
        rc = read_word(reading, line, arena);
        if (rc == OK && entry->headword != NULL && entry->sense_count > 0)
            rc = found(ctx, entry);
        arena_free(arena);
        if (rc != OK)
            return rc;
    }
    return rc == ERR_ABSENT ? OK : rc;
}

enum err mythes_parse(const uint8_t *bytes, size_t len, const char *name,
                      enum err (*found)(void *ctx, const struct entry *entry), void *ctx,
                      const struct progress *progress)
{
    struct reading reading = { .rest = str_make((const char *)bytes, len),
                               .name = name,
                               .convert = (iconv_t)-1 };
    enum err rc;

    buf_init(&reading.utf8, (size_t)LINE_MAX_BYTES * 4 + 1);
    reading.builder = xcalloc(1, sizeof(*reading.builder));
    rc = open_encoding(&reading);
    if (rc == OK)
        rc = read_words(&reading, found, ctx, progress, len);
    if (reading.convert != (iconv_t)-1)
        iconv_close(reading.convert);
    free(reading.builder);
    buf_dispose(&reading.utf8);
    return rc;
}
