#ifndef SRS_BATCHES_H
#define SRS_BATCHES_H

/* Items in batches of like length, for the gradient. Within a batch, what two
 * histories have in common is there once: their answers are the nodes of a tree,
 * level by level, and a node's memory follows from its parent's. All in flat arrays,
 * one kind of answer after the other, so that the loops over them are plain. */

#include "app/srs/dataset.h"

enum { BATCH_ITEMS = 512, HISTORY_MAX = 256 };

/* Answers with the same formula. */
enum answer_kind { KIND_RECALLED, KIND_FORGOTTEN, KIND_SAME_DAY, KIND_COUNT };

struct level {
    uint32_t nodes[KIND_COUNT + 1]; /* where those of a kind begin; the last: where they end */
    uint32_t predictions, predictions_end;
};

/* What an item says of a node: asked DAYS later, it was recalled or not. */
struct prediction {
    uint16_t node; /* within its level */
    uint16_t days;
    float weight; /* below 0: forgotten */
};

struct batch {
    uint32_t level, level_end;
    uint32_t items;
};

/* An item, by its place in the dataset, and what it counts. */
struct weighted {
    uint32_t at;
    float weight;
};

struct batches {
    struct batch *list;
    size_t count;
    size_t nodes_most; /* of a batch */

    struct level *levels; /* the first has the first answers, all of KIND_RECALLED */
    uint16_t *parent;     /* of a node, within the level before */
    uint16_t *days;       /* since the parent's answer */
    uint8_t *rating;
    struct prediction *predictions;

    void *memory; /* of the arrays */
};

/* ITEMS of DATASET in time order; those whose history is longer than HISTORY_MAX are
 * left out. On success *OUT is to be given to batches_dispose(). ERR_LIMIT when there
 * is not the memory. */
MUST_CHECK enum err batches_init(struct batches *out, const struct dataset *dataset,
                                 const struct weighted *items, size_t count);
void batches_dispose(struct batches *batches);

#endif
