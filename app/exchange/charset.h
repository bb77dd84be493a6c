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

/* The same for what is to be right or refused: ENCODING (NULL: found out as above) has all of
 * the bytes, and UTF-8 in which a few are broken is not taken for something else. ERR_FORMAT
 * then, and *LINE is the first line that is off, from 1 on; in other failures it stays. */
MUST_CHECK enum err charset_decode_exactly(struct buf *out, const uint8_t *bytes, size_t len,
                                           const char *encoding, const char *fallback,
                                           size_t *line);

#endif
