/* Cards to cut out: a page of fronts, then the page of their backs. Paper that is turned over
 * along its long edge changes left and right, so the backs of a row stand the other way
 * around. */

#include "app/exchange/sheet_private.h"

enum { CARDS = SHEET_CARD_ROWS * SHEET_CARD_COLUMNS };

static void add_front(struct sheet_maker *maker, size_t at)
{
    struct sheet_block *block = sheet_add_block(maker, BLOCK_CARD);

    block->new_page = block->new_group = at % CARDS == 0;
    if (at >= maker->count)
        return;
    block->number = (unsigned)at + 1;
    block->texts[0] = maker->words[at].headword;
    block->texts[1] = maker->words[at].sentence;
}

static void add_back(struct sheet_maker *maker, size_t place)
{
    const size_t column = place % SHEET_CARD_COLUMNS;
    const size_t at = place - column + (SHEET_CARD_COLUMNS - 1 - column);
    struct sheet_block *block = sheet_add_block(maker, BLOCK_CARD);

    block->new_page = block->new_group = place % CARDS == 0;
    if (at >= maker->count)
        return;
    block->number = (unsigned)at + 1;
    block->texts[0] = maker->words[at].meaning;
    block->texts[1] = maker->words[at].second;
}

void sheet_make_cards(struct sheet_maker *maker)
{
    size_t first, i;

    for (first = 0; first < maker->count; first += CARDS) {
        for (i = first; i < first + CARDS; i++)
            add_front(maker, i);
        for (i = first; i < first + CARDS; i++)
            add_back(maker, i);
    }
}
