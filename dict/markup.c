#include "dict/markup.h"

#include <string.h>
#include <strings.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

/* Longer ones are no tag: without an end to it, each "<" would be looked at up to the
 * end of the text. */
enum { ENTITY_BYTES_MAX = 10, TAG_BYTES_MAX = 4096 };

/* --- tags --- */

/* Some formats name their tags in Chinese. */
static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_name_char(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where the tag that opens at the start of TEXT ends (its ">"), past quoted values;
 * TEXT.len if it does not. */
static size_t tag_end(struct str text)
{
    size_t at;
    char quote = '\0';

    for (at = 1; at < text.len && at < TAG_BYTES_MAX; at++) {
        char c = text.ptr[at];

        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '>')
            return at;
        else if ((c == '"' || c == '\'') && text.ptr[at - 1] == '=')
            quote = c;
    }
    return text.len;
}

/* "<![CDATA[text]]>" at the start of *REST, which is passed over. */
static bool read_cdata(struct str *rest, struct str *text)
{
    struct str open = str_of("<![CDATA["), close = str_of("]]>");
    size_t end;

    if (!str_starts(*rest, open))
        return false;
    end = str_find(*rest, close, open.len);
    *text = str_sub(*rest, open.len, end - open.len);
    *rest = str_from(*rest, end + close.len);
    return true;
}

/* Bytes of the comment, doctype or instruction that TEXT starts with; 0 if it is none. */
static size_t skipped_len(struct str text)
{
    size_t end;

    if (str_starts(text, str_of("<!--"))) {
        end = str_find(text, str_of("-->"), 4);
        return end < text.len ? end + 3 : text.len;
    }
    if ((!str_starts(text, str_of("<!")) && !str_starts(text, str_of("<?"))) ||
        str_starts(text, str_of("<![CDATA[")))
        return 0;
    text = str_sub(text, 0, TAG_BYTES_MAX);
    end = str_find_char(text, '>', 2);
    return end < text.len ? end + 1 : 0;
}

static bool read_tag(struct str *rest, struct markup_piece *piece)
{
    size_t end = tag_end(*rest), at = 1, name;
    struct str inner;

    piece->kind = rest->len > 1 && rest->ptr[1] == '/' ? MARKUP_CLOSE : MARKUP_OPEN;
    at += piece->kind == MARKUP_CLOSE;
    if (end == rest->len || !is_name_start(rest->ptr[at]))
        return false;
    for (name = at; is_name_char(rest->ptr[at]);)
        at++;
    inner = str_sub(*rest, at, end - at);
    piece->name = str_sub(*rest, name, at - name);
    piece->is_empty = str_ends(inner, str_of("/"));
    inner.len -= piece->is_empty;
    piece->attributes = inner;
    *rest = str_from(*rest, end + 1);
    return true;
}

bool markup_next(struct str *rest, struct markup_piece *piece)
{
    size_t skipped, end;

    *piece = (struct markup_piece){ .kind = MARKUP_TEXT };
    while ((skipped = skipped_len(*rest)) > 0)
        *rest = str_from(*rest, skipped);
    if (read_cdata(rest, &piece->text))
        return true;
    if (rest->len == 0)
        return false;
    if (rest->ptr[0] == '<' && read_tag(rest, piece))
        return true;
    /* A "<" that opens no tag is text. */
    piece->kind = MARKUP_TEXT;
    end = str_find_char(*rest, '<', 1);
    piece->text = str_sub(*rest, 0, end);
    *rest = str_from(*rest, end);
    return true;
}

bool markup_is(const struct markup_piece *piece, const char *list)
{
    struct str rest = str_of(list), name;

    while (piece->kind != MARKUP_TEXT && str_next(&rest, ' ', &name)) {
        if (name.len == piece->name.len && strncasecmp(name.ptr, piece->name.ptr, name.len) == 0)
            return true;
    }
    return false;
}

/* The value at the start of *REST, behind its "=". */
static struct str take_value(struct str *rest)
{
    struct str value;
    size_t end = 0;

    if (rest->len > 0 && (rest->ptr[0] == '"' || rest->ptr[0] == '\'')) {
        end = str_find_char(*rest, rest->ptr[0], 1);
        value = str_sub(*rest, 1, end - 1);
        *rest = str_from(*rest, end + 1);
        return value;
    }
    while (end < rest->len && !is_blank(rest->ptr[end]))
        end++;
    value = str_sub(*rest, 0, end);
    *rest = str_from(*rest, end);
    return value;
}

struct str markup_attribute(const struct markup_piece *piece, const char *name)
{
    struct str rest = str_trim(piece->attributes), found, value;
    size_t at;

