#include "app/srs/scheduler.h"

#include <math.h>

#include "app/srs/fuzz.h"
#include "app/srs/random.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static const int64_t noon_ms = INT64_C(1795176000000), day_ms = INT64_C(24) * 3600 * 1000;
static const int64_t year_ms = INT64_C(365) * 24 * 3600 * 1000;

static struct scheduler scheduler_with(bool fuzz)
{
    struct scheduler_options options = scheduler_defaults();
    struct scheduler scheduler = { .fsrs = { .decay = 0 } };

    options.fuzz = fuzz;
    CHECK(scheduler_init(&scheduler, &options) == OK, "%s", err_message());
    return scheduler;
}

static void test_options(void)
{
    static const struct {
        const char *says;
        double retention, w9;
        int max_days, step_count, minutes;
    } rows[] = {
        { "retention", NAN, 0.1, 100, 1, 10 },
        { "retention", 0.4, 0.1, 100, 1, 10 },
        { "retention", 1, 0.1, 100, 1, 10 },
        { "parameter 10", 0.9, NAN, 100, 1, 10 },
        { "parameter 10", 0.9, INFINITY, 100, 1, 10 },
        { "interval", 0.9, 0.1, 0, 1, 10 },
        { "interval", 0.9, 0.1, 36501, 1, 10 },
        { "steps", 0.9, 0.1, 100, 9, 10 },
        { "steps", 0.9, 0.1, 100, -1, 10 },
        { "minutes", 0.9, 0.1, 100, 1, 0 },
        { "minutes", 0.9, 0.1, 100, 1, 1441 },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct scheduler_options options = scheduler_defaults();
        struct scheduler scheduler;

        options.retention = rows[i].retention;
        options.params.w[9] = rows[i].w9;
        options.max_days = rows[i].max_days;
        options.learning = (struct steps){ rows[i].step_count, { rows[i].minutes } };
        CHECK_INT(scheduler_init(&scheduler, &options), ERR_USAGE, rows[i].says);
        CHECK(strstr(err_message(), rows[i].says) != NULL, "%s: %s", rows[i].says, err_message());
    }
}

/* A random history; some of its answers come when they are due, some at once, and some
 * when the clock has gone mad. */
static size_t make_history(struct answer_given *answers, size_t count, uint64_t seed)
{
    static const int64_t jumps[] = { -40, -1, 1, 60 };
    int64_t now = noon_ms;
    size_t i;

    for (i = 0; i < count; i++) {
        uint64_t draw = random_next(&seed);

        answers[i] = (struct answer_given){ now, (enum rating)(1 + draw % RATING_COUNT) };
        draw >>= 8;
        if (draw % 20 == 0)
            now += jumps[draw / 20 % 4] * year_ms;
        else if (draw % 3 > 0)
            now += (int64_t)(draw / 3 % 30) * day_ms / 3;
    }
    return count;
}

static void check_sane(const struct card *card, const char *name)
{
    CHECK(card->memory.stability >= STABILITY_MIN && card->memory.stability <= STABILITY_MAX &&
              card->memory.difficulty >= 1 && card->memory.difficulty <= 10,
          "%s: memory %g, %g", name, card->memory.stability, card->memory.difficulty);
    CHECK(card->last_ms >= 0 && card->last_ms <= TIME_MS_MAX && card->due_ms > card->last_ms &&
              card->due_ms <= card->last_ms + (DAYS_MAX + 2) * day_ms,
          "%s: due %lld after %lld", name, (long long)card->due_ms, (long long)card->last_ms);
    CHECK(card->state != CARD_NEW && card->step >= 0 && card->step < 2, "%s: step %d", name,
          card->step);
}

/* The same history gives the same bits, whatever the cache was: 10,000 of them, each
 * with an answer taken back on the way. */
