#include "dict/yomitan_content.h"

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { TEXT_BYTES_MAX = 1 << 16 }; /* of one gloss, example or note */

enum role {
    ROLE_NONE,
    ROLE_LEFT_OUT, /* credits, tables of forms, etymologies */
    ROLE_SENSE,
    ROLE_MARK, /* a part of speech */
    ROLE_LABEL,
    ROLE_NOTE,
    ROLE_EXAMPLE,
    ROLE_EXAMPLE_TEXT,
    ROLE_EXAMPLE_TRANSLATION,
    ROLE_SEE,
    ROLE_ANTONYM
};

static enum role role_of(const json_t *element)
{
    static const struct {
        const char *name;
        enum role role;
    } names[] = {
        { "attribution", ROLE_LEFT_OUT },
        { "attribution-footnote", ROLE_LEFT_OUT },
        { "backlink", ROLE_LEFT_OUT },
        { "forms", ROLE_LEFT_OUT },
        { "formsTable", ROLE_LEFT_OUT },
        { "graphic", ROLE_LEFT_OUT },
        { "preamble", ROLE_LEFT_OUT },
        { "reference-label", ROLE_LEFT_OUT },
        { "refGlosses", ROLE_LEFT_OUT },
        { "sense-note-label", ROLE_LEFT_OUT },
        { "summary-entry", ROLE_LEFT_OUT },
        { "xref-glossary", ROLE_LEFT_OUT },
        { "sense", ROLE_SENSE },
        { "sense-group", ROLE_SENSE },
        { "part-of-speech-info", ROLE_MARK },
        { "dialect-info", ROLE_LABEL },
        { "field-info", ROLE_LABEL },
        { "language-info", ROLE_LABEL },
        { "misc-info", ROLE_LABEL },
        { "tag", ROLE_LABEL },
        { "info-gloss", ROLE_NOTE },
        { "infoGlossary", ROLE_NOTE },
        { "lang-source", ROLE_NOTE },
        { "notes", ROLE_NOTE },
        { "sense-note", ROLE_NOTE },
        { "sourceLanguages", ROLE_NOTE },
        { "example-sentence", ROLE_EXAMPLE },
        { "examples", ROLE_EXAMPLE },
        { "example-sentence-a", ROLE_EXAMPLE_TEXT },
        { "example-sentence-b", ROLE_EXAMPLE_TRANSLATION },
        { "references", ROLE_SEE },
        { "xref", ROLE_SEE },
        { "antonym", ROLE_ANTONYM },
        { "antonyms", ROLE_ANTONYM },
    };
    const char *name = json_text(json_object_get(element, "data"), "content", "");
    size_t i;

    for (i = 0; name[0] != '\0' && i < ARRAY_LEN(names); i++) {
        if (strcmp(names[i].name, name) == 0)
            return names[i].role;
    }
    return ROLE_NONE;
}

static bool is_among(const char *tag, const char *const *tags, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (strcmp(tags[i], tag) == 0)
            return true;
    }
    return false;
}

/* What has nothing to read in it: pictures, readings above characters, captions of what
 * can be folded. */
static bool is_mute(const char *tag)
{
    static const char *const tags[] = { "img", "rt", "rp", "summary" };

    return is_among(tag, tags, ARRAY_LEN(tags));
}

static bool is_block(const char *tag)
{
    static const char *const tags[] = {
        "div", "li", "ol", "ul", "br", "tr", "table", "details", "p"
    };

    return is_among(tag, tags, ARRAY_LEN(tags));
}

static bool is_cell(const char *tag)
{
    return strcmp(tag, "td") == 0 || strcmp(tag, "th") == 0;
}

/* --- a line of text out of a part of the tree --- */

/* Text that grows by pieces of which some begin a new block. */
struct line {
    struct buf text;
    bool block_next, space_next;
};

/* Between blocks stands a semicolon, unless the one before ends in a sign of its own. */
static void add_border(struct line *line)
{
    static const char *const signs[] = { ".", ",", ";", ":", "!", "?", "。", "、", "；", "：" };
    struct str before = buf_str(&line->text);
    size_t i;

    while (before.len > 0 && before.ptr[before.len - 1] == ' ')
        before.len--;
    for (i = 0; line->block_next && i < ARRAY_LEN(signs); i++)
        line->block_next = !str_ends(before, str_of(signs[i]));
    if (before.len > 0 && line->block_next) {
        buf_truncate(&line->text, before.len);
        buf_adds(&line->text, "; ");
    } else if (before.len == line->text.len && before.len > 0) {
        buf_addc(&line->text, ' ');
    }
}

