#include "app/srs/gradient.h"

#include <math.h>
#include <stdlib.h>

#include "dict/base/mem.h"

/* The recall that the loss is taken of is kept off 0 and 1. */
static const float RECALL_LEAST = 1e-7F;

/* What a node's formula had in between. Which fields mean what is said where they are
 * filled. */
struct trace {
    float recall, log_curve; /* at the answer, and log(1 + factor t / S) */
    float a, b;
};

struct node {
    float stability, difficulty, log_stability;
    float d_stability, d_difficulty; /* slopes of the loss in them */
    struct trace trace;
};

/* What depends on the parameters alone. */
struct model {
    float w[PARAM_COUNT];
    float decay, factor;
    float factor_slope;           /* of the factor in w20 */
    float scale;                  /* e^w8 */
    float cap;                    /* e^(-w17 w18) */
    float same_day[RATING_COUNT]; /* e^(w17 (G - 3 + w18)) */
    float easy_difficulty;        /* what difficulty reverts to */
    float easy_slope;             /* of that in w5 */
};

struct gradient {
    const struct batches *batches;
    struct model model;
    struct node nodes[]; /* of one batch */
};

static const size_t MEMORY_MAX = (size_t)1 << 30;

enum err gradient_new(struct gradient **out, const struct batches *batches)
{
    void *memory = NULL;
    size_t size = sizeof(struct gradient) + batches->nodes_most * sizeof(struct node);
    enum err rc = mem_try(&memory, size, 1, MEMORY_MAX, "the reviews");

    if (rc != OK)
        return rc;
    *out = memory;
    (*out)->batches = batches;
    return OK;
}

void gradient_free(struct gradient *gradient)
{
    free(gradient);
}

static void prepare(struct model *model, const struct params *params)
{
    const double *w = params->w;
    double log_target = log(0.9), factor = exp(-log_target / w[20]) - 1;
    int i;

    for (i = 0; i < PARAM_COUNT; i++)
        model->w[i] = (float)w[i];
    model->decay = (float)-w[20];
    model->factor = (float)factor;
    model->factor_slope = (float)((factor + 1) * log_target / (w[20] * w[20]));
    model->scale = (float)exp(w[8]);
    model->cap = (float)exp(-w[17] * w[18]);
    for (i = 0; i < RATING_COUNT; i++)
        model->same_day[i] = (float)exp(w[17] * (i - 2 + w[18]));
    model->easy_difficulty = (float)(w[4] - exp(3 * w[5]) + 1);
    model->easy_slope = (float)(-3 * exp(3 * w[5]));
}

/* --- forward --- */

static float between(float value, float low, float high)
{
    if (!(value > low))
        return low;
    return value < high ? value : high;
}

static void recall_after(const struct model *model, struct trace *trace, float stability,
                         float days)
{
    trace->log_curve = logf(1 + model->factor * days / stability);
    trace->recall = expf(model->decay * trace->log_curve);
}

static float bonus_of(const struct model *model, uint8_t rating)
{
    return rating == RATING_HARD ? model->w[15] : rating == RATING_EASY ? model->w[16] : 1;
}

static void begin(const struct model *model, struct node *node, uint8_t rating)
{
    const float *w = model->w;

    node->stability = w[rating - 1];
    node->difficulty = w[4] - expf(w[5] * (float)(rating - 1)) + 1;
}

/* a: the gain is a (b - 1); b: e^(w10 (1 - R)) */
static void recalled(const struct model *model, struct node *node, const struct node *parent,
                     float days, uint8_t rating)
{
    const float *w = model->w;
    struct trace *trace = &node->trace;

    recall_after(model, trace, parent->stability, days);
    trace->a = model->scale * (11 - parent->difficulty) * expf(-w[9] * parent->log_stability) *
               bonus_of(model, rating);
    trace->b = expf(w[10] * (1 - trace->recall));
    node->stability = parent->stability * (1 + trace->a * (trace->b - 1));
}

/* a: the stability before the cap; b: (S + 1)^w13 */
static void forgotten(const struct model *model, struct node *node, const struct node *parent,
                      float days)
{
    const float *w = model->w;
    struct trace *trace = &node->trace;
    float cap = parent->stability * model->cap;

    recall_after(model, trace, parent->stability, days);
    trace->b = expf(w[13] * logf(parent->stability + 1));
    trace->a = w[11] * (trace->b - 1) *
               expf(w[14] * (1 - trace->recall) - w[12] * logf(parent->difficulty));
    node->stability = trace->a < cap ? trace->a : cap;
}

/* a: what the stability is multiplied with */
static void same_day(const struct model *model, struct node *node, const struct node *parent,
                     uint8_t rating)
{
    float gain = model->same_day[rating - 1] * expf(-model->w[19] * parent->log_stability);

    node->trace.a = rating >= RATING_HARD && gain < 1 ? 1 : gain;
    node->stability = parent->stability * node->trace.a;
}

