#include "dict/plain.h"

#include <string.h>

#include "dict/dictd.h"

enum { NUMBER_DIGITS_MAX = 3, POS_LEN_MAX = 12 };

struct reading {
    struct entry_builder *builder;
    struct arena *arena;
    const char *headword;
    struct buf sense; /* the lines of the sense that is being read, joined */
    entry_sink found;
    void *ctx;
    enum err rc;
};

/* --- one sense --- */

/* Takes "[syn: {x}, {y}]" and its like out of TEXT. */
static void take_refs(struct reading *reading, struct buf *text)
{
    static const struct {
        const char *word;
        enum ref_kind kind;
    } words[] = { { "[syn: ", REF_SYNONYM }, { "[ant: ", REF_ANTONYM }, { "[also: ", REF_SEE } };
    struct str all, behind;
    size_t i, start, end;

    for (i = 0; i < ARRAY_LEN(words); i++) {
        all = buf_str(text);
        start = str_find(all, str_of(words[i].word), 0);
        end = str_find_char(all, ']', start);
        if (end == all.len)
            continue;
        entry_add_refs(reading->builder, words[i].kind, str_sub(all, start, end - start));
        behind = str_from(all, end + 1);
        memmove(text->data + start, behind.ptr, behind.len);
        buf_truncate(text, start + behind.len);
    }
}

/* "{x}" in running text refers to x; we leave it as the word it is. */
static void remove_braces(struct buf *text)
{
    size_t i, used = 0;

    for (i = 0; i < text->len; i++) {
        if (text->data[i] != '{' && text->data[i] != '}')
            text->data[used++] = text->data[i];
    }
    buf_truncate(text, used);
}

/* `definition; "example"; "example"` */
static void add_sense(struct reading *reading, struct str text)
{
    static const char border[] = "; \"";
    size_t at = str_find(text, str_of(border), 0), end;

    entry_add_sense(reading->builder, str_sub(text, 0, at));
    while (at < text.len) {
        at += strlen(border);
        end = str_find(text, str_of(border), at);
        entry_add_example(reading->builder,
                          str_sub(text, at, end - at - (end > at && text.ptr[end - 1] == '"')),
                          str_of(""));
        at = end;
    }
}

static void end_sense(struct reading *reading)
{
    struct str text;

    take_refs(reading, &reading->sense);
    remove_braces(&reading->sense);
    text = str_trim(buf_str(&reading->sense));
    if (text.len > 0)
        add_sense(reading, text);
    buf_clear(&reading->sense);
}

/* --- the entry --- */

static void begin_entry(struct reading *reading)
{
    entry_begin(reading->builder, reading->arena);
    reading->builder->entry.headword = reading->headword;
}

static void end_entry(struct reading *reading)
{
    const struct entry *entry = &reading->builder->entry;

    end_sense(reading);
    if (reading->rc == OK && entry->sense_count + entry->ref_count > 0)
        reading->rc = reading->found(reading->ctx, entry);
}

/* Takes "/sound/, v., n." from the start of the text; gives the rest. */
static struct str take_grammar(struct reading *reading, struct str line)
{
    size_t end = line.ptr[0] == '/' ? str_find_char(line, '/', 1) : line.len;

    if (end < line.len && (end + 1 == line.len || line.ptr[end + 1] == ',')) {
        reading->builder->entry.ipa = entry_text(reading->builder, str_sub(line, 1, end - 1));
        line = str_from(line, end + 1);
    }
    for (;;) {
        while (line.len > 0 && strchr(", ", line.ptr[0]) != NULL)
            line = str_from(line, 1);
        end = str_find_char(line, '.', 0);
        if (end == line.len || entry_pos(str_sub(line, 0, end)) == NULL)
            return line;
        entry_add_marks(reading->builder, str_sub(line, 0, end));
        line = str_from(line, end + 1);
    }
}

/* The length of "n 1: ", "2: " or "3. ", with the part of speech in *POS; 0 if a
 * sense does not begin here. */
static size_t sense_start(struct str line, const char **pos)
{
    size_t at = str_find_char(line, ' ', 0), digits;

    *pos = at < line.len && at <= POS_LEN_MAX ? entry_pos(str_sub(line, 0, at)) : NULL;
    at = *pos != NULL ? at + 1 : 0;
    for (digits = at; at < line.len && line.ptr[at] >= '0' && line.ptr[at] <= '9'; at++)
        ;
    if (at == digits || at - digits > NUMBER_DIGITS_MAX || at + 1 >= line.len)
        return 0;
    return strchr(":.)", line.ptr[at]) != NULL && line.ptr[at + 1] == ' ' ? at + 2 : 0;
}

static void read_line(struct reading *reading, struct str line)
{
    struct entry *entry = &reading->builder->entry;
    const char *pos = NULL;
    size_t start = sense_start(line, &pos);

    if (line.len == 0 || start > 0)
        end_sense(reading);
    if (pos != NULL && start > 0 && entry->sense_count > 0) {
        end_entry(reading);
        begin_entry(reading);
    }
    if (pos != NULL && start > 0)
        entry->pos = pos;
    line = str_from(line, start);
    if (line.len > 0 && entry->sense_count == 0 && entry->pos == NULL && reading->sense.len == 0)
        line = take_grammar(reading, line);
    if (reading->sense.len > 0)
        buf_addc(&reading->sense, ' ');
    buf_add_str(&reading->sense, line);
}

enum err plain_parse(struct entry_builder *builder, struct arena *arena, struct str word,
                     struct str text, entry_sink found, void *ctx)
{
    struct reading reading = {
        .builder = builder, .arena = arena, .found = found, .ctx = ctx, .rc = OK
    };
    size_t head = str_find_char(text, '\n', 0);
    struct str line = str_trim(str_sub(text, 0, head));

    /* Some dictionaries leave the headword's line out. */
    if (dictd_is_same(word, line)) {
        reading.headword = arena_strndup(arena, line.ptr, line.len);
        text = str_from(text, head + 1);
    } else {
        reading.headword = arena_strndup(arena, word.ptr, word.len);
    }
    buf_init(&reading.sense, ENTRY_TEXT_MAX);
    begin_entry(&reading);
    while (reading.rc == OK && str_next(&text, '\n', &line))
        read_line(&reading, str_trim(line));
    end_entry(&reading);
    buf_dispose(&reading.sense);
    return reading.rc;
}
