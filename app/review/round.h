#ifndef REVIEW_ROUND_H
#define REVIEW_ROUND_H

/* What the review window shows, and how answers change it: a session from its opening to
 * its close, card by card, each revealed step by step. Knows no screen and no dictionary;
 * what words mean comes through a callback. */

#include <stdbool.h>
#include <stdint.h>

#include "app/journal/journal.h"
#include "app/review/deck.h"

enum round_page {
    ROUND_OPENING,  /* what is due */
    ROUND_QUESTION, /* a card's face */
    ROUND_ANSWER,   /* what it means, and the buttons */
    ROUND_WAITING,  /* cards in their first steps are due in some minutes */
    ROUND_CLOSING,  /* what was learned and what was hard */
    ROUND_EMPTY     /* nothing is due */
};

/* What a headword means, yours to free; either may be NULL. */
struct meaning {
    char *definition;  /* in the language itself */
    char *translation; /* in the learner's */
};
typedef void meaning_fn(void *ctx, const char *lang, const char *headword, struct meaning *out);

/* Where the word was met: one of its encounters. */
struct scene {
    char *sentence; /* NULL if there is none */
    size_t form_at, form_len;
    char *game; /* NULL if it is not known */
};

struct round {
    struct journal *journal;
    struct deck *deck;
    meaning_fn *mean;
    void *ctx;

    enum round_page page;
    struct deck_card asked;
    char *headword, *lang; /* of the card asked; NULL before the first */
    struct scene scene;
    struct meaning meaning;
    bool translation_shown;
    struct card outcomes[RATING_COUNT]; /* what each button would give */
    int64_t asked_ms;                   /* when the question was shown */
    int64_t wait_ms;                    /* on ROUND_WAITING: until the next card is due */
    struct deck_summary summary;        /* on ROUND_CLOSING */
    const char *notice;                 /* a key of assets/texts, or NULL */
    char *detail;                       /* for its {detail}, or NULL */
};

/* Begins a session. JOURNAL is borrowed. On success *OUT is yours: round_close(). Errors as
 * deck_open(). */
MUST_CHECK enum err round_open(struct round **out, struct journal *journal,
                               const struct deck_options *options, meaning_fn *mean, void *ctx,
                               int64_t now_ms);
void round_close(struct round *round);

/* On with it: from the opening to the first card, from a question to its answer, there to
 * the translation, from waiting to the card that is due by then. */
void round_go(struct round *round, int64_t now_ms);
/* The answer's rating; it is on the disk before the next card shows. */
void round_rate(struct round *round, enum rating rating, int64_t now_ms);
/* Whether there is a translation that is not shown yet. */
bool round_has_more(const struct round *round);
/* The word does not come again: it is known, or to be ignored. */
void round_set_state(struct round *round, enum word_state state, int64_t now_ms);
/* Takes the last answer back, and shows its card again. */
void round_undo(struct round *round, int64_t now_ms);
/* Ends the session here, with the closing page. */
void round_end(struct round *round, int64_t now_ms);

#endif