static void next_difficulty(const struct model *model, struct node *node, const struct node *parent,
                            uint8_t rating)
{
    const float *w = model->w;
    float moved = parent->difficulty - w[6] * (float)(rating - 3) * (10 - parent->difficulty) / 9;

    node->difficulty = w[7] * model->easy_difficulty + (1 - w[7]) * moved;
}

static void close_node(struct node *node)
{
    node->stability = between(node->stability, (float)STABILITY_MIN, (float)STABILITY_MAX);
    node->difficulty = between(node->difficulty, 1, 10);
    node->log_stability = logf(node->stability);
    node->d_stability = node->d_difficulty = 0;
}

static void forward(struct gradient *gradient, const struct batch *batch)
{
    const struct batches *batches = gradient->batches;
    const struct model *model = &gradient->model;
    const struct level *level = &batches->levels[batch->level];
    const struct level *end = &batches->levels[batch->level_end];
    uint32_t first = level->nodes[0], i;
    struct node *nodes = gradient->nodes, *parents = nodes;

    for (i = first; i < level->nodes[KIND_COUNT]; i++) {
        begin(model, &nodes[i - first], batches->rating[i]);
        close_node(&nodes[i - first]);
    }
    for (level++; level < end; level++) {
        const uint32_t *of = level->nodes;

        for (i = of[KIND_RECALLED]; i < of[KIND_FORGOTTEN]; i++)
            recalled(model, &nodes[i - first], &parents[batches->parent[i]], batches->days[i],
                     batches->rating[i]);
        for (; i < of[KIND_SAME_DAY]; i++)
            forgotten(model, &nodes[i - first], &parents[batches->parent[i]], batches->days[i]);
        for (; i < of[KIND_COUNT]; i++)
            same_day(model, &nodes[i - first], &parents[batches->parent[i]], batches->rating[i]);
        for (i = of[0]; i < of[KIND_COUNT]; i++) {
            next_difficulty(model, &nodes[i - first], &parents[batches->parent[i]],
                            batches->rating[i]);
            close_node(&nodes[i - first]);
        }
        parents = &nodes[of[0] - first];
    }
}

/* --- backward --- */

/* The slope D_RECALL in the forgetting curve goes on to the stability and to w20. */
static float curve_backward(const struct model *model, const struct trace *trace, float stability,
                            float days, float d_recall, double slopes[])
{
    float curve_slope = model->decay * trace->recall * expf(-trace->log_curve) * d_recall;

    slopes[20] += curve_slope * model->factor_slope * days / stability -
                  trace->log_curve * trace->recall * d_recall;
    return -curve_slope * model->factor * days / (stability * stability);
}

static void predict_backward(const struct model *model, struct node *node,
                             const struct prediction *prediction, double slopes[])
{
    float days = prediction->days, weight = prediction->weight, d_recall;
    struct trace trace;

    recall_after(model, &trace, node->stability, days);
    if (trace.recall < RECALL_LEAST || trace.recall > 1 - RECALL_LEAST)
        return;
    d_recall = weight > 0 ? -weight / trace.recall : -weight / (1 - trace.recall);
    node->d_stability += curve_backward(model, &trace, node->stability, days, d_recall, slopes);
}

static void recalled_backward(const struct model *model, const struct node *node,
                              struct node *parent, float days, uint8_t rating, double slopes[])
{
    const float *w = model->w;
    const struct trace *trace = &node->trace;
    float gain = trace->a * (trace->b - 1), d_gain = parent->stability * node->d_stability;
    float by_gain = gain * d_gain, by_growth = trace->a * trace->b * d_gain;

    slopes[8] += by_gain;
    slopes[9] -= parent->log_stability * by_gain;
    slopes[10] += (1 - trace->recall) * by_growth;
    if (rating == RATING_HARD)
        slopes[15] += trace->a / w[15] * (trace->b - 1) * d_gain;
    else if (rating == RATING_EASY)
        slopes[16] += by_gain / w[16];
    parent->d_difficulty -= by_gain / (11 - parent->difficulty);
    parent->d_stability +=
        (1 + gain * (1 - w[9])) * node->d_stability +
        curve_backward(model, trace, parent->stability, days, -w[10] * by_growth, slopes);
}

static void forgotten_backward(const struct model *model, const struct node *node,
                               struct node *parent, float days, double slopes[])
{
    const float *w = model->w;
    const struct trace *trace = &node->trace;
    float cap = parent->stability * model->cap, by = trace->a * node->d_stability;
    float power = trace->b / (trace->b - 1);

    if (trace->a >= cap) {
        slopes[17] -= w[18] * cap * node->d_stability;
        slopes[18] -= w[17] * cap * node->d_stability;
        parent->d_stability += model->cap * node->d_stability;
        return;
    }
    slopes[11] += by / w[11];
    slopes[12] -= logf(parent->difficulty) * by;
    slopes[13] += logf(parent->stability + 1) * power * by;
    slopes[14] += (1 - trace->recall) * by;
    parent->d_difficulty -= w[12] * by / parent->difficulty;
    parent->d_stability +=
        w[13] * power / (parent->stability + 1) * by +
        curve_backward(model, trace, parent->stability, days, -w[14] * by, slopes);
}

