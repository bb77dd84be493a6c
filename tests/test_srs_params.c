#include "app/srs/params.h"

#include <math.h>

#include "dict/base/mem.h"
#include "tests/check.h"

static const struct params_rules usual = { .short_term = true, .relearning_steps = 1 };

static bool is_same(const struct params *a, const struct params *b)
{
    int i = 0;

    while (i < PARAM_COUNT && a->w[i] == b->w[i])
        i++;
    return i == PARAM_COUNT;
}

static void test_refused(void)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        { "1 2 3", "there are 3 FSRS parameters" },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18", "there are 18" },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23", "there are 22" },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 nan", "parameter 17 is no number" },
        { "1 -inf 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "parameter 2 is no number" },
        { "1 2 1e999 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "parameter 3 is no number" },
        { "1 2 drei", "parameter 3 is no number" },
        { "1 2x 3", "parameter 2 is no number" },
        { "0.2.1", "parameter 1 is no number" },
    };
    char longest[PARAMS_TEXT_MAX + 1];
    struct params params = { { -7 } };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_INT(params_read(&params, str_of(rows[i].text), usual), ERR_USAGE, rows[i].text);
        CHECK(strstr(err_message(), rows[i].says) != NULL, "%s: %s", rows[i].text, err_message());
        CHECK(params.w[0] == -7, "%s: nothing is changed", rows[i].text);
    }
    memset(longest, '1', sizeof(longest));
    CHECK_INT(params_read(&params, str_make(longest, PARAMS_TEXT_MAX), usual), ERR_USAGE, "long");
    CHECK_INT(params_read(&params, str_make("1\0nan", 5), usual), ERR_USAGE, "a NUL within");
}

static void test_taken(void)
{
    struct params params, again, defaults = params_default();
    char text[PARAMS_TEXT_MAX];

    CHECK(params_read(&params, str_of(" \n"), usual) == OK, "none: %s", err_message());
    CHECK(is_same(&params, &defaults), "none are the defaults");
    CHECK(params_read(&params, str_make(NULL, 0), usual) == OK, "no text: %s", err_message());

    defaults.w[3] = 1.23456789;
    params_write(text, &defaults);
    CHECK(params_read(&params, str_of(text), usual) == OK, "%s: %s", text, err_message());
    CHECK(fabs(params.w[3] - 1.234568) < 1e-12, "six decimals: %.9f", params.w[3]);
    params_round(&defaults);
    CHECK(is_same(&params, &defaults), "%s is what was written", text);
    params_write(text, &params);
    CHECK(params_read(&again, str_of(text), usual) == OK && again.w[3] == params.w[3], "stable");
}

static void test_clipped(void)
{
    struct params params;
    int i;

    for (i = 0; i < PARAM_COUNT; i++)
        params.w[i] = i % 3 == 0 ? NAN : i % 3 == 1 ? HUGE_VAL : -HUGE_VAL;
    params_clip(&params, usual);
    for (i = 0; i < PARAM_COUNT; i++)
        CHECK(isfinite(params.w[i]), "w%d is %g", i, params.w[i]);
    CHECK(params.w[0] == 0.001 && params.w[1] == 100 && params.w[2] == 0.001, "to the bounds");

    params_write((char[PARAMS_TEXT_MAX]){ 0 }, &(struct params){ { NAN, -HUGE_VAL, HUGE_VAL } });
}

int main(void)
{
    test_refused();
    test_taken();
    test_clipped();
    return check_done();
}
