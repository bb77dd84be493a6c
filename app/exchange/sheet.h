#ifndef EXCHANGE_SHEET_H
#define EXCHANGE_SHEET_H

/* A sheet to be printed: what stands on it, block after block, for whoever draws it as HTML or
 * as PDF. Nothing here knows of points and pixels; the texts are cleaned and cut so that each
 * block fits on a page. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/str.h"

enum sheet_kind {
    SHEET_LIST,  /* words, what they mean, and room for one's own translation */
    SHEET_CLOZE, /* sentences with gaps, and the words for them in another order */
    SHEET_CARDS, /* to cut out: words, and on the back what they mean */
    SHEET_TEST   /* forms A and B, each with words of its own, as hard as the other's */
};
enum sheet_paper { PAPER_A4, PAPER_LETTER };

enum {
    SHEET_WORDS_MAX = 2000,
    SHEET_CARD_COLUMNS = 2,
    SHEET_CARD_ROWS = 5,
    SHEET_GAP_WORDS = 6 /* that a sentence must have, or its gap could be anything */
};

struct sheet_options {
    enum sheet_kind kind;
    enum sheet_paper paper;
    const char *title; /* NULL: what kind of sheet it is */
};

const char *sheet_kind_name(enum sheet_kind kind); /* "cloze" */
bool sheet_kind_find(enum sheet_kind *out, const char *name);
const char *sheet_paper_name(enum sheet_paper paper); /* "a4" */
bool sheet_paper_find(enum sheet_paper *out, const char *name);
/* What printers hold where LOCALE ("es_MX.UTF-8") is at home: Letter in the territories that
 * CLDR lists under paperSize US-Letter. NULL is fine. */
enum sheet_paper sheet_paper_of_locale(const char *locale);

/* --- what stands on it --- */

/* What a gap is on paper; it must tell nothing of the word's length. */
#define SHEET_GAP "____________"

enum sheet_mark {
    MARK_NONE,
    MARK_STRONG, /* the middle stands out */
    MARK_GAP     /* the middle is empty: a line to write on */
};

/* A line of text in LANG (a language tag, empty if it is the interface's). */
struct sheet_text {
    struct str before, middle, after;
    enum sheet_mark mark;
    struct str lang;
};

enum sheet_block_kind {
    BLOCK_TITLE, /* the heading; below it, smaller */
    BLOCK_NOTE,  /* what is to be done */
    BLOCK_HEAD,  /* what the three columns of a table of BLOCK_ROW are */
    BLOCK_ROW,   /* word, grammar, meaning, sentence; and an empty column */
    BLOCK_BANK,  /* a word of a bank; those that follow each other share a box */
    BLOCK_GAP,   /* sentence with a gap, hint */
    BLOCK_ASK,   /* a word whose meaning is asked for */
    BLOCK_CARD,  /* large, below it smaller; number 0 is an empty place. A page of them is
                  * SHEET_CARD_ROWS * SHEET_CARD_COLUMNS, row by row from the left */
    BLOCK_KEY    /* the answer, what it means */
};
enum { BLOCK_KINDS = BLOCK_KEY + 1, BLOCK_TEXTS = 4 };

struct sheet_block {
    enum sheet_block_kind kind;
    bool new_page;  /* begins one */
    bool new_group; /* from here to the next of these should stay on one page */
    unsigned number;
    struct sheet_text texts[BLOCK_TEXTS]; /* as the kind says; what is missing is empty */
};

struct arena;

struct sheet {
    struct arena *arena; /* holds all texts */
    enum sheet_kind kind;
    enum sheet_paper paper;
    struct str lang;    /* of the interface's own words: "it" */
    struct str title;   /* one line */
    struct str about;   /* title, game and date, for the foot of each page; one or two lines */
    struct str name;    /* "Name or code" */
    struct str page;    /* "page {page} of {pages}" */
    struct str unsure;  /* "not sure" */
    struct str advice;  /* on printing it; may be empty */
    struct str created; /* "2026-11-20T12:00:00Z" */
    struct sheet_block *blocks;
    size_t count;
};

/* NULL is fine. */
void sheet_free(struct sheet *sheet);

/* --- on its way to the program that draws it --- */

enum {
    SHEET_WIRE_MAX = 1 << 26, /* bytes of all lines */
    SHEET_BLOCKS_MAX = 4 * SHEET_WORDS_MAX,
    SHEET_TEXT_MAX = 4096 /* bytes of a piece of text */
};

/* Appends a line of JSON for the sheet itself and one for each block. */
void sheet_encode(struct buf *out, const struct sheet *sheet);
/* Reads that back. On success *OUT is yours: sheet_free(). ERR_FORMAT names the line. */
MUST_CHECK enum err sheet_decode(struct sheet **out, struct str text);

#endif
