#ifndef JOURNAL_WORDS_H
#define JOURNAL_WORDS_H

/* Lists of words and of the encounters with them. */

#include <stdint.h>

#include "app/journal/journal.h"

/* What is left zero does not filter. */
struct word_filter {
    int64_t since_ms, until_ms; /* encounters from since_ms on and before until_ms */
    const char *lang;
    const char *game; /* a part of its name, ASCII letters in either case */
    int64_t session;  /* a play session */
    bool by_state;    /* only words in this state: */
    enum word_state state;
    size_t limit; /* at most so many words */
};

/* A word with what the filter lets through of its encounters. Slices are
 * borrowed for the call; ptr is NULL for what is not known. */
struct word_row {
    int64_t id;
    struct str lang, headword, note;
    enum word_state state;
    int64_t times, first_ms, last_ms;
    int64_t met;                     /* and so often it was met without being looked up */
    struct str form, sentence, game; /* of the last encounter */
    size_t form_at, form_len;        /* in sentence; form_len 0 if not known */
};
typedef void word_fn(void *ctx, const struct word_row *row);

/* Words with at least one such encounter, the last met first. */
MUST_CHECK enum err journal_words(struct journal *journal, const struct word_filter *filter,
                                  word_fn *row, void *ctx);

/* The language and the headword of WORD; both yours. ERR_ABSENT: there is no such word. */
MUST_CHECK enum err journal_word_name(struct journal *journal, int64_t word, char **lang,
                                      char **headword);

struct encounter_row {
    struct str id, form, sentence, sense, game;
    struct str guess;   /* what the learner guessed before the lookup */
    struct str picture; /* of the scene: see pictures.h */
    size_t form_at, form_len;
    int64_t time_ms, session;
};
typedef void encounter_fn(void *ctx, const struct encounter_row *row);

/* The encounters with WORD, the last first. */
MUST_CHECK enum err journal_encounters(struct journal *journal, int64_t word, encounter_fn *row,
                                       void *ctx);

#endif
