/* How far a session is, and what came of it. */

#include <stdlib.h>

#include "app/journal/cards.h"
#include "app/journal/reviews.h"
#include "app/review/cache.h"
#include "app/review/deck_private.h"
#include "dict/base/mem.h"

enum { SECONDS_GUESSED = 12 /* that a card takes before this learner's are known */ };
static const int64_t day_ms = INT64_C(86400000);

/* --- progress --- */

static int64_t seconds_a_card(const struct deck *deck)
{
    enum { ANSWERS_MIN = 5, SECONDS_MAX = 60 };
    int64_t sum_ms = 0, count = 0, seconds;
    size_t i;

    for (i = 0; i < deck->action_count; i++) {
        if (deck->actions[i].duration_ms > 0) {
            sum_ms += deck->actions[i].duration_ms;
            count++;
        }
    }
    if (count < ANSWERS_MIN)
        return SECONDS_GUESSED;
    seconds = sum_ms / count / 1000 + 1;
    return seconds < SECONDS_MAX ? seconds : SECONDS_MAX;
}

struct deck_progress deck_progress(const struct deck *deck, int64_t now_ms)
{
    const size_t left = deck->queue.count - deck->queue_at + deck->step_count + deck->again_count +
                        (deck->asked.word != 0 ? 1 : 0);
    const size_t all = deck->queue.count;
    const int64_t seconds = (int64_t)left * seconds_a_card(deck);
    const int64_t until_end = deck->end_ms > now_ms ? (deck->end_ms - now_ms) / 1000 : 0;
    const int64_t shorter = seconds < until_end ? seconds : until_end;

    return (struct deck_progress){
        .done = left < all ? (int)(all - left) : 0,
        .left = (int)left,
        .minutes_left = (int)((shorter + 59) / 60),
    };
}

/* --- summary --- */

/* How often each word was rated again. */
struct tally {
    int64_t word;
    int again;
};

static int compare_words(const void *a, const void *b)
{
    const struct tally *x = a, *y = b;

    return x->word < y->word ? -1 : x->word > y->word;
}

static int compare_again(const void *a, const void *b)
{
    const struct tally *x = a, *y = b;

    return x->again != y->again ? y->again - x->again : compare_words(a, b);
}

/* Into TALLIES, one a word; gives how many. */
static size_t tally(const struct deck *deck, struct tally *tallies, struct deck_summary *out)
{
    size_t count = 0, kept = 0, i;

    for (i = 0; i < deck->action_count; i++) {
        const struct action *action = &deck->actions[i];

        if (action->review[0] == '\0')
            continue;
        tallies[count++] = (struct tally){ action->word, action->rating == RATING_AGAIN };
        out->answers++;
        out->learned += action->graduated && action->rating != RATING_AGAIN;
    }
    qsort(tallies, count, sizeof(*tallies), compare_words);
    for (i = 0; i < count; i++) {
        if (kept > 0 && tallies[kept - 1].word == tallies[i].word)
            tallies[kept - 1].again += tallies[i].again;
        else
            tallies[kept++] = tallies[i];
    }
    return kept;
}

struct outlook {
    int64_t next_ms, tomorrow_ms, after_ms;
    int due_tomorrow;
};

static bool look_ahead(void *ctx, const struct card_row *card)
{
    struct outlook *outlook = ctx;

    if (outlook->next_ms == 0 || card->due_ms < outlook->next_ms)
        outlook->next_ms = card->due_ms;
    outlook->due_tomorrow += card->due_ms < outlook->after_ms;
    return true;
}

enum err deck_summary(struct deck *deck, int64_t now_ms, struct deck_summary *out)
{
    const struct day_rule *rule = &deck->plan.scheduler.options.day;
    const int64_t today = day_of(rule, now_ms);
    struct outlook outlook = { .tomorrow_ms = day_start_ms(rule, today + 1),
                               .after_ms = day_start_ms(rule, today + 2) };
    struct tally *tallies = xcalloc(deck->action_count + 1, sizeof(*tallies));
    size_t count, i;
    enum err rc;

    *out = (struct deck_summary){ 0 };
    count = tally(deck, tallies, out);
    out->words = (int)count;
    qsort(tallies, count, sizeof(*tallies), compare_again);
    for (i = 0; i < count && tallies[i].again > 0; i++) {
        out->forgotten++;
        if (out->hard_count < ARRAY_LEN(out->hard))
            out->hard[out->hard_count++] = tallies[i].word;
    }
    free(tallies);
    rc = journal_cards_due(deck->journal, deck->lang, now_ms + 365 * day_ms, look_ahead, &outlook);
    out->next_due_ms = outlook.next_ms;
    out->due_tomorrow = outlook.due_tomorrow;
    return rc;
}

/* --- outside of a session --- */

enum err deck_count_due(struct journal *journal, const char *lang, int64_t now_ms, int *out)
{
    enum { COUNT_MAX = 100000 };
    char notice[NOTICE_MAX];
    struct plan plan;
    struct queue queue = { 0 };
    struct load load = { 0 };
    enum err rc;

    plan_read(&plan, journal, notice);
    rc = cache_refresh(&plan, journal, now_ms, NULL);
    if (rc == OK)
        rc = queue_fill(&queue, &load, &plan, journal, lang, COUNT_MAX, now_ms);
    *out = (int)queue.count;
    queue_dispose(&queue);
    return rc;
}

bool deck_is_learned(struct journal *journal, int64_t word)
{
    struct card_row row;

    return journal_card_get(journal, word, &row) == OK && row.state == CARD_REVIEW;
}

enum err deck_forget(struct journal *journal, int64_t word, int64_t now_ms,
                     char review[UUID_LEN + 1])
{
    const struct review_row row = { .word = word,
                                    .time_ms = now_ms,
                                    .rating = RATING_AGAIN,
                                    .interval_days = -1,
                                    .place = "desk" };
    char notice[NOTICE_MAX];
    struct plan plan;
    enum err rc;

    plan_read(&plan, journal, notice);
    rc = cache_refresh(&plan, journal, now_ms, NULL);
    if (rc == OK)
        rc = journal_change_begin(journal);
    if (rc != OK)
        return rc;
    rc = journal_review_add(journal, &row, review);
    if (rc == OK)
        rc = cache_renew(&plan, journal, word, now_ms, NULL);
    return journal_change_end(journal, rc);
}

enum err deck_remember(struct journal *journal, int64_t word, const char *review, int64_t now_ms)
{
    char notice[NOTICE_MAX];
    struct plan plan;
    enum err rc;

    plan_read(&plan, journal, notice);
    rc = journal_change_begin(journal);
    if (rc != OK)
        return rc;
    rc = journal_review_undo(journal, review, now_ms);
    if (rc == OK)
        rc = cache_renew(&plan, journal, word, now_ms, NULL);
    return journal_change_end(journal, rc);
}
