#ifndef CAPTURE_CORRECT_H
#define CAPTURE_CORRECT_H

/* Mending what text recognition confuses, where that is safe. Pure. */

#include "app/capture/sentence.h"
#include "dict/base/buf.h"

/* Appends TEXT to OUT, mended: words that KNOWN, with CTX, does not know, and that one confusion
 * of like shapes (rn and m, l and I, a lost accent) parts from exactly one word that it knows,
 * unless it knows too little of TEXT to be trusted; and Roman numbers before a sign that were
 * taken for letters (Garard Il). */
void correct_text(struct buf *out, struct str text, known_fn *known, void *ctx);

#endif
