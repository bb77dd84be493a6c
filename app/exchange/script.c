#include "app/exchange/script_private.h"

#include "app/exchange/charset.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { TEXT_BYTES_MAX = 1 << 20 }; /* of one text before it is cut into sentences */

/* The first that knows the text; the last knows all. */
static const struct script_format *const formats[] = { &script_mo, &script_po, &script_ass,
                                                       &script_cues, &script_plain };

/* --- taking markup out --- */

static const struct {
    const char *name, *text;
} entities[] = {
    { "&amp;", "&" }, { "&lt;", "<" },   { "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" },
    { "&#39;", "'" }, { "&nbsp;", " " }, { "&lrm;", "" }, { "&rlm;", "" },    { "&#160;", " " },
};

static bool is_name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* <i>, </font>, <00:01.000>: not "a < b". */
static size_t tag_len(struct str text)
{
    const size_t end = str_find_char(text, '>', 0);

    return text.len > 2 && (is_name_letter(text.ptr[1]) || text.ptr[1] == '/') && end < text.len
               ? end + 1
               : 0;
}

/* {\an8}, as subtitles have it. */
static size_t override_len(struct str text)
{
    const size_t end = str_find_char(text, '}', 0);

    return text.len > 2 && text.ptr[1] == '\\' && end < text.len ? end + 1 : 0;
}

/* %s, %1$d, %-5.2f, %(name)s: what programs fill in. */
static size_t printf_len(struct str text)
{
    static const char before[] = "0123456789$.-+#l", last[] = "sdiufgxXc";
    size_t at = 1;

    if (at < text.len && text.ptr[at] == '(')
        at = str_find_char(text, ')', at) + 1;
    while (at < text.len && text.ptr[at] != '\0' && strchr(before, text.ptr[at]) != NULL)
        at++;
    return at < text.len && text.ptr[at] != '\0' && strchr(last, text.ptr[at]) != NULL ? at + 1 : 0;
}

/* $unit.name|, as Battle for Wesnoth has it, and $name. */
static size_t variable_len(struct str text)
{
    size_t at = 1;

    while (at < text.len && (is_name_letter(text.ptr[at]) || strchr(".[]", text.ptr[at]) != NULL))
        at++;
    if (at == 1 || (text.ptr[1] >= '0' && text.ptr[1] <= '9'))
        return 0;
    return at + (at < text.len && text.ptr[at] == '|');
}

static size_t entity_len(struct str text, const char **meant)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(entities); i++) {
        if (str_starts(text, str_of(entities[i].name))) {
            *meant = entities[i].text;
            return strlen(entities[i].name);
        }
    }
    return 0;
}

/* How long the markup is that TEXT begins with, 0 if it is text; *MEANT is what it stands
 * for. A tag is nothing, so that <b>w</b>ord stays one word; what is filled in is a word
 * that nobody can look up. */
static size_t markup_len(struct str text, const char **meant)
{
    *meant = "";
    switch (text.ptr[0]) {
    case '<':
        return tag_len(text);
    case '{':
        return override_len(text);
    case '&':
        return entity_len(text, meant);
    case '%':
        *meant = "…";
        return printf_len(text);
    case '$':
        *meant = "…";
        return variable_len(text);
    default:
        return 0;
    }
}

static void take_markup_out(struct buf *out, struct str text)
{
    const char *meant;
    size_t len;

    while (text.len > 0) {
        len = markup_len(text, &meant);
        if (len > 0) {
            buf_adds(out, meant);
        } else {
            len = 1;
            buf_addc(out, text.ptr[0]);
        }
        text = str_from(text, len);
    }
}

/* --- cutting into sentences --- */

static bool ends_sentence(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026 /* … */ ||
           code == 0x3002 /* 。 */ || code == 0xff01 || code == 0xff1f;
}

static bool closes(uint32_t code)
{
    return code == '"' || code == '\'' || code == ')' || code == 0x00bb || code == 0x201d ||
           code == 0x2019 || code == 0x300d || code == 0x300f;
}

