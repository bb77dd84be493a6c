/* Lists of words, comma- or tab-separated: those that export_csv.c writes, and of other
 * programs. The learner says what the columns are, or a first row of headings does; without
 * either they are word, meaning, sentence. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/exchange/intake_columns.h"
#include "app/exchange/intake_private.h"
#include "app/exchange/records.h"
#include "dict/base/mem.h"

struct list {
    struct intake *from;
    struct records records;
    struct intake_columns columns;
    bool guarded; /* for spreadsheets: a quote before what looks like a formula */
};

/* --- columns --- */

static void take_usual(struct intake_columns *columns)
{
    size_t i;

    for (i = 0; i < COLUMN_COUNT; i++)
        columns->places[i] = SIZE_MAX;
    columns->places[COLUMN_WORD] = 0;
    columns->places[COLUMN_MEANING] = 1;
    columns->places[COLUMN_SENTENCE] = 2;
}

/* By the first row, the one at hand; *HEADED tells whether it is one of headings. */
static enum err read_columns(struct list *list, bool *headed)
{
    const struct records *records = &list->records;
    const char *option = list->from->request->columns;
    enum err rc;

    if (option != NULL)
        return intake_columns_choose(&list->columns, option, records->cells, records->count,
                                     headed);
    rc = intake_columns_name(&list->columns, records->cells, records->count);
    *headed = rc == OK;
    if (rc == ERR_ABSENT)
        take_usual(&list->columns);
    return rc == ERR_ABSENT ? OK : rc;
}

/* Without spaces at its ends; empty for a cell that there is not. */
static struct str cell_of(const struct list *list, enum intake_column column)
{
    const size_t place = list->columns.places[column];
    struct str cell =
        place < list->records.count ? str_trim(list->records.cells[place]) : str_of("");

    if (list->guarded && cell.len > 1 && cell.ptr[0] == '\'' &&
        strchr("=+-@\t\r\n", cell.ptr[1]) != NULL)
        cell = str_from(cell, 1);
    return cell;
}

/* --- a word --- */

/* As export_csv.c writes it, or shorter; 0 for an empty cell. */
static bool read_time(int64_t *out, struct str cell)
{
    static const char *const forms[] = { "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S",
                                         "%Y-%m-%d %H:%M", "%Y-%m-%d" };
    char text[32];
    size_t i;

    *out = 0;
    if (cell.len == 0)
        return true;
    if (cell.len >= sizeof(text))
        return false;
    snprintf(text, sizeof(text), "%.*s", STR_ARG(cell));
    for (i = 0; i < ARRAY_LEN(forms); i++) {
        struct tm parts = { 0 };
        const char *end = strptime(text, forms[i], &parts);

        if (end == NULL || *end != '\0')
            continue;
        *out = (int64_t)timegm(&parts) * 1000;
        return *out >= 0;
    }
    return false;
}

static bool read_state(struct intake_word *word, struct str cell)
{
    char state[16];

    word->has_state = cell.len > 0;
    if (cell.len == 0)
        return true;
    snprintf(state, sizeof(state), "%.*s", STR_ARG(str_sub(cell, 0, sizeof(state) - 1)));
    return cell.len < sizeof(state) && word_state_find(&word->state, state);
}

static enum err take_word(struct list *list)
{
    const struct str meaning = cell_of(list, COLUMN_MEANING);
    struct intake_word word = {
        .lang = cell_of(list, COLUMN_LANG),
        .headword = cell_of(list, COLUMN_WORD),
        .form = cell_of(list, COLUMN_FORM),
        .sentence = cell_of(list, COLUMN_SENTENCE),
        .game = cell_of(list, COLUMN_GAME),
        .meaning = meaning.len > 0 ? meaning : cell_of(list, COLUMN_TRANSLATION),
        .note = cell_of(list, COLUMN_NOTE),
        .tags = cell_of(list, COLUMN_TAGS),
    };
    struct intake_put put;
    enum err rc;

    if (!read_state(&word, cell_of(list, COLUMN_STATE))) {
        intake_skip(list->from, "its state is none of learning, known, ignored",
                    cell_of(list, COLUMN_STATE));
        return OK;
    }
    if (!read_time(&word.time_ms, cell_of(list, COLUMN_TIME))) {
        intake_skip(list->from, "its time is none, like 2026-11-20T12:00:00Z",
                    cell_of(list, COLUMN_TIME));
        return OK;
    }
    rc = intake_put(list->from, &word, &put);
    if (rc == OK)
        intake_count(list->from, put.fate);
    return rc;
}

