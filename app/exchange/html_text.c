#include "app/exchange/html_text.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { GAPS_MAX = 8, TAG_NAME_MAX = 10, ENTITY_MAX = 12 };

/* What ends something that is passed over as a whole. */
enum closing { CLOSE_COMMENT, CLOSE_SOUND, CLOSE_GAP, CLOSE_COUNT };
static const char *const closings[CLOSE_COUNT] = { "-->", "]", "}}" };

struct html {
    struct str in;
    size_t at;
    struct buf *out;
    size_t start; /* of our text in out */
    struct html_marks marks;
    size_t bold_from; /* where the open bold began */
    bool bold;
    size_t gaps[GAPS_MAX]; /* where the open answers began */
    size_t depth;
    /* What is nowhere behind here is not looked for again, or a long text of beginnings would
     * take for ever: */
    bool none[CLOSE_COUNT];
    bool no_tags;
};

/* --- text --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Nothing but a text begins the text. */
static void put_space(struct html *html, char c)
{
    if (html->out->len > html->start)
        buf_addc(html->out, c);
}

/* A block begins and ends a line; blocks in each other make one. */
static void end_line(struct html *html)
{
    if (html->out->len > html->start && html->out->data[html->out->len - 1] != '\n')
        buf_addc(html->out, '\n');
}

static void put_code(struct html *html, uint32_t code)
{
    if (code == 0xA0 || code == '\t')
        put_space(html, ' ');
    else if (code == '\n' || code == ' ')
        put_space(html, (char)code);
    else if (code < ' ' || (code >= 0x7F && code < 0xA0) || code > 0x10FFFF ||
             (code >= 0xD800 && code < 0xE000))
        text_put(html->out, 0xFFFD);
    else
        text_put(html->out, code);
}

static struct str rest_of(const struct html *html)
{
    return str_from(html->in, html->at);
}

static bool begins(const struct html *html, const char *text)
{
    const size_t len = strlen(text);
    const struct str rest = rest_of(html);

    return rest.len >= len && strncasecmp(rest.ptr, text, len) == 0;
}

/* Behind the next one, or false and where it was. */
static bool skip_past(struct html *html, enum closing closing)
{
    const struct str end = str_of(closings[closing]);
    const size_t found = html->none[closing] ? html->in.len : str_find(html->in, end, html->at);

    html->none[closing] = found == html->in.len;
    if (found < html->in.len)
        html->at = found + end.len;
    return found < html->in.len;
}

/* --- entities --- */

/* From U+00A0 on, as HTML 4 names them. */
static const char *const latin[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

static const struct {
    const char *name;
    uint32_t code;
} others[] = {
    { "amp", '&' },      { "lt", '<' },        { "gt", '>' },       { "quot", '"' },
    { "apos", '\'' },    { "hellip", 0x2026 }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
    { "lsquo", 0x2018 }, { "rsquo", 0x2019 },  { "ldquo", 0x201C }, { "rdquo", 0x201D },
    { "bdquo", 0x201E }, { "sbquo", 0x201A },  { "OElig", 0x152 },  { "oelig", 0x153 },
    { "euro", 0x20AC },  { "ensp", ' ' },      { "emsp", ' ' },     { "thinsp", ' ' },
};

/* 0 for a name that is none. */
static uint32_t named_code(struct str name)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(others); i++) {
        if (str_is(name, others[i].name))
            return others[i].code;
    }
    for (i = 0; i < ARRAY_LEN(latin); i++) {
        if (str_is(name, latin[i]))
            return (uint32_t)(0xA0 + i);
    }
    return 0;
}

static int digit_of(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;

    return found != NULL ? (int)(found - digits) : 16;
}

/* "#233" or "#xE9". */
static uint32_t numbered_code(struct str name)
{
    const bool hex = name.len > 1 && (name.ptr[1] == 'x' || name.ptr[1] == 'X');
    const uint32_t base = hex ? 16 : 10;
    uint32_t code = 0;
    size_t i = hex ? 2 : 1;

    if (i == name.len)
        return 0;
    for (; i < name.len && code <= 0x10FFFF; i++) {
        const uint32_t digit = (uint32_t)digit_of(name.ptr[i]);

        if (digit >= base)
            return 0;
        code = code * base + digit;
    }
    return code;
}

static void read_entity(struct html *html)
{
    const struct str rest = str_sub(rest_of(html), 1, ENTITY_MAX);
    const size_t end = str_find_char(rest, ';', 0);
    const struct str name = str_sub(rest, 0, end);
    uint32_t code = 0;

    if (end < rest.len && name.len > 0)
        code = name.ptr[0] == '#' ? numbered_code(name) : named_code(name);
    if (code == 0) {
        buf_addc(html->out, '&');
        html->at++;
        return;
    }
    put_code(html, code);
    html->at += end + 2;
}

/* --- tags --- */

/* What begins and ends a line, and what is no text at all. */
static const char *const blocks[] = { "p",          "div", "li", "ul",  "ol", "tr", "table",
                                      "blockquote", "h1",  "h2", "h3",  "h4", "h5", "h6",
                                      "dt",         "dd",  "dl", "pre", "hr" };
static const char *const unread[] = { "script", "style", "rt", "rp", "head", "title" };

