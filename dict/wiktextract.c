#include "dict/wiktextract.h"

#include <stdlib.h>

#include "dict/base/buf.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/compiled.h"
#include "dict/json_cut.h"
#include "dict/wiktextract_tags.h"

enum {
    PRUNED_DEPTH = 6, /* down to an example's fields */
    GLOSS_BYTES_MAX = 2000,
    SHORT_PARENT_BYTES = 40, /* of the gloss above one, to be its label */
    EXAMPLE_BYTES_MAX = 300, /* longer ones are quotations from books */
    SENSE_EXAMPLES_MAX = 3,
    SENSE_LABELS_MAX = 4,
    REFS_MAX = 12 /* of a kind; more nobody reads */
};

/* --- the fields that are of use --- */

static bool is_wanted(struct str key)
{
    static const char *const keys[] = {
        "word",     "pos",     "senses",      "forms",   "sounds", "tags",    "synonyms",
        "antonyms", "related", "redirects",   "glosses", "topics", "form_of", "alt_of",
        "examples", "text",    "translation", "english", "form",   "ipa",
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(keys); i++) {
        if (str_is(key, keys[i]))
            return true;
    }
    return false;
}

static enum err add_value(struct buf *out, struct str value, int depth);

static enum err add_member(struct buf *out, struct str key, struct str value, int depth)
{
    buf_addc(out, '"');
    buf_add_str(out, key);
    buf_adds(out, "\":");
    return add_value(out, value, depth);
}

/* The items or members of VALUE that are of use. */
static enum err add_parts(struct buf *out, struct str value, int depth)
{
    bool object = value.ptr[0] == '{';
    struct json_cut cut;
    struct str key = { NULL, 0 }, part;
    const size_t start = out->len + 1;
    enum err rc;

    if (!json_cut_begin(&cut, value, value.ptr[0]))
        return ERR_FORMAT;
    buf_addc(out, value.ptr[0]);
    while ((rc = json_cut_next(&cut, &key, &part)) == OK) {
        if (object && !is_wanted(key))
            continue;
        if (out->len > start)
            buf_addc(out, ',');
        rc = object ? add_member(out, key, part, depth + 1) : add_value(out, part, depth + 1);
        if (rc != OK)
            return rc;
    }
    buf_addc(out, cut.close);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err add_value(struct buf *out, struct str value, int depth)
{
    if (depth < PRUNED_DEPTH && (value.ptr[0] == '[' || value.ptr[0] == '{'))
        return add_parts(out, value, depth);
    buf_add_str(out, value);
    return OK;
}

/* *LANG becomes LINE's field "lang_code", "" if it has none. ERR_FORMAT: LINE is no JSON
 * object. */
static enum err find_lang(struct str line, struct str *lang)
{
    struct json_cut cut;
    struct str key, value;
    enum err rc = ERR_FORMAT;

