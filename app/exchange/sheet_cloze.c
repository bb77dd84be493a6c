/* Sentences with gaps. They come in rounds, each with a bank of its own, so that a bank stands
 * on the page of its sentences and can be surveyed. */

#include "app/exchange/sheet_private.h"

enum { ROUND_MAX = 10 };

static void add_bank(struct sheet_maker *maker, size_t first, size_t count)
{
    size_t order[ROUND_MAX], i;
    struct sheet_block *block;

    sheet_shuffle(maker, order, count, (unsigned)first);
    for (i = 0; i < count; i++) {
        const struct sheet_word *word = &maker->words[first + order[i]];

        block = sheet_add_block(maker, BLOCK_BANK);
        block->new_group = i == 0 && first > 0; /* the first stays with the heading */
        block->texts[0].before = word->sentence.middle;
        block->texts[0].lang = word->sentence.lang;
    }
}

static void add_round(struct sheet_maker *maker, size_t first, size_t count)
{
    size_t i;

    add_bank(maker, first, count);
    for (i = first; i < first + count; i++) {
        struct sheet_block *block = sheet_add_block(maker, BLOCK_GAP);

        block->number = (unsigned)i + 1;
        block->texts[0] = sheet_gap(maker->sheet->arena, &maker->words[i]);
    }
}

static void add_key(struct sheet_maker *maker)
{
    size_t i;

    sheet_add_title(maker, sheet_label(maker, "sheet.key"));
    for (i = 0; i < maker->count; i++) {
        const struct sheet_word *word = &maker->words[i];
        struct sheet_block *block = sheet_add_block(maker, BLOCK_KEY);

        block->number = (unsigned)i + 1;
        block->texts[0].before = word->sentence.middle;
        block->texts[0].lang = word->sentence.lang;
    }
}

void sheet_make_cloze(struct sheet_maker *maker)
{
    const size_t rounds = (maker->count + ROUND_MAX - 1) / ROUND_MAX;
    size_t i, first = 0, count;

    sheet_add_title(maker, maker->sheet->title);
    sheet_add_block(maker, BLOCK_NOTE)->texts[0] = sheet_label_text(maker, "sheet.cloze.note");
    for (i = 0; i < rounds; i++) {
        count = (maker->count - first) / (rounds - i); /* rounds of about the same length */
        add_round(maker, first, count);
        first += count;
    }
    add_key(maker);
}
