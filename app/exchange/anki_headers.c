#include "app/exchange/anki_headers.h"

#include <string.h>
#include <strings.h>

#include "app/exchange/records.h"
#include "dict/base/mem.h"

static bool is_called(struct str text, const char *name)
{
    return text.len == strlen(name) && strncasecmp(text.ptr, name, text.len) == 0;
}

/* The next line of *TEXT, without its end, which is taken off. */
static struct str next_line(struct str *text)
{
    const size_t end = str_find_char(*text, '\n', 0);
    struct str line = str_sub(*text, 0, end);

    *text = str_from(*text, end + 1);
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

/* '\0' for what is none. */
static char read_separator(struct str value)
{
    static const struct {
        const char *name;
        char separator;
    } names[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' },
                  { "space", ' ' }, { "pipe", '|' },      { "colon", ':' } };
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        if (is_called(str_trim(value), names[i].name))
            return names[i].separator;
    }
    if (value.len == 2 && value.ptr[0] == '\\' && value.ptr[1] == 't')
        return '\t';
    return value.len == 1 && value.ptr[0] != '"' ? value.ptr[0] : '\0';
}

static size_t read_column(struct str value)
{
    size_t number = 0, i;

    value = str_trim(value);
    for (i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9' || number > RECORD_CELLS_MAX)
            return 0;
        number = number * 10 + (size_t)(value.ptr[i] - '0');
    }
    return number <= RECORD_CELLS_MAX ? number : 0;
}

static void read_header(struct anki_headers *out, bool *told, struct str line)
{
    const size_t colon = str_find_char(line, ':', 0);
    const struct str key = str_trim(str_sub(line, 0, colon)), value = str_from(line, colon + 1);

    if (is_called(key, "separator")) {
        const char separator = read_separator(value);

        out->separator = separator != '\0' ? separator : out->separator;
    } else if (is_called(key, "html")) {
        out->html = is_called(str_trim(value), "true");
        *told = true;
    } else if (is_called(key, "tags")) {
        out->tags = str_trim(value);
    } else if (is_called(key, "columns")) {
        out->columns = value;
    } else if (is_called(key, "deck column")) {
        out->deck_column = read_column(value);
    } else if (is_called(key, "notetype column")) {
        out->notetype_column = read_column(value);
    } else if (is_called(key, "tags column")) {
        out->tags_column = read_column(value);
    } else if (is_called(key, "guid column")) {
        out->guid_column = read_column(value);
    }
}

/* The one that the first row has, those first that texts seldom have. */
static char guess_separator(struct str text)
{
    static const char separators[] = "\t|;,:";
    const struct str line = str_sub(text, 0, str_find_char(text, '\n', 0));
    size_t i;

    for (i = 0; separators[i] != '\0'; i++) {
        if (str_find_char(line, separators[i], 0) < line.len)
            return separators[i];
    }
    return '\t';
}

static bool looks_like_html(struct str text)
{
    static const char *const signs[] = { "<br", "<div", "<b>",    "<i>",   "<u>",  "<span", "<img",
                                         "<p>", "<li>", "&nbsp;", "&amp;", "&lt;", "&quot;" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(signs); i++) {
        if (str_find(text, str_of(signs[i]), 0) < text.len)
            return true;
    }
    return false;
}

void anki_headers_read(struct anki_headers *out, struct str *text)
{
    bool told = false; /* whether it is HTML */

    *out = (struct anki_headers){ .separator = '\0' };
    /* Of old, tags alone could be told, without a sign before them. */
    if (text->len > 5 && strncasecmp(text->ptr, "tags:", 5) == 0) {
        out->tags = str_trim(str_from(next_line(text), 5));
        out->lines = 1;
    }
    while (text->len > 0 && text->ptr[0] == '#') {
        read_header(out, &told, str_from(next_line(text), 1));
        out->lines++;
    }
    if (out->separator == '\0')
        out->separator = guess_separator(*text);
    if (!told)
        out->html = looks_like_html(*text);
}
