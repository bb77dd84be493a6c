#include "app/srs/batches.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"

enum { SLOTS = 2 * BATCH_ITEMS }; /* a power of two */
static const size_t MEMORY_MAX = (size_t)1 << 30;

/* What one batch is built with. A level's nodes are found again by their parent and
 * their answer, in a hash table that is empty for each level. */
struct builder {
    struct batches *out;
    const struct dataset *dataset;
    const struct weighted *items; /* by length */
    uint32_t node_count, level_count, prediction_count;

    size_t from, to;            /* the items of this batch, */
    size_t open;                /* and the first whose history goes on to this level */
    uint16_t node[BATCH_ITEMS]; /* that each has come to, within its level */
    uint32_t keys[SLOTS];
    uint16_t nodes[SLOTS];
    bool used[SLOTS];
};

static enum answer_kind kind_of(const struct dataset *dataset, size_t at)
{
    if (dataset->nth[at] == 0)
        return KIND_RECALLED;
    if (dataset->days[at] == 0)
        return KIND_SAME_DAY;
    return dataset->rating[at] == RATING_AGAIN ? KIND_FORGOTTEN : KIND_RECALLED;
}

/* The node of this level for the answer at AT after PARENT, made if there is none. */
static uint16_t find_or_add(struct builder *builder, uint32_t level_at, uint16_t parent, size_t at)
{
    const struct dataset *dataset = builder->dataset;
    struct batches *out = builder->out;
    uint32_t key = (uint32_t)parent << 18 | (uint32_t)dataset->days[at] << 2 |
                   (uint32_t)(dataset->rating[at] - 1);
    uint32_t slot = key * UINT32_C(2654435761) >> 22;

    while (builder->used[slot] && builder->keys[slot] != key)
        slot = (slot + 1) % SLOTS;
    if (!builder->used[slot]) {
        builder->used[slot] = true;
        builder->keys[slot] = key;
        builder->nodes[slot] = (uint16_t)(builder->node_count - level_at);
        out->parent[builder->node_count] = parent;
        out->days[builder->node_count] = dataset->days[at];
        out->rating[builder->node_count++] = dataset->rating[at];
    }
    return builder->nodes[slot];
}

static void add_nodes(struct builder *builder, struct level *level, uint32_t depth)
{
    const struct dataset *dataset = builder->dataset;
    enum answer_kind kind;
    size_t i;

    memset(builder->used, 0, sizeof(builder->used));
    for (kind = 0; kind < KIND_COUNT; kind++) {
        level->nodes[kind] = builder->node_count;
        for (i = builder->open; i < builder->to; i++) {
            uint16_t *node = &builder->node[i - builder->from];
            uint32_t at = builder->items[i].at;
            size_t place = at - dataset->nth[at] + depth;

            if (kind_of(dataset, place) == kind)
                *node = find_or_add(builder, level->nodes[0], *node, place);
        }
    }
    level->nodes[KIND_COUNT] = builder->node_count;
}

/* Of the items whose history ends on this level, which leaves them behind. */
static void add_predictions(struct builder *builder, struct level *level, uint32_t depth)
{
    const struct dataset *dataset = builder->dataset;

    level->predictions = builder->prediction_count;
    for (; builder->open < builder->to; builder->open++) {
        uint32_t at = builder->items[builder->open].at;
        float weight = builder->items[builder->open].weight;

        if (dataset->nth[at] > depth + 1)
            break;
        builder->out->predictions[builder->prediction_count++] = (struct prediction){
            .node = builder->node[builder->open - builder->from],
            .days = dataset->days[at],
            .weight = dataset->rating[at] > RATING_AGAIN ? weight : -weight,
        };
    }
    level->predictions_end = builder->prediction_count;
}