    while (rest.len > 0) {
        for (at = 0; at < rest.len && rest.ptr[at] != '=' && !is_blank(rest.ptr[at]);)
            at++;
        found = str_sub(rest, 0, at);
        rest = str_trim(str_from(rest, at));
        value = str_of("");
        if (str_starts(rest, str_of("="))) {
            rest = str_trim(str_from(rest, 1));
            value = take_value(&rest);
        }
        if (found.len == strlen(name) && strncasecmp(found.ptr, name, found.len) == 0)
            return value;
        rest = str_trim(rest);
    }
    return str_of("");
}

/* --- entities --- */

/* Those that dictionaries use; the rest is written as itself or as a number. */
static const struct entity {
    const char *name;
    uint32_t code;
} entities[] = {
    { "amp", '&' },       { "lt", '<' },       { "gt", '>' },       { "quot", '"' },
    { "apos", '\'' },     { "nbsp", ' ' },     { "ndash", 0x2013 }, { "mdash", 0x2014 },
    { "hellip", 0x2026 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201C },
    { "rdquo", 0x201D },  { "laquo", 0xAB },   { "raquo", 0xBB },   { "bull", 0x2022 },
    { "middot", 0xB7 },   { "times", 0xD7 },   { "deg", 0xB0 },     { "sect", 0xA7 },
    { "agrave", 0xE0 },   { "aacute", 0xE1 },  { "acirc", 0xE2 },   { "atilde", 0xE3 },
    { "auml", 0xE4 },     { "aring", 0xE5 },   { "aelig", 0xE6 },   { "ccedil", 0xE7 },
    { "egrave", 0xE8 },   { "eacute", 0xE9 },  { "ecirc", 0xEA },   { "euml", 0xEB },
    { "igrave", 0xEC },   { "iacute", 0xED },  { "icirc", 0xEE },   { "iuml", 0xEF },
    { "ntilde", 0xF1 },   { "ograve", 0xF2 },  { "oacute", 0xF3 },  { "ocirc", 0xF4 },
    { "otilde", 0xF5 },   { "ouml", 0xF6 },    { "oslash", 0xF8 },  { "ugrave", 0xF9 },
    { "uacute", 0xFA },   { "ucirc", 0xFB },   { "uuml", 0xFC },    { "szlig", 0xDF },
    { "Agrave", 0xC0 },   { "Aacute", 0xC1 },  { "Acirc", 0xC2 },   { "Auml", 0xC4 },
    { "Ccedil", 0xC7 },   { "Egrave", 0xC8 },  { "Eacute", 0xC9 },  { "Ecirc", 0xCA },
    { "Ntilde", 0xD1 },   { "Oacute", 0xD3 },  { "Ouml", 0xD6 },    { "Uacute", 0xDA },
    { "Uuml", 0xDC },     { "oelig", 0x153 },  { "iexcl", 0xA1 },   { "iquest", 0xBF },
    { "rarr", 0x2192 },   { "larr", 0x2190 },  { "shy", 0xAD },     { "copy", 0xA9 },
};

/* "#233" or "#xE9"; 0 if it is no character. */
static uint32_t number_of(struct str digits)
{
    uint32_t base = 10, code = 0;
    size_t i = 1;

    if (digits.len > 1 && (digits.ptr[1] == 'x' || digits.ptr[1] == 'X')) {
        base = 16;
        i = 2;
    }
    if (i == digits.len)
        return 0;
    for (; i < digits.len; i++) {
        static const char values[] = "0123456789abcdef0123456789ABCDEF";
        const char *found = strchr(values, digits.ptr[i]);
        uint32_t value = found != NULL ? (uint32_t)(found - values) % 16 : 16;

        if (digits.ptr[i] == '\0' || value >= base || code > 0x110000)
            return 0;
        code = code * base + value;
    }
    return code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF) ? code : 0;
}

static uint32_t entity_code(struct str name)
{
    size_t i;

    if (str_starts(name, str_of("#")))
        return number_of(name);
    for (i = 0; i < ARRAY_LEN(entities); i++) {
        if (str_is(name, entities[i].name))
            return entities[i].code;
    }
    return 0;
}

void markup_decode(struct buf *out, struct str text)
{
    size_t at = 0, sign, end;
    uint32_t code;

    while (at < text.len) {
        sign = str_find_char(text, '&', at);
        buf_add_str(out, str_sub(text, at, sign - at));
        if (sign == text.len)
            return;
        end = str_find_char(str_sub(text, sign, ENTITY_BYTES_MAX), ';', 0) + sign;
        code = end < text.len && text.ptr[end] == ';'
                   ? entity_code(str_sub(text, sign + 1, end - sign - 1))
                   : 0;
        if (code != 0)
            text_put(out, code);
        else
            buf_addc(out, '&');
        at = code != 0 ? end + 1 : sign + 1;
    }
}