static void same_day_backward(const struct model *model, const struct node *node,
                              struct node *parent, uint8_t rating, double slopes[])
{
    const float *w = model->w;
    float gain = node->trace.a, by = parent->stability * gain * node->d_stability;

    if (rating >= RATING_HARD && gain == 1) {
        parent->d_stability += node->d_stability;
        return;
    }
    slopes[17] += ((float)(rating - 3) + w[18]) * by;
    slopes[18] += w[17] * by;
    slopes[19] -= parent->log_stability * by;
    parent->d_stability += gain * (1 - w[19]) * node->d_stability;
}

static void difficulty_backward(const struct model *model, const struct node *node,
                                struct node *parent, uint8_t rating, double slopes[])
{
    const float *w = model->w;
    float d = node->d_difficulty, step = (float)(rating - 3) / 9;
    float rest = 10 - parent->difficulty, moved = parent->difficulty - w[6] * step * rest;

    slopes[4] += w[7] * d;
    slopes[5] += w[7] * model->easy_slope * d;
    slopes[6] -= (1 - w[7]) * step * rest * d;
    slopes[7] += (model->easy_difficulty - moved) * d;
    parent->d_difficulty += (1 - w[7]) * (1 + w[6] * step) * d;
}

static void begin_backward(const struct model *model, const struct node *node, uint8_t rating,
                           double slopes[])
{
    float steps = (float)(rating - 1);

    slopes[rating - 1] += node->d_stability;
    slopes[4] += node->d_difficulty;
    slopes[5] -= steps * expf(model->w[5] * steps) * node->d_difficulty;
}

/* At a bound nothing moves any more. */
static void open_node(struct node *node)
{
    if (node->stability <= (float)STABILITY_MIN || node->stability >= (float)STABILITY_MAX)
        node->d_stability = 0;
    if (node->difficulty <= 1 || node->difficulty >= 10)
        node->d_difficulty = 0;
}

static void level_backward(struct gradient *gradient, const struct level *level, uint32_t first,
                           double slopes[])
{
    const struct batches *batches = gradient->batches;
    const struct model *model = &gradient->model;
    struct node *nodes = &gradient->nodes[level->nodes[0] - first];
    struct node *parents = &gradient->nodes[level[-1].nodes[0] - first];
    const uint32_t *of = level->nodes;
    uint32_t i;

    for (i = of[0]; i < of[KIND_COUNT]; i++)
        difficulty_backward(model, &nodes[i - of[0]], &parents[batches->parent[i]],
                            batches->rating[i], slopes);
    for (i = of[KIND_RECALLED]; i < of[KIND_FORGOTTEN]; i++)
        recalled_backward(model, &nodes[i - of[0]], &parents[batches->parent[i]], batches->days[i],
                          batches->rating[i], slopes);
    for (; i < of[KIND_SAME_DAY]; i++)
        forgotten_backward(model, &nodes[i - of[0]], &parents[batches->parent[i]], batches->days[i],
                           slopes);
    for (; i < of[KIND_COUNT]; i++)
        same_day_backward(model, &nodes[i - of[0]], &parents[batches->parent[i]],
                          batches->rating[i], slopes);
}

static void backward(struct gradient *gradient, const struct batch *batch, double slopes[])
{
    const struct batches *batches = gradient->batches;
    const struct level *levels = &batches->levels[batch->level];
    uint32_t first = levels->nodes[0], at = batch->level_end - batch->level, i;

    while (at-- > 0) {
        const struct level *level = &levels[at];
        struct node *nodes = &gradient->nodes[level->nodes[0] - first];
        uint32_t count = level->nodes[KIND_COUNT] - level->nodes[0];

        for (i = level->predictions; i < level->predictions_end; i++) {
            const struct prediction *prediction = &batches->predictions[i];

            predict_backward(&gradient->model, &nodes[prediction->node], prediction, slopes);
        }
        for (i = 0; i < count; i++)
            open_node(&nodes[i]);
        if (at > 0)
            level_backward(gradient, level, first, slopes);
    }
    for (i = first; i < levels->nodes[KIND_COUNT]; i++)
        begin_backward(&gradient->model, &gradient->nodes[i - first], batches->rating[i], slopes);
}

void gradient_of(struct gradient *gradient, const struct params *params, size_t at,
                 double slopes[PARAM_COUNT])
{
    const struct batch *batch = &gradient->batches->list[at];
    int i;

    for (i = 0; i < PARAM_COUNT; i++)
        slopes[i] = 0;
    prepare(&gradient->model, params);
    forward(gradient, batch);
    backward(gradient, batch, slopes);
}
