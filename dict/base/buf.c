#include "dict/base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/fault.h"
#include "dict/base/mem.h"

void buf_init(struct buf *buf, size_t max)
{
    /* One byte is kept for the NUL, and growing doubles: stay far from SIZE_MAX. */
    if (max > SIZE_MAX / 4)
        max = SIZE_MAX / 4;
    *buf = (struct buf){ .max = max };
}

void buf_dispose(struct buf *buf)
{
    free(buf->data);
    buf->data = NULL;
    buf->len = buf->cap = 0;
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    buf->failed = false;
    if (buf->data != NULL)
        buf->data[0] = '\0';
}

void buf_fail(struct buf *buf)
{
    buf_dispose(buf);
    buf->failed = true;
}

bool buf_reserve(struct buf *buf, size_t len)
{
    size_t cap = buf->cap > 0 ? buf->cap : 64;
    char *data;

    if (buf->failed)
        return false;
    if (len > buf->max - buf->len || (buf->len + len + 1 > buf->cap && fault_hit())) {
        buf_fail(buf);
        return false;
    }
    if (buf->len + len + 1 <= buf->cap)
        return true;
    while (cap < buf->len + len + 1)
        cap *= 2;
    if (cap > buf->max + 1)
        cap = buf->max + 1;
    data = realloc(buf->data, cap);
    if (data == NULL) {
        buf_fail(buf);
        return false;
    }
    buf->data = data;
    buf->cap = cap;
    buf->data[buf->len] = '\0';
    return true;
}

void buf_commit(struct buf *buf, size_t len)
{
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void buf_add(struct buf *buf, const void *bytes, size_t len)
{
    if (len == 0 || !buf_reserve(buf, len))
        return;
    memcpy(buf->data + buf->len, bytes, len);
    buf_commit(buf, len);
}

void buf_add_str(struct buf *buf, struct str text)
{
    buf_add(buf, text.ptr, text.len);
}

void buf_adds(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_addc(struct buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len <= 0 || !buf_reserve(buf, (size_t)len))
        return;
    va_start(args, format);
    vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf_commit(buf, (size_t)len);
}

void buf_truncate(struct buf *buf, size_t len)
{
    if (len < buf->len) {
        buf->len = len;
        buf->data[len] = '\0';
    }
}

enum err buf_ok(const struct buf *buf, const char *what)
{
    if (buf->failed)
        return err_set(ERR_LIMIT, "%s: larger than %zu bytes", what, buf->max);
    return OK;
}

struct str buf_str(const struct buf *buf)
{
    return str_make(buf_text(buf), buf->len);
}

const char *buf_text(const struct buf *buf)
{
    return buf->data != NULL ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
    char *text = buf->data != NULL ? buf->data : xstrdup("");

    buf->data = NULL;
    buf->len = buf->cap = 0;
    return text;
}
