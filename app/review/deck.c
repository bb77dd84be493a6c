#include "app/review/deck.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/reviews.h"
#include "app/review/cache.h"
#include "app/review/deck_private.h"
#include "dict/base/mem.h"

enum {
    CARDS_MAX = 100000,
    LEECH_MORE = 4 /* lapses after which a leech is given another scene again */
};
static const int64_t minute_ms = INT64_C(60000), day_ms = INT64_C(86400000);
/* Cards in their steps are asked so much too early when there is nothing else to do. */
static const int64_t ahead_ms = 20 * INT64_C(60000);
/* From here on a word is asked with a gap, and bare. */
static const double gap_days = 7, word_days = 45;

/* --- opening --- */

static void set_times(struct deck *deck, const struct deck_options *options, int64_t now_ms)
{
    const int minutes = options->minutes > 0 ? options->minutes : deck->plan.minutes;

    deck->start_ms = now_ms;
    deck->end_ms = now_ms + minutes * minute_ms;
}

enum err deck_open(struct deck **out, struct journal *journal, const struct deck_options *options,
                   int64_t now_ms, const struct progress *progress)
{
    struct deck *deck = xcalloc(1, sizeof(*deck));
    const int limit = options->cards > 0 ? options->cards : CARDS_MAX;
    enum err rc;

    deck->journal = journal;
    deck->lang = options->lang != NULL ? xstrdup(options->lang) : NULL;
    plan_read(&deck->plan, journal, deck->notice);
    set_times(deck, options, now_ms);
    rc = cache_refresh(&deck->plan, journal, now_ms, progress);
    if (rc == OK)
        rc = queue_fill(&deck->queue, &deck->load, &deck->plan, journal, deck->lang, limit, now_ms);
    if (rc == OK)
        *out = deck;
    else
        deck_close(deck);
    return rc;
}

void deck_close(struct deck *deck)
{
    if (deck == NULL)
        return;
    queue_dispose(&deck->queue);
    free(deck->steps);
    free(deck->again);
    free(deck->actions);
    free(deck->lang);
    free(deck);
}

const struct plan *deck_plan(const struct deck *deck)
{
    return &deck->plan;
}

const char *deck_notice(const struct deck *deck)
{
    return deck->notice;
}

struct deck_outlook deck_outlook(const struct deck *deck)
{
    const int a_day = deck->plan.reviews_per_day;

    return (struct deck_outlook){
        .due = deck->queue.due,
        .fresh = deck->queue.fresh,
        .later = deck->queue.later,
        .later_days = (deck->queue.later + a_day - 1) / a_day,
    };
}

/* --- choosing --- */

/* The place of the earliest card in its steps; step_count if there is none. */
static size_t earliest_step(const struct deck *deck)
{
    size_t best = deck->step_count, i;

    for (i = 0; i < deck->step_count; i++) {
        if (best == deck->step_count || deck->steps[i].due_ms < deck->steps[best].due_ms)
            best = i;
    }
    return best;
}

static int64_t take_step(struct deck *deck, size_t at)
{
    int64_t word = deck->steps[at].word;

    memmove(&deck->steps[at], &deck->steps[at + 1],
            (--deck->step_count - at) * sizeof(*deck->steps));
    return word;
}

/* The word to ask, 0 if there is none now. Steps that are due come first, and when the
 * session's time is over nothing new is begun. */
static int64_t choose(struct deck *deck, int64_t now_ms)
{
    const size_t step = earliest_step(deck);
    const bool has_step = step < deck->step_count;

    if (deck->again_count > 0)
        return deck->again[--deck->again_count];
    if (has_step && deck->steps[step].due_ms <= now_ms)
        return take_step(deck, step);
    if (deck->queue_at < deck->queue.count && now_ms < deck->end_ms)
        return deck->queue.items[deck->queue_at++].word;
    if (has_step && deck->steps[step].due_ms <= now_ms + ahead_ms)
        return take_step(deck, step);
    return 0;
}

static enum card_face face_of(const struct card *card)
{
    if (card->state != CARD_REVIEW || card->memory.stability < gap_days)
        return FACE_SENTENCE;
    return card->memory.stability < word_days ? FACE_GAP : FACE_WORD;
}

static bool is_leech(const struct card *card)
{
    return card->lapses >= LEECH_LAPSES && (card->lapses - LEECH_LAPSES) % LEECH_MORE == 0;
}

