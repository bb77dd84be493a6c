#ifndef REVIEW_DECK_H
#define REVIEW_DECK_H

/* A learner's session of reviews, without any screen: which card comes, what an
 * answer does, what can be taken back. Everything that returns OK is on the disk. */

#include "app/journal/journal.h"
#include "app/review/plan.h"
#include "dict/base/progress.h"

struct deck;

struct deck_options {
    const char *lang; /* NULL: all languages */
    int minutes;      /* 0: as the settings say; a session ends after them */
    int cards;        /* 0: as many as the day's limits allow */
};

/* Brings the cards up to date and chooses the session's. On success *OUT is yours:
 * deck_close(). */
MUST_CHECK enum err deck_open(struct deck **out, struct journal *journal,
                              const struct deck_options *options, int64_t now_ms,
                              const struct progress *progress);
void deck_close(struct deck *deck);
const struct plan *deck_plan(const struct deck *deck);
/* A line about settings that cannot be used, "" if there is nothing to say. */
const char *deck_notice(const struct deck *deck);

/* What the session found. Words that are due and not taken come on the next days. */
struct deck_outlook {
    int due, fresh; /* taken into this session: to review, and new */
    int later;      /* due words left for later */
    int later_days; /* over how many days they will be met */
};
struct deck_outlook deck_outlook(const struct deck *deck);

/* How much of a card's sentence its question shows, by how well the word is known. */
enum card_face { FACE_SENTENCE, FACE_GAP, FACE_WORD };

struct deck_card {
    int64_t word;
    struct card card;
    bool is_new;
    enum card_face face;
    unsigned turn; /* scenes rotate with it */
    bool is_leech;
};
/* The card to ask now, the same until it is answered. ERR_ABSENT when the session is
 * over; *WAIT_MS (may be NULL) is then how long until a card in its steps is due, 0 if
 * there is none. */
MUST_CHECK enum err deck_next(struct deck *deck, int64_t now_ms, struct deck_card *out,
                              int64_t *wait_ms);
/* What each rating would make of the card asked. */
void deck_preview(const struct deck *deck, int64_t now_ms, struct card out[RATING_COUNT]);
/* Answers the card asked, after DURATION_MS of thinking. */
MUST_CHECK enum err deck_rate(struct deck *deck, enum rating rating, int64_t now_ms,
                              int64_t duration_ms);
/* The word of the card asked is known, or to be ignored: it does not come again. */
MUST_CHECK enum err deck_set_state(struct deck *deck, enum word_state state);
/* The word of the card asked is one with WORD now, which is asked instead. */
MUST_CHECK enum err deck_merge(struct deck *deck, int64_t word, int64_t now_ms);
/* Takes the last answer or change of state back; its card is asked again. ERR_ABSENT
 * when there is nothing left to take back. */
MUST_CHECK enum err deck_undo(struct deck *deck, int64_t now_ms);

struct deck_progress {
    int done, left; /* cards: answered for good this session, and still to come */
    int minutes_left;
};
struct deck_progress deck_progress(const struct deck *deck, int64_t now_ms);

/* For the closing screen. */
struct deck_summary {
    int answers, words;  /* ratings given, and words that they were of */
    int learned;         /* new words that left their first steps */
    int forgotten;       /* words rated again at least once */
    int64_t next_due_ms; /* when the next card is due; 0 if none is */
    int due_tomorrow;
    int64_t hard[8]; /* the words forgotten most often in this session */
    size_t hard_count;
};
MUST_CHECK enum err deck_summary(struct deck *deck, int64_t now_ms, struct deck_summary *out);

/* How many words can be reviewed now, new ones within the day's limit included. */
MUST_CHECK enum err deck_count_due(struct journal *journal, const char *lang, int64_t now_ms,
                                   int *out);
/* Whether WORD has left its first steps, so that to look it up again says something. */
bool deck_is_learned(struct journal *journal, int64_t word);
/* WORD was met again and not known, outside of a session: as rated again now, with the id
 * REVIEW. And that taken back. */
MUST_CHECK enum err deck_forget(struct journal *journal, int64_t word, int64_t now_ms,
                                char review[UUID_LEN + 1]);
MUST_CHECK enum err deck_remember(struct journal *journal, int64_t word, const char *review,
                                  int64_t now_ms);

#endif
