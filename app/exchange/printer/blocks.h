#ifndef EXCHANGE_PRINTER_BLOCKS_H
#define EXCHANGE_PRINTER_BLOCKS_H

/* How each kind of block looks, and how much of a page it takes. */

#include "app/exchange/printer/press.h"

/* Blocks that stand side by side: a row of cards, a line of a key, all words of a bank; or one
 * block alone. */
struct unit {
    const struct sheet_block *blocks;
    size_t count;
};

/* The unit that begins at block AT of SHEET. */
struct unit unit_at(const struct sheet *sheet, size_t at);
/* The height of UNIT, which is drawn at Y if DRAW. */
double unit_put(const struct press *press, const struct sheet *sheet, const struct unit *unit,
                double y, bool draw);
/* What is left free above UNIT when one of the kind BEFORE stands there. */
double unit_space(enum sheet_block_kind before, const struct unit *unit);

#endif
