#include "dict/yomitan.h"

#include <stdio.h>
#include <stdlib.h>

#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/json_cut.h"
#include "dict/yomitan_content.h"
#include "dict/yomitan_marks.h"
#include "dict/yomitan_meta.h"

enum {
    SHORT_GLOSS_BYTES = 60, /* longer ones are definitions, and senses of their own */
    SHORT_NOTE_BYTES = 40,  /* of a tag: as long a text is a label */
    GLOSS_BYTES_MAX = 1 << 16
};

struct yomitan {
    const struct yomitan_index *index;
    const struct yomitan_sink *sink;
    json_t *tags;        /* name: the tag's row */
    struct arena *arena; /* of the entry that is being built; NULL if there is none */
    struct entry_builder *builder;
    const char *expression, *reading; /* its own */
    json_int_t sequence;
    int64_t weight;
    bool kana; /* usually written so */
};

/* --- the index --- */

static void copy_text(char *out, size_t size, const char *text)
{
    struct buf clean;

    buf_init(&clean, size * 4);
    text_clean_line(&clean, str_of(text), size - 1);
    snprintf(out, size, "%s", buf_text(&clean));
    buf_dispose(&clean);
}

enum err yomitan_parse_index(struct yomitan_index *out, struct str text, const char *name)
{
    json_t *index = NULL;
    json_int_t format;
    enum err rc = json_parse(&index, text, name);

    if (rc != OK)
        return rc;
    format = json_integer_value(json_object_get(index, "format"));
    if (format == 0)
        format = json_integer_value(json_object_get(index, "version"));
    if (json_text(index, "title", NULL) == NULL || format < 1 || format > 3) {
        json_decref(index);
        return err_set(ERR_FORMAT, "%s: not a Yomitan dictionary of format 1 to 3; get another one",
                       name);
    }
    out->format = (int)format;
    copy_text(out->title, sizeof(out->title), json_text(index, "title", ""));
    copy_text(out->lang, sizeof(out->lang), json_text(index, "sourceLanguage", ""));
    copy_text(out->gloss, sizeof(out->gloss), json_text(index, "targetLanguage", ""));
    out->frequency_kind = strcmp(json_text(index, "frequencyMode", ""), "occurrence-based") == 0
                              ? FREQUENCY_COUNT
                              : FREQUENCY_RANK;
    json_decref(index);
    return OK;
}

/* --- rows --- */

typedef enum err (*row_reader)(struct yomitan *yomitan, const json_t *row);

static enum err off(struct str bank, const struct json_cut *cut, size_t row, const char *name)
{
    return err_set(ERR_FORMAT, "%s: line %zu: row %zu is off or cut short; get the file anew", name,
                   json_cut_line(bank, cut->at), row);
}

static enum err read_row(struct yomitan *yomitan, struct str text, row_reader read)
{
    json_t *row = NULL;
    enum err rc;

    if (text.len > YOMITAN_ROW_MAX)
        return err_set(ERR_LIMIT, "it has more than %d MB", YOMITAN_ROW_MAX >> 20);
    rc = json_parse(&row, text, "its text");
    if (rc == OK && !json_is_array(row))
        rc = err_set(ERR_FORMAT, "it is no list");
    if (rc == OK)
        rc = read(yomitan, row);
    json_decref(row);
    return rc;
}

static enum err read_bank(struct yomitan *yomitan, struct str bank, const char *name,
                          row_reader read)
{
    struct json_cut cut;
    struct str text;
    size_t row = 1;
    enum err rc;

    if (!json_cut_begin(&cut, bank, '['))
        return off(bank, &cut, row, name);
    for (; (rc = json_cut_next(&cut, NULL, &text)) == OK; row++) {
        rc = read_row(yomitan, text, read);
        if (rc == ERR_FORMAT || rc == ERR_LIMIT)
            return err_prefix(rc, "%s: row %zu", name, row);
        if (rc != OK)
            return rc;
    }
    return rc == ERR_ABSENT ? OK : off(bank, &cut, row, name);
}

