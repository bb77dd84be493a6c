#ifndef EXCHANGE_SHEET_MAKER_H
#define EXCHANGE_SHEET_MAKER_H

/* Makes a sheet of an export's rows: give it each word, then take the sheet. */

#include "app/exchange/sheet.h"

struct export_row;
struct sheet_maker;

struct sheet_labels {
    const char *(*text)(void *ctx, const char *key); /* never NULL */
    void *ctx;
    const char *lang;
};

/* LABELS and OPTIONS are borrowed. Yours: sheet_maker_free(). */
struct sheet_maker *sheet_maker_new(const struct sheet_options *options,
                                    const struct sheet_labels *labels, int64_t now_ms);
void sheet_maker_free(struct sheet_maker *maker);

/* Takes a word, with its article ("la ") and what part of speech it is (both may be empty), and
 * copies what it keeps. *TAKEN is false if this kind of sheet has no place for it; *CHANGED true if a text of
 * it was cut or cleaned. ERR_LIMIT after SHEET_WORDS_MAX words. */
MUST_CHECK enum err sheet_maker_add(struct sheet_maker *maker, const struct export_row *row,
                                    struct str article, struct str grammar, bool *taken,
                                    bool *changed);

/* The sheet, yours: sheet_free(). *LEFT_OUT words of those that were taken are not on it. It
 * has no blocks if there is nothing to show. To be called once. */
struct sheet *sheet_maker_take(struct sheet_maker *maker, size_t *left_out);

#endif
