/* The figures of a report against a sheet worked by hand. */

#include "app/classroom/statistics.h"

#include <math.h>

#include "tests/check.h"

static void near_to(double got, double want, const char *row)
{
    CHECK(fabs(got - want) < 1e-9, "%s: %.12g, not %.12g", row, got, want);
}

/* Five learners, a test of 10 words. Gains 20, 10, 0, -20, 0 sorted -20 0 0 10 20;
 * own gains 20/60, 10/50, none (before 100), -20/60, 0/80: mean (1/3 + 1/5 - 1/3 + 0)/4
 * = 0.05; class means 54 and 56. */
static void test_sheet(void)
{
    static const struct statistics_pair pairs[] = {
        { 40, 60 }, { 50, 60 }, { 100, 100 }, { 60, 40 }, { 20, 20 },
    };
    const struct statistics s = statistics_of(pairs, 5, 10);

    CHECK_INT(s.matched, 5, "sheet");
    near_to(s.before.low, 40, "before, first quartile");
    near_to(s.before.median, 50, "before, median");
    near_to(s.before.high, 60, "before, third quartile");
    near_to(s.after.median, 60, "after, median");
    near_to(s.gain.median, 0, "gain");
    near_to(s.gain.high, 10, "gain, third quartile");
    CHECK_INT(s.rose, 2, "sheet");
    CHECK_INT(s.stayed, 2, "sheet");
    CHECK_INT(s.fell, 1, "sheet");
    CHECK_INT(s.own_gains, 4, "before of 100 has no gain");
    near_to(s.own_gain, 0.05, "mean of own gains");
    CHECK(s.has_class_gain, "a class gain");
    near_to(s.class_gain, 2.0 / 46, "class gain of means 54 and 56");
    CHECK(!s.has_interval, "five learners have no interval");
    near_to(s.sign_p, 1, "2 against 1: 2 * (1 + 3) / 8");
}

static void test_edges(void)
{
    static const struct statistics_pair one = { 50, 75 }, full = { 100, 100 };
    struct statistics s = statistics_of(NULL, 0, 12);
    double over;

    CHECK_INT(s.matched, 0, "no match");
    CHECK(!s.has_class_gain && !s.has_interval && s.own_gains == 0, "no match, no figures");
    near_to(s.sign_p, 1, "no match");
    s = statistics_of(&one, 1, 12);
    near_to(s.gain.low, 25, "one learner");
    near_to(s.gain_words, 3, "25 points of 12 words");
    near_to(s.class_gain, 0.5, "one learner");
    near_to(s.sign_p, 1, "one that rose: 2 * 1/2");
    s = statistics_of(&full, 1, 12);
    CHECK(!s.has_class_gain && s.own_gains == 0, "100 before");
    CHECK(!statistics_over_control(&over, &one, 1, NULL, 0), "no control words");
    CHECK(statistics_over_control(&over, &one, 1, &full, 1), "control words");
    near_to(over, 25, "25 points over none");
}

static void test_sign(void)
{
    near_to(statistics_sign_test(9, 1), 22.0 / 1024, "9 against 1: 2 * (1 + 10) / 1024");
    near_to(statistics_sign_test(0, 6), 2.0 / 64, "0 against 6");
    near_to(statistics_sign_test(4, 4), 1, "4 against 4");
}

static void test_interval(void)
{
    struct statistics_pair pairs[12];
    struct statistics a, b;

    for (int i = 0; i < 12; i++)
        pairs[i] = (struct statistics_pair){ 40, 40 + 5 * i };
    a = statistics_of(pairs, 12, 20);
    b = statistics_of(pairs, 12, 20);
    CHECK(a.has_interval, "twelve learners have an interval");
    CHECK(a.interval_low == b.interval_low && a.interval_high == b.interval_high,
          "the same numbers give the same interval");
    CHECK(a.interval_low >= 5 && a.interval_low < a.gain.median, "low end %g", a.interval_low);
    CHECK(a.interval_high <= 50 && a.interval_high > a.gain.median, "high end %g", a.interval_high);
    for (int i = 0; i < 12; i++)
        pairs[i].after = 70;
    a = statistics_of(pairs, 12, 20);
    near_to(a.interval_low, 30, "all the same");
    near_to(a.interval_high, 30, "all the same");
    CHECK(!statistics_of(pairs, 9, 20).has_interval, "nine have none");
}

int main(void)
{
    test_sheet();
    test_edges();
    test_sign();
    test_interval();
    return check_done();
}
