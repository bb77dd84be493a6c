#include "app/journal/reviews.h"

#include "app/journal/journal_private.h"
#include "app/journal/settings.h"
#include "tests/journal_folder.h"

/* A row as a review writes it; UNDOES names another row, and then there is no rating. */
static void add_review(struct journal *journal, const char *id, int64_t word, int64_t time_ms,
                       int rating, const char *undoes)
{
    struct stmt *add = db_prepare(journal->db, "INSERT INTO review (id, word, time_ms, rating,"
                                               " place, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    stmt_text(add, 1, str_of(id));
    stmt_int(add, 2, word);
    stmt_int(add, 3, time_ms);
    if (undoes == NULL)
        stmt_int(add, 4, rating);
    stmt_text(add, 5, str_of("desk"));
    stmt_text(add, 6, str_of(undoes));
    CHECK(stmt_run(add) == OK, "%s: %s", id, err_message());
    stmt_free(add);
}

static void list_review(void *ctx, const struct review_row *row)
{
    buf_printf(ctx, "%lld:%lld:%d ", (long long)row->word, (long long)row->time_ms, row->rating);
}

static void check_reviews(struct journal *journal, const char *want, const char *name)
{
    struct buf list;

    buf_init(&list, 4000);
    CHECK(journal_reviews_read(journal, NULL, list_review, &list) == OK, "%s: %s", name,
          err_message());
    CHECK_STR(buf_text(&list), want, name);
    buf_dispose(&list);
}

static void test_reviews(void)
{
    struct journal *journal = folder_begin();
    int64_t one = folder_keep(journal, "sovrano", NULL, noon_ms).word;
    int64_t two = folder_keep(journal, "stirpe", NULL, noon_ms).word;
    size_t count = 9;

    CHECK_INT(one, 1, "the first word");
    check_reviews(journal, "", "nothing yet");
    CHECK(journal_reviews_count(journal, &count) == OK && count == 0, "%zu", count);

    add_review(journal, "a", two, 500, 3, NULL);
    add_review(journal, "c", one, 700, 4, NULL);
    add_review(journal, "b", one, 700, 1, NULL); /* the same moment: by id */
    add_review(journal, "d", one, 600, 2, NULL); /* the clock was set back */
    check_reviews(journal, "1:600:2 1:700:1 1:700:4 2:500:3 ", "by word and time");

    add_review(journal, "e", one, 800, 0, "b");
    add_review(journal, "f", two, 801, 0, "a");
    check_reviews(journal, "1:600:2 1:700:4 ", "undone ones are left out");
    CHECK(journal_reviews_count(journal, &count) == OK && count == 2, "%zu that count", count);
    folder_end(journal);
}

static void test_setting(void)
{
    static const struct {
        const char *value;
        bool fits;
    } rows[] = {
        { "", true },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 0.21", true },
        { "1 2 3", false },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 nan", false },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 -1", false },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20  21", false },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22", false },
        { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 1.0000000000000000000000000", false },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK((setting_check(SETTING_FSRS, rows[i].value) == OK) == rows[i].fits, "fsrs \"%s\"",
              rows[i].value);
}

int main(void)
{
    test_reviews();
    test_setting();
    return check_done();
}
