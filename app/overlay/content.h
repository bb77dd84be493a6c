#ifndef OVERLAY_CONTENT_H
#define OVERLAY_CONTENT_H

/* What stands on the card, as a list of blocks from top to bottom: the step
 * between the card's state and its picture. No sizes, no pixels. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/overlay/card.h"
#include "app/ui/layout.h"
#include "app/ui/texts.h"
#include "dict/base/mem.h"

/* What a click on a span does; AT is the number of the word, candidate or reference. */
enum click_kind { CLICK_NONE, CLICK_WORD, CLICK_CANDIDATE, CLICK_COMPLETION, CLICK_REF };
struct click {
    enum click_kind kind;
    size_t at;
};

enum block_kind {
    BLOCK_TEXT,
    BLOCK_FIELD, /* the prompt, with a caret behind its text */
    BLOCK_PILL,  /* a badge */
    BLOCK_RULE   /* a hairline between parts */
};

enum { BLOCK_SPANS_MAX = 2 * CARD_WORDS_MAX + 8, CONTENT_BLOCKS_MAX = 300 };

struct block {
    enum block_kind kind;
    struct span *spans;
    struct click *clicks; /* one a span */
    size_t count;
    enum space above;    /* the room over it; the first block has none */
    bool indent;         /* an example under its sense */
    bool hang;           /* the first span is a number in a column of its own */
    size_t max_lines;    /* 0: as many as it takes */
    bool caret_at_start; /* a field that shows a hint */
    bool caret_between;  /* the caret stands before the field's second span */
};

struct content {
    struct block *blocks;
    size_t count;
};

/* What the card is made from besides itself. */
struct content_facts {
    const struct texts *texts;
    const char *hotkey;          /* "Super+W"; NULL when none could be had */
    const char *read_hotkey;     /* "Super+E"; NULL likewise */
    const char *const *problems; /* what is amiss, NULL-ended, for the greeting */
    int due;                     /* words that can be reviewed now */
    bool reading_along;          /* what the game says is read along */
    bool watching;               /* the clipboard watch is on */
    int64_t now_ms;
};

/* Builds the blocks in ARENA, which holds all of their text. */
struct content content_build(const struct card *card, const struct content_facts *facts,
                             struct arena *arena);

#endif
