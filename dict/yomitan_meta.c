#include "dict/yomitan_meta.h"

#include "dict/base/mem.h"

/* --- frequencies --- */

/* The first number in TEXT: "#1234", "1,234/5,000"; 0 if there is none. */
static int64_t number_in(struct str text)
{
    const int64_t most = (int64_t)1 << 40;
    int64_t value = 0;
    size_t i = 0;

    while (i < text.len && (text.ptr[i] < '0' || text.ptr[i] > '9'))
        i++;
    for (; i < text.len && value < most; i++) {
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            value = value * 10 + (text.ptr[i] - '0');
        else if (text.ptr[i] != ',')
            break;
    }
    return value;
}

static int64_t number_of(const json_t *value)
{
    double number = json_number_value(value);

    if (json_is_string(value))
        return number_in(json_slice(value));
    return number >= 1 && number < 1e15 ? (int64_t)number : 0;
}

/* Frequency lists mark with this sign how frequent a word is when it is written in kana. */
static bool is_of_kana(struct str display)
{
    struct str sign = str_of("㋕");

    return str_find(display, sign, 0) < display.len;
}

/* DATA: a number, a string, {"value", "displayValue"}, or one of these as the
 * "frequency" of {"reading", "frequency"}. */
static enum err read_frequency(struct str term, const json_t *data, const struct yomitan_sink *sink)
{
    const json_t *inner = json_object_get(data, "frequency");
    struct str reading = json_slice(json_object_get(data, "reading")), display;
    int64_t value;

    if (inner != NULL)
        data = inner;
    display = json_slice(json_is_string(data) ? data : json_object_get(data, "displayValue"));
    if (json_is_object(data))
        data = json_object_get(data, "value");
    value = number_of(data);
    if (value == 0)
        value = number_in(display);
    if (value == 0)
        return OK;
    return sink->frequency(sink->ctx, reading.len > 0 && is_of_kana(display) ? reading : term,
                           value);
}

/* --- pronunciations --- */

static enum err give(struct entry_builder *builder, const struct yomitan_sink *sink)
{
    const struct entry *entry = &builder->entry;

    if (entry->reading == NULL && entry->ipa == NULL)
        return OK;
    return sink->entry(sink->ctx, entry, 0);
}

/* "position" is the mora after which the voice falls, or a pattern: "HLL". */
static void add_pitch(struct buf *out, const json_t *pitch)
{
    const json_t *position = json_object_get(pitch, "position");

    if (json_is_integer(position))
        buf_printf(out, " [%lld]", (long long)json_integer_value(position));
    else if (json_is_string(position))
        buf_printf(out, " [%.*s]", STR_ARG(json_slice(position)));
}

static void read_pitch(struct entry_builder *builder, const json_t *data)
{
    const json_t *pitches = json_object_get(data, "pitches");
    struct str reading = json_slice(json_object_get(data, "reading"));
    struct buf text;
    size_t i;

    buf_init(&text, HEADWORD_MAX * 2);
    buf_add_str(&text, reading);
    for (i = 0; i < json_array_size(pitches); i++)
        add_pitch(&text, json_array_get(pitches, i));
    if (reading.len > 0 && text.len > reading.len)
        builder->entry.reading = entry_text(builder, buf_str(&text));
    buf_dispose(&text);
}

/* "/a/" and "[a]" without their signs. */
static struct str bare_ipa(struct str ipa)
{
    ipa = str_trim(ipa);
    if (ipa.len >= 2 && strchr("/[", ipa.ptr[0]) != NULL &&
        strchr("/]", ipa.ptr[ipa.len - 1]) != NULL)
        ipa = str_sub(ipa, 1, ipa.len - 2);
    return ipa;
}

static void read_ipa(struct entry_builder *builder, const json_t *data)
{
    const json_t *first = json_array_get(json_object_get(data, "transcriptions"), 0);

    builder->entry.ipa = entry_text(builder, bare_ipa(json_slice(json_object_get(first, "ipa"))));
}

enum err yomitan_meta_read(const json_t *row, struct entry_builder *builder,
                           const struct yomitan_sink *sink)
{
    struct str term = json_slice(json_array_get(row, 0)), mode = json_slice(json_array_get(row, 1));
    const json_t *data = json_array_get(row, 2);
    struct arena *arena;
    enum err rc;

    if (term.len == 0 || term.len > HEADWORD_MAX)
        return OK;
    if (str_is(mode, "freq"))
        return read_frequency(term, data, sink);
    arena = arena_new();
    entry_begin(builder, arena);
    builder->entry.headword = arena_strndup(arena, term.ptr, term.len);
    if (str_is(mode, "pitch"))
        read_pitch(builder, data);
    else if (str_is(mode, "ipa"))
        read_ipa(builder, data);
    rc = give(builder, sink);
    arena_free(arena);
    return rc;
}
