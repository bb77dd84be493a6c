#include "dict/stardict.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { ROWS_MAX = 1 << 26, LEN_BYTES = 4, INFO_BYTES_MAX = 1 << 20 };

/* --- .ifo --- */

static bool take_value(struct str line, const char *key, struct str *value)
{
    size_t sign = str_find_char(line, '=', 0);

    if (sign == line.len || !str_is(str_trim(str_sub(line, 0, sign)), key))
        return false;
    *value = str_trim(str_from(line, sign + 1));
    return true;
}

enum err stardict_parse_info(struct stardict_info *out, const uint8_t *bytes, size_t len,
                             const char *name)
{
    struct stardict_info info = { str_of(""), str_of(""), LEN_BYTES };
    struct str rest = str_make((const char *)bytes, len), line, bits = str_of("32");

    if (str_starts(rest, str_of("\xef\xbb\xbf"))) /* a byte order mark */
        rest = str_from(rest, 3);
    if (len > INFO_BYTES_MAX || !str_next(&rest, '\n', &line) ||
        !str_is(str_trim(line), "StarDict's dict ifo file"))
        return err_set(ERR_FORMAT, "%s: not the head of a StarDict dictionary", name);
    while (str_next(&rest, '\n', &line)) {
        if (!take_value(line, "bookname", &info.title) &&
            !take_value(line, "sametypesequence", &info.types))
            (void)take_value(line, "idxoffsetbits", &bits);
    }
    if (str_is(bits, "64"))
        info.offset_len = 8;
    else if (!str_is(bits, "32"))
        return err_set(ERR_FORMAT, "%s: idxoffsetbits is neither 32 nor 64", name);
    *out = info;
    return OK;
}

/* --- .idx and .syn --- */

static uint64_t big_endian(const char *bytes, size_t len)
{
    uint64_t value = 0;
    size_t i;

    for (i = 0; i < len; i++)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

/* A text up to its NUL, and NUMBER_LEN bytes behind it. */
static bool take_row(struct str *rest, size_t number_len, struct str *word, const char **numbers)
{
    size_t end = str_find_char(*rest, '\0', 0);

    if (end == rest->len || rest->len - end - 1 < number_len)
        return false;
    *word = str_sub(*rest, 0, end);
    *numbers = rest->ptr + end + 1;
    *rest = str_from(*rest, end + 1 + number_len);
    return true;
}

static enum err off(const char *name, size_t row, const char *what)
{
    return err_set(ERR_FORMAT, "%s: row %zu: %s; get the file anew", name, row + 1, what);
}

static enum err parse_row(struct stardict_row *row, struct str *rest, unsigned offset_len,
                          uint64_t dict_size, const char *name, size_t at)
{
    const char *numbers;

    if (!take_row(rest, offset_len + LEN_BYTES, &row->word, &numbers))
        return off(name, at, "it is cut off");
    row->offset = big_endian(numbers, offset_len);
    row->len = (uint32_t)big_endian(numbers + offset_len, LEN_BYTES);
    if (row->offset > dict_size || row->len > dict_size - row->offset)
        return off(name, at, "its article lies outside the file");
    if (row->len > ENTRY_TEXT_MAX)
        return off(name, at, "its article is too long");
    if (!text_is_valid(row->word))
        return off(name, at, "its headword is not valid UTF-8");
    return OK;
}

static size_t count_rows(struct str rest, size_t number_len)
{
    struct str word;
    const char *numbers;
    size_t count = 0;

    while (take_row(&rest, number_len, &word, &numbers))
        count++;
    return count;
}

enum err stardict_parse_index(struct stardict_row **out, size_t *count, const uint8_t *bytes,
                              size_t len, unsigned offset_len, uint64_t dict_size, const char *name)
{
    struct str rest = str_make((const char *)bytes, len);
    struct stardict_row *rows;
    void *memory = NULL;
    size_t used = 0;
    /* One row more than there is, where the last one is cut off. */
    enum err rc = mem_try(&memory, count_rows(rest, offset_len + LEN_BYTES) + 1, sizeof(*rows),
                          (size_t)ROWS_MAX * sizeof(*rows), name);

    if (rc != OK)
        return rc;
    rows = memory;
    while (rest.len > 0 && rc == OK) {
        rc = parse_row(&rows[used], &rest, offset_len, dict_size, name, used);
        if (rc == OK)
            used++;
    }
    if (rc != OK) {
        free(rows);
        return rc;
    }
    *out = rows;
    *count = used;
    return OK;
}

enum err stardict_next_synonym(struct str *rest, struct str *word, size_t *row, size_t row_count,
                               const char *name)
{
    const char *number;
    uint64_t at;

    if (rest->len == 0)
        return ERR_ABSENT;
    if (!take_row(rest, LEN_BYTES, word, &number))
        return err_set(ERR_FORMAT, "%s: its last row is cut off; get the file anew", name);
    at = big_endian(number, LEN_BYTES);
    if (at >= row_count)
        return err_set(ERR_FORMAT, "%s: \"%.*s\" belongs to no headword; get the file anew", name,
                       STR_ARG(*word));
    *row = (size_t)at;
    return OK;
}

/* --- articles --- */

struct stardict_fields stardict_fields(const struct stardict_info *info, struct str article)
{
    return (struct stardict_fields){ info->types, article, info->types.len == 0 };
}

static bool take(struct str *rest, size_t len, struct str *data)
{
    if (len > rest->len)
        return false;
    *data = str_sub(*rest, 0, len);
    *rest = str_from(*rest, len);
    return true;
}

/* Small letters are texts that end in NUL, capitals begin with their size; the last
 * piece of a fixed sequence has neither. */
bool stardict_next_field(struct stardict_fields *fields, char *type, struct str *data)
{
    struct str *types = fields->typed ? &fields->rest : &fields->types, letter, size;
    bool is_last, ok;

    if (!take(types, 1, &letter))
        return false;
    is_last = !fields->typed && fields->types.len == 0;
    if (is_last)
        ok = take(&fields->rest, fields->rest.len, data);
    else if (letter.ptr[0] >= 'A' && letter.ptr[0] <= 'Z')
        ok = take(&fields->rest, LEN_BYTES, &size) &&
             take(&fields->rest, (size_t)big_endian(size.ptr, LEN_BYTES), data);
    else
        ok = take(&fields->rest, str_find_char(fields->rest, '\0', 0), data);
    if (!ok)
        return false;
    if (!is_last && !(letter.ptr[0] >= 'A' && letter.ptr[0] <= 'Z'))
        fields->rest = str_from(fields->rest, 1);
    *type = letter.ptr[0];
    return true;
}
