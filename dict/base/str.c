#include "dict/base/str.h"

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_is(struct str a, const char *text)
{
    return str_eq(a, str_of(text));
}

bool str_starts(struct str a, struct str prefix)
{
    return a.len >= prefix.len && str_eq(str_make(a.ptr, prefix.len), prefix);
}

bool str_ends(struct str a, struct str suffix)
{
    return a.len >= suffix.len && str_eq(str_make(a.ptr + a.len - suffix.len, suffix.len), suffix);
}

int str_compare(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared > 0 ? memcmp(a.ptr, b.ptr, shared) : 0;

    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

uint64_t str_hash(struct str text)
{
    uint64_t sum = UINT64_C(14695981039346656037);
    size_t i;

    for (i = 0; i < text.len; i++)
        sum = (sum ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
    return sum;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str a)
{
    while (a.len > 0 && is_blank(a.ptr[0])) {
        a.ptr++;
        a.len--;
    }
    while (a.len > 0 && is_blank(a.ptr[a.len - 1]))
        a.len--;
    return a;
}

struct str str_from(struct str a, size_t from)
{
    if (from > a.len)
        from = a.len;
    return str_make(a.len > 0 ? a.ptr + from : a.ptr, a.len - from);
}

struct str str_sub(struct str a, size_t from, size_t len)
{
    a = str_from(a, from);
    if (len < a.len)
        a.len = len;
    return a;
}

bool str_next(struct str *rest, char separator, struct str *piece)
{
    size_t end;

    if (rest->len == 0)
        return false;
    end = str_find_char(*rest, separator, 0);
    *piece = str_make(rest->ptr, end);
    *rest = str_from(*rest, end + 1);
    return true;
}

size_t str_find(struct str a, struct str needle, size_t from)
{
    const char *found;

    if (from > a.len || needle.len == 0)
        return from < a.len ? from : a.len;
    found = memmem(a.ptr + from, a.len - from, needle.ptr, needle.len);
    return found != NULL ? (size_t)(found - a.ptr) : a.len;
}

size_t str_find_char(struct str a, char c, size_t from)
{
    const char *found = from < a.len ? memchr(a.ptr + from, c, a.len - from) : NULL;

    return found != NULL ? (size_t)(found - a.ptr) : a.len;
}
