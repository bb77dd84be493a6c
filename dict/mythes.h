#ifndef DICT_MYTHES_H
#define DICT_MYTHES_H

/* MyThes thesauri: a line with the encoding, then "word|n" and n lines of
 * "(part of speech. definition)|synonym|synonym". */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/entry_builder.h"

/* Gives FOUND one entry for each word and part of speech. NAME is for messages.
 * ERR_FORMAT with the line; what FOUND gives but OK ends it too. */
MUST_CHECK enum err mythes_parse(const uint8_t *bytes, size_t len, const char *name,
                                 entry_sink found, void *ctx, const struct progress *progress);

#endif
