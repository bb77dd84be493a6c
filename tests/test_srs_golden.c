/* The reference schedulers' numbers: tables of ts-fsrs and fsrs-rs where they lie
 * beside the checkout, and smaller ones of our own, worked out by a program that
 * shares nothing with this one, in tests/data/srs/. */

#include <math.h>

#include "app/srs/fuzz.h"
#include "tests/check.h"
#include "tests/srs_table.h"

#define OWN WORDLOOT_SOURCE_DIR "/tests/data/srs/"
#define SHARED WORDLOOT_SOURCE_DIR "/../shared/fsrs/golden-"

static double tolerance(enum column_kind kind, double want)
{
    return kind == WHOLE ? 0 : kind == STABILITY ? 1e-6 + 1e-5 * want : 1e-6;
}

static void check_review(const struct history *history, const struct table *table)
{
    size_t i;

    for (i = 0; i < HISTORY_COLUMNS; i++) {
        const char *name = history_columns[i].name;
        double want = table_number(table, name), got = history->values[i];

        CHECK(fabs(got - want) <= tolerance(history_columns[i].kind, want),
              "line %zu, %s: %s is %.8f, not %.8f", table->line, history->name, name, got, want);
    }
}

static void test_histories(const char *configs_path, const char *histories_path)
{
    static struct configurations all;
    struct history history = { .configuration = NULL };
    struct table table;

    if (!CHECK(read_configurations(&all, configs_path) == OK, "%s", err_message()) ||
        !CHECK(table_open(&table, histories_path) == OK, "%s", err_message()))
        return;
    while (table_next(&table)) {
        if (CHECK(take_review(&history, &all, &table) == OK, "%s", err_message()))
            check_review(&history, &table);
    }
    CHECK(table.line > 20, "%s has reviews", histories_path);
    table_close(&table);
}

static void check_params(const struct params *params, const struct table *table)
{
    struct str want = table_field(table, "w_out"), number;
    char text[32];
    int i;

    for (i = 0; i < PARAM_COUNT; i++) {
        if (!CHECK(str_next(&want, ' ', &number), "line %zu has 21 numbers", table->line))
            return;
        table_copy(text, sizeof(text), number);
        CHECK(fabs(params->w[i] - strtod(text, NULL)) <= 1e-7, "line %zu: w%d is %.8f, not %s",
              table->line, i, params->w[i], text);
    }
}

static void test_params(const char *path)
{
    struct table table;
    struct params params;

    if (!CHECK(table_open(&table, path) == OK, "%s", err_message()))
        return;
    while (table_next(&table)) {
        struct params_rules rules = { table_int(&table, "enable_short_term") != 0,
                                      (int)table_int(&table, "num_relearning_steps") };

        if (CHECK(params_read(&params, table_field(&table, "w_in"), rules) == OK, "line %zu: %s",
                  table.line, err_message()))
            check_params(&params, &table);
    }
    CHECK(table.line > 3, "%s has parameters", path);
    table_close(&table);
}

static void test_fuzz(const char *path)
{
    struct table table;

    if (!CHECK(table_open(&table, path) == OK, "%s", err_message()))
        return;
    while (table_next(&table)) {
        struct fuzz_range range =
            fuzz_range((int)table_int(&table, "interval"), (int)table_int(&table, "elapsed_days"),
                       (int)table_int(&table, "maximum_interval"));

        CHECK(range.low == table_int(&table, "min_ivl") &&
                  range.high == table_int(&table, "max_ivl"),
              "line %zu: %d to %d", table.line, range.low, range.high);
    }
    CHECK(table.line > 10, "%s has intervals", path);
    table_close(&table);
}

int main(void)
{
    test_histories(OWN "configs.tsv", OWN "histories.tsv");
    test_params(OWN "params.tsv");
    test_fuzz(OWN "fuzz.tsv");
    if (file_exists(SHARED "public.tsv")) {
        test_histories(SHARED "public.configs.tsv", SHARED "public.tsv");
        test_histories(SHARED "longterm.configs.tsv", SHARED "longterm.tsv");
        test_params(SHARED "params.tsv");
        test_fuzz(SHARED "fuzz.tsv");
    }
    return check_done();
}
