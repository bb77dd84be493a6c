#ifndef EXCHANGE_CHARSET_H
#define EXCHANGE_CHARSET_H

/* Text files of other programs, whatever encoding they are in, as UTF-8. */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"

/* Appends BYTES to OUT as UTF-8 without a byte order mark; *NAME (may be NULL) is then what
 * they were in: "UTF-8", "UTF-16LE", "UTF-16BE", or FALLBACK, a name that iconv(3) knows,
 * which is taken where nothing tells. What the encoding does not have becomes U+FFFD.
 * ERR_FORMAT: bytes of no text (NULs in it); ERR_UNSUPPORTED: iconv does not know FALLBACK;
 * ERR_LIMIT: OUT's ceiling. */
MUST_CHECK enum err charset_decode(struct buf *out, const uint8_t *bytes, size_t len,
                                   const char *fallback, const char **name);

#endif
