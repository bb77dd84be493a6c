#ifndef BASE_BUF_H
#define BASE_BUF_H

/* A growing byte buffer, born with a ceiling. Once something did not fit it
 * is failed and empty: build freely, then ask buf_ok() once. Its data is
 * always terminated by a NUL that is not counted. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

struct buf {
    char *data; /* NULL until the first byte */
    size_t len, cap, max;
    bool failed;
};

/* At most MAX bytes will ever be held. */
void buf_init(struct buf *buf, size_t max);
void buf_dispose(struct buf *buf);
void buf_clear(struct buf *buf); /* empty again, memory kept, failure forgotten */

void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_add_str(struct buf *buf, struct str text);
void buf_adds(struct buf *buf, const char *text);
void buf_addc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
/* Room for LEN more bytes at data + len, for reading into; false if too much.
 * After reading N of them add N to len with buf_commit(). */
bool buf_reserve(struct buf *buf, size_t len);
void buf_commit(struct buf *buf, size_t len);
/* As if something had not fit: for what cannot be made that was to be added. */
void buf_fail(struct buf *buf);
/* Cuts to LEN bytes if it is longer. */
void buf_truncate(struct buf *buf, size_t len);

/* OK, or ERR_LIMIT with WHAT in the message. */
MUST_CHECK enum err buf_ok(const struct buf *buf, const char *what);
struct str buf_str(const struct buf *buf);
const char *buf_text(const struct buf *buf); /* "" while empty */
/* The content as a string of yours; the buffer is empty after it. */
char *buf_take(struct buf *buf);

#endif
