#ifndef EXCHANGE_SHEET_PRIVATE_H
#define EXCHANGE_SHEET_PRIVATE_H

/* What the files that make sheets share. */

#include "app/exchange/export_private.h"
#include "app/exchange/sheet.h"
#include "app/exchange/sheet_maker.h"

/* A word as it was taken. All texts are one line, cut to what the kind of sheet has room for,
 * and live in the sheet's arena. */
struct sheet_word {
    struct sheet_text headword, grammar, meaning, second;
    struct sheet_text sentence; /* with its form in the middle, or nothing in the middle */
    struct str hint;            /* the first meaning, without the word itself */
    bool fits_gap;              /* the sentence is long enough for a gap */
    double strength;            /* of the memory, in days; 0 if it was never reviewed */
};

struct sheet_maker {
    const struct sheet_options *options;
    const struct sheet_labels *labels;
    struct sheet *sheet;
    struct sheet_word *words;
    size_t count, capacity, block_capacity;
    struct str games; /* their names, as far as there is room */
    size_t game_count;
    size_t left_out;
    int64_t now_ms;
};

/* A label in the interface's language, as a text without a language of its own. */
struct str sheet_label(const struct sheet_maker *maker, const char *key);
struct sheet_text sheet_label_text(const struct sheet_maker *maker, const char *key);
/* FORMAT with VALUE in the place of {NAME}, in ARENA. */
struct str sheet_fill(struct arena *arena, struct str format, const char *name, struct str value);

/* A new block at the end; borrowed until the next one. */
struct sheet_block *sheet_add_block(struct sheet_maker *maker, enum sheet_block_kind kind);
/* The title of a page of its own; below it stands where the words are from. Borrowed until the
 * next block. */
struct sheet_block *sheet_add_title(struct sheet_maker *maker, struct str title);

/* The sentence with a line in the place of the form, also where it stands once more. */
struct sheet_text sheet_gap(struct arena *arena, const struct sheet_word *word);

/* ORDER becomes a permutation of 0 to COUNT - 1 that the words and SALT alone decide. */
void sheet_shuffle(const struct sheet_maker *maker, size_t *order, size_t count, unsigned salt);

void sheet_make_cloze(struct sheet_maker *maker);
void sheet_make_cards(struct sheet_maker *maker);
void sheet_make_test(struct sheet_maker *maker);

/* --- texts --- */

/* The width of a text is counted in units: a letter is one, one of Chinese, Japanese or Korean
 * two. */

size_t sheet_units(struct str text);

/* TEXT as one line of at most UNITS, in ARENA. What is no text (control characters, those
 * that turn the direction of writing, line ends) becomes spaces, and of several spaces one.
 * *CHANGED turns true if that makes a difference to a reader. */
struct str sheet_line(struct arena *arena, struct str text, size_t units, bool *changed);
/* The same for ROW's sentence: what is cut is cut around the form, which is the middle. */
struct sheet_text sheet_sentence(struct arena *arena, const struct export_row *row, size_t units,
                                 bool *changed);
/* Senses, a line each, as one line: "1. ... 2. ...". */
struct str sheet_senses(struct arena *arena, struct str senses, size_t units, bool *changed);
/* TEXT with INSTEAD where WORD stands in it. */
struct str sheet_hide(struct arena *arena, struct str text, struct str word, const char *instead);
/* About how many words there are; two letters of a script without spaces count as one. */
size_t sheet_count_words(struct str text);
/* TEXT if it can be a language tag (BCP 47), else empty. */
struct str sheet_lang(struct arena *arena, struct str text);

#endif