static void test_replay(void)
{
    enum { HISTORIES = 10000, LENGTH = 12 };
    struct scheduler scheduler = scheduler_with(true);
    struct answer_given answers[LENGTH];
    uint64_t seed;
    size_t i, different = 0;

    for (seed = 0; seed < HISTORIES; seed++) {
        size_t count = make_history(answers, LENGTH, seed);
        struct card card, replayed, before;

        memset(&card, 0, sizeof(card));
        for (i = 0; i < count; i++) {
            before = card;
            scheduler_rate(&scheduler, &card, answers[i].time_ms + day_ms, RATING_AGAIN, seed);
            card = before; /* undone */
            scheduler_rate(&scheduler, &card, answers[i].time_ms, answers[i].rating, seed);
        }
        check_sane(&card, "a random history");
        replayed = scheduler_replay(&scheduler, answers, count, seed, INT64_MAX);
        different += card.due_ms != replayed.due_ms || card.state != replayed.state ||
                     card.memory.stability != replayed.memory.stability ||
                     card.memory.difficulty != replayed.memory.difficulty ||
                     card.reps != replayed.reps || card.lapses != replayed.lapses;
    }
    CHECK_INT(different, 0, "cards that a replay makes otherwise");
}

static void test_clocks(void)
{
    static const struct {
        const char *name;
        struct answer_given answers[3];
        int64_t until_ms;
        int reps;
    } rows[] = {
        { "set back by 30 years", { { noon_ms, 3 }, { noon_ms - 30 * year_ms, 3 } }, INT64_MAX, 2 },
        { "set forward by 60 years",
          { { noon_ms, 3 }, { noon_ms + 60 * year_ms, 3 } },
          INT64_MAX,
          2 },
        { "twice in one moment", { { noon_ms, 1 }, { noon_ms, 1 } }, INT64_MAX, 2 },
        { "from the future", { { noon_ms, 3 }, { noon_ms + 60 * year_ms, 3 } }, noon_ms, 1 },
        { "the first moment there is", { { INT64_MIN, 4 }, { INT64_MIN, 4 } }, INT64_MAX, 2 },
        { "the last moment there is", { { INT64_MAX, 4 }, { INT64_MAX, 4 } }, INT64_MAX, 2 },
    };
    struct scheduler scheduler = scheduler_with(true);
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct card card = scheduler_replay(&scheduler, rows[i].answers, 2, 7, rows[i].until_ms);

        CHECK_INT(card.reps, rows[i].reps, rows[i].name);
        check_sane(&card, rows[i].name);
        CHECK(scheduler_recall(&scheduler, &card, INT64_MIN) <= 1 &&
                  scheduler_recall(&scheduler, &card, INT64_MAX) >= 0,
              "%s: recall", rows[i].name);
    }
    CHECK(scheduler_recall(&scheduler, &(struct card){ .reps = 0 }, noon_ms) == 0, "a new card");
}

/* A button gives what it promises, and the fuzz stays in its range and spreads. */
static void test_fuzz(void)
{
    enum { CARDS = 400 };
    struct scheduler plain = scheduler_with(false), fuzzed = scheduler_with(true);
    struct card card = {
        .state = CARD_REVIEW, .memory = { 40, 5 }, .last_ms = noon_ms - 40 * day_ms, .reps = 9
    };
    struct card exact[RATING_COUNT], out[RATING_COUNT];
    struct fuzz_range range;
    int seen[64] = { 0 }, spread = 0, i;
    uint64_t seed;

    scheduler_preview(&plain, &card, noon_ms, 0, exact);
    range = fuzz_range(exact[2].interval_days, 40, DAYS_MAX);
    for (seed = 0; seed < CARDS; seed++) {
        struct card rated = card;

        scheduler_preview(&fuzzed, &card, noon_ms, seed, out);
        scheduler_rate(&fuzzed, &rated, noon_ms, RATING_GOOD, seed);
        CHECK_INT(rated.due_ms, out[2].due_ms, "a button's promise");
        CHECK(out[1].interval_days < out[2].interval_days &&
                  out[2].interval_days < out[3].interval_days,
              "seed %d: in order", (int)seed);
        if (CHECK(out[2].interval_days >= range.low && out[2].interval_days <= range.high,
                  "seed %d: %d days", (int)seed, out[2].interval_days))
            seen[out[2].interval_days - range.low]++;
    }
    for (i = 0; i <= range.high - range.low; i++)
        spread += seen[i] > 0;
    CHECK_INT(spread, range.high - range.low + 1, "every day of the range is drawn");
}

int main(void)
{
    test_options();
    test_replay();
    test_clocks();
    test_fuzz();
    return check_done();
}
