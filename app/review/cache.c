#include "app/review/cache.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/reviews.h"
#include "dict/base/mem.h"

enum { PROGRESS_ROWS = 8192 };
static const int64_t day_ms = INT64_C(86400000);

struct card cache_card(const struct card_row *row)
{
    return (struct card){
        .state = (enum card_state)row->state,
        .step = row->step,
        .memory = { row->stability, row->difficulty },
        .last_ms = row->last_ms,
        .due_ms = row->due_ms,
        .interval_days = row->interval_days,
        .reps = row->reps,
        .lapses = row->lapses,
    };
}

static struct card_row row_of(int64_t word, const struct card *card)
{
    return (struct card_row){
        .word = word,
        .state = (int)card->state,
        .step = card->step,
        .stability = card->memory.stability,
        .difficulty = card->memory.difficulty,
        .last_ms = card->last_ms,
        .due_ms = card->due_ms,
        .interval_days = card->interval_days,
        .reps = card->reps,
        .lapses = card->lapses,
    };
}

/* FNV-1a (Fowler, Noll, Vo) of the word's uuid. */
enum err cache_seed(struct journal *journal, int64_t word, uint64_t *out)
{
    char uuid[UUID_LEN + 1];
    enum err rc = journal_word_uuid(journal, word, uuid);
    const char *at;

    *out = UINT64_C(14695981039346656037);
    for (at = uuid; rc == OK && *at != '\0'; at++)
        *out = (*out ^ (unsigned char)*at) * UINT64_C(1099511628211);
    return rc;
}

/* --- one word's answers --- */

struct answers {
    struct answer_given *given;
    int *promised; /* days, -1 where no button promised any */
    size_t count, room;
};

static void add_answer(struct answers *answers, const struct review_row *review)
{
    if (answers->count == answers->room) {
        answers->room = answers->room > 0 ? answers->room * 2 : 64;
        answers->given = xrealloc(answers->given, answers->room, sizeof(*answers->given));
        answers->promised = xrealloc(answers->promised, answers->room, sizeof(int));
    }
    answers->given[answers->count] =
        (struct answer_given){ review->time_ms, (enum rating)review->rating };
    answers->promised[answers->count++] = review->interval_days;
}

static void answers_dispose(struct answers *answers)
{
    free(answers->given);
    free(answers->promised);
}

/* What the last answer before NOW_MS promised holds, whatever else would be chosen today.
 * *STALE_MS becomes the time of the first answer after it, if that is earlier. */
static struct card replay(const struct plan *plan, const struct answers *answers, int64_t now_ms,
                          int64_t *stale_ms)
{
    struct card card =
        scheduler_replay(&plan->scheduler, answers->given, answers->count, 0, now_ms);
    size_t at = answers->count;

    while (at > 0 && answers->given[at - 1].time_ms > now_ms)
        at--;
    if (at < answers->count && answers->given[at].time_ms < *stale_ms)
        *stale_ms = answers->given[at].time_ms;
    if (at > 0 && answers->promised[at - 1] > 0 && card.state == CARD_REVIEW) {
        card.interval_days = answers->promised[at - 1];
        card.due_ms = card.last_ms + card.interval_days * day_ms;
    }
    return card;
}

static void gather(void *ctx, const struct review_row *review)
{
    add_answer(ctx, review);
}

enum err cache_renew(const struct plan *plan, struct journal *journal, int64_t word, int64_t now_ms,
                     struct card *out)
{
    struct answers answers = { 0 };
    struct card card = { 0 };
    struct card_row row;
    int64_t stale_ms = INT64_MAX;
    enum err rc = journal_reviews_of(journal, word, gather, &answers);

    if (rc == OK) {
        card = replay(plan, &answers, now_ms, &stale_ms);
        row = row_of(word, &card);
        rc = card.reps > 0 ? journal_card_put(journal, &row) : journal_card_drop(journal, word);
    }
    if (rc == OK && stale_ms != INT64_MAX)
        rc = journal_cards_stale(journal, stale_ms);
    answers_dispose(&answers);
    if (out != NULL)
        *out = card;
    return rc;
}

/* --- all of them --- */

struct rebuilding {
    const struct plan *plan;
    struct journal *journal;
    const struct progress *progress;
    int64_t now_ms;
    struct answers answers; /* of the word being read */
    int64_t word, stale_ms;
    uint64_t rows, total;
    enum err rc;
};

static void put_card(struct rebuilding *to)
{
    struct card card = replay(to->plan, &to->answers, to->now_ms, &to->stale_ms);
    struct card_row row = row_of(to->word, &card);

    if (to->rc == OK && card.reps > 0)
        to->rc = journal_card_put(to->journal, &row);
    to->answers.count = 0;
}

static void take_review(void *ctx, const struct review_row *review)
{
    struct rebuilding *to = ctx;

    if (to->rc != OK)
        return;
    if (to->answers.count > 0 && review->word != to->word)
        put_card(to);
    to->word = review->word;
    add_answer(&to->answers, review);
    if (to->rows++ % PROGRESS_ROWS == 0 &&
        !progress_step(to->progress, "cards", to->rows, to->total))
        to->rc = err_set(ERR_CANCELLED, "stopped");
}

static enum err rebuild(struct rebuilding *to)
{
    enum err rc = journal_reviews_read(to->journal, NULL, take_review, to);

    if (rc == OK && to->rc == OK && to->answers.count > 0)
        put_card(to);
    answers_dispose(&to->answers);
    if (rc == OK && to->rc == OK && to->stale_ms != INT64_MAX)
        to->rc = journal_cards_stale(to->journal, to->stale_ms);
    return rc == OK ? to->rc : rc;
}

enum err cache_rebuild(const struct plan *plan, struct journal *journal, int64_t now_ms,
                       const struct progress *progress)
{
    struct rebuilding to = { .plan = plan,
                             .journal = journal,
                             .progress = progress,
                             .now_ms = now_ms,
                             .stale_ms = INT64_MAX,
                             .rc = OK };
    size_t total = 0;
    char *basis;
    enum err rc = journal_change_begin(journal);

    if (rc != OK)
        return rc;
    rc = journal_reviews_count(journal, &total);
    to.total = total;
    basis = plan_basis(plan);
    if (rc == OK)
        rc = journal_cards_reset(journal, basis);
    if (rc == OK)
        rc = rebuild(&to);
    free(basis);
    return journal_change_end(journal, rc);
}

enum err cache_refresh(const struct plan *plan, struct journal *journal, int64_t now_ms,
                       const struct progress *progress)
{
    char *known = NULL, *basis = plan_basis(plan);
    int64_t stale_ms = 0;
    enum err rc = journal_cards_basis(journal, &known, &stale_ms);
    bool same = known != NULL && strcmp(known, basis) == 0 && now_ms < stale_ms, ahead = false;

    if (rc == OK && same)
        rc = journal_cards_ahead(journal, now_ms, &ahead);

    free(known);
    free(basis);
    return rc == OK && (!same || ahead) ? cache_rebuild(plan, journal, now_ms, progress) : rc;
}