    *lang = str_of("");
    if (json_cut_begin(&cut, line, '{')) {
        while ((rc = json_cut_next(&cut, &key, &value)) == OK) {
            if (str_is(key, "lang_code"))
                *lang = value.len > 2 ? str_sub(value, 1, value.len - 2) : str_of("");
        }
    }
    return rc == ERR_ABSENT ? OK : err_set(ERR_FORMAT, "no JSON object, or cut short");
}

bool wiktextract_is_line(struct str line)
{
    struct json_cut cut;
    struct str key, value;
    int fields = 0;

    if (!json_cut_begin(&cut, line, '{'))
        return false;
    while (json_cut_next(&cut, &key, &value) == OK)
        fields += str_is(key, "word") || str_is(key, "lang_code") || str_is(key, "pos");
    return fields == 3;
}

/* --- words and forms --- */

struct reading {
    struct entry_builder *builder;
    const struct wiktextract_sink *sink;
    const json_t *line;
    struct str word;
    enum err rc; /* of the sink */
};

static void give_form(struct reading *reading, struct str form, struct str lemma)
{
    if (reading->rc == OK && form.len > 0 && lemma.len > 0 && !str_eq(form, lemma))
        reading->rc =
            reading->sink->form(reading->sink->ctx, form, lemma, reading->builder->entry.pos);
}

/* Forms that are listed with their lemma: [{"form", "tags"}]. */
static void read_forms(struct reading *reading)
{
    const json_t *forms = json_object_get(reading->line, "forms"), *item;
    struct str form;
    size_t i;

    for (i = 0; i < json_array_size(forms); i++) {
        item = json_array_get(forms, i);
        form = str_trim(json_slice(json_object_get(item, "form")));
        if (wiktextract_is_form(form, json_object_get(item, "tags")))
            give_form(reading, form, reading->word);
    }
}

/* The lemmas that a form's page leads to: [{"word"}], or names alone. */
static bool read_lemmas(struct reading *reading, const json_t *list)
{
    const json_t *item;
    size_t i;

    for (i = 0; i < json_array_size(list); i++) {
        item = json_array_get(list, i);
        give_form(reading, reading->word,
                  json_slice(json_is_string(item) ? item : json_object_get(item, "word")));
    }
    return json_array_size(list) > 0;
}

/* --- senses --- */

/* Line feeds and runs of spaces become one space. */
static const char *clean(struct reading *reading, struct str text, size_t max)
{
    struct buf line;
    const char *copy;

    buf_init(&line, max * 3 + 4);
    text_clean_line(&line, text, max);
    copy = entry_text(reading->builder, buf_str(&line));
    buf_dispose(&line);
    return copy;
}

static void add_labels(struct reading *reading, const json_t *sense)
{
    const json_t *tags = json_object_get(sense, "tags");
    const json_t *topics = json_object_get(sense, "topics");
    size_t i, count = 0;
    struct str label;

    for (i = 0; i < json_array_size(tags) && count < SENSE_LABELS_MAX; i++) {
        if (!wiktextract_label(json_slice(json_array_get(tags, i)), &label))
            continue;
        entry_add_label(reading->builder, label);
        count++;
    }
    /* The first topic is the nearest; the others are those above it. */
    entry_add_label(reading->builder, json_slice(json_array_get(topics, 0)));
}

static void add_examples(struct reading *reading, const json_t *sense)
{
    const json_t *examples = json_object_get(sense, "examples"), *item;
    const char *text, *translation;
    size_t i, count = 0;

    for (i = 0; i < json_array_size(examples) && count < SENSE_EXAMPLES_MAX; i++) {
        item = json_array_get(examples, i);
        text = json_text(item, "text", "");
        translation = json_text(item, "translation", json_text(item, "english", ""));
        if (strlen(text) > EXAMPLE_BYTES_MAX || strlen(translation) > EXAMPLE_BYTES_MAX)
            continue;
        text = clean(reading, str_of(text), EXAMPLE_BYTES_MAX);
        translation = clean(reading, str_of(translation), EXAMPLE_BYTES_MAX);
        entry_add_example(reading->builder, str_of(text), str_of(translation));
        count++;
    }
}

/* Of nested glosses the last is the sense; a short one above it says what it is about. */
static void add_sense(struct reading *reading, const json_t *sense)
{
    const struct entry *entry = &reading->builder->entry;
    const json_t *glosses = json_object_get(sense, "glosses");
    size_t count = json_array_size(glosses);
    const char *gloss, *parent = NULL;

    if (count == 0)
        return;
    gloss = clean(reading, json_slice(json_array_get(glosses, count - 1)), GLOSS_BYTES_MAX);
    if (gloss == NULL ||
        (entry->sense_count > 0 && strcmp(entry->senses[entry->sense_count - 1].gloss, gloss) == 0))
        return;
    if (count > 1)
        parent = clean(reading, json_slice(json_array_get(glosses, count - 2)), GLOSS_BYTES_MAX);
    entry_add_sense(reading->builder, str_of(gloss));
    if (parent != NULL && strlen(parent) <= SHORT_PARENT_BYTES && strcmp(parent, gloss) != 0)
        entry_add_label(reading->builder, str_of(parent));
    add_labels(reading, sense);
    add_examples(reading, sense);
}

static void add_refs(struct reading *reading, const json_t *object, const char *key,
                     enum ref_kind kind)
{
    const json_t *list = json_object_get(object, key);
    size_t i;

