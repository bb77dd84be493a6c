#ifndef EXCHANGE_SCRIPT_H
#define EXCHANGE_SCRIPT_H

/* What is said and written in a game or a film, sentence by sentence: subtitles (SubRip,
 * WebVTT, Advanced SubStation Alpha), translations (gettext's .po and .mo) and plain text.
 * The format is told by the content. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

enum { SCRIPT_BYTES_MAX = 64 << 20, SCRIPT_SENTENCE_MAX = 2000 };

/* A sentence: one clean line of at most SCRIPT_SENTENCE_MAX bytes without markup; borrowed
 * for the call. False ends the reading. */
typedef bool sentence_fn(void *ctx, struct str sentence);

/* Reads BYTES; CHARSET is the encoding to take where they do not tell (charset.h); *FORMAT
 * (may be NULL) is the format's name, "SubRip". ERR_FORMAT: no text, or damaged, and where;
 * ERR_CANCELLED: SENTENCE gave false. */
MUST_CHECK enum err script_read(const uint8_t *bytes, size_t len, const char *charset,
                                sentence_fn *sentence, void *ctx, const char **format);

#endif
