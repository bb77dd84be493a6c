#ifndef EXCHANGE_PRINT_H
#define EXCHANGE_PRINT_H

/* The program wordloot-print, which draws sheets as PDF: it takes the lines of sheet_encode()
 * from its standard input and gives the PDF to its standard output. On a failure it ends with
 * another code than 0, and its output is one line that says why. It is a program of its own
 * for the libraries that it brings along. */

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/base/str.h"

enum { PRINT_MAX = 1 << 27 /* bytes of a PDF */ };

/* OK if the program is there, beside this one; else ERR_UNSUPPORTED, with what to do. */
MUST_CHECK enum err print_check(void);

/* Appends the PDF of SHEET, what sheet_encode() made, to OUT. PROGRESS may be NULL. ERR_IO: the
 * program fails or does not answer. ERR_CANCELLED. */
MUST_CHECK enum err print_pdf(struct buf *out, struct str sheet, const struct progress *progress);

#endif
