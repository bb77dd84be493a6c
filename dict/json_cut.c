#include "dict/json_cut.h"

static char at_text(const struct json_cut *cut)
{
    return cut->at < cut->text.len ? cut->text.ptr[cut->at] : '\0';
}

static void skip_space(struct json_cut *cut)
{
    while (cut->at < cut->text.len && memchr(" \t\r\n", cut->text.ptr[cut->at], 4) != NULL)
        cut->at++;
}

/* Behind the string that begins at AT; TEXT.len + 1 if it does not end. */
static size_t string_end(struct str text, size_t at)
{
    size_t start = at, slashes;

    for (;;) {
        at = str_find_char(text, '"', at + 1);
        if (at == text.len)
            return text.len + 1;
        for (slashes = 0; at - 1 - slashes > start && text.ptr[at - 1 - slashes] == '\\';)
            slashes++;
        if (slashes % 2 == 0)
            return at + 1;
    }
}

/* Behind the value that begins at AT; TEXT.len + 1 if it does not end. */
static size_t value_end(struct str text, size_t at)
{
    size_t depth = 0;

    while (at < text.len) {
        switch (text.ptr[at]) {
        case '"':
            at = string_end(text, at);
            break;
        case '[':
        case '{':
            depth++;
            at++;
            break;
        case ']':
        case '}':
            if (depth == 0)
                return at;
            depth--;
            at++;
            break;
        case ',':
            if (depth == 0)
                return at;
            at++;
            break;
        default:
            at++;
        }
    }
    return text.len + 1;
}

bool json_cut_begin(struct json_cut *cut, struct str text, char open)
{
    *cut = (struct json_cut){ .text = text, .close = open == '[' ? ']' : '}' };
    skip_space(cut);
    if (at_text(cut) != open)
        return false;
    cut->at++;
    return true;
}

static enum err take_key(struct json_cut *cut, struct str *key)
{
    size_t end = at_text(cut) == '"' ? string_end(cut->text, cut->at) : cut->text.len + 1;

    if (end > cut->text.len)
        return ERR_FORMAT;
    if (key != NULL)
        *key = str_sub(cut->text, cut->at + 1, end - cut->at - 2);
    cut->at = end;
    skip_space(cut);
    if (at_text(cut) != ':')
        return ERR_FORMAT;
    cut->at++;
    skip_space(cut);
    return OK;
}

/* Nothing but space may stand behind the closing bracket. */
static enum err finish(struct json_cut *cut)
{
    cut->at++;
    skip_space(cut);
    return cut->at == cut->text.len ? ERR_ABSENT : ERR_FORMAT;
}

enum err json_cut_next(struct json_cut *cut, struct str *key, struct str *value)
{
    size_t end;

    skip_space(cut);
    if (at_text(cut) == cut->close)
        return finish(cut);
    if (cut->begun) {
        if (at_text(cut) != ',')
            return ERR_FORMAT;
        cut->at++;
        skip_space(cut);
    }
    cut->begun = true;
    if (cut->close == '}' && take_key(cut, key) != OK)
        return ERR_FORMAT;
    end = value_end(cut->text, cut->at);
    if (end > cut->text.len || end == cut->at)
        return ERR_FORMAT;
    *value = str_trim(str_sub(cut->text, cut->at, end - cut->at));
    cut->at = end;
    return OK;
}

size_t json_cut_line(struct str text, size_t at)
{
    size_t line = 1, end = 0;

    while ((end = str_find_char(text, '\n', end)) < text.len && end < at) {
        line++;
        end++;
    }
    return line;
}