static struct str string_at(const json_t *row, size_t at)
{
    return json_slice(json_array_get(row, at));
}

/* [name, category, order, notes, score] */
static enum err read_tag(struct yomitan *yomitan, const json_t *row)
{
    const char *name = json_string_value(json_array_get(row, 0));
    json_t *copy;

    if (name == NULL)
        return OK;
    copy = json_deep_copy(row);
    return json_object_set_new(yomitan->tags, name, copy) == 0
               ? OK
               : err_set(ERR_LIMIT, "there is no memory for it");
}

enum err yomitan_read_tags(struct yomitan *yomitan, struct str bank, const char *name)
{
    return read_bank(yomitan, bank, name, read_tag);
}

/* --- tags of a term --- */

/* A tag's own text where that is short, "computing"; else its name, "comp". */
static struct str label_of(const json_t *tag, struct str name)
{
    struct str note = string_at(tag, 3);

    return note.len > 0 && note.len <= SHORT_NOTE_BYTES ? note : name;
}

/* Those that say how common a word is show nothing; their scores count. */
static bool is_about_frequency(const json_t *tag)
{
    static const char *const categories[] = { "frequent", "frequency", "popular", "dictionary" };
    struct str category = string_at(tag, 1);
    size_t i;

    for (i = 0; i < ARRAY_LEN(categories); i++) {
        if (str_is(category, categories[i]))
            return true;
    }
    return false;
}

static bool is_number(struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    }
    return text.len > 0;
}

/* NAME may be followed by more: jansson wants it ended. */
static const json_t *find_tag(const struct yomitan *yomitan, struct str name)
{
    char key[64];

    if (name.len >= sizeof(key))
        return NULL;
    snprintf(key, sizeof(key), "%.*s", STR_ARG(name));
    return json_object_get(yomitan->tags, key);
}

static int64_t score_of(const json_t *value)
{
    double score = json_number_value(value);

    return score > 1e9 ? 1000000000 : score < -1e9 ? -1000000000 : (int64_t)score;
}

static void take_mark(void *ctx, struct str mark)
{
    struct yomitan *yomitan = ctx;

    yomitan_add_mark(yomitan->builder, mark);
}

static void take_label(void *ctx, struct str code)
{
    struct yomitan *yomitan = ctx;

    if (str_is(code, "uk"))
        yomitan->kana = true;
}

/* Parts of speech become the entry's; what else they tell labels the sense. */
static void add_definition_tags(struct yomitan *yomitan, struct str tags, struct buf *labels)
{
    const json_t *tag;
    struct str name;

    while (str_next(&tags, ' ', &name)) {
        tag = find_tag(yomitan, name);
        yomitan->weight += score_of(json_array_get(tag, 4));
        take_label(yomitan, name);
        if (name.len == 0 || is_number(name) || is_about_frequency(tag) ||
            yomitan_add_mark(yomitan->builder, name))
            continue;
        if (labels->len > 0)
            buf_adds(labels, ", ");
        buf_add_str(labels, label_of(tag, name));
    }
}

static void add_term_tags(struct yomitan *yomitan, struct str tags)
{
    struct str name;

    while (str_next(&tags, ' ', &name))
        yomitan->weight += score_of(json_array_get(find_tag(yomitan, name), 4));
}

/* --- glosses --- */

/* Several short texts are one sense, "to eat; to live on". JOINED: the gloss so far. */
static void add_text(struct yomitan *yomitan, struct buf *joined, struct str text)
{
    struct buf clean;

    buf_init(&clean, GLOSS_BYTES_MAX * 3);
    text_clean_line(&clean, text, GLOSS_BYTES_MAX);
    if (clean.len > SHORT_GLOSS_BYTES || joined->len == 0 || joined->len > SHORT_GLOSS_BYTES * 4) {
        entry_add_sense(yomitan->builder, buf_str(&clean));
        buf_clear(joined);
        if (clean.len <= SHORT_GLOSS_BYTES)
            buf_add_str(joined, buf_str(&clean));
    } else if (clean.len > 0) {
        buf_printf(joined, "; %s", buf_text(&clean));
        entry_add_gloss(yomitan->builder, buf_str(joined));
    }
    buf_dispose(&clean);
}

