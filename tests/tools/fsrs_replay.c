/* Replays review histories: fsrs_replay CONFIGS.tsv HISTORIES.tsv > TABLE.tsv
 * Reads tables as tests/srs_table.h describes them and writes one with all columns. */

#include <stdio.h>

#include "tests/srs_table.h"

static void print_headings(void)
{
    size_t i;

    printf("hist\tcfg\tn\tt_ms\trating");
    for (i = 0; i < HISTORY_COLUMNS; i++)
        printf("\t%s", history_columns[i].name);
    putchar('\n');
}

static void print_review(const struct history *history, const struct table *table)
{
    static const char *const given[] = { "hist", "cfg", "n", "t_ms", "rating" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(given); i++)
        printf("%s%.*s", i > 0 ? "\t" : "", STR_ARG(table_field(table, given[i])));
    for (i = 0; i < HISTORY_COLUMNS; i++)
        printf("\t%.*f", history_columns[i].kind == WHOLE ? 0 : 8, history->values[i]);
    putchar('\n');
}

static enum err replay(const struct configurations *all, const char *path)
{
    struct history history = { .configuration = NULL };
    struct table table;
    enum err rc = table_open(&table, path);

    if (rc == OK)
        print_headings();
    while (rc == OK && table_next(&table)) {
        rc = take_review(&history, all, &table);
        if (rc == OK)
            print_review(&history, &table);
    }
    table_close(&table);
    return rc;
}

int main(int argc, char **argv)
{
    static struct configurations all;
    enum err rc;

    if (argc != 3) {
        fprintf(stderr, "usage: fsrs_replay CONFIGS.tsv HISTORIES.tsv\n");
        return 2;
    }
    rc = read_configurations(&all, argv[1]);
    if (rc == OK)
        rc = replay(&all, argv[2]);
    if (rc != OK)
        fprintf(stderr, "fsrs_replay: %s\n", err_message());
    return rc == OK ? 0 : 3;
}
