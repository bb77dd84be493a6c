#ifndef EXCHANGE_HTML_TEXT_H
#define EXCHANGE_HTML_TEXT_H

/* A field of a flash card program, which is HTML, as plain text: tags go, <br> and blocks are
 * line ends, entities are what they stand for; scripts, comments, readings above signs (<rt>)
 * and sounds ([sound:x.mp3]) go with what is in them; of Anki's gaps, {{c1::answer::hint}},
 * the answer stays. Nothing is refused: what is no markup is text. */

#include <stddef.h>

#include "dict/base/buf.h"
#include "dict/base/str.h"

/* Places in the text, in bytes; a length of 0: there is none. */
struct html_marks {
    size_t bold_at, bold_len; /* the first text in bold */
    size_t gap_at, gap_len;   /* the first answer */
};

/* Appends the text of IN, without spaces at its ends, to OUT, whose ceiling holds. Places in
 * MARKS (may be NULL) count from OUT's end before. */
void html_text(struct buf *out, struct html_marks *marks, struct str in);

#endif
