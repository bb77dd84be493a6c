#ifndef OVERLAY_KEYS_H
#define OVERLAY_KEYS_H

/* Which key does what, when. One table serves the keyboard, the help strip and
 * the page of all keys, so that what is shown is what works. */

#include <stdbool.h>
#include <stddef.h>

#include "app/overlay/card.h"
#include "app/platform/platform.h"

enum action {
    ACTION_NONE,
    ACTION_BACK,        /* the keyboard goes back to the game, the card goes */
    ACTION_LEAVE_OPEN,  /* the keyboard goes back to the game, the card stays */
    ACTION_LOOK_UP,     /* look up and keep what is typed or chosen */
    ACTION_KEEP_ANYWAY, /* keep a word that was not found, or a guess */
    ACTION_NEXT,        /* the next candidate or completion */
    ACTION_PREVIOUS,
    ACTION_WORD_NEXT, /* the next word of the sentence */
    ACTION_WORD_PREVIOUS,
    ACTION_TRANSLATE, /* show or hide the translation */
    ACTION_UNDO,
    ACTION_KNOWN,     /* mark as known, or as being learned again */
    ACTION_FORGOTTEN, /* the word had been learned, and was gone */
    ACTION_REVIEW,    /* open the review window */
    ACTION_EXPORT,    /* open the window of lists for other programs */
    ACTION_READ,      /* read the screen */
    ACTION_REGION,    /* draw where the game shows its text */
    ACTION_GUESSED,   /* the answer, with the guess */
    ACTION_LINES,     /* what was said lately */
    ACTION_LINE_NEXT,
    ACTION_LINE_PREVIOUS,
    ACTION_LINE_TAKE,
    ACTION_CORRECT,    /* correct the sentence that was read */
    ACTION_CORRECTED,  /* take it so */
    ACTION_CARET_LEFT, /* in it; the order is that of enum line_move */
    ACTION_CARET_RIGHT,
    ACTION_CARET_START,
    ACTION_CARET_END,
    ACTION_CARET_ERASE,
    ACTION_CARET_DELETE,
    ACTION_WORD_1, /* a word of the sentence; the eight that follow are the next ones */
    ACTION_WORD_9 = ACTION_WORD_1 + 8,
    ACTION_TEACH,    /* say which headword the form belongs to */
    ACTION_DEFINE,   /* write one's own definition */
    ACTION_CONFIRM,  /* keep what was typed there */
    ACTION_CANCEL,   /* or not */
    ACTION_FOLLOW_1, /* a reference; the eight that follow are the next ones */
    ACTION_FOLLOW_9 = ACTION_FOLLOW_1 + 8,
    ACTION_FOLLOW_BACK,
    ACTION_PASTE,
    ACTION_ERASE,
    ACTION_ERASE_WORD,
    ACTION_SCROLL_DOWN,
    ACTION_SCROLL_UP,
    ACTION_ALL_KEYS, /* the page of all keys */
    ACTION_WATCH,
    ACTION_WATCH_SCREEN, /* read along what the game says */
    ACTION_CLICK_THROUGH,
    ACTION_LARGER,
    ACTION_SMALLER,
    ACTION_MORE_OPAQUE,
    ACTION_LESS_OPAQUE,
    ACTION_WIDER,
    ACTION_NARROWER,
    ACTION_CORNER_LEFT,
    ACTION_CORNER_RIGHT,
    ACTION_CORNER_UP,
    ACTION_CORNER_DOWN
};

/* What KEY means for CARD now; ACTION_NONE for a letter to be typed, or nothing. */
enum action keys_action(const struct card *card, const struct platform_key *key);

/* One key that works: its cap ("Tab") and the key of its text in assets/texts. */
struct key_help {
    const char *cap;
    const char *text;
    enum action action;
};

/* The keys that work for CARD now, most useful first, at most MAX. STRIP: only
 * those for the one-line strip; otherwise all. */
size_t keys_help(const struct card *card, bool strip, struct key_help *out, size_t max);

#endif
