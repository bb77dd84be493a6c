#ifndef JOURNAL_WORDS_H
#define JOURNAL_WORDS_H

/* Lists of words and of the encounters with them. */

#include <stdint.h>

#include "app/journal/journal.h"

enum word_order {
    ORDER_FOUND,     /* the last met first */
    ORDER_FREQUENCY, /* the most often met first */
    ORDER_ALPHABET,  /* without regard to accents and case */
    ORDER_STRENGTH   /* the weakest memory first; words that were never reviewed before all */
};
const char *word_order_name(enum word_order order); /* "found", "frequency"... */
bool word_order_find(enum word_order *out, const char *name);

/* The play session of the last encounter (of the filter's language, if it has one). */
enum { SESSION_LAST = -1 };

/* What is left zero does not filter. */
struct word_filter {
    int64_t since_ms, until_ms; /* encounters from since_ms on and before until_ms */
    const char *lang;
    const char *game; /* a part of its name, ASCII letters in either case */
    int64_t session;  /* a play session, or SESSION_LAST */
    const char *tag;
    int64_t due_ms; /* only words in state learning whose card is due at this moment; cards
                     * are those of the journal's cache, see cards.h */
    bool by_state;  /* only words in this state: */
    enum word_state state;
    enum word_order order;
    size_t limit; /* at most so many words */
};

/* A word with what the filter lets through of its encounters. Slices are
 * borrowed for the call; ptr is NULL for what is not known. */
struct word_row {
    int64_t id;
    struct str uuid, lang, headword, note;
    struct str tags; /* in alphabetical order, a space between two; empty for none */
    enum word_state state;
    int64_t times, first_ms, last_ms;
    int64_t met;                     /* and so often it was met without being looked up */
    struct str form, sentence, game; /* of the last encounter */
    size_t form_at, form_len;        /* in sentence; form_len 0 if not known */
    bool reviewed;                   /* whether it has a card: */
    double stability;                /* days */
    int64_t due_ms;
};
typedef void word_fn(void *ctx, const struct word_row *row);

/* Words with at least one such encounter, a call a word, in the filter's order and among
 * equals the last met first. No more than a row is held in memory. */
MUST_CHECK enum err journal_words(struct journal *journal, const struct word_filter *filter,
                                  word_fn *row, void *ctx);
/* How many words there are in all, listed or not. */
MUST_CHECK enum err journal_words_count(struct journal *journal, int64_t *out);

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
