#ifndef CLASSROOM_ENGINE_H
#define CLASSROOM_ENGINE_H

/* A class session: events in, state out. Pure: no clock, no files, no network; the same
 * questions, options and events give the same state, so a session goes on after a crash
 * by applying its stored events again. Times are milliseconds since 1970. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/classroom/question.h"
#include "dict/base/err.h"
#include "dict/dict.h"

enum {
    ENGINE_TOKEN_LEN = 32, /* a device's 128 bits in hexadecimal */
    ENGINE_NAME_MAX = 20,  /* code points of a nickname */
    ENGINE_LEARNERS_MAX = 1200,
    ENGINE_TEAMS_MAX = 12,
    ENGINE_TOP = 3,
    ENGINE_STEPS = 3,  /* the sentence, the definition, the translation */
    ENGINE_UNSURE = -1 /* event.value of an answer "not sure" */
};

enum engine_phase {
    PHASE_LOBBY,  /* who joins */
    PHASE_OPEN,   /* answers are taken, and may change */
    PHASE_CLOSED, /* the distribution and the explanation */
    PHASE_END     /* a round is over; another may begin */
};

enum engine_stage { STAGE_PRACTICE, STAGE_REPLAY, STAGE_BEFORE, STAGE_AFTER };

/* What each event takes besides its time; the rest is left zero. */
enum event_kind {
    EVENT_JOIN,   /* token, text: the nickname. A known token comes back with its answers */
    EVENT_RENAME, /* token, text */
    EVENT_REMOVE, /* token: its answers no longer count, and it cannot come back */
    EVENT_TEAM,   /* token, value: 1 to ENGINE_TEAMS_MAX, 0 for none */
    EVENT_START,  /* value: the enum engine_stage to begin */
    EVENT_ANSWER, /* token, slot, seq; value: the choice, or text; or ENGINE_UNSURE */
    EVENT_REVEAL, /* the next of the three steps, while the question is open */
    EVENT_CLOSE,
    EVENT_NEXT,   /* the next question, or the end of the round */
    EVENT_TIMER,  /* value: milliseconds for each question from this one on, 0: none (calm) */
    EVENT_EXTEND, /* value: milliseconds more for this question */
    EVENT_ACCEPT, /* slot, text: accepted from now on; all scores are computed anew */
    /* A class without phones: value hands were raised, for the seq-th choice, or where there are
     * none for 0 "had it", 1 "had it not". Counted again, the last count holds. */
    EVENT_HANDS,
    EVENT_STOP, /* ends the round where it is; its open question is closed */
    EVENT_KINDS
};

struct event {
    enum event_kind kind;
    int64_t now_ms;
    const char *token, *text; /* borrowed for the call; NULL where there is none */
    int slot;                 /* counts the questions asked so far, from 0 */
    int64_t seq;              /* of a device's answers to one slot; the highest wins */
    int64_t value;
};

struct engine_options {
    uint64_t seed; /* order of the questions */
    enum mark_level level;
    string_list articles; /* of the language; NULL for none */
    int goal_percent;     /* the class goal; 0 for none */
    /* Words of their own besides those of the session; may be NULL. */
    bool (*is_word)(void *ctx, struct str fold);
    void *ctx;
};

struct engine;

/* QUESTIONS and what OPTIONS points to are borrowed until engine_free(). */
struct engine *engine_new(const struct question *questions, size_t count,
                          const struct engine_options *options);
void engine_free(struct engine *engine);

/* Applies EVENT, or changes nothing: ERR_USAGE for what the phase does not allow or for
 * words that are off, ERR_ABSENT for an unknown or removed token, ERR_LIMIT for too many. */
MUST_CHECK enum err engine_apply(struct engine *engine, const struct event *event);

/* One question asked, as one learner gets it. */
struct slot_view {
    enum engine_stage stage;
    size_t number, count;            /* 1 of 12, within its round; 0 in the lobby */
    int slot;                        /* -1 in the lobby */
    const struct question *question; /* NULL in the lobby */
};

struct answer_view {
    bool is_given, is_unsure, is_right;
    int64_t seq, value;
    const char *text; /* "" for a choice */
    enum mark mark;
    int step; /* of the reveal when it was given, from 1 */
};

/* A phone's whole screen. Borrowed until the next event. */
struct phone_screen {
    enum engine_phase phase;
    uint64_t version; /* counts events: a later screen has a higher one */
    const char *name;
    int team;
    struct slot_view at;
    int step;               /* what of the three may be shown */
    struct answer_view own; /* its is_right and mark are for showing only if shows_mark */
    bool shows_mark;        /* the question is closed, and it is no test before practice */
    size_t right, answered; /* of practice, so far; closed questions alone */
    int64_t closes_ms;      /* the soft timer's end; 0 for none */
};
MUST_CHECK enum err engine_phone(const struct engine *engine, const char *token,
                                 struct phone_screen *out);

/* The projector's. Borrowed until the next event. */
struct board {
    enum engine_phase phase;
    uint64_t version;
    struct slot_view at; /* as form A has it in a test */
    int step;
    size_t present, answered, right, unsure; /* raised hands are answers too */
    size_t choices[QUESTION_CHOICES];        /* how many chose each, without hands */
    size_t hands[QUESTION_CHOICES];          /* as EVENT_HANDS counted them */
    int64_t closes_ms;
    int goal_percent, reached_percent; /* right of all answers asked in practice */
    struct {
        const char *name; /* NULL where there is none */
        size_t right;
    } top[ENGINE_TOP];
};
void engine_board(const struct engine *engine, struct board *out);

/* Whether a round of STAGE would have a question now: a replay has what was missed. */
bool engine_can_start(const struct engine *engine, enum engine_stage stage);
/* What most will begin now, in the lobby or at the end of a round: the test before, the
 * practice, what was missed, the test after; false when there is nothing left. */
bool engine_suggest(const struct engine *engine, enum engine_stage *out);

/* For reports: learners that count, slots asked, one's answer to one slot. */
size_t engine_learner_count(const struct engine *engine);
const char *engine_learner_name(const struct engine *engine, size_t learner);
size_t engine_slot_count(const struct engine *engine);
/* A slot as form A has it; ANSWERS and RIGHT (may be NULL) count phones and raised hands. */
struct slot_view engine_slot(const struct engine *engine, size_t slot, size_t *answers,
                             size_t *right);
void engine_answer(const struct engine *engine, size_t learner, size_t slot, struct slot_view *at,
                   struct answer_view *out);

#endif
