#include "app/srs/dataset.h"

#include <stdlib.h>

#include "dict/base/mem.h"

/* --- orders --- */

static int compare_int(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* Places in the log, by time and then by place. */
static int compare_times(const void *a, const void *b, void *ctx)
{
    const struct logged *log = ctx;
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    int order = compare_int(log[left].time_ms, log[right].time_ms);

    return order != 0 ? order : compare_int(left, right);
}

/* The same within each card. */
static int compare_cards(const void *a, const void *b, void *ctx)
{
    const struct logged *log = ctx;
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    int order = compare_int(log[left].card, log[right].card);

    return order != 0 ? order : compare_times(a, b, ctx);
}

typedef int compare_fn(const void *a, const void *b, void *ctx);

/* The places 0 to COUNT - 1 of LOG in order. It mostly is in one of the orders. */
static void sort_places(uint32_t *places, const struct logged *log, size_t count,
                        compare_fn *compare)
{
    /* qsort_r() only hands it on to COMPARE, which does not write. */
    void *ctx = (void *)(uintptr_t)log;
    bool sorted = true;
    size_t i;

    for (i = 0; i < count; i++) {
        places[i] = (uint32_t)i;
        sorted = sorted && (i == 0 || compare(&places[i - 1], &places[i], ctx) < 0);
    }
    if (!sorted)
        qsort_r(places, count, sizeof(places[0]), compare, ctx);
}

/* --- filling --- */

/* One block for the arrays, the widest first, so that each is aligned. */
static enum err allot(struct dataset *dataset, size_t count)
{
    enum { EACH = 2 * sizeof(uint32_t) + sizeof(uint16_t) + sizeof(uint8_t) };
    enum err rc = mem_try(&dataset->memory, count, EACH, (size_t)DATASET_MAX * EACH, "the reviews");

    if (rc != OK)
        return rc;
    dataset->count = count;
    dataset->nth = dataset->memory;
    dataset->items = dataset->nth + count;
    dataset->days = (uint16_t *)(dataset->items + count);
    dataset->rating = (uint8_t *)(dataset->days + count);
    return OK;
}

static void put_answer(struct dataset *dataset, size_t at, const struct logged *before,
                       const struct logged *now, const struct day_rule *rule)
{
    dataset->rating[at] = (uint8_t)now->rating;
    if (before == NULL || before->card != now->card)
        return;
    dataset->nth[at] = dataset->nth[at - 1] + 1;
    dataset->days[at] = (uint16_t)days_between(rule, before->time_ms, now->time_ms);
}

/* PLACES and PLACE_OF have room for a number an answer. */
static void fill(struct dataset *dataset, const struct logged *log, const struct day_rule *rule,
                 uint32_t *places, uint32_t *place_of)
{
    const struct logged *before = NULL;
    size_t i;

    sort_places(places, log, dataset->count, compare_cards);
    for (i = 0; i < dataset->count; i++) {
        put_answer(dataset, i, before, &log[places[i]], rule);
        before = &log[places[i]];
        place_of[places[i]] = (uint32_t)i;
    }
    sort_places(places, log, dataset->count, compare_times);
    for (i = 0; i < dataset->count; i++) {
        uint32_t at = place_of[places[i]];

        if (dataset->days[at] > 0)
            dataset->items[dataset->item_count++] = at;
    }
}

enum err dataset_init(struct dataset *out, const struct logged *log, size_t count,
                      const struct day_rule *rule)
{
    struct dataset dataset = { .count = 0 };
    void *places = NULL;
    enum err rc = mem_try(&places, count, 2 * sizeof(uint32_t),
                          (size_t)DATASET_MAX * 2 * sizeof(uint32_t), "the reviews");

    if (rc == OK)
        rc = allot(&dataset, count);
    if (rc == OK) {
        fill(&dataset, log, rule, places, (uint32_t *)places + count);
        *out = dataset;
    }
    free(places);
    return rc;
}

void dataset_dispose(struct dataset *dataset)
{
    free(dataset->memory);
    *dataset = (struct dataset){ .count = 0 };
}
