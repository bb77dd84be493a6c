#ifndef EXCHANGE_PRINTER_PAGES_H
#define EXCHANGE_PRINTER_PAGES_H

#include "app/exchange/sheet.h"
#include "dict/base/buf.h"
#include "dict/base/err.h"

/* Appends SHEET as PDF to OUT. ERR_IO: Cairo cannot draw it. */
MUST_CHECK enum err pages_print(struct buf *out, const struct sheet *sheet);

#endif
