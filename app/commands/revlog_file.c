#include "app/commands/revlog_file.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/str.h"

static const char headings[] = "card_id\ttimestamp_ms\trating";
static const size_t FILE_MAX = (size_t)1 << 30;

static size_t count_lines(struct str text)
{
    size_t lines = 0, at;

    for (at = 0; at < text.len; at = str_find_char(text, '\n', at) + 1)
        lines++;
    return lines;
}

static struct str without_cr(struct str line)
{
    return str_ends(line, str_of("\r")) ? str_sub(line, 0, line.len - 1) : line;
}

/* A whole number of at most 18 digits, which no int64_t is too small for. */
static bool parse_number(struct str text, int64_t *out)
{
    enum { DIGITS_MAX = 18 };
    bool negative = str_starts(text, str_of("-"));
    int64_t value = 0;
    size_t i;

    text = str_from(text, negative);
    if (text.len == 0 || text.len > DIGITS_MAX)
        return false;
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + (text.ptr[i] - '0');
    }
    *out = negative ? -value : value;
    return true;
}

/* NULL, or what is wrong with LINE. */
static const char *parse_line(struct logged *out, struct str line)
{
    struct str card, time, rating;
    int64_t value = 0;

    if (!str_next(&line, '\t', &card) || !parse_number(card, &out->card))
        return "card_id is a whole number";
    if (!str_next(&line, '\t', &time) || !parse_number(time, &out->time_ms))
        return "timestamp_ms is a whole number";
    if (!str_next(&line, '\t', &rating) || !parse_number(rating, &value) || value < RATING_AGAIN ||
        value > RATING_EASY)
        return "rating is 1, 2, 3 or 4";
    out->rating = (enum rating)value;
    return line.len > 0 ? "a line has three columns" : NULL;
}

static enum err parse_lines(struct logged *log, size_t *count, struct str text, const char *name)
{
    struct str line;
    size_t number;

    for (number = 2; str_next(&text, '\n', &line); number++) {
        const char *wrong;

        line = without_cr(line);
        if (line.len == 0)
            continue;
        wrong = parse_line(&log[*count], line);
        if (wrong != NULL)
            return err_set(ERR_FORMAT, "%s: line %zu: %s", name, number, wrong);
        (*count)++;
    }
    return OK;
}

enum err revlog_parse(struct logged **out, size_t *count, const uint8_t *bytes, size_t len,
                      const char *name)
{
    struct str text = str_make((const char *)bytes, len), first;
    void *memory = NULL;
    size_t found = 0;
    enum err rc;

    if (!str_next(&text, '\n', &first) || !str_is(without_cr(first), headings))
        return err_set(ERR_FORMAT,
                       "%s: line 1: it must say card_id, timestamp_ms and rating, with tabs", name);
    rc = mem_try(&memory, count_lines(text), sizeof(struct logged),
                 (size_t)DATASET_MAX * sizeof(struct logged), name);
    if (rc == OK)
        rc = parse_lines(memory, &found, text, name);
    if (rc == OK) {
        *out = memory;
        *count = found;
        memory = NULL;
    }
    free(memory);
    return rc;
}

enum err revlog_read(struct logged **out, size_t *count, const char *path)
{
    struct file_map map = { 0 };
    enum err rc = file_map(&map, path, FILE_MAX);

    if (rc != OK)
        return rc;
    rc = revlog_parse(out, count, map.bytes, map.len, path);
    file_unmap(&map);
    return rc;
}
