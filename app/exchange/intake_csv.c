/* Lists of words, comma- or tab-separated: those that export_csv.c writes, and of other
 * programs. A first row of headings says what the columns are; without one they are word,
 * meaning, sentence. A word is kept as if it had been met: with its sentence, game and time. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "app/exchange/charset.h"
#include "app/exchange/intake_private.h"
#include "app/exchange/records.h"
#include "app/journal/tags.h"
#include "app/journal/taught.h"
#include "app/journal/words.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { FILE_MAX = 64 << 20, LANG_LEN_MAX = 16 };

enum column {
    COLUMN_WORD,
    COLUMN_LANG,
    COLUMN_FORM,
    COLUMN_MEANING,
    COLUMN_TRANSLATION,
    COLUMN_SENTENCE,
    COLUMN_GAME,
    COLUMN_TAGS,
    COLUMN_STATE,
    COLUMN_TIME,
    COLUMN_NOTE,
    COLUMN_COUNT
};

static const struct {
    const char *heading;
    enum column column;
} headings[] = {
    { "word", COLUMN_WORD },          { "headword", COLUMN_WORD },
    { "lemma", COLUMN_WORD },         { "term", COLUMN_WORD },
    { "front", COLUMN_WORD },         { "language", COLUMN_LANG },
    { "lang", COLUMN_LANG },          { "form", COLUMN_FORM },
    { "definition", COLUMN_MEANING }, { "meaning", COLUMN_MEANING },
    { "back", COLUMN_MEANING },       { "translation", COLUMN_TRANSLATION },
    { "gloss", COLUMN_TRANSLATION },  { "sentence", COLUMN_SENTENCE },
    { "context", COLUMN_SENTENCE },   { "example", COLUMN_SENTENCE },
    { "game", COLUMN_GAME },          { "tags", COLUMN_TAGS },
    { "state", COLUMN_STATE },        { "last", COLUMN_TIME },
    { "note", COLUMN_NOTE },
};

struct list {
    struct intake *from;
    struct records records;
    size_t places[COLUMN_COUNT]; /* cells; SIZE_MAX for a column that there is not */
    bool guarded;                /* for spreadsheets: a quote before what looks like a formula */
};

/* --- columns --- */

static bool find_heading(struct str cell, enum column *out)
{
    const struct str name = str_trim(cell);
    size_t i;

    for (i = 0; i < ARRAY_LEN(headings); i++) {
        if (strlen(headings[i].heading) == name.len &&
            strncasecmp(headings[i].heading, name.ptr, name.len) == 0) {
            *out = headings[i].column;
            return true;
        }
    }
    return false;
}

/* False if the first row is none of headings: it does not name the word's column. */
static bool read_headings(struct list *list)
{
    enum column column = COLUMN_WORD;
    size_t i;

    for (i = 0; i < COLUMN_COUNT; i++)
        list->places[i] = SIZE_MAX;
    for (i = 0; i < list->records.count; i++) {
        if (find_heading(list->records.cells[i], &column) && list->places[column] == SIZE_MAX)
            list->places[column] = i;
    }
    if (list->places[COLUMN_WORD] != SIZE_MAX)
        return true;
    for (i = 0; i < COLUMN_COUNT; i++)
        list->places[i] = SIZE_MAX;
    list->places[COLUMN_WORD] = 0;
    list->places[COLUMN_MEANING] = 1;
    list->places[COLUMN_SENTENCE] = 2;
    return false;
}

/* Without spaces at its ends; empty for a cell that there is not. */
static struct str cell_of(const struct list *list, enum column column)
{
    const size_t place = list->places[column];
    struct str cell =
        place < list->records.count ? str_trim(list->records.cells[place]) : str_of("");

    if (list->guarded && cell.len > 1 && cell.ptr[0] == '\'' &&
        strchr("=+-@\t\r\n", cell.ptr[1]) != NULL)
        cell = str_from(cell, 1);
    return cell;
}

static char *cell_dup(const struct list *list, enum column column)
{
    const struct str cell = cell_of(list, column);

    return xstrndup(cell.ptr, cell.len);
}

/* --- a word --- */

/* What a row says, all of it yours. */
struct word {
    char *headword, *lang, *form, *sentence, *game, *meaning, *note, *tags;
    size_t form_at, form_len;
    bool has_state;
    enum word_state state;
    int64_t time_ms;
};

static void dispose_word(struct word *word)
{
    free(word->headword);
    free(word->lang);
    free(word->form);
    free(word->sentence);
    free(word->game);
    free(word->meaning);
    free(word->note);
    free(word->tags);
}

/* What BUF holds, in *OUT, yours; BUF is disposed of. */
static enum err take_text(char **out, struct buf *buf)
{
    enum err rc = buf_ok(buf, "a cell");