/* [uninflected, rules]: the expression is a form. */
static enum err add_inflected(struct yomitan *yomitan, const json_t *item)
{
    const struct yomitan_sink *sink = yomitan->sink;

    if (string_at(item, 0).len == 0)
        return OK;
    return sink->form(sink->ctx, str_of(yomitan->expression), string_at(item, 0), NULL,
                      yomitan->weight);
}

static enum err add_gloss(struct yomitan *yomitan, struct buf *joined, const json_t *item)
{
    const struct content_found found = { take_mark, take_label, yomitan };
    const char *type = json_text(item, "type", "");

    if (json_is_array(item))
        return add_inflected(yomitan, item);
    if (json_is_string(item)) {
        add_text(yomitan, joined, json_slice(item));
    } else if (strcmp(type, "text") == 0) {
        add_text(yomitan, joined, str_of(json_text(item, "text", "")));
    } else if (strcmp(type, "structured-content") == 0) {
        content_read(yomitan->builder, json_object_get(item, "content"), yomitan->index->lang,
                     &found);
        buf_clear(joined);
    }
    return OK;
}

/* The glosses of ROW: format 1 has them as the row's own items. */
static enum err add_glosses(struct yomitan *yomitan, const json_t *row)
{
    bool inlined = yomitan->index->format == 1;
    const json_t *list = inlined ? row : json_array_get(row, 5);
    struct buf joined;
    size_t i;
    enum err rc = OK;

    buf_init(&joined, GLOSS_BYTES_MAX);
    for (i = inlined ? 5 : 0; i < json_array_size(list) && rc == OK; i++)
        rc = add_gloss(yomitan, &joined, json_array_get(list, i));
    buf_dispose(&joined);
    return rc;
}

/* LABELS go to the first sense of those from FIRST on. */
static void add_labels(struct yomitan *yomitan, size_t first, const struct buf *labels)
{
    struct entry_builder *builder = yomitan->builder;
    struct sense *sense = &builder->senses[first];

    if (first >= builder->entry.sense_count || labels->len == 0)
        return;
    sense->label = sense->label == NULL
                       ? entry_text(builder, buf_str(labels))
                       : arena_printf(builder->arena, "%s, %s", buf_text(labels), sense->label);
}

/* --- entries --- */

static bool has_reading(const struct yomitan *yomitan)
{
    return yomitan->reading[0] != '\0' && strcmp(yomitan->reading, yomitan->expression) != 0;
}

/* A word usually written in kana stands under its reading as well, and is nothing
 * inflected there; of others the reading is a form. */
static enum err give_reading(struct yomitan *yomitan)
{
    const struct yomitan_sink *sink = yomitan->sink;
    struct entry *entry = &yomitan->builder->entry;

    if (!has_reading(yomitan))
        return OK;
    if (!yomitan->kana)
        return sink->form(sink->ctx, str_of(yomitan->reading), str_of(yomitan->expression),
                          entry->pos, yomitan->weight);
    entry->headword = yomitan->reading;
    entry->reading = NULL;
    entry_add_ref(yomitan->builder, REF_SYNONYM, str_of(yomitan->expression));
    return sink->entry(sink->ctx, entry, yomitan->weight);
}

enum err yomitan_finish(struct yomitan *yomitan)
{
    const struct yomitan_sink *sink = yomitan->sink;
    const struct entry *entry = &yomitan->builder->entry;
    enum err rc = OK;

