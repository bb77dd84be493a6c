#include "app/exchange/apkg_schedule.h"

#include <stdlib.h>

#include "app/journal/cards.h"
#include "app/journal/reviews.h"

/* --- the card --- */

/* What a card's row has in "data" (rslib/src/storage/card/data.rs): stability, difficulty,
 * the retention wished for, the curve's decay, the last review in seconds. */
static char *memory_text(const struct export_schedule *schedule, const struct card_row *state)
{
    json_t *data = json_pack("{s:f, s:f, s:f, s:f, s:I}", "s", state->stability, "d",
                             state->difficulty, "dr", schedule->retention, "decay", schedule->decay,
                             "lrt", (json_int_t)(state->last_ms / 1000));
    char *text = json_dumps(data, JSON_COMPACT | JSON_REAL_PRECISION(6));

    json_decref(data);
    return text;
}

static int64_t day_of(const struct export *to, int64_t time_ms)
{
    const struct export_source *source = to->request->source;

    return source->day_of != NULL ? source->day_of(source->ctx, time_ms) : time_ms / 86400000;
}

/* The numbers of states are the same in both. A card in its steps waits for a moment, one
 * that is being reviewed for a day. */
static void set_state(const struct export *to, const struct card_row *state, int64_t made_ms,
                      struct collection_card *card)
{
    const bool review = state->state == TYPE_REVIEW;

    card->type = review                            ? TYPE_REVIEW
                 : state->state == TYPE_RELEARNING ? TYPE_RELEARNING
                                                   : TYPE_LEARNING;
    card->queue = review ? QUEUE_REVIEW : QUEUE_LEARNING;
    card->due = review ? day_of(to, state->due_ms) - day_of(to, made_ms) : state->due_ms / 1000;
    card->interval_days = state->interval_days > 0 ? state->interval_days : review;
    card->factor = 2500;
    card->reps = state->reps > 0 ? state->reps : 1;
    card->lapses = state->lapses;
    card->left = review ? 0 : 1001; /* one step today, one in all */
}

/* --- its reviews --- */

struct log {
    struct collection *collection;
    int64_t card;
    enum collection_kind kind; /* of the next one */
    int interval;              /* of the one before */
    int64_t now_ms;
    enum err rc;
};

/* Seconds of a step within the day: Anki wants to know that it was one, not how long. */
enum { STEP_SECONDS = 600 };

static void add_review(void *ctx, const struct review_row *review)
{
    struct log *log = ctx;
    const int days = review->interval_days;
    const struct collection_review row = {
        .card = log->card,
        .time_ms = review->time_ms,
        .duration_ms = review->duration_ms,
        .rating = review->rating,
        .interval = days == 0  ? -STEP_SECONDS
                    : days > 0 ? days
                               : 0,
        .interval_was = log->interval,
        .kind = log->kind,
    };

    /* One of the future, by a clock that was wrong, would make Anki refuse the package. */
    if (review->time_ms <= 0 || review->time_ms > log->now_ms)
        return;
    if (log->rc == OK)
        log->rc = collection_add_review(log->collection, &row);
    log->interval = row.interval;
    /* What got days is learnt, and forgetting it then begins the steps again. */
    if (days != 0)
        log->kind = KIND_REVIEW;
    else if (log->kind == KIND_REVIEW)
        log->kind = KIND_RELEARNING;
}

static enum err add_reviews(struct export *to, const struct export_row *row,
                            struct collection *collection, int64_t card)
{
    struct log log = { .collection = collection, .card = card, .now_ms = to->request->now_ms };
    const enum err rc = journal_reviews_of(to->journal, row->word, add_review, &log);

    return rc == OK ? log.rc : rc;
}

enum err schedule_card(struct export *to, const struct export_row *row,
                       struct collection *collection, int64_t made_ms, struct collection_card card)
{
    struct card_row state = { 0 };
    char *data = NULL;
    int64_t id = 0;
    enum err rc;

    if (to->request->schedule == NULL)
        return collection_add_card(collection, &card, &id);
    rc = journal_card_get(to->journal, row->word, &state);
    if (rc == OK) {
        set_state(to, &state, made_ms, &card);
        data = memory_text(to->request->schedule, &state);
        card.data = data;
    }
    if (row->state != WORD_LEARNING)
        card.queue = QUEUE_SUSPENDED;
    if (rc == OK || rc == ERR_ABSENT)
        rc = collection_add_card(collection, &card, &id);
    if (rc == OK)
        rc = add_reviews(to, row, collection, id);
    free(data);
    return rc;
}