static void build_batch(struct builder *builder, struct batch *batch)
{
    uint32_t first_node = builder->node_count, depth;
    uint32_t longest = builder->dataset->nth[builder->items[builder->to - 1].at];
    size_t nodes;

    memset(builder->node, 0, sizeof(builder->node));
    builder->open = builder->from;
    batch->level = builder->level_count;
    batch->items = (uint32_t)(builder->to - builder->from);
    for (depth = 0; depth < longest; depth++) {
        struct level *level = &builder->out->levels[builder->level_count++];

        add_nodes(builder, level, depth);
        add_predictions(builder, level, depth);
    }
    batch->level_end = builder->level_count;
    nodes = builder->node_count - first_node;
    if (nodes > builder->out->nodes_most)
        builder->out->nodes_most = nodes;
}

/* --- all of them --- */

/* How much room the arrays of a struct batches need at most. */
struct extent {
    size_t items, batches, levels, nodes;
};

/* Copies what is short enough, the shortest histories first, and else in the order
 * given; SORTED has room for all. */
static struct extent sort_by_length(const struct dataset *dataset, const struct weighted *items,
                                    size_t count, struct weighted *sorted)
{
    struct extent extent = { .items = 0 };
    size_t start[HISTORY_MAX + 1] = { 0 }, i;

    for (i = 0; i < count; i++) {
        uint32_t len = dataset->nth[items[i].at];

        if (len >= HISTORY_MAX)
            continue;
        start[len + 1]++;
        extent.nodes += len;
        extent.items++;
    }
    for (i = 1; i <= HISTORY_MAX; i++)
        start[i] += start[i - 1];
    for (i = 0; i < count; i++) {
        uint32_t len = dataset->nth[items[i].at];

        if (len < HISTORY_MAX)
            sorted[start[len]++] = items[i];
    }
    extent.batches = (extent.items + BATCH_ITEMS - 1) / BATCH_ITEMS;
    for (i = 0; i < extent.items; i += BATCH_ITEMS) {
        size_t last = i + BATCH_ITEMS < extent.items ? i + BATCH_ITEMS : extent.items;

        extent.levels += dataset->nth[sorted[last - 1].at];
    }
    return extent;
}

/* One block for the arrays, the widest first, so that each is aligned. Most of the
 * nodes' part stays untouched when histories have much in common. */
static enum err allot(struct batches *out, struct extent extent)
{
    enum { NODE = sizeof(uint16_t) + sizeof(uint16_t) + sizeof(uint8_t) };
    size_t size = extent.batches * sizeof(struct batch) + extent.levels * sizeof(struct level) +
                  extent.items * sizeof(struct prediction) + extent.nodes * NODE;
    enum err rc = mem_try(&out->memory, size, 1, MEMORY_MAX, "the reviews");

    if (rc != OK)
        return rc;
    out->list = out->memory;
    out->levels = (struct level *)(out->list + extent.batches);
    out->predictions = (struct prediction *)(out->levels + extent.levels);
    out->parent = (uint16_t *)(out->predictions + extent.items);
    out->days = out->parent + extent.nodes;
    out->rating = (uint8_t *)(out->days + extent.nodes);
    out->count = extent.batches;
    return OK;
}

static void build_all(struct builder *builder, size_t items)
{
    size_t i;

    for (i = 0; i < builder->out->count; i++) {
        builder->from = i * BATCH_ITEMS;
        builder->to = builder->from + BATCH_ITEMS < items ? builder->from + BATCH_ITEMS : items;
        build_batch(builder, &builder->out->list[i]);
    }
}

enum err batches_init(struct batches *out, const struct dataset *dataset,
                      const struct weighted *items, size_t count)
{
    struct batches batches = { .count = 0 };
    struct builder *builder = NULL;
    struct extent extent;
    void *sorted = NULL;
    enum err rc = mem_try(&sorted, count, sizeof(struct weighted), MEMORY_MAX, "the reviews");

    if (rc != OK)
        return rc;
    extent = sort_by_length(dataset, items, count, sorted);
    rc = allot(&batches, extent);
    if (rc == OK) {
        builder = xcalloc(1, sizeof(*builder));
        builder->out = &batches;
        builder->dataset = dataset;
        builder->items = sorted;
        build_all(builder, extent.items);
        *out = batches;
    }
    free(builder);
    free(sorted);
    return rc;
}

void batches_dispose(struct batches *batches)
{
    free(batches->memory);
    *batches = (struct batches){ .count = 0 };
}