    if (yomitan->arena == NULL)
        return OK;
    if (entry->sense_count > 0 || entry->ref_count > 0) {
        rc = sink->entry(sink->ctx, entry, yomitan->weight);
        if (rc == OK)
            rc = give_reading(yomitan);
    }
    arena_free(yomitan->arena);
    yomitan->arena = NULL;
    return rc;
}

static void begin_entry(struct yomitan *yomitan, struct str expression, struct str reading)
{
    yomitan->arena = arena_new();
    yomitan->expression = arena_strndup(yomitan->arena, expression.ptr, expression.len);
    yomitan->reading = arena_strndup(yomitan->arena, reading.ptr, reading.len);
    yomitan->weight = 0;
    yomitan->kana = false;
    entry_begin(yomitan->builder, yomitan->arena);
    yomitan->builder->entry.headword = yomitan->expression;
    if (has_reading(yomitan))
        yomitan->builder->entry.reading = yomitan->reading;
}

/* Whether a row goes on with the entry that is being built: JMdict's makers give each
 * sense a row. */
static bool goes_on(const struct yomitan *yomitan, struct str expression, struct str reading,
                    json_int_t sequence)
{
    return yomitan->arena != NULL && sequence > 0 && sequence == yomitan->sequence &&
           str_is(expression, yomitan->expression) && str_is(reading, yomitan->reading);
}

/* [expression, reading, definition tags, rules, score, glosses, sequence, term tags] */
static enum err read_term(struct yomitan *yomitan, const json_t *row)
{
    struct str expression = string_at(row, 0), reading = string_at(row, 1);
    bool short_row = yomitan->index->format == 1;
    json_int_t sequence = short_row ? 0 : json_integer_value(json_array_get(row, 6));
    int64_t weight_before;
    struct buf labels;
    size_t first;
    enum err rc = OK;

    if (expression.len == 0 || expression.len > HEADWORD_MAX || reading.len > HEADWORD_MAX)
        return OK;
    if (!goes_on(yomitan, expression, reading, sequence)) {
        rc = yomitan_finish(yomitan);
        begin_entry(yomitan, expression, reading);
    }
    if (rc != OK)
        return rc;
    yomitan->sequence = sequence;
    weight_before = yomitan->weight;
    yomitan->weight = score_of(json_array_get(row, 4));
    buf_init(&labels, GLOSS_BYTES_MAX);
    first = yomitan->builder->entry.sense_count;
    add_definition_tags(yomitan, string_at(row, 2), &labels);
    add_term_tags(yomitan, short_row ? str_of("") : string_at(row, 7));
    yomitan_add_rules(yomitan->builder, string_at(row, 3));
    rc = add_glosses(yomitan, row);
    add_labels(yomitan, first, &labels);
    if (first > 0 && weight_before > yomitan->weight)
        yomitan->weight = weight_before;
    buf_dispose(&labels);
    return rc;
}

enum err yomitan_read_terms(struct yomitan *yomitan, struct str bank, const char *name)
{
    return read_bank(yomitan, bank, name, read_term);
}

static enum err read_meta(struct yomitan *yomitan, const json_t *row)
{
    return yomitan_meta_read(row, yomitan->builder, yomitan->sink);
}

enum err yomitan_read_metas(struct yomitan *yomitan, struct str bank, const char *name)
{
    enum err rc = yomitan_finish(yomitan);

    return rc == OK ? read_bank(yomitan, bank, name, read_meta) : rc;
}

struct yomitan *yomitan_new(const struct yomitan_index *index, const struct yomitan_sink *sink)
{
    struct yomitan *yomitan = xcalloc(1, sizeof(*yomitan));

    yomitan->index = index;
    yomitan->sink = sink;
    yomitan->tags = json_object();
    yomitan->builder = xcalloc(1, sizeof(*yomitan->builder));
    return yomitan;
}

void yomitan_free(struct yomitan *yomitan)
{
    if (yomitan == NULL)
        return;
    arena_free(yomitan->arena);
    json_decref(yomitan->tags);
    free(yomitan->builder);
    free(yomitan);
}
