#include "dict/score.h"

#include <math.h>

#include "dict/base/mem.h"

/* In points. Found by measuring with tests/bench/bench_lemma, coarse on purpose:
 * what is tuned finer than this is tuned to one text. */
static const struct {
    double how[HOW_NEAR + 1];
    double small, small_noun, small_alike, capital_missing, capital_typed, accent, accent_typed;
    double place, irregular, bent, bent_defined, participle, minor, word, way, dict, direct,
        frequency, wished, unwished, kept, seen;
    double close;
} weights = {
    .how = { [HOW_OVERRIDE] = 1000,
             [HOW_PHRASE] = 60,
             [HOW_EXACT] = 39,
             [HOW_FOLD] = 40,
             [HOW_FORM] = 36,
             [HOW_SPLIT] = 34,
             [HOW_STEM] = 28,
             [HOW_COMPOUND] = 20,
             [HOW_REVERSED] = 10,
             [HOW_NEAR] = 0 },
    .small = -3,
    .small_noun = -9,
    .small_alike = -0.5,
    .capital_missing = -25,
    .capital_typed = -10,
    .accent = -30,
    .accent_typed = -16,
    .place = -3,
    .irregular = 12,
    .bent = -14,
    .bent_defined = -8,
    .participle = -10,
    .minor = -60,
    .word = 5,
    .way = 3,
    .dict = 2,
    .direct = 2,
    .frequency = 5,
    .wished = 8,
    .unwished = -4,
    .kept = 6,
    .seen = 2,
    .close = 20,
};

enum { PLACES_MAX = 4, WAYS_MAX = 4, DICTS_MAX = 3, TIMES_MAX = 3, RANK_DIGITS = 5 };

static double upto(unsigned value, unsigned most)
{
    return value < most ? value : most;
}

static double match_points(const struct evidence *evidence)
{
    switch (evidence->match) {
    case MATCH_EXACT:
        break;
    case MATCH_SMALL:
        if (evidence->small_is_equal)
            return weights.small_alike;
        return evidence->capital_tells ? weights.small_noun : weights.small;
    case MATCH_CASE:
        return evidence->alone ? weights.capital_typed : weights.capital_missing;
    case MATCH_FOLD:
        return evidence->alone ? weights.accent_typed : weights.accent;
    }
    return 0;
}

/* From 5 for the most frequent word to 0 for one of rank 100,000 and beyond. */
static double frequency_digits(int64_t rank)
{
    double digits = rank > 0 ? RANK_DIGITS - log10((double)rank) : 0;

    return digits > 0 ? digits : 0;
}

static double wish_points(const struct evidence *evidence)
{
    if (evidence->wished == 0 || evidence->pos == 0)
        return 0;
    return (evidence->pos >> evidence->wished & 1) != 0 ? weights.wished : weights.unwished;
}

static double bent_points(const struct evidence *evidence)
{
    if (!evidence->bent)
        return 0;
    return evidence->defined ? weights.bent_defined : weights.bent;
}

double score_of(const struct evidence *evidence, struct reason reasons[REASONS_MAX], size_t *count)
{
    const struct reason all[] = {
        { how_name(evidence->how), weights.how[evidence->how] },
        { "spelling", match_points(evidence) },
        { "place", weights.place * upto(evidence->place, PLACES_MAX) },
        { "irregular", evidence->irregular ? weights.irregular : 0 },
        { "bent", bent_points(evidence) },
        { "participle", evidence->participle ? weights.participle : 0 },
        { "part", evidence->is_minor ? weights.minor : 0 },
        { "words", weights.word * evidence->words },
        { "ways", evidence->ways > 1 ? weights.way * upto(evidence->ways - 1, WAYS_MAX) : 0 },
        { "dictionaries", weights.dict * upto(evidence->dicts, DICTS_MAX) },
        { "direct", evidence->direct ? weights.direct : 0 },
        { "frequency", weights.frequency * frequency_digits(evidence->frequency) },
        { "neighbours", wish_points(evidence) },
        { "kept", weights.kept * upto((unsigned)evidence->kept, TIMES_MAX) },
        { "seen", weights.seen * upto((unsigned)evidence->seen, TIMES_MAX) },
    };
    double sum = 0;
    size_t used = 0, i;

    _Static_assert(sizeof(all) / sizeof(all[0]) <= REASONS_MAX, "room for all reasons");
    for (i = 0; i < ARRAY_LEN(all); i++) {
        sum += all[i].points;
        if (reasons != NULL && all[i].points != 0)
            reasons[used++] = all[i];
    }
    if (count != NULL)
        *count = used;
    return sum;
}

bool score_is_close(double score, double best)
{
    return score >= best - weights.close;
}