    for (i = 0; i < json_array_size(list) && i < REFS_MAX; i++)
        entry_add_ref(reading->builder, kind,
                      json_slice(json_object_get(json_array_get(list, i), "word")));
}

static void add_all_refs(struct reading *reading, const json_t *object)
{
    add_refs(reading, object, "synonyms", REF_SYNONYM);
    add_refs(reading, object, "antonyms", REF_ANTONYM);
    add_refs(reading, object, "related", REF_SEE);
}

static void add_grammar(struct reading *reading, const json_t *tags)
{
    size_t i;

    for (i = 0; i < json_array_size(tags); i++)
        wiktextract_add_grammar(reading->builder, json_slice(json_array_get(tags, i)));
}

static void read_senses(struct reading *reading)
{
    const json_t *senses = json_object_get(reading->line, "senses"), *sense;
    bool is_form;
    size_t i;

    for (i = 0; i < json_array_size(senses) && reading->rc == OK; i++) {
        sense = json_array_get(senses, i);
        is_form = read_lemmas(reading, json_object_get(sense, "form_of"));
        is_form = read_lemmas(reading, json_object_get(sense, "alt_of")) || is_form;
        if (is_form)
            continue;
        add_grammar(reading, json_object_get(sense, "tags"));
        add_sense(reading, sense);
        add_all_refs(reading, sense);
    }
}

/* --- the whole --- */

/* The first that is there: "/ˈka.za/" without its signs. */
static void read_sounds(struct reading *reading)
{
    const json_t *sounds = json_object_get(reading->line, "sounds");
    struct str ipa = { NULL, 0 };
    size_t i;

    for (i = 0; i < json_array_size(sounds) && ipa.len == 0; i++)
        ipa = str_trim(json_slice(json_object_get(json_array_get(sounds, i), "ipa")));
    if (ipa.len >= 2 && strchr("/[", ipa.ptr[0]) != NULL &&
        strchr("/]", ipa.ptr[ipa.len - 1]) != NULL)
        ipa = str_sub(ipa, 1, ipa.len - 2);
    reading->builder->entry.ipa = entry_text(reading->builder, ipa);
}

static void read_line(struct reading *reading)
{
    const struct entry *entry = &reading->builder->entry;

    wiktextract_add_pos(reading->builder, json_slice(json_object_get(reading->line, "pos")));
    add_grammar(reading, json_object_get(reading->line, "tags"));
    read_sounds(reading);
    read_lemmas(reading, json_object_get(reading->line, "redirects"));
    read_senses(reading);
    add_all_refs(reading, reading->line);
    if (entry->sense_count > 0 && reading->rc == OK)
        reading->rc = reading->sink->entry(reading->sink->ctx, entry);
    read_forms(reading);
}

static enum err read_word(const json_t *line, struct str word, struct entry_builder *builder,
                          const struct wiktextract_sink *sink)
{
    struct reading reading = { .builder = builder, .sink = sink, .line = line, .word = word };
    struct arena *arena = arena_new();

    entry_begin(builder, arena);
    builder->entry.headword = arena_strndup(arena, word.ptr, word.len);
    read_line(&reading);
    arena_free(arena);
    return reading.rc;
}

/* What is of use is a small part of most lines: the rest is left out before parsing. */
static enum err parse(json_t **out, struct str line)
{
    struct buf pruned;
    enum err rc;

    buf_init(&pruned, WIKTEXTRACT_PARSED_MAX);
    rc = add_parts(&pruned, line, 0);
    if (rc == OK)
        rc = buf_ok(&pruned, "a word");
    if (rc == OK)
        rc = json_parse(out, buf_str(&pruned), "a word");
    buf_dispose(&pruned);
    return rc;
}

enum err wiktextract_read(struct str line, const char *lang, struct entry_builder *builder,
                          const struct wiktextract_sink *sink, enum wiktextract_kind *kind)
{
    json_t *parsed = NULL;
    struct str word, own;
    enum err rc = find_lang(line, &own);

    *kind = WIKTEXTRACT_FOREIGN;
    if (rc == OK && !str_is(own, lang))
        return OK;
    if (rc == OK)
        rc = parse(&parsed, str_trim(line));
    *kind = rc == OK ? WIKTEXTRACT_WORD : WIKTEXTRACT_OFF;
    if (rc != OK)
        return OK;
    word = str_trim(json_slice(json_object_get(parsed, "word")));
    if (word.len > 0 && word.len <= HEADWORD_MAX &&
        !wiktextract_is_no_word(json_text(parsed, "pos", "")))
        rc = read_word(parsed, word, builder, sink);
    json_decref(parsed);
    return rc;
}
