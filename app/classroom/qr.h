#ifndef CLASSROOM_QR_H
#define CLASSROOM_QR_H

/* QR codes, by libqrencode. */

#include <stdbool.h>

#include "app/ui/canvas.h"
#include "dict/base/buf.h"

struct qr;

/* Of TEXT (UTF-8, at most some hundred bytes), error correction M. *OUT is yours: qr_free().
 * ERR_LIMIT: it does not fit into a code. */
MUST_CHECK enum err qr_make(struct qr **out, const char *text);
void qr_free(struct qr *qr);
int qr_side(const struct qr *qr); /* in modules, without the quiet zone */
bool qr_is_dark(const struct qr *qr, int x, int y);

/* Black on white, with its quiet zone of four modules, as large as fits into AREA and in its
 * middle; gives what it covers. */
struct area qr_draw(const struct qr *qr, struct canvas *canvas, struct area area);
/* The same for a terminal: half blocks, two modules a letter, a line feed after each line.
 * White is drawn, so that it can be read from a dark terminal. */
void qr_print(const struct qr *qr, struct buf *out);

#endif