/* A leech is given another scene than the one it failed with. */
static enum err ask(struct deck *deck, int64_t word)
{
    struct card_row row = { 0 };
    enum err rc = journal_card_get(deck->journal, word, &row);
    const bool is_new = rc == ERR_ABSENT;
    struct card card = { 0 };

    if (rc != OK && !is_new)
        return rc;
    if (!is_new)
        card = cache_card(&row);
    rc = cache_seed(deck->journal, word, &deck->seed);
    if (rc != OK)
        return rc;
    deck->seed += (uint64_t)card.reps;
    deck->asked = (struct deck_card){
        .word = word,
        .card = card,
        .is_new = is_new,
        .face = face_of(&card),
        .turn = (unsigned)(card.reps + (is_leech(&card) ? 1 : 0)),
        .is_leech = is_leech(&card),
    };
    return OK;
}

enum err deck_next(struct deck *deck, int64_t now_ms, struct deck_card *out, int64_t *wait_ms)
{
    int64_t word;
    size_t step;
    enum err rc = OK;

    if (wait_ms != NULL)
        *wait_ms = 0;
    if (deck->asked.word == 0) {
        word = choose(deck, now_ms);
        step = earliest_step(deck);
        if (word == 0) {
            if (wait_ms != NULL && step < deck->step_count)
                *wait_ms = deck->steps[step].due_ms - now_ms;
            return ERR_ABSENT;
        }
        rc = ask(deck, word);
    }
    if (rc == OK)
        *out = deck->asked;
    return rc;
}

/* --- answering --- */

/* Moved to the lightest day of those that are as good. */
static void spread(const struct deck *deck, struct card *card, int elapsed)
{
    const struct fuzz_range range =
        fuzz_range(card->interval_days, elapsed, deck->plan.scheduler.options.max_days);

    if (card->state != CARD_REVIEW || range.low >= range.high)
        return;
    card->interval_days = load_pick(&deck->load, range, deck->seed);
    card->due_ms = card->last_ms + card->interval_days * day_ms;
}

void deck_preview(const struct deck *deck, int64_t now_ms, struct card out[RATING_COUNT])
{
    const struct card *card = &deck->asked.card;
    const int elapsed =
        card->reps > 0 ? days_between(&deck->plan.scheduler.options.day, card->last_ms, now_ms) : 0;
    int i;

    scheduler_preview(&deck->plan.scheduler, card, now_ms, deck->seed, out);
    for (i = 0; i < RATING_COUNT; i++) {
        spread(deck, &out[i], elapsed);
        /* A better answer never comes back sooner. */
        if (i > 0 && out[i].state == CARD_REVIEW && out[i - 1].state == CARD_REVIEW &&
            out[i].interval_days < out[i - 1].interval_days) {
            out[i].interval_days = out[i - 1].interval_days;
            out[i].due_ms = out[i - 1].due_ms;
        }
    }
}

static void push_step(struct deck *deck, int64_t word, int64_t due_ms)
{
    if (deck->step_count == deck->step_room) {
        deck->step_room = deck->step_room > 0 ? deck->step_room * 2 : 16;
        deck->steps = xrealloc(deck->steps, deck->step_room, sizeof(*deck->steps));
    }
    deck->steps[deck->step_count++] = (struct queued){ .word = word, .due_ms = due_ms };
}

static struct action *push_action(struct deck *deck)
{
    if (deck->action_count == deck->action_room) {
        deck->action_room = deck->action_room > 0 ? deck->action_room * 2 : 64;
        deck->actions = xrealloc(deck->actions, deck->action_room, sizeof(*deck->actions));
    }
    deck->actions[deck->action_count] = (struct action){ .word = deck->asked.word };
    return &deck->actions[deck->action_count++];
}

static enum err write_rating(struct deck *deck, const struct review_row *review,
                             char id[UUID_LEN + 1], struct card *card)
{
    enum err rc = journal_change_begin(deck->journal);

    if (rc != OK)
        return rc;
    rc = journal_review_add(deck->journal, review, id);
    if (rc == OK)
        rc = cache_renew(&deck->plan, deck->journal, review->word, review->time_ms, card);
    return journal_change_end(deck->journal, rc);
}

enum err deck_rate(struct deck *deck, enum rating rating, int64_t now_ms, int64_t duration_ms)
{
    struct card outcomes[RATING_COUNT], card = { 0 };
    struct review_row review = { .word = deck->asked.word,
                                 .time_ms = now_ms,
                                 .rating = rating,
                                 .duration_ms = duration_ms,
                                 .place = "desk" };
    char id[UUID_LEN + 1];
    struct action *action;
    enum err rc;