static void add_text(struct line *line, struct str text)
{
    if (str_trim(text).len == 0 && (line->block_next || line->text.len == 0))
        return;
    if (line->text.len + text.len + 2 > TEXT_BYTES_MAX)
        return;
    if (line->block_next || line->space_next)
        add_border(line);
    line->block_next = line->space_next = false;
    buf_add_str(&line->text, text);
}

static void add_plain(struct line *line, const json_t *node, int depth)
{
    const char *tag = json_text(node, "tag", "");
    bool block = is_block(tag);
    size_t i;

    if (depth > CONTENT_DEPTH_MAX || is_mute(tag) || role_of(node) == ROLE_LEFT_OUT)
        return;
    if (json_is_string(node))
        add_text(line, json_slice(node));
    for (i = 0; i < json_array_size(node); i++)
        add_plain(line, json_array_get(node, i), depth + 1);
    line->block_next = line->block_next || block;
    line->space_next = line->space_next || is_cell(tag);
    if (json_is_object(node))
        add_plain(line, json_object_get(node, "content"), depth + 1);
    line->block_next = line->block_next || block;
}

static void line_init(struct line *line)
{
    buf_init(&line->text, TEXT_BYTES_MAX);
    line->block_next = line->space_next = false;
}

/* --- senses --- */

struct reading {
    struct entry_builder *builder;
    const char *lang;
    const struct content_found *found;
    struct line gloss; /* of the last sense */
    bool sense_next;   /* what comes next begins a sense */
};

static void end_sense(struct reading *reading)
{
    struct buf clean;

    buf_init(&clean, TEXT_BYTES_MAX * 3);
    text_clean_line(&clean, buf_str(&reading->gloss.text), TEXT_BYTES_MAX);
    entry_add_gloss(reading->builder, buf_str(&clean));
    buf_dispose(&clean);
    buf_clear(&reading->gloss.text);
    reading->gloss.block_next = false;
}

/* A sense that has only labels yet is not left for a new one. */
static void open_sense(struct reading *reading)
{
    const struct entry *entry = &reading->builder->entry;

    if (!reading->sense_next)
        return;
    reading->sense_next = false;
    if (reading->gloss.text.len > 0)
        end_sense(reading);
    if (entry->sense_count == 0 || entry->senses[entry->sense_count - 1].gloss[0] != '\0')
        entry_add_sense(reading->builder, str_of(""));
}

static struct str code_of(const json_t *element)
{
    return json_slice(json_object_get(json_object_get(element, "data"), "code"));
}

static void read_mark(struct reading *reading, const json_t *element)
{
    struct str code = code_of(element);
    struct line line;

    line_init(&line);
    add_plain(&line, element, 0);
    reading->found->mark(reading->found->ctx, code.len > 0 ? code : buf_str(&line.text));
    buf_dispose(&line.text);
}

/* Labels and notes. */
static void read_remark(struct reading *reading, const json_t *element,
                        void (*add)(struct entry_builder *builder, struct str text))
{
    struct line line;

    line_init(&line);
    add_plain(&line, element, 0);
    open_sense(reading);
    add(reading->builder, buf_str(&line.text));
    buf_dispose(&line.text);
}

/* The words that links within ELEMENT lead to. */
static void read_links(struct reading *reading, const json_t *element, enum ref_kind kind,
                       int depth)
{
    struct line line;
    size_t i;

    if (depth > CONTENT_DEPTH_MAX || role_of(element) == ROLE_LEFT_OUT)
        return;
    for (i = 0; i < json_array_size(element); i++)
        read_links(reading, json_array_get(element, i), kind, depth + 1);
    if (strcmp(json_text(element, "tag", ""), "a") != 0) {
        if (json_is_object(element))
            read_links(reading, json_object_get(element, "content"), kind, depth + 1);
        return;
    }
    line_init(&line);
    add_plain(&line, element, 0);
    entry_add_ref(reading->builder, kind, buf_str(&line.text));
    buf_dispose(&line.text);
}

/* --- examples --- */

struct pair {
    struct line text, translation;
};

static void end_example(struct reading *reading, struct pair *pair)
{
    entry_add_example(reading->builder, buf_str(&pair->text.text),
                      buf_str(&pair->translation.text));
    buf_clear(&pair->text.text);
    buf_clear(&pair->translation.text);
    pair->text.block_next = pair->translation.block_next = false;
}