/* --- the separator --- */

enum { TRIED_ROWS = 20 };

/* How many rows from the first on have as many cells as it has, more than one; 0 where the
 * rows cannot be read with SEPARATOR. */
static enum err count_even_rows(struct str text, char separator, size_t *even)
{
    struct records *records = xcalloc(1, sizeof(*records));
    size_t rows = 0, cells = 0;
    enum err rc = OK;

    *even = 0;
    records_init(records, text, separator);
    while (rows < TRIED_ROWS && (rc = records_next(records)) == OK) {
        if (rows++ == 0)
            cells = records->count;
        *even += cells > 1 && records->count == cells;
    }
    records_dispose(records);
    free(records);
    if (rc == ERR_FORMAT)
        *even = 0;
    return rc == ERR_ABSENT || rc == ERR_FORMAT ? OK : rc;
}

/* The one that gives the first rows the most even table. Among equals a tab, which no text
 * has, then what stands first. */
static enum err guess_separator(struct str text, char *out)
{
    static const char separators[] = { '\t', ',', ';' };
    const struct str line = str_sub(text, 0, str_find_char(text, '\n', 0));
    size_t i, best = 0, best_at = 0;
    enum err rc = OK;

    *out = ',';
    for (i = 0; i < sizeof(separators) && rc == OK; i++) {
        const size_t at = str_find_char(line, separators[i], 0);
        size_t even;

        rc = count_even_rows(text, separators[i], &even);
        if (even > best || (even > 0 && even == best && *out != '\t' && at < best_at)) {
            best = even;
            best_at = at;
            *out = separators[i];
        }
    }
    return rc;
}

/* --- the file --- */

/* Headers as Anki writes them, before the first row: *LINES of them. Anki's HTML would be kept
 * as it stands, which nobody wants. */
static enum err skip_headers(struct str *text, size_t *lines)
{
    static const char html[] = "#html:true";

    *lines = 0;
    while (text->len > 0 && text->ptr[0] == '#') {
        ++*lines;
        if (str_starts(*text, str_of(html)))
            return err_set(ERR_UNSUPPORTED, "the texts are HTML: export them as plain text");
        *text = str_from(*text, str_find_char(*text, '\n', 0) + 1);
    }
    return OK;
}

static enum err take_words(struct list *list)
{
    struct intake *from = list->from;
    struct records *records = &list->records;
    bool first = true, headed = false;
    enum err rc;

    while ((rc = records_next(records)) == OK) {
        from->line = records->line;
        if (first)
            rc = read_columns(list, &headed);
        if (rc == OK && !(first && headed))
            rc = take_word(list);
        first = false;
        if (rc == OK)
            rc = intake_go_on(from, records->at, records->text.len);
        if (rc != OK)
            return rc;
    }
    if (rc != ERR_ABSENT)
        from->line = records->line;
    else if (first)
        rc = err_set(ERR_FORMAT, "%s: no words", from->request->path);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err read_table(struct intake *from, struct str text, char separator, bool marked)
{
    struct list *list;
    size_t headers;
    enum err rc = skip_headers(&text, &headers);

    from->line = headers;
    if (rc == OK && separator == '\0')
        rc = guess_separator(text, &separator);
    if (rc != OK)
        return rc;
    list = xcalloc(1, sizeof(*list));
    records_init(&list->records, text, separator);
    list->records.next_line += headers;
    list->from = from;
    list->guarded = marked && separator != '\t';
    rc = take_words(list);
    records_dispose(&list->records);
    free(list);
    return rc;
}

/* SEPARATOR '\0': to be found out. */
static enum err read_file(struct intake *from, char separator)
{
    struct buf text;
    bool marked = false;
    enum err rc = intake_read_text(from, &text, &marked);

    if (rc == OK)
        rc = read_table(from, buf_str(&text), separator, marked);
    buf_dispose(&text);
    return rc;
}

static enum err read_csv(struct intake *from)
{
    return read_file(from, '\0');
}

static enum err read_tsv(struct intake *from)
{
    return read_file(from, '\t');
}

const struct intake_format intake_csv = { .name = "csv", .read = read_csv };
const struct intake_format intake_tsv = { .name = "tsv", .read = read_tsv };
