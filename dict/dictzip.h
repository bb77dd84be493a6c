#ifndef DICT_DICTZIP_H
#define DICT_DICTZIP_H

/* Reading pieces of a dictd text file, plain or compressed. A .dict.dz is gzip
 * (RFC 1952) with a table of chunks in its header's extra field "RA", so that
 * each chunk can be inflated alone; the format is told in dictzip(1). */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"

struct dictzip;

/* BYTES stay the caller's until dictzip_close(); NAME is for messages. Bytes
 * that do not begin as gzip are taken as the text itself. *OUT is yours.
 * ERR_FORMAT: a damaged header, or a table that does not fit the file. */
MUST_CHECK enum err dictzip_open(struct dictzip **out, const uint8_t *bytes, size_t len,
                                 const char *name);
void dictzip_close(struct dictzip *dictzip);

/* Bytes of the text; of a compressed one an upper bound by its chunks. */
uint64_t dictzip_size(const struct dictzip *dictzip);

/* Adds LEN bytes of text from OFFSET to OUT. Going forward inflates each chunk
 * once. ERR_FORMAT: past the end, or a chunk is damaged. */
MUST_CHECK enum err dictzip_read(struct dictzip *dictzip, struct buf *out, uint64_t offset,
                                 size_t len);

#endif