/* Which of the two ELEMENT is: its name says it, or its language. */
static enum role example_part(const struct reading *reading, const json_t *element)
{
    enum role role = role_of(element);
    const char *lang = json_text(element, "lang", NULL);

    if (role != ROLE_NONE || lang == NULL || reading->lang[0] == '\0')
        return role;
    return strcmp(lang, reading->lang) == 0 ? ROLE_EXAMPLE_TEXT : ROLE_EXAMPLE_TRANSLATION;
}

static void gather_example(struct reading *reading, struct pair *pair, const json_t *node,
                           int depth)
{
    enum role part = example_part(reading, node);
    size_t i;

    if (depth > CONTENT_DEPTH_MAX || part == ROLE_LEFT_OUT)
        return;
    for (i = 0; i < json_array_size(node); i++)
        gather_example(reading, pair, json_array_get(node, i), depth + 1);
    if (part == ROLE_EXAMPLE_TRANSLATION) {
        add_plain(&pair->translation, node, 0);
    } else if (part == ROLE_EXAMPLE_TEXT || json_is_string(node)) {
        if (pair->translation.text.len > 0)
            end_example(reading, pair);
        add_plain(&pair->text, node, 0);
    } else if (json_is_object(node) && !is_mute(json_text(node, "tag", ""))) {
        gather_example(reading, pair, json_object_get(node, "content"), depth + 1);
    }
}

static void read_example(struct reading *reading, const json_t *element)
{
    struct pair pair;

    line_init(&pair.text);
    line_init(&pair.translation);
    open_sense(reading);
    gather_example(reading, &pair, json_object_get(element, "content"), 0);
    end_example(reading, &pair);
    buf_dispose(&pair.text.text);
    buf_dispose(&pair.translation.text);
}

/* --- the tree --- */

/* False for what is no part with a name: its content is to be read then. */
static bool read_part(struct reading *reading, const json_t *element)
{
    switch (role_of(element)) {
    case ROLE_LEFT_OUT:
        return true;
    case ROLE_MARK:
        read_mark(reading, element);
        return true;
    case ROLE_LABEL:
        reading->found->label(reading->found->ctx, code_of(element));
        read_remark(reading, element, entry_add_label);
        return true;
    case ROLE_NOTE:
        read_remark(reading, element, entry_add_note);
        return true;
    case ROLE_EXAMPLE:
    case ROLE_EXAMPLE_TEXT:
    case ROLE_EXAMPLE_TRANSLATION:
        read_example(reading, element);
        return true;
    case ROLE_SEE:
        read_links(reading, element, REF_SEE, 0);
        return true;
    case ROLE_ANTONYM:
        read_links(reading, element, REF_ANTONYM, 0);
        return true;
    case ROLE_SENSE:
        reading->sense_next = true;
        return false;
    case ROLE_NONE:
        break;
    }
    return false;
}

static void read_node(struct reading *reading, const json_t *node, bool in_order, int depth)
{
    const char *tag = json_text(node, "tag", "");
    bool block = is_block(tag);
    size_t i;

    if (depth > CONTENT_DEPTH_MAX || is_mute(tag))
        return;
    if (json_is_string(node) && str_trim(json_slice(node)).len > 0)
        open_sense(reading);
    if (json_is_string(node))
        add_text(&reading->gloss, json_slice(node));
    for (i = 0; i < json_array_size(node); i++)
        read_node(reading, json_array_get(node, i), in_order, depth + 1);
    if (!json_is_object(node) || read_part(reading, node))
        return;
    if (in_order && strcmp(tag, "li") == 0)
        reading->sense_next = true;
    reading->gloss.block_next = reading->gloss.block_next || block;
    reading->gloss.space_next = reading->gloss.space_next || is_cell(tag);
    in_order = strcmp(tag, "ol") == 0;
    read_node(reading, json_object_get(node, "content"), in_order, depth + 1);
    reading->gloss.block_next = reading->gloss.block_next || block;
}

void content_read(struct entry_builder *builder, const json_t *node, const char *lang,
                  const struct content_found *found)
{
    struct reading reading = {
        .builder = builder, .lang = lang, .found = found, .sense_next = true
    };

    line_init(&reading.gloss);
    read_node(&reading, node, false, 0);
    if (reading.gloss.text.len > 0)
        end_sense(&reading);
    buf_dispose(&reading.gloss.text);
}