static bool is_one_of(const char *const *names, size_t count, const char *name)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (strcasecmp(names[i], name) == 0)
            return true;
    }
    return false;
}

static void set_bold(struct html *html, bool on)
{
    if (on && !html->bold)
        html->bold_from = html->out->len;
    if (!on && html->bold && html->marks.bold_len == 0) {
        html->marks.bold_at = html->bold_from;
        html->marks.bold_len = html->out->len - html->bold_from;
    }
    html->bold = on;
}

static void take_tag(struct html *html, const char *name, bool closes)
{
    char end[TAG_NAME_MAX + 4] = "</";

    if (strcasecmp(name, "br") == 0) {
        put_space(html, '\n');
    } else if (strcasecmp(name, "b") == 0 || strcasecmp(name, "strong") == 0) {
        set_bold(html, !closes);
    } else if (is_one_of(blocks, ARRAY_LEN(blocks), name)) {
        end_line(html);
    } else if (!closes && is_one_of(unread, ARRAY_LEN(unread), name)) {
        memcpy(end + 2, name, strlen(name) + 1);
        while (html->at < html->in.len && !begins(html, end))
            html->at++;
    }
}

/* Behind the tag's >, which may stand in an attribute's quotes too; 0 if there is none. */
static size_t tag_end(const struct html *html)
{
    char quote = '\0';
    size_t i;

    for (i = html->at + 1; i < html->in.len; i++) {
        const char c = html->in.ptr[i];

        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i + 1;
    }
    return 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* False if what stands there is a < and no tag. */
static bool read_tag(struct html *html)
{
    char name[TAG_NAME_MAX + 1];
    size_t at = html->at + 1, len = 0, end;
    bool closes;

    if (begins(html, "<!--") && skip_past(html, CLOSE_COMMENT))
        return true;
    closes = at < html->in.len && html->in.ptr[at] == '/';
    at += closes;
    if (at >= html->in.len || (!is_letter(html->in.ptr[at]) && html->in.ptr[at] != '!'))
        return false;
    end = html->no_tags ? 0 : tag_end(html);
    html->no_tags = end == 0;
    if (end == 0)
        return false;
    for (; at < end && len < TAG_NAME_MAX; at++) {
        const char c = html->in.ptr[at];

        if (!is_letter(c) && (c < '0' || c > '9'))
            break;
        name[len++] = c;
    }
    name[len] = '\0';
    html->at = end;
    take_tag(html, name, closes);
    return true;
}

/* --- gaps --- */

/* Behind "{{c1::"; false if it does not stand there. */
static bool open_gap(struct html *html)
{
    const struct str rest = rest_of(html);
    size_t i = 3;

    if (!str_starts(rest, str_of("{{c")) || html->depth == GAPS_MAX)
        return false;
    while (i < rest.len && rest.ptr[i] >= '0' && rest.ptr[i] <= '9')
        i++;
    if (i == 3 || !str_starts(str_from(rest, i), str_of("::")))
        return false;
    html->gaps[html->depth++] = html->out->len;
    html->at += i + 2;
    return true;
}

static bool close_gap(struct html *html)
{
    size_t from;

    if (html->depth == 0 || !(begins(html, "}}") || begins(html, "::")))
        return false;
    if (!skip_past(html, CLOSE_GAP))
        return false;
    from = html->gaps[--html->depth];
    if (html->marks.gap_len == 0 && html->out->len > from) {
        html->marks.gap_at = from;
        html->marks.gap_len = html->out->len - from;
    }
    return true;
}

/* --- all of it --- */

static void read_one(struct html *html)
{
    const char c = html->in.ptr[html->at];

    if (c == '<' && read_tag(html))
        return;
    if (c == '&') {
        read_entity(html);
        return;
    }
    if (c == '[' && begins(html, "[sound:") && skip_past(html, CLOSE_SOUND))
        return;
    if (c == '{' && open_gap(html))
        return;
    if ((c == '}' || c == ':') && close_gap(html))
        return;
    /* An end of a line is a space in HTML, and CR LF one end. */
    if (c == '\n' || c == '\r') {
        if (c == '\n')
            put_space(html, ' ');
        html->at++;
        return;
    }
    put_code(html, text_next(html->in, &html->at));
}

/* A mark without what was cut off behind it, from the start of our text on. */
static void trim_mark(const struct html *html, size_t *at, size_t *len)
{
    const size_t end = html->out->len;

    if (*len == 0 || *at >= end) {
        *at = *len = 0;
        return;
    }
    if (*len > end - *at)
        *len = end - *at;
    *at -= html->start;
}

void html_text(struct buf *out, struct html_marks *marks, struct str in)
{
    struct html html = { .in = in, .out = out, .start = out->len };

    while (html.at < in.len && !out->failed)
        read_one(&html);
    set_bold(&html, false);
    while (out->len > html.start && is_blank(out->data[out->len - 1]))
        buf_truncate(out, out->len - 1);
    trim_mark(&html, &html.marks.bold_at, &html.marks.bold_len);
    trim_mark(&html, &html.marks.gap_at, &html.marks.gap_len);
    if (marks != NULL)
        *marks = html.marks;
}