    if (deck->asked.word == 0)
        return err_set(ERR_USAGE, "no card is asked");
    deck_preview(deck, now_ms, outcomes);
    review.interval_days = outcomes[rating - 1].interval_days;
    rc = write_rating(deck, &review, id, &card);
    if (rc != OK)
        return rc;
    action = push_action(deck);
    memcpy(action->review, id, sizeof(action->review));
    action->rating = rating;
    action->was_new = deck->asked.is_new;
    action->graduated = card.state == CARD_REVIEW && deck->asked.card.state != CARD_REVIEW;
    action->duration_ms = duration_ms;
    if (card.state == CARD_REVIEW)
        load_add(&deck->load, day_of(&deck->plan.scheduler.options.day, card.due_ms), 1);
    else
        push_step(deck, review.word, card.due_ms);
    deck->asked.word = 0;
    return OK;
}

enum err deck_set_state(struct deck *deck, enum word_state state)
{
    enum err rc;

    if (deck->asked.word == 0)
        return err_set(ERR_USAGE, "no card is asked");
    rc = journal_set_state(deck->journal, deck->asked.word, state);
    if (rc != OK)
        return rc;
    push_action(deck);
    deck->asked.word = 0;
    return OK;
}

static void push_again(struct deck *deck, int64_t word)
{
    if (deck->again_count == deck->again_room) {
        deck->again_room = deck->again_room > 0 ? deck->again_room * 2 : 16;
        deck->again = xrealloc(deck->again, deck->again_room, sizeof(*deck->again));
    }
    deck->again[deck->again_count++] = word;
}

/* False if WORD is not in its steps. */
static bool forget_step(struct deck *deck, int64_t word)
{
    size_t i;

    for (i = 0; i < deck->step_count; i++) {
        if (deck->steps[i].word == word) {
            take_step(deck, i);
            return true;
        }
    }
    return false;
}

/* What was to be done with the one is done with the other, once. */
enum err deck_merge(struct deck *deck, int64_t word, int64_t now_ms)
{
    const int64_t from = deck->asked.word;
    size_t i, kept = deck->queue_at;
    enum err rc = cache_renew(&deck->plan, deck->journal, word, now_ms, NULL);

    if (rc != OK)
        return rc;
    for (i = 0; i < deck->action_count; i++) {
        if (deck->actions[i].word == from)
            deck->actions[i].word = word;
    }
    for (i = deck->queue_at; i < deck->queue.count; i++) {
        if (deck->queue.items[i].word != word)
            deck->queue.items[kept++] = deck->queue.items[i];
    }
    deck->queue.count = kept;
    forget_step(deck, word);
    push_again(deck, word);
    deck->asked.word = 0;
    return OK;
}

/* --- taking back --- */

static enum err take_back(struct deck *deck, const struct action *action, int64_t now_ms)
{
    enum err rc;

    if (action->review[0] == '\0')
        return journal_set_state(deck->journal, action->word, WORD_LEARNING);
    rc = journal_change_begin(deck->journal);
    if (rc != OK)
        return rc;
    rc = journal_review_undo(deck->journal, action->review, now_ms);
    if (rc == OK)
        rc = cache_renew(&deck->plan, deck->journal, action->word, now_ms, NULL);
    return journal_change_end(deck->journal, rc);
}

/* Neither its step nor its new day wait for the word any more. */
static void forget_outcome(struct deck *deck, int64_t word)
{
    struct card_row row;

    if (forget_step(deck, word))
        return;
    if (journal_card_get(deck->journal, word, &row) == OK && row.state == CARD_REVIEW)
        load_add(&deck->load, day_of(&deck->plan.scheduler.options.day, row.due_ms), -1);
}

enum err deck_undo(struct deck *deck, int64_t now_ms)
{
    const struct action *action;
    enum err rc;

    if (deck->action_count == 0)
        return err_set(ERR_ABSENT, "nothing to take back");
    action = &deck->actions[deck->action_count - 1];
    if (action->review[0] != '\0')
        forget_outcome(deck, action->word);
    rc = take_back(deck, action, now_ms);
    if (rc != OK)
        return rc;
    if (deck->asked.word != 0)
        push_again(deck, deck->asked.word);
    push_again(deck, action->word);
    deck->asked.word = 0;
    deck->action_count--;
    return OK;
}
