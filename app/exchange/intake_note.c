#include "app/exchange/intake_note.h"

#include "app/exchange/html_text.h"
#include "dict/base/mem.h"

enum { TEXT_BYTES_MAX = 1 << 24 };

/* --- what the fields are --- */

static bool is_named(const struct intake_columns *columns, size_t place)
{
    size_t i;

    for (i = 0; i < COLUMN_COUNT; i++) {
        if (columns->places[i] == place)
            return true;
    }
    return false;
}

/* The first field whose name says nothing. */
static size_t unnamed(const struct intake_columns *columns, const struct str *names, size_t count)
{
    size_t i;

    for (i = 0; i < count && (names[i].ptr == NULL || is_named(columns, i)); i++)
        continue;
    return i < count ? i : SIZE_MAX;
}

enum err note_kind_name(struct note_kind *out, const char *option, const struct str *names,
                        size_t count)
{
    size_t *places = out->columns.places;
    bool headed;
    enum err rc;

    if (option != NULL)
        return intake_columns_choose(&out->columns, option, names, count, &headed);
    rc = intake_columns_name(&out->columns, names, count);
    if (rc != OK && rc != ERR_ABSENT)
        return rc;
    if (places[COLUMN_WORD] == SIZE_MAX)
        places[COLUMN_WORD] = unnamed(&out->columns, names, count);
    if (places[COLUMN_MEANING] == SIZE_MAX && places[COLUMN_TRANSLATION] == SIZE_MAX)
        places[COLUMN_MEANING] = unnamed(&out->columns, names, count);
    return OK;
}

/* --- a note --- */

/* The plain texts of a note's fields, one after another in a buffer that does not move them
 * any more once all are there. */
struct texts {
    struct buf bytes;
    struct {
        size_t at, len;
    } places[COLUMN_COUNT];
    struct html_marks marks; /* of the sentence */
};

static const enum intake_column read_columns[] = {
    COLUMN_WORD, COLUMN_LANG, COLUMN_FORM, COLUMN_MEANING,  COLUMN_TRANSLATION,
    COLUMN_GAME, COLUMN_NOTE, COLUMN_TAGS, COLUMN_SENTENCE,
};

static void add_text(struct texts *texts, const struct note *note, enum intake_column column)
{
    const size_t place = note->kind->columns.places[column], at = texts->bytes.len;
    const struct str field = place < note->count ? note->fields[place] : str_of("");

    texts->marks = (struct html_marks){ 0 };
    if (note->kind->html)
        html_text(&texts->bytes, &texts->marks, field);
    else
        buf_add_str(&texts->bytes, str_trim(field));
    texts->places[column].at = at;
    texts->places[column].len = texts->bytes.len - at;
}

static struct str text_of(const struct texts *texts, enum intake_column column)
{
    return str_sub(buf_str(&texts->bytes), texts->places[column].at, texts->places[column].len);
}

/* Of several lines the first one: what is below is about the word. */
static struct str first_line(struct str text)
{
    return str_trim(str_sub(text, 0, str_find_char(text, '\n', 0)));
}

static void place_form(struct intake_word *word, size_t at, size_t len)
{
    word->form_at = at;
    word->form_len = len;
    if (word->form.len == 0)
        word->form = str_sub(word->sentence, at, len);
}

static struct intake_word word_of(const struct texts *texts, const struct note *note)
{
    const struct html_marks *marks = &texts->marks;
    const struct str meaning = text_of(texts, COLUMN_MEANING);
    struct intake_word word = {
        .lang = text_of(texts, COLUMN_LANG),
        .headword = first_line(text_of(texts, COLUMN_WORD)),
        .form = text_of(texts, COLUMN_FORM),
        .sentence = text_of(texts, COLUMN_SENTENCE),
        .game = text_of(texts, COLUMN_GAME),
        .meaning = meaning.len > 0 ? meaning : text_of(texts, COLUMN_TRANSLATION),
        .note = text_of(texts, COLUMN_NOTE),
        .tags = note->tags,
        .time_ms = note->time_ms,
    };

    /* All in bold is the same as nothing in bold. */
    if (marks->bold_len > 0 && marks->bold_len < word.sentence.len)
        place_form(&word, marks->bold_at, marks->bold_len);
    else if (marks->gap_len > 0)
        place_form(&word, marks->gap_at, marks->gap_len);
    return word;
}

/* A text with a gap: the answer is the word, as it stands in this sentence. */
static void take_gap(struct intake_word *word, const struct texts *texts)
{
    const struct html_marks *marks = &texts->marks;

    if (marks->gap_len == 0)
        return;
    word->headword = first_line(str_sub(word->sentence, marks->gap_at, marks->gap_len));
    word->form = word->headword;
    place_form(word, marks->gap_at, marks->gap_len);
}

enum err note_put(struct intake *from, const struct note *note, struct intake_put *out)
{
    struct texts texts = { 0 };
    struct note_kind kind = *note->kind;
    struct note taken = *note;
    struct intake_word word;
    size_t i;
    enum err rc;

    taken.kind = &kind;
    if (kind.gaps)
        kind.columns.places[COLUMN_SENTENCE] = kind.columns.places[COLUMN_WORD];
    buf_init(&texts.bytes, TEXT_BYTES_MAX);
    for (i = 0; i < ARRAY_LEN(read_columns); i++)
        add_text(&texts, &taken, read_columns[i]); /* the sentence last: its marks stay */
    rc = buf_ok(&texts.bytes, "a note");
    if (rc == OK) {
        word = word_of(&texts, &taken);
        if (word.tags.len == 0)
            word.tags = text_of(&texts, COLUMN_TAGS);
        if (kind.gaps)
            take_gap(&word, &texts);
        rc = intake_put(from, &word, out);
    }
    buf_dispose(&texts.bytes);
    return rc;
}
