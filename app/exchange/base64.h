#ifndef EXCHANGE_BASE64_H
#define EXCHANGE_BASE64_H

/* Bytes as text (RFC 4648, section 4). */

#include <stdbool.h>

#include "dict/base/buf.h"

/* Appends BYTES as text, padded, to OUT. */
void base64_encode(struct buf *out, struct str bytes);
/* Appends what TEXT stands for to OUT; false for what base64_encode() does not write. */
bool base64_decode(struct buf *out, struct str text);

#endif
