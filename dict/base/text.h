#ifndef BASE_TEXT_H
#define BASE_TEXT_H

/* Unicode text, by utf8proc. All functions take and give UTF-8. A buffer whose text cannot be
 * made, as it is longer than 4 MB or memory is gone, is failed. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/str.h"

/* Whether TEXT is valid UTF-8 without a NUL. */
bool text_is_valid(struct str text);

/* Decodes the code point at *AT and moves *AT behind it. A broken byte gives
 * U+FFFD and one byte is passed over. *AT must be below text.len. */
uint32_t text_next(struct str text, size_t *at);
/* Appends CODE as UTF-8. */
void text_put(struct buf *buf, uint32_t code);

/* Composed form (NFC) appended to OUT; broken bytes become U+FFFD. */
void text_nfc(struct buf *out, struct str text);

/* What is kept under one key for "the same word whatever its case": NFC, full
 * case folding (ß = ss), compatibility forms and soft hyphens undone,
 * typographic apostrophes and hyphens made plain. */
void text_fold_case(struct buf *out, struct str text);

/* text_fold_case, and then marks that readers leave out when they type:
 * accents on Latin and Greek letters, stress marks on Cyrillic, ё = е, ł = l,
 * ø = o, æ = ae, œ = oe, đ = d. Japanese voicing marks stay: か is not が. */
void text_fold(struct buf *out, struct str text);

/* The three above as strings of yours (empty for input past TEXT_MAX bytes). */
enum { TEXT_MAX = 1 << 20 };
char *text_nfc_dup(struct str text);
char *text_fold_case_dup(struct str text);
char *text_fold_dup(struct str text);

/* Letter by letter (ß stays): all in lower case; all in capitals; the first letter
 * alone in lower case; the first letter alone as a title has it. */
void text_lower(struct buf *out, struct str text);
void text_upper(struct buf *out, struct str text);
void text_lower_first(struct buf *out, struct str text);
void text_title_first(struct buf *out, struct str text);

/* The end of the grapheme cluster that starts at FROM (what a reader takes for
 * one letter), at most text.len; and the start of the one that ends at TO. */
size_t text_grapheme_end(struct str text, size_t from);
size_t text_grapheme_start(struct str text, size_t to);
/* How many graphemes there are. */
size_t text_grapheme_count(struct str text);

/* Whether CODE belongs to a word (letter, mark or digit). */
bool text_is_letter(uint32_t code);
bool text_is_space(uint32_t code);
/* Whether CODE is a capital, or a small letter; what has neither form is none. */
bool text_is_upper(uint32_t code);
bool text_is_lower(uint32_t code);
/* Whether CODE is written inside words as the plain or typographic sign. */
bool text_is_apostrophe(uint32_t code);
bool text_is_hyphen(uint32_t code);

/* Scripts that matter for cutting text into words and for fonts. */
enum script {
    SCRIPT_COMMON,
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_OTHER
};
enum script text_script(uint32_t code);

/* One line for a person: control and bidirectional control characters and
 * runs of white space become one space, ends trimmed, broken bytes U+FFFD,
 * cut at a grapheme so that it has at most MAX bytes. */
void text_clean_line(struct buf *out, struct str text, size_t max);

#endif
