#include "app/srs/initial.h"

#include <math.h>
#include <stdlib.h>

#include "app/srs/bound.h"
#include "dict/base/mem.h"

/* --- groups --- */

/* The card's first answer on another day than the one before; AT is one such. */
static uint32_t first_long(const struct dataset *dataset, uint32_t at)
{
    uint32_t i = at - dataset->nth[at] + 1;

    while (dataset->days[i] == 0)
        i++;
    return i;
}

static struct initial_group group_of(const struct dataset *dataset, uint32_t at)
{
    uint32_t first = first_long(dataset, at);

    return (struct initial_group){ .rating = dataset->rating[at - dataset->nth[at]],
                                   .days = dataset->days[first],
                                   .count = 1,
                                   .recalled = dataset->rating[first] > RATING_AGAIN };
}

static int compare_groups(const void *a, const void *b)
{
    const struct initial_group *left = a, *right = b;

    if (left->rating != right->rating)
        return left->rating - right->rating;
    return left->days - right->days;
}

static int compare_sizes(const void *a, const void *b)
{
    const struct initial_group *left = a, *right = b;

    if (left->rating != right->rating)
        return left->rating - right->rating;
    if (left->count != right->count)
        return left->count < right->count ? -1 : 1;
    return left->days - right->days;
}

/* Makes one of those that are alike; they stand together. */
static size_t merge(struct initial_group *groups, size_t count)
{
    size_t kept = 0, i;

    for (i = 0; i < count; i++) {
        if (kept > 0 && compare_groups(&groups[kept - 1], &groups[i]) == 0) {
            groups[kept - 1].count += groups[i].count;
            groups[kept - 1].recalled += groups[i].recalled;
        } else {
            groups[kept++] = groups[i];
        }
    }
    return kept;
}

static enum err gather(struct initial *initial, const struct dataset *dataset, size_t item_count)
{
    void *memory = NULL;
    size_t cards = 0, i;
    enum err rc;

    for (i = 0; i < item_count; i++)
        cards += first_long(dataset, dataset->items[i]) == dataset->items[i];
    rc = mem_try(&memory, cards, sizeof(struct initial_group),
                 (size_t)DATASET_MAX * sizeof(struct initial_group), "the reviews");
    if (rc != OK)
        return rc;
    initial->groups = memory;
    for (i = 0, cards = 0; i < item_count; i++) {
        if (first_long(dataset, dataset->items[i]) == dataset->items[i])
            initial->groups[cards++] = group_of(dataset, dataset->items[i]);
    }
    qsort(initial->groups, cards, sizeof(struct initial_group), compare_groups);
    initial->group_count = merge(initial->groups, cards);
    return OK;
}

/* Marks the smallest groups of one rating, together at most a twentieth of its cards
 * or 20, and of the others those of few cards or after very long. The groups stand by
 * their size. */
static void mark_rare(struct initial_group *groups, size_t count)
{
    enum { CARDS_LEAST = 6, DAYS_MOST = 100, DAYS_MOST_EASY = 365, MARKED_LEAST = 20 };
    int days_most = groups[0].rating == RATING_EASY ? DAYS_MOST_EASY : DAYS_MOST;
    uint32_t total = 0, marked = 0, most;
    size_t i;

    for (i = 0; i < count; i++)
        total += groups[i].count;
    most = total / 20 > MARKED_LEAST ? total / 20 : MARKED_LEAST;
    for (i = 0; i < count; i++) {
        if (marked + groups[i].count < most) {
            marked += groups[i].count;
            groups[i].rare = true;
        } else {
            groups[i].rare = groups[i].count < CARDS_LEAST || groups[i].days > days_most;
        }
    }
}

static void mark_all_rare(struct initial *initial)
{
    struct initial_group *groups = initial->groups;
    size_t from, to, i;

    qsort(groups, initial->group_count, sizeof(*groups), compare_sizes);
    for (from = 0; from < initial->group_count; from = to) {
        for (to = from + 1; to < initial->group_count; to++) {
            if (groups[to].rating != groups[from].rating)
                break;
        }
        mark_rare(&groups[from], to - from);
    }
    qsort(groups, initial->group_count, sizeof(*groups), compare_groups);
    for (i = 0; i < initial->group_count; i++) {
        if (groups[i].rare)
            continue;
        initial->counts[groups[i].rating - 1] += groups[i].count;
        initial->item_count += groups[i].count;
    }
}

enum err initial_init(struct initial *out, const struct dataset *dataset, size_t item_count)
{
    struct initial initial = { .groups = NULL };
    enum err rc = gather(&initial, dataset, item_count);

    if (rc != OK)
        return rc;
    mark_all_rare(&initial);
    *out = initial;
    return OK;
}

void initial_dispose(struct initial *initial)
{
    free(initial->groups);
    *initial = (struct initial){ .groups = NULL };
}