    *out = rc == OK && buf->len > 0 ? buf_take(buf) : xstrdup("");
    buf_dispose(buf);
    return rc;
}

/* As the journal holds texts: composed. */
static enum err compose(char **out, const struct list *list, enum column column)
{
    struct buf text;

    buf_init(&text, RECORD_BYTES_MAX * 4);
    text_nfc(&text, cell_of(list, column));
    return take_text(out, &text);
}

/* A definition is one line: senses, a line each, become parts of it. */
static enum err read_meaning(char **out, const struct list *list)
{
    struct str text = cell_of(list, COLUMN_MEANING), sense;
    struct buf line;

    if (text.len == 0)
        text = cell_of(list, COLUMN_TRANSLATION);
    buf_init(&line, RECORD_BYTES_MAX * 2);
    while (str_next(&text, '\n', &sense)) {
        sense = str_trim(sense);
        if (sense.len > 0)
            buf_printf(&line, "%s%.*s", line.len > 0 ? "; " : "", STR_ARG(sense));
    }
    return take_text(out, &line);
}

static bool is_lang(const char *lang)
{
    const size_t len = strlen(lang);

    return len >= 2 && len <= LANG_LEN_MAX &&
           strspn(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == len;
}

static enum err read_time(struct word *word, struct str cell)
{
    char text[32];
    struct tm parts = { 0 };
    const char *end;
    int64_t seconds;

    if (cell.len == 0)
        return OK;
    snprintf(text, sizeof(text), "%.*s", STR_ARG(str_sub(cell, 0, sizeof(text) - 1)));
    end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    seconds = (int64_t)timegm(&parts);
    if (end == NULL || *end != '\0' || cell.len >= sizeof(text) || seconds < 0)
        return err_set(ERR_FORMAT, "\"%s\" is no time: 2026-11-20T12:00:00Z is one", text);
    word->time_ms = seconds * 1000;
    return OK;
}

/* The form as the row has it, else as it stands in the sentence, else the headword. */
static void place_form(struct word *word)
{
    const struct str sentence = str_of(word->sentence);
    size_t at;

    if (word->form[0] == '\0') {
        free(word->form);
        word->form = xstrdup(word->headword);
    }
    at = sentence.len > 0 ? str_find(sentence, str_of(word->form), 0) : 0;
    if (at < sentence.len) {
        word->form_at = at;
        word->form_len = strlen(word->form);
    }
}

static enum err read_texts(struct list *list, struct word *word)
{
    enum err rc = compose(&word->headword, list, COLUMN_WORD);

    if (rc == OK)
        rc = compose(&word->form, list, COLUMN_FORM);
    if (rc == OK)
        rc = compose(&word->sentence, list, COLUMN_SENTENCE);
    if (rc == OK)
        rc = read_meaning(&word->meaning, list);
    if (rc != OK)
        return rc;
    word->game = cell_dup(list, COLUMN_GAME);
    word->note = cell_dup(list, COLUMN_NOTE);
    word->tags = cell_dup(list, COLUMN_TAGS);
    word->lang = cell_of(list, COLUMN_LANG).len > 0 ? cell_dup(list, COLUMN_LANG)
                                                    : xstrdup(list->from->request->lang);
    place_form(word);
    return OK;
}

static enum err read_word(struct list *list, struct word *word)
{
    char *state;
    enum err rc = read_texts(list, word);

    if (rc != OK)
        return rc;
    state = cell_dup(list, COLUMN_STATE);
    word->has_state = state[0] != '\0';
    word->time_ms = list->from->request->now_ms;
    if (word->headword[0] == '\0')
        rc = err_set(ERR_FORMAT, "no word");
    else if (!is_lang(word->lang))
        rc = err_set(ERR_FORMAT, "\"%.100s\" is no language's code, like \"it\"", word->lang);
    else if (word->has_state && !word_state_find(&word->state, state))
        rc = err_set(ERR_FORMAT, "no state \"%.100s\": learning, known or ignored", state);
    else
        rc = read_time(word, cell_of(list, COLUMN_TIME));
    free(state);
    return rc;
}

/* --- keeping it --- */

struct search {
    const struct word *word;
    bool found;
};

/* The same sentence, or none as before: met before. */
static void compare(void *ctx, const struct encounter_row *row)
{
    struct search *search = ctx;

    search->found = search->found || str_is(row->sentence, search->word->sentence) ||
                    (row->sentence.len == 0 && search->word->sentence[0] == '\0');
}

static enum err keep_word(struct journal *journal, const struct word *word, bool *changed,
                          int64_t *id)
{
    const struct keep keep = {
        .lang = word->lang,
        .headword = word->headword,
        .form = word->form,
        .sentence = word->sentence[0] != '\0' ? str_of(word->sentence) : str_make(NULL, 0),
        .form_at = word->form_at,
        .form_len = word->form_len,
        .game = word->game[0] != '\0' ? word->game : NULL,
        .now_ms = word->time_ms,
    };
    struct search search = { .word = word };
    struct kept kept = { 0 };
    enum err rc = journal_word_seen(journal, word->lang, word->headword, &kept);

    if (rc == OK && kept.word != 0)
        rc = journal_encounters(journal, kept.word, compare, &search);
    if (rc != OK || search.found) {
        *id = kept.word;
        return rc;
    }
    rc = journal_keep(journal, &keep, &kept);
    *id = kept.word;
    *changed = true;
    /* What is known of a word that is in the journal already is the journal's to say. */
    if (rc == OK && kept.times_before == 0 && word->has_state)
        rc = journal_set_state(journal, kept.word, word->state);
    if (rc == OK && kept.times_before == 0 && word->note[0] != '\0')
        rc = journal_set_note(journal, kept.word, word->note);
    return rc;
}

static enum err add_tags(struct journal *journal, int64_t id, const char *tags)
{
    struct str rest = str_of(tags), tag;
    enum err rc = OK;

    while (rc == OK && str_next(&rest, ' ', &tag)) {
        char *text = xstrndup(tag.ptr, tag.len);

        if (text[0] != '\0')
            rc = journal_tag_add(journal, id, text);
        free(text);
    }
    return rc;
}

static enum err take_word(struct list *list)
{
    struct journal *journal = list->from->journal;
    struct word word = { 0 };
    bool changed = false;
    int64_t id = 0;
    enum err rc = read_word(list, &word);

    if (rc == OK)
        rc = keep_word(journal, &word, &changed, &id);
    if (rc == OK && changed)
        rc = add_tags(journal, id, word.tags);
    if (rc == OK && word.meaning[0] != '\0' &&
        journal_definition_get(journal, word.lang, word.headword) == NULL) {
        rc = journal_definition_set(journal, word.lang, word.headword, word.meaning);
        changed = true;
    }
    list->from->report.rows++;
    list->from->report.changed += changed;
    dispose_word(&word);
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

/* Where a comma is written in numbers, spreadsheets separate by semicolons. */
static char comma_of(struct str text)
{
    const struct str line = str_sub(text, 0, str_find_char(text, '\n', 0));
    size_t i, commas = 0, semicolons = 0;

    for (i = 0; i < line.len; i++) {
        commas += line.ptr[i] == ',';
        semicolons += line.ptr[i] == ';';
    }
    return semicolons > commas ? ';' : ',';
}

static enum err take_words(struct list *list)
{
    struct intake *from = list->from;
    struct records *records = &list->records;
    bool first = true;
    enum err rc;

    while ((rc = records_next(records)) == OK) {
        from->line = records->line;
        if (!first || !read_headings(list))
            rc = take_word(list);
        first = false;
        if (rc == OK && !intake_progress(from, records->at, records->text.len))
            rc = err_set(ERR_CANCELLED, "the import was stopped");
        if (rc != OK)
            return rc;
    }
    if (rc != ERR_ABSENT)
        from->line = records->line;
    else if (first)
        rc = err_set(ERR_FORMAT, "%s: no words", from->request->path);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err read_text(struct intake *from, struct str text, char separator, bool marked)
{
    struct list *list;
    size_t headers;
    enum err rc = skip_headers(&text, &headers);

    from->line = headers;
    if (rc != OK)
        return rc;
    list = xcalloc(1, sizeof(*list));
    records_init(&list->records, text, separator != '\0' ? separator : comma_of(text));
    list->records.next_line += headers;
    list->from = from;
    list->guarded = marked && separator != '\t';
    rc = take_words(list);
    records_dispose(&list->records);
    free(list);
    return rc;
}

/* SEPARATOR '\0': a comma or a semicolon. */
static enum err read_file(struct intake *from, char separator)
{
    static const char mark[] = "\xef\xbb\xbf";
    struct buf bytes, text;
    enum err rc;

    buf_init(&bytes, FILE_MAX);
    buf_init(&text, (size_t)2 * FILE_MAX);
    rc = file_read(&bytes, from->request->path);
    if (rc == OK) {
        rc = charset_decode(&text, (const uint8_t *)buf_text(&bytes), bytes.len, "WINDOWS-1252",
                            NULL);
        if (rc != OK)
            rc = err_prefix(rc, "%s", from->request->path);
    }
    if (rc == OK)
        rc = read_text(from, buf_str(&text), separator, str_starts(buf_str(&bytes), str_of(mark)));
    buf_dispose(&text);
    buf_dispose(&bytes);
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
