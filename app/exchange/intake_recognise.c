#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/exchange/foreign_db.h"
#include "app/exchange/intake_private.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { HEAD_MAX = 4096 };

/* What a file begins with, and whose it is then. Formats that there are not are passed over. */
static const struct {
    const char *start, *format;
} starts[] = {
    { "PK\x03\x04", "apkg" }, { "{", "jsonl" },        { "#separator:", "anki" },
    { "#html:", "anki" },     { "#notetype", "anki" }, { "#deck", "anki" },
    { "#tags", "anki" },      { "#columns:", "anki" }, { "#guid column:", "anki" },
};

static const struct {
    const char *table, *format;
} tables[] = {
    { "WORDS", "kindle" },
    { "vocabulary", "koreader" },
};

static enum err read_head(const char *path, char head[HEAD_MAX], size_t *len)
{
    int64_t size;
    int fd = -1;
    enum err rc = file_open(&fd, &size, path);

    if (rc != OK)
        return rc;
    rc = file_get(fd, path, head, HEAD_MAX, len);
    close(fd);
    return rc;
}

static enum err by_tables(const struct intake_format **out, const char *path)
{
    struct foreign_db foreign;
    enum err rc = foreign_db_open(&foreign, path);
    size_t i;

    for (i = 0; i < ARRAY_LEN(tables) && rc == OK && *out == NULL; i++) {
        if (foreign_db_has(&foreign, tables[i].table, NULL))
            *out = intake_find(tables[i].format);
    }
    foreign_db_close(&foreign);
    if (rc == OK && *out == NULL)
        rc = err_set(ERR_FORMAT,
                     "%s: a database, but neither a Kindle's vocab.db (no table WORDS) nor "
                     "KOReader's vocabulary_builder.sqlite3 (no table vocabulary)",
                     path);
    return rc;
}

static const struct intake_format *by_start(struct str head)
{
    static const char mark[] = "\xef\xbb\xbf";
    const struct intake_format *format = NULL;
    size_t i;

    if (str_starts(head, str_of(mark)))
        head = str_from(head, sizeof(mark) - 1);
    for (i = 0; i < ARRAY_LEN(starts) && format == NULL; i++) {
        if (str_starts(head, str_of(starts[i].start)))
            format = intake_find(starts[i].format);
    }
    return format;
}

/* A text with two tabs in its first line is a table, else a list. */
static const char *kind_of_text(struct str head)
{
    const struct str line = str_sub(head, 0, str_find_char(head, '\n', 0));
    const size_t tab = str_find_char(line, '\t', 0);

    return str_find_char(line, '\t', tab + 1) < line.len ? "tsv" : "list";
}

static const struct intake_format *by_name(const char *path, struct str head)
{
    const char *dot = strrchr(file_base(path), '.');

    if (dot == NULL)
        return NULL;
    if (strcmp(dot, ".txt") == 0)
        return intake_find(kind_of_text(head));
    return intake_find(strcmp(dot, ".tab") == 0 ? "tsv" : dot + 1);
}

enum err intake_recognise(const struct intake_format **out, const char *path)
{
    const struct intake_format *format = NULL;
    char head[HEAD_MAX];
    struct str start;
    size_t len = 0;
    enum err rc = read_head(path, head, &len);

    if (rc != OK)
        return rc;
    start = str_make(head, len);
    if (foreign_db_is_one(start))
        rc = by_tables(&format, path);
    else
        format = by_start(start);
    if (rc == OK && format == NULL)
        format = by_name(path, start);
    if (rc == OK)
        *out = format;
    return rc;
}
