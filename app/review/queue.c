#include "app/review/queue.h"

#include <math.h>
#include <stdlib.h>

#include "app/journal/reviews.h"
#include "app/review/cache.h"
#include "dict/base/mem.h"

static const int64_t day_ms = INT64_C(86400000);

double queue_worth(double recall, double stability)
{
    return recall * log1p(stability);
}

void queue_dispose(struct queue *queue)
{
    free(queue->items);
    *queue = (struct queue){ 0 };
}

struct filling {
    struct queue *queue;
    struct load *load;
    const struct plan *plan;
    int64_t now_ms, until_ms;
    size_t room;
    int wanted; /* new words */
};

static void add(struct filling *to, struct queued item)
{
    struct queue *queue = to->queue;

    if (queue->count == to->room) {
        to->room = to->room > 0 ? to->room * 2 : 256;
        queue->items = xrealloc(queue->items, to->room, sizeof(*queue->items));
    }
    queue->items[queue->count++] = item;
}

/* Due today, or to be counted for its day. */
static bool take_card(void *ctx, const struct card_row *row)
{
    struct filling *to = ctx;
    const struct card card = cache_card(row);

    if (row->due_ms >= to->until_ms) {
        load_add(to->load, day_of(&to->plan->scheduler.options.day, row->due_ms), 1);
        return true;
    }
    add(to, (struct queued){
                .word = row->word,
                .due_ms = row->due_ms,
                .worth = queue_worth(scheduler_recall(&to->plan->scheduler, &card, to->now_ms),
                                     row->stability),
            });
    return true;
}

static bool take_new(void *ctx, int64_t word)
{
    struct filling *to = ctx;

    if (to->wanted <= 0)
        return false;
    to->wanted--;
    to->queue->fresh++;
    add(to, (struct queued){ .word = word, .is_new = true });
    return to->wanted > 0;
}

static int compare_worth(const void *a, const void *b)
{
    const struct queued *x = a, *y = b;

    if (x->worth != y->worth)
        return x->worth > y->worth ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

/* The new words, which stand behind the reviews, spread evenly among them. */
static void mix(struct queue *queue)
{
    struct queued *mixed = xcalloc(queue->count + 1, sizeof(*mixed));
    const size_t due = (size_t)queue->due, fresh = (size_t)queue->fresh;
    size_t taken_due = 0, taken_fresh = 0, i;

    for (i = 0; i < queue->count; i++) {
        bool is_turn = (taken_fresh + 1) * (due + 1) <= (taken_due + 1) * (fresh + 1);

        if (taken_due == due || (taken_fresh < fresh && is_turn))
            mixed[i] = queue->items[due + taken_fresh++];
        else
            mixed[i] = queue->items[taken_due++];
    }
    free(queue->items);
    queue->items = mixed;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int at_least_0(int64_t value)
{
    return value < 0 ? 0 : value > INT32_MAX ? INT32_MAX : (int)value;
}

enum err queue_fill(struct queue *queue, struct load *load, const struct plan *plan,
                    struct journal *journal, const char *lang, int limit, int64_t now_ms)
{
    const struct day_rule *rule = &plan->scheduler.options.day;
    const int64_t today = day_of(rule, now_ms);
    struct filling to = { queue, load, plan, now_ms, day_start_ms(rule, today + 1), 0, 0 };
    int64_t begun = 0, reviewed = 0;
    int room;
    enum err rc = journal_reviews_today(journal, day_start_ms(rule, today), &begun, &reviewed);

    *load = (struct load){ .today = today };
    for (int i = 0; i < WEEKDAYS; i++)
        load->easy[i] = plan->easy[i];
    if (rc == OK)
        rc = journal_cards_due(journal, lang, now_ms + LOAD_DAYS * day_ms, take_card, &to);
    if (rc != OK)
        return rc;
    if (queue->count > 1)
        qsort(queue->items, queue->count, sizeof(*queue->items), compare_worth);
    room = smaller(limit, at_least_0(plan->reviews_per_day - (reviewed - begun)));
    queue->due = smaller((int)queue->count, room);
    queue->later = (int)queue->count - queue->due;
    queue->count = (size_t)queue->due;
    to.wanted = smaller(limit - queue->due, at_least_0(plan->new_per_day - begun));
    rc = journal_new_words(journal, lang, take_new, &to);
    if (rc == OK)
        mix(queue);
    return rc;
}