static bool is_wide(uint32_t code)
{
    return code == 0x3002 || code == 0xff01 || code == 0xff1f || code == 0x300d || code == 0x300f;
}

bool script_begins_small(struct str text)
{
    const struct str letter = str_sub(text, 0, text_grapheme_end(text, 0));
    struct buf upper;
    bool small;

    buf_init(&upper, 256);
    text_upper(&upper, letter);
    small = buf_ok(&upper, "a letter") == OK && !str_eq(buf_str(&upper), letter);
    buf_dispose(&upper);
    return small;
}

/* Where the sentence that TEXT begins with ends. */
static size_t sentence_end(struct str text)
{
    size_t at = 0, next;
    bool ended = false, wide = false;
    uint32_t code;

    while (at < text.len) {
        next = at;
        code = text_next(text, &next);
        if (ended && (text_is_space(code) || (wide && !closes(code) && !ends_sentence(code)))) {
            /* "Sig. rossi" and "ma... dove" go on. */
            if (!script_begins_small(str_trim(str_from(text, at))))
                return at;
            ended = false;
        } else {
            ended = ends_sentence(code) || (ended && closes(code));
            wide = ended && is_wide(code);
        }
        at = next;
    }
    return text.len;
}

/* Without the dash that tells of another speaker, and only what can be read. */
static void hand_on(struct script_sink *sink, struct str sentence)
{
    static const char *const dashes[] = { "-", "–", "—" };
    size_t at = 0, i;
    bool readable = false;

    sentence = str_trim(sentence);
    for (i = 0; i < ARRAY_LEN(dashes); i++) {
        while (str_starts(sentence, str_of(dashes[i])))
            sentence = str_trim(str_from(sentence, strlen(dashes[i])));
    }
    while (at < sentence.len && !readable)
        readable = text_is_letter(text_next(sentence, &at));
    if (readable)
        sink->stopped = !sink->sentence(sink->ctx, sentence);
}

void script_emit(struct script_sink *sink, struct str text)
{
    struct str rest;
    size_t end;

    buf_clear(&sink->plain);
    buf_clear(&sink->clean);
    take_markup_out(&sink->plain, str_sub(text, 0, TEXT_BYTES_MAX / 4));
    text_clean_line(&sink->clean, buf_str(&sink->plain), TEXT_BYTES_MAX);
    for (rest = buf_str(&sink->clean); rest.len > 0 && !sink->stopped; rest = str_from(rest, end)) {
        end = sentence_end(rest);
        if (end > SCRIPT_SENTENCE_MAX)
            end = text_grapheme_start(rest, SCRIPT_SENTENCE_MAX);
        hand_on(sink, str_sub(rest, 0, end));
    }
}

/* --- reading --- */

static const struct script_format *format_of(struct str bytes, struct str text)
{
    size_t i = 0;

    while (i + 1 < ARRAY_LEN(formats) && !formats[i]->probe(formats[i]->is_binary ? bytes : text))
        i++;
    return formats[i];
}

enum err script_read(const uint8_t *bytes, size_t len, const char *charset, sentence_fn *sentence,
                     void *ctx, const char **format)
{
    struct script_sink sink = { .sentence = sentence, .ctx = ctx };
    const struct str raw = str_make((const char *)bytes, len);
    const struct script_format *found = NULL;
    struct buf text;
    enum err rc = OK;

    buf_init(&text, (size_t)2 * SCRIPT_BYTES_MAX);
    buf_init(&sink.plain, TEXT_BYTES_MAX);
    buf_init(&sink.clean, TEXT_BYTES_MAX + 1);
    if (!script_mo.probe(raw))
        rc = charset_decode(&text, bytes, len, charset, NULL);
    if (rc == OK) {
        found = format_of(raw, buf_str(&text));
        rc = found->read(found->is_binary ? raw : buf_str(&text), &sink);
    }
    if (rc == OK && sink.stopped)
        rc = err_set(ERR_CANCELLED, "the reading was stopped");
    if (rc == OK && format != NULL)
        *format = found->name;
    buf_dispose(&text);
    buf_dispose(&sink.plain);
    buf_dispose(&sink.clean);
    return rc;
}
