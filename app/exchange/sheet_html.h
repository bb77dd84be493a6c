#ifndef EXCHANGE_SHEET_HTML_H
#define EXCHANGE_SHEET_HTML_H

/* A sheet as one HTML file that needs nothing else: no script, no font, no picture. It is to
 * be printed by a browser, and can be read in one. */

#include "app/exchange/sheet.h"

void sheet_html(struct buf *out, const struct sheet *sheet);
/* The part of it between <style> and </style>. */
void sheet_css(struct buf *out, const struct sheet *sheet);

#endif
