#ifndef EXCHANGE_EXPORT_SHEET_H
#define EXCHANGE_EXPORT_SHEET_H

/* What the formats that are printed share: words come in, and at the end there is a sheet. */

#include "app/exchange/export_private.h"
#include "app/exchange/sheet.h"

void export_sheet_begin(struct export *to);
bool export_sheet_word(struct export *to, const struct export_row *row);
/* Frees the state. The sheet, yours: sheet_free(); NULL if there is none to be written. */
struct sheet *export_sheet_end(struct export *to);

#endif
