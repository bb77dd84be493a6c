#ifndef CLASSROOM_ENGINE_PRIVATE_H
#define CLASSROOM_ENGINE_PRIVATE_H

/* The state of a session, for the files that change it and show it. */

#include "app/classroom/engine.h"

struct given {
    bool is_given, is_unsure;
    int64_t seq, value;
    char *text; /* NULL for a choice */
    int step;
    enum mark mark; /* a cache: computed anew when an alternative is accepted */
    bool is_right;
};

struct learner {
    char token[ENGINE_TOKEN_LEN + 1];
    char *name;
    bool is_removed;
    int team;
    enum question_form first_form; /* the form of the first test; the other after practice */
    struct given *answers;         /* one a slot */
};

/* A question asked to all; in a test by form. */
struct slot {
    enum engine_stage stage;
    size_t number, count;
    size_t question[2]; /* form A and form B; the same in practice */
    bool is_closed;
    size_t hands[QUESTION_CHOICES]; /* raised, see EVENT_HANDS */
};

struct accepted {
    size_t question;
    char *text;
};

struct engine {
    const struct question *questions;
    size_t question_count;
    struct engine_options options;
    uint64_t seed;
    char **words; /* folded headwords and answers */
    size_t word_count;
    struct learner *learners;
    size_t learner_count;
    struct slot *slots; /* of the rounds so far, the last of them perhaps not asked yet */
    size_t slot_count;
    int now; /* the slot asked, -1 before the first */
    enum engine_phase phase;
    uint64_t version;
    int step;
    int64_t timer_ms, closes_ms;
    struct accepted *accepted;
    size_t accepted_count;
};

/* The question that LEARNER has in SLOT. */
size_t engine_question_of(const struct learner *learner, const struct slot *slot);
/* NULL if there is none, or it was removed. */
struct learner *engine_find(const struct engine *engine, const char *token);
/* Computes mark and is_right of ANSWER to QUESTION. */
void engine_mark(const struct engine *engine, size_t question, struct given *answer);

/* How many hands were raised in SLOT, and how many of them for the right answer. */
size_t engine_hands(const struct engine *engine, const struct slot *slot, size_t *right);
/* Whether QUESTION belongs into a round of STAGE, in a test in FORM. */
bool engine_belongs(const struct engine *engine, size_t question, enum engine_stage stage,
                    enum question_form form);

/* Adds the slots of a round of STAGE behind those there are. ERR_ABSENT: none. */
MUST_CHECK enum err engine_add_round(struct engine *engine, enum engine_stage stage);

#endif
