#ifndef EXCHANGE_WRITER_H
#define EXCHANGE_WRITER_H

/* A file that is written piece by piece and is there as a whole or not at all: the pieces go
 * to a temporary file beside it, which takes its place when all is on the disk. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

struct writer;

/* PATH "-" is the standard output, which takes the pieces as they come. On success *OUT is
 * yours: writer_commit() or writer_abort(). ERR_IO: no file can be written there, or PATH is
 * something else than a file. */
MUST_CHECK enum err writer_open(struct writer **out, const char *path);

/* A failure is remembered, and what comes after it is left out. */
void writer_put(struct writer *writer, const void *bytes, size_t len);
void writer_put_str(struct writer *writer, struct str text);
void writer_puts(struct writer *writer, const char *text);
/* OK, or the failure. */
MUST_CHECK enum err writer_state(const struct writer *writer);

/* Puts the file in its place, and frees WRITER whatever comes. On failure PATH is as it was
 * before. */
MUST_CHECK enum err writer_commit(struct writer *writer);
/* Leaves PATH as it was, and frees WRITER; NULL is fine. Keeps the error message. */
void writer_abort(struct writer *writer);

#endif
