#include "dict/dictd.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { ROWS_MAX = 1 << 26, ENTRY_LEN_MAX = 1 << 20, COLUMNS_MAX = 4, DIGITS_MAX = 10 };

/* dictd's digits: A-Z a-z 0-9 + /, the highest first. */
static int digit(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c != '\0' ? strchr(digits, c) : NULL;

    return found != NULL ? (int)(found - digits) : -1;
}

static bool parse_number(struct str text, uint64_t *out)
{
    uint64_t value = 0;
    size_t i;

    if (text.len == 0 || text.len > DIGITS_MAX)
        return false;
    for (i = 0; i < text.len; i++) {
        if (digit(text.ptr[i]) < 0)
            return false;
        value = value << 6 | (uint64_t)digit(text.ptr[i]);
    }
    *out = value;
    return true;
}

struct place_in_file {
    const char *name;
    size_t line;
};

static enum err off(const struct place_in_file *place, const char *what)
{
    return err_set(ERR_FORMAT, "%s: line %zu: %s; get the file anew", place->name, place->line,
                   what);
}

static enum err parse_row(struct dictd_row *row, struct str line, uint64_t text_size,
                          const struct place_in_file *place)
{
    struct str columns[COLUMNS_MAX];
    size_t count = 0;
    uint64_t len;

    while (count < COLUMNS_MAX && str_next(&line, '\t', &columns[count]))
        count++;
    if (count < 3 || !parse_number(columns[1], &row->offset) || !parse_number(columns[2], &len))
        return off(place, "not a headword, a place and a length");
    if (row->offset > text_size || len > text_size - row->offset)
        return off(place, "its text lies outside the file");
    if (len > ENTRY_LEN_MAX)
        return off(place, "its text is too long");
    /* The fourth column is the headword before dictfmt simplified it. */
    row->word = count == 4 && columns[3].len > 0 ? columns[3] : columns[0];
    row->len = (uint32_t)len;
    if (!text_is_valid(row->word))
        return off(place, "its headword is not valid UTF-8");
    return OK;
}

static size_t count_lines(struct str text)
{
    struct str line;
    size_t count = 0;

    while (str_next(&text, '\n', &line))
        count++;
    return count;
}

static int by_place(const void *a, const void *b)
{
    const struct dictd_row *x = a, *y = b;

    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return str_compare(x->word, y->word);
}

enum err dictd_parse_index(struct dictd_row **out, size_t *count, const uint8_t *bytes, size_t len,
                           uint64_t text_size, const char *name)
{
    struct str text = str_make((const char *)bytes, len), line;
    struct place_in_file place = { name, 0 };
    struct dictd_row *rows;
    void *memory = NULL;
    size_t used = 0;
    enum err rc =
        mem_try(&memory, count_lines(text), sizeof(*rows), (size_t)ROWS_MAX * sizeof(*rows), name);

    if (rc != OK)
        return rc;
    rows = memory;
    while (rc == OK && str_next(&text, '\n', &line)) {
        place.line++;
        /* Some indexes end in a NUL or an empty line. */
        if (line.len == 0 || line.ptr[0] == '\0')
            continue;
        rc = parse_row(&rows[used], line, text_size, &place);
        if (rc == OK)
            used++;
    }
    if (rc != OK) {
        free(rows);
        return rc;
    }
    if (used > 1)
        qsort(rows, used, sizeof(*rows), by_place);
    *out = rows;
    *count = used;
    return OK;
}

bool dictd_is_about(struct str word)
{
    return str_starts(word, str_of("00-database-")) || str_starts(word, str_of("00database"));
}

bool dictd_is_title(struct str word)
{
    return str_is(word, "00-database-short") || str_is(word, "00databaseshort");
}

/* Letters and digits alone: what dictfmt leaves of a headword, and more. */
static char *bare(struct str word)
{
    char *folded = text_fold_dup(word);
    struct str text = str_of(folded);
    struct buf letters;
    size_t at = 0;
    uint32_t code;

    buf_init(&letters, text.len + 1);
    while (at < text.len) {
        code = text_next(text, &at);
        if (text_is_letter(code))
            text_put(&letters, code);
    }
    free(folded);
    return buf_take(&letters);
}

bool dictd_is_same(struct str a, struct str b)
{
    char *bare_a, *bare_b;
    bool same;

    if (a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0)
        return true;
    bare_a = bare(a);
    bare_b = bare(b);
    same = strcmp(bare_a, bare_b) == 0;
    free(bare_a);
    free(bare_b);
    return same;
}

struct str dictd_headword(struct str word, const char *printed)
{
    char *left = NULL;
    bool same;

    if (printed == NULL)
        return word;
    same = dictd_is_same(word, str_of(printed));
    if (!same) {
        /* Of a word of signs alone dictfmt leaves nothing. */
        left = bare(word);
        same = left[0] == '\0';
        free(left);
    }
    return same ? str_of(printed) : word;
}

struct str dictd_repaired(struct buf *spare, struct str text)
{
    size_t at = 0;
    uint32_t code;

    if (text_is_valid(text))
        return text;
    buf_clear(spare);
    while (at < text.len) {
        code = text_next(text, &at);
        text_put(spare, code != 0 ? code : ' ');
    }
    return buf_str(spare);
}
