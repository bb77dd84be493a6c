#ifndef CAPTURE_SENTENCE_H
#define CAPTURE_SENTENCE_H

/* From lines of a picture to what was said: one text without the interface around it, and of
 * that the sentence with the word. Pure. */

#include <stdbool.h>
#include <stddef.h>

#include "app/capture/reader.h"
#include "dict/base/str.h"

/* The lines of the largest block of text (lines of like height below each other, at one left
 * edge or around one middle) as one line, hyphens at line ends undone where JOINED, with CTX,
 * knows the word that results; without a speaker's name before a colon. Yours to free; ""
 * if there is none. */
typedef bool known_fn(void *ctx, struct str word);
char *sentence_of_lines(const struct read_line *lines, size_t count, known_fn *known, void *ctx);

/* The sentence of TEXT in which the byte AT stands, without spaces around it. */
struct str sentence_around(struct str text, size_t at);

#endif
