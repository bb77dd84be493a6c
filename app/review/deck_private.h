#ifndef REVIEW_DECK_PRIVATE_H
#define REVIEW_DECK_PRIVATE_H

/* What a struct deck is, for the files that make one up. */

#include "app/review/deck.h"
#include "app/review/queue.h"

/* What can be taken back. */
struct action {
    int64_t word;
    char review[UUID_LEN + 1]; /* "" for a change of state */
    enum rating rating;
    bool was_new, graduated;
    int64_t duration_ms;
};

struct deck {
    struct journal *journal;
    struct plan plan;
    char notice[NOTICE_MAX];
    struct queue queue;
    size_t queue_at; /* of the next in the queue */
    struct load load;
    struct queued *steps; /* cards that come back within the session */
    size_t step_count, step_room;
    int64_t *again; /* cards taken back, to be asked at once; the last first */
    size_t again_count, again_room;
    struct action *actions;
    size_t action_count, action_room;
    struct deck_card asked; /* word 0: none */
    uint64_t seed;          /* of the card asked */
    int64_t start_ms, end_ms;
    char *lang;
};

#endif
