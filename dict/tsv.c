#include "dict/tsv.h"

#include <string.h>
#include <strings.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { NUMBER_DIGITS_MAX = 18 };

static enum err off(const struct tsv_reader *reader, const char *what)
{
    return err_set(ERR_FORMAT, "%s: line %zu: %s", reader->name, reader->line, what);
}

/* --- lines --- */

/* The next line that is no comment; ERR_ABSENT at the end. */
static enum err next_line(struct tsv_reader *reader, struct str *line)
{
    while (str_next(&reader->rest, '\n', line)) {
        reader->line++;
        if (str_ends(*line, str_of("\r")))
            line->len--;
        if (line->len > TSV_LINE_BYTES_MAX)
            return err_set(ERR_LIMIT, "%s: line %zu: longer than %d bytes", reader->name,
                           reader->line, TSV_LINE_BYTES_MAX);
        if (str_trim(*line).len == 0 || line->ptr[0] == '#')
            continue;
        return text_is_valid(*line) ? OK : off(reader, "it is not valid UTF-8");
    }
    return ERR_ABSENT;
}

static enum tsv_column column_of(struct str name)
{
    static const struct {
        const char *name;
        enum tsv_column column;
    } names[] = {
        { "word", TSV_WORD },
        { "headword", TSV_WORD },
        { "definition", TSV_DEFINITION },
        { "gloss", TSV_DEFINITION },
        { "meaning", TSV_DEFINITION },
        { "translation", TSV_DEFINITION },
        { "pos", TSV_POS },
        { "example", TSV_EXAMPLE },
        { "ipa", TSV_IPA },
        { "reading", TSV_READING },
        { "label", TSV_LABEL },
        { "note", TSV_NOTE },
        { "count", TSV_COUNT },
        { "frequency", TSV_COUNT },
        { "rank", TSV_RANK },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        if (name.len == strlen(names[i].name) &&
            strncasecmp(name.ptr, names[i].name, name.len) == 0)
            return names[i].column;
    }
    return TSV_UNKNOWN;
}

static void take_header(struct tsv_reader *reader, struct str line)
{
    struct str name;

    reader->column_count = 0;
    while (reader->column_count < TSV_CELLS_MAX && str_next(&line, '\t', &name))
        reader->columns[reader->column_count++] = column_of(str_trim(name));
}

/* A line of names has the word's and another that is known. */
static bool is_header(const struct tsv_reader *reader)
{
    bool has_word = false, has_other = false;
    size_t i;

    for (i = 0; i < reader->column_count; i++) {
        has_word |= reader->columns[i] == TSV_WORD;
        has_other |= reader->columns[i] != TSV_WORD && reader->columns[i] != TSV_UNKNOWN;
    }
    return has_word && has_other;
}

enum err tsv_open(struct tsv_reader *reader, const uint8_t *bytes, size_t len, bool is_frequency,
                  const char *name)
{
    static const char usual[] = "word\tdefinition\tpos\texample";
    struct tsv_reader before;
    struct str line;
    enum err rc;

    *reader = (struct tsv_reader){ .rest = str_make((const char *)bytes, len), .name = name };
    if (str_starts(reader->rest, str_of("\xef\xbb\xbf")))
        reader->rest = str_from(reader->rest, 3);
    before = *reader;
    rc = next_line(reader, &line);
    if (rc == ERR_ABSENT)
        return err_set(ERR_FORMAT, "%s: there is no word in it", name);
    if (rc != OK)
        return rc;
    take_header(reader, line);
    if (is_header(reader))
        return OK;
    *reader = before;
    take_header(reader, is_frequency ? str_of("word\tcount") : str_of(usual));
    return OK;
}

/* --- rows --- */

static bool parse_number(struct str text, int64_t *out)
{
    int64_t value = 0;
    size_t i;

    text = str_trim(text);
    if (text.len == 0 || text.len > NUMBER_DIGITS_MAX)
        return false;
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + (text.ptr[i] - '0');
    }
    *out = value;
    return true;
}

enum err tsv_next(struct tsv_reader *reader, struct tsv_row *row)
{
    struct str line, cell, number;
    size_t count = 0;
    enum err rc = next_line(reader, &line);

    if (rc != OK)
        return rc;
    *row = (struct tsv_row){ .number = 0 };
    for (; str_next(&line, '\t', &cell); count++) {
        if (count < reader->column_count && reader->columns[count] != TSV_UNKNOWN)
            row->cells[reader->columns[count]] = str_trim(cell);
    }
    if (count < 2)
        return off(reader, "it has no tab; a word, a tab and its definition belong there");
    number = row->cells[TSV_COUNT].len > 0 ? row->cells[TSV_COUNT] : row->cells[TSV_RANK];
    if (number.len > 0 && !parse_number(number, &row->number))
        return off(reader, "its count is no whole number");
    return OK;
}

/* --- entries --- */

/* The piece of *REST up to the next "\n", its other escapes undone in OUT. False at the
 * end. */
static bool next_sense(struct str *rest, struct buf *out)
{
    char c;

    if (rest->len == 0)
        return false;
    buf_clear(out);
    while (rest->len > 0) {
        c = rest->ptr[0];
        *rest = str_from(*rest, 1);
        if (c == '\\' && rest->len > 0) {
            c = rest->ptr[0];
            *rest = str_from(*rest, 1);
            if (c == 'n')
                break;
            c = c == 't' ? ' ' : c;
        }
        buf_addc(out, c);
    }
    return true;
}

static bool is_known_gloss(const struct entry *entry, struct str gloss)
{
    size_t i;

    for (i = 0; i < entry->sense_count; i++) {
        if (str_is(gloss, entry->senses[i].gloss))
            return true;
    }
    return false;
}

static void add_senses(struct entry_builder *builder, const struct tsv_row *row, struct buf *text)
{
    struct str rest = row->cells[TSV_DEFINITION], gloss;

    while (next_sense(&rest, text)) {
        gloss = str_trim(buf_str(text));
        if (gloss.len == 0 || is_known_gloss(&builder->entry, gloss))
            continue;
        entry_add_sense(builder, gloss);
        entry_add_label(builder, row->cells[TSV_LABEL]);
        entry_add_note(builder, row->cells[TSV_NOTE]);
    }
}

void tsv_add(struct entry_builder *builder, const struct tsv_row *row)
{
    struct entry *entry = &builder->entry;
    struct str rest = row->cells[TSV_EXAMPLE];
    struct buf text;

    buf_init(&text, TSV_LINE_BYTES_MAX);
    if (entry->pos == NULL && entry->grammar == NULL)
        entry_add_marks(builder, row->cells[TSV_POS]);
    if (entry->ipa == NULL)
        entry->ipa = entry_text(builder, row->cells[TSV_IPA]);
    if (entry->reading == NULL)
        entry->reading = entry_text(builder, row->cells[TSV_READING]);
    add_senses(builder, row, &text);
    while (entry->sense_count > 0 && next_sense(&rest, &text))
        entry_add_example(builder, buf_str(&text), str_of(""));
    buf_dispose(&text);
}
