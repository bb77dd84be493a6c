#ifndef SRS_SCHEDULER_H
#define SRS_SCHEDULER_H

/* When a card comes back: its states and steps, as in ts-fsrs. A card is what its
 * answers make of it, bit for bit; it can be thrown away and replayed. */

#include <stddef.h>
#include <stdint.h>

#include "app/srs/day.h"
#include "app/srs/fsrs.h"

enum card_state { CARD_NEW, CARD_LEARNING, CARD_REVIEW, CARD_RELEARNING };

/* All zeros: a new card. */
struct card {
    enum card_state state;
    int step; /* of learning or relearning, from 0 */
    struct memory memory;
    int64_t last_ms, due_ms; /* of the last answer, and when the next is due */
    int interval_days;       /* 0 while in steps */
    int reps, lapses;
};

enum { STEPS_MAX = 8, STEP_MINUTES_MAX = 24 * 60 };
struct steps {
    int count; /* may be 0 */
    int minutes[STEPS_MAX];
};

struct scheduler_options {
    struct params params; /* as from params_take() */
    double retention;     /* wished for; RETENTION_MIN to RETENTION_MAX */
    int max_days;         /* the longest interval, 1 to DAYS_MAX */
    struct steps learning, relearning;
    bool short_term; /* false: no steps, every answer gives days */
    bool fuzz;       /* intervals are moved within fuzz_range() */
    struct day_rule day;
};
#define RETENTION_MIN 0.5
#define RETENTION_MAX 0.99

/* FSRS-6's parameters; 90 %; steps of 1 and 10 minutes, and of 10 minutes after a
 * lapse; days from 4 in the morning, UTC. */
struct scheduler_options scheduler_defaults(void);

struct scheduler {
    struct scheduler_options options;
    struct fsrs fsrs;
};
/* ERR_USAGE names what is no number or out of its bounds. */
MUST_CHECK enum err scheduler_init(struct scheduler *out, const struct scheduler_options *options);

/* What each answer at NOW_MS would make of CARD; OUT[rating - 1]. SEED, the card's
 * own number, and how often it was answered decide the fuzz, so that an answer
 * gives what its button promised, also after an undo. */
void scheduler_preview(const struct scheduler *scheduler, const struct card *card, int64_t now_ms,
                       uint64_t seed, struct card out[RATING_COUNT]);
/* One of them. */
void scheduler_rate(const struct scheduler *scheduler, struct card *card, int64_t now_ms,
                    enum rating rating, uint64_t seed);

/* The probability that CARD is recalled at NOW_MS; 0 for a new one. */
double scheduler_recall(const struct scheduler *scheduler, const struct card *card, int64_t now_ms);

struct answer_given {
    int64_t time_ms;
    enum rating rating;
};
/* The card that ANSWERS, in the order they count in, make of a new one. Those later
 * than UNTIL_MS are left out: a clock was wrong then, and the card would not be seen
 * again until its time comes. */
struct card scheduler_replay(const struct scheduler *scheduler, const struct answer_given *answers,
                             size_t count, uint64_t seed, int64_t until_ms);

#endif
