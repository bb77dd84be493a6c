#include "app/srs/fsrs.h"

#include <limits.h>
#include <math.h>

#include "dict/base/mem.h"
#include "tests/check.h"

static struct fsrs with_defaults(bool short_term)
{
    struct params params = params_default();
    struct fsrs fsrs;

    fsrs_init(&fsrs, &params, short_term);
    return fsrs;
}

/* What stability means, and what follows from it. */
static void test_meaning(void)
{
    static const double stabilities[] = { 0.4, 1, 2.2, 12, 50, 365, 9000, 36500, 50000 };
    struct fsrs fsrs = with_defaults(true);
    double recall, last;
    int days;
    size_t i;

    for (i = 0; i < ARRAY_LEN(stabilities); i++) {
        double stability = stabilities[i], held = fmin(stability, STABILITY_MAX);

        CHECK(fabs(fsrs_retrievability(&fsrs, stability, held) - 0.9) < 1e-12,
              "stability %g: 90 %% after as many days", stability);
        CHECK_INT(fsrs_interval(&fsrs, stability, 0.9, 36500), floor(fmax(1, held) + 0.5),
                  "the interval to 90 %");
        CHECK(fsrs_retrievability(&fsrs, stability, 0) == 1, "certain at first");
        last = 1;
        for (days = 1; days < 1000; days *= 2) {
            recall = fsrs_retrievability(&fsrs, stability, days);
            CHECK(recall > 0 && recall < last, "stability %g falls: %g", stability, recall);
            last = recall;
        }
    }
    CHECK_INT(fsrs_interval(&fsrs, 1e6, 0.5, 365), 365, "the longest");
    CHECK_INT(fsrs_interval(&fsrs, 0.001, 0.99, 365), 1, "the shortest");
    CHECK(fsrs_interval(&fsrs, 10, 0.8, 36500) > fsrs_interval(&fsrs, 10, 0.95, 36500),
          "who wants to know more asks earlier");
}

/* Worked out by hand from the formulas, with the default parameters. */
static void test_steps(void)
{
    static const struct {
        const char *name;
        bool short_term;
        struct memory before;
        int days;
        enum rating rating;
        struct memory after;
    } rows[] = {
        { "at the most difficult", true, { 2, 10 }, 0, RATING_AGAIN, { 0.6784219, 9.9852284 } },
        { "good on the same day",
          true,
          { 0.212, 6.4133 },
          0,
          RATING_GOOD,
          { 0.2466892, 6.4021151 } },
        { "good makes no weaker", true, { 500, 5 }, 0, RATING_GOOD, { 500, 4.9902270 } },
        { "again, two days late",
          true,
          { 0.28420636, 6.39094132 },
          2,
          RATING_AGAIN,
          { 0.14109523, 8.79895532 } },
        { "a lapse is capped", true, { 0.01, 5 }, 30, RATING_AGAIN, { 0.0095173, 8.3417624 } },
        { "without steps",
          false,
          { 1.2931, 5.11217071 },
          2,
          RATING_GOOD,
          { 6.5747019, 5.1022868 } },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct fsrs fsrs = with_defaults(rows[i].short_term);
        struct memory got = fsrs_next(&fsrs, rows[i].before, rows[i].days, rows[i].rating);

        CHECK(fabs(got.stability - rows[i].after.stability) < 1e-5 &&
                  fabs(got.difficulty - rows[i].after.difficulty) < 1e-5,
              "%s: %.7f, %.7f", rows[i].name, got.stability, got.difficulty);
    }
}

/* Nothing that comes in makes a memory that is none. */
static void test_nonsense(void)
{
    static const double values[] = { 0, -1, 1e-300, 1e300, NAN, INFINITY, -INFINITY };
    static const int days[] = { INT_MIN, -1, 0, 1, 40000, INT_MAX };
    size_t s, d, t;
    int rating, short_term;

    for (short_term = 0; short_term < 2; short_term++) {
        struct fsrs fsrs = with_defaults(short_term != 0);

        for (s = 0; s < ARRAY_LEN(values); s++) {
            CHECK(fsrs_interval(&fsrs, values[s], 0.9, 100) >= 1, "the interval of %g", values[s]);
            for (d = 0; d < ARRAY_LEN(values); d++) {
                for (t = 0; t < ARRAY_LEN(days) * RATING_COUNT; t++) {
                    rating = 1 + (int)t % RATING_COUNT;
                    struct memory got = fsrs_next(&fsrs, (struct memory){ values[s], values[d] },
                                                  days[t / RATING_COUNT], (enum rating)rating);

                    CHECK(got.stability >= STABILITY_MIN && got.stability <= STABILITY_MAX &&
                              got.difficulty >= 1 && got.difficulty <= 10,
                          "%g, %g after %d days, rating %d: %g, %g", values[s], values[d],
                          days[t / RATING_COUNT], rating, got.stability, got.difficulty);
                }
            }
        }
    }
}

int main(void)
{
    test_meaning();
    test_steps();
    test_nonsense();
    return check_done();
}