bool initial_is_rare(const struct initial *initial, const struct dataset *dataset, uint32_t at)
{
    struct initial_group sought = group_of(dataset, at);
    const struct initial_group *found =
        bsearch(&sought, initial->groups, initial->group_count, sizeof(sought), compare_groups);

    return found == NULL || found->rare;
}

/* --- the likeliest stabilities --- */

/* How badly STABILITY explains the groups of RATING, and how far it is from PRIOR. */
static double misfit(const struct initial *initial, const struct fsrs *curve, int rating,
                     double stability, double prior, double average)
{
    double sum = fabs(stability - prior) / 16;
    size_t i;

    for (i = 0; i < initial->group_count; i++) {
        const struct initial_group *group = &initial->groups[i];
        double recall, share;

        if (group->rating != rating || group->rare)
            continue;
        recall = fsrs_retrievability(curve, stability, group->days);
        share = (group->recalled + average) / (group->count + 1);
        sum -= group->count * (share * log(recall) + (1 - share) * log(1 - recall));
    }
    return sum;
}

/* misfit() falls and then rises: each round leaves a third of the range out. */
static double search_one(const struct initial *initial, const struct fsrs *curve, int rating,
                         double average)
{
    double prior = curve->params.w[rating - 1], low = STABILITY_MIN, high = 100;

    while (high - low > 1e-9) {
        double third = (high - low) / 3;

        if (misfit(initial, curve, rating, low + third, prior, average) <
            misfit(initial, curve, rating, high - third, prior, average))
            high -= third;
        else
            low += third;
    }
    return (low + high) / 2;
}

bool initial_search(const struct initial *initial, double average, double w[RATING_COUNT])
{
    struct params defaults = params_default();
    struct fsrs curve;
    int rating;

    if (initial->item_count == 0)
        return false;
    fsrs_init(&curve, &defaults, true);
    for (rating = RATING_AGAIN; rating <= RATING_EASY; rating++) {
        if (initial->counts[rating - 1] > 0)
            w[rating - 1] = search_one(initial, &curve, rating, average);
    }
    initial_smooth(initial, w);
    return true;
}

/* --- the rest --- */

/* Of two that are in the wrong order, the one with fewer cards gives in. */
static void put_in_order(const uint32_t counts[], double w[])
{
    static const int pairs[][2] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 0, 2 }, { 1, 3 }, { 0, 3 } };
    size_t i;

    for (i = 0; i < ARRAY_LEN(pairs); i++) {
        int small = pairs[i][0], big = pairs[i][1];

        if (counts[small] == 0 || counts[big] == 0 || w[small] <= w[big])
            continue;
        if (counts[small] > counts[big])
            w[big] = w[small];
        else
            w[small] = w[big];
    }
}

/* Hard lies between Again and Good, and Good between Hard and Easy, at these shares
 * of the way, in logarithms. */
#define P 0.41
#define Q 0.54

/* What follows from that for one from two others, the best source first. */
static const struct {
    int to, from, and;
    double share; /* of FROM's logarithm; the rest is AND's */
} sources[] = {
    { 1, 0, 2, P },
    { 2, 1, 3, 1 - Q },
    { 0, 1, 2, 1 / P },
    { 3, 2, 1, 1 / Q },
    { 1, 2, 3, 1 / (1 - Q) },
    { 2, 1, 0, 1 / (1 - P) },
    { 1, 0, 3, P / (P + Q - P * Q) },
};

static void fill_from_others(bool known[], double w[])
{
    int round;
    size_t i;

    for (round = 0; round < RATING_COUNT; round++) {
        for (i = 0; i < ARRAY_LEN(sources); i++) {
            int to = sources[i].to, from = sources[i].from, and = sources[i].and;

            if (known[to] || !known[from] || !known[and])
                continue;
            w[to] = pow(w[from], sources[i].share) * pow(w[and], 1 - sources[i].share);
            known[to] = true;
        }
    }
}

static void scale_defaults(int known, double w[])
{
    struct params defaults = params_default();
    double ratio = w[known] / defaults.w[known];
    int i;

    for (i = 0; i < RATING_COUNT; i++)
        w[i] = defaults.w[i] * ratio;
}

void initial_smooth(const struct initial *initial, double w[RATING_COUNT])
{
    bool known[RATING_COUNT];
    int i, count = 0, last = 0;

    put_in_order(initial->counts, w);
    for (i = 0; i < RATING_COUNT; i++) {
        known[i] = initial->counts[i] > 0;
        if (known[i]) {
            last = i;
            count++;
        }
    }
    if (count == 1)
        scale_defaults(last, w);
    else
        fill_from_others(known, w);
    for (i = 0; i < RATING_COUNT; i++)
        w[i] = bound(w[i], STABILITY_MIN, 100);
}
