#ifndef REVIEW_ROUND_H
#define REVIEW_ROUND_H

/* What the review window shows, and how answers change it: a session from its opening to
 * its close, card by card, each revealed step by step. Knows no screen and no dictionary;
 * what words mean comes through a callback. */

#include <stdbool.h>
#include <stdint.h>

#include "app/journal/journal.h"
#include "app/review/deck.h"
#include "app/ui/line_edit.h"

enum round_page {
    ROUND_OPENING,  /* what is due */
    ROUND_QUESTION, /* a card's face */
    ROUND_ANSWER,   /* what it means, and the buttons */
    ROUND_EDIT,     /* the card's headword, meaning and sentence, to be changed */
    ROUND_WAITING,  /* cards in their first steps are due in some minutes */
    ROUND_CLOSING,  /* what was learned and what was hard */
    ROUND_EMPTY     /* nothing is due */
};

/* What a headword means, yours to free; either may be NULL. */
struct meaning {
    char *definition;  /* in the language itself */
    char *translation; /* in the learner's */
};

/* How a typed answer was marked: NAME is a key of assets/texts, "mark.slip"; static. */
struct verdict {
    const char *name; /* NULL: nothing was typed */
    bool right;
};

/* What the round asks of the dictionaries. */
struct round_words {
    void (*mean)(void *ctx, const char *lang, const char *headword, struct meaning *out);
    /* Of TYPED where FORM is wanted and HEADWORD would do. NULL: nothing can be typed. */
    struct verdict (*mark)(void *ctx, const char *lang, const char *form, const char *headword,
                           const char *typed);
    void *ctx;
};

/* Where the word was met: one of its encounters. */
struct scene {
    char *encounter; /* its id; NULL if there is none with a sentence or a picture */
    char *sentence;  /* NULL if there is none */
    size_t form_at, form_len;
    char *game;  /* NULL if it is not known */
    char *guess; /* what the learner took it for; NULL if nothing */
    uint8_t *picture;
    size_t picture_len; /* 0 if there is none */
};

/* The fields of ROUND_EDIT, in their order. */
enum round_field { FIELD_HEADWORD, FIELD_MEANING, FIELD_SENTENCE, ROUND_FIELDS };

enum { TYPED_MAX = 400 /* bytes of an answer */ };

struct round {
    struct journal *journal;
    struct deck *deck;
    struct round_words words;

    enum round_page page;
    struct deck_card asked;
    char *headword, *lang; /* of the card asked; NULL before the first */
    struct scene scene;
    struct meaning meaning;
    bool translation_shown;
    struct line_edit typed;                /* the answer to a gap */
    struct verdict verdict;                /* on it, once it was given */
    struct card outcomes[RATING_COUNT];    /* what each button would give */
    int64_t asked_ms;                      /* when the question was shown */
    int64_t wait_ms;                       /* on ROUND_WAITING: until the next card is due */
    struct deck_summary summary;           /* on ROUND_CLOSING */
    struct line_edit fields[ROUND_FIELDS]; /* on ROUND_EDIT */
    size_t field_at;                       /* the one being changed */
    enum round_page page_before;           /* it goes back to */
    const char *notice;                    /* a key of assets/texts, or NULL */
    char *detail;                          /* for its {detail}, or NULL */
};

/* Begins a session. JOURNAL is borrowed. On success *OUT is yours: round_close(). Errors as
 * deck_open(). */
MUST_CHECK enum err round_open(struct round **out, struct journal *journal,
                               const struct deck_options *options, const struct round_words *words,
                               int64_t now_ms);
void round_close(struct round *round);

/* On with it: from the opening to the first card, from a question (with what was typed) to
 * its answer, there to the translation, from waiting to the card that is due by then. */
void round_go(struct round *round, int64_t now_ms);
/* The answer's rating; it is on the disk before the next card shows. */
void round_rate(struct round *round, enum rating rating, int64_t now_ms);
/* Whether there is a translation that is not shown yet. */
bool round_has_more(const struct round *round);
/* The word does not come again: it is known, or to be ignored. */
void round_set_state(struct round *round, enum word_state state, int64_t now_ms);
/* Takes the last answer back, and shows its card again. */
void round_undo(struct round *round, int64_t now_ms);

/* Whether letters are typed into something now: a gap, or a field. */
bool round_is_typing(const struct round *round);
/* What is typed into; NULL if nothing is. Borrowed. */
struct line_edit *round_line(struct round *round);

/* round_edit.c: the card's headword, the learner's own meaning and the scene's sentence as
 * fields; the next of them (STEP 1 or -1); all kept, or left as they were. */
void round_edit_begin(struct round *round);
void round_edit_next(struct round *round, int step);
void round_edit_save(struct round *round, int64_t now_ms);
void round_edit_cancel(struct round *round);

/* Ends the session here, with the closing page. */
void round_end(struct round *round, int64_t now_ms);

/* For round_edit.c. */
void round_tell(struct round *round, const char *notice, const char *detail);
void round_next_card(struct round *round, int64_t now_ms);
MUST_CHECK enum err round_load_card(struct round *round, int64_t now_ms);

#endif
