#include "app/commands/revlog_file.h"

#include <stdlib.h>

#include "dict/base/mem.h"
#include "tests/check.h"

#define HEAD "card_id\ttimestamp_ms\trating\n"

static void test_rows(void)
{
    static const struct {
        const char *text, *says; /* NULL: it is fine */
        size_t count;
    } rows[] = {
        { HEAD, NULL, 0 },
        { HEAD "7\t1700000000000\t3\n", NULL, 1 },
        { HEAD "7\t1700000000000\t3", NULL, 1 },
        { "card_id\ttimestamp_ms\trating\r\n-7\t-5\t1\r\n\r\n8\t0\t4\r\n", NULL, 2 },
        { HEAD "999999999999999999\t1\t2\n", NULL, 1 },
        { "", "line 1:", 0 },
        { "7\t1700000000000\t3\n", "line 1:", 0 },
        { HEAD "7\t1700000000000\t3\n7\t17\t5\n", "line 3: rating", 0 },
        { HEAD "7\t17\t0\n", "line 2: rating", 0 },
        { HEAD "7\t17\n", "line 2: rating", 0 },
        { HEAD "7\t17\t\n", "line 2: rating", 0 },
        { HEAD "7\n", "line 2: timestamp_ms", 0 },
        { HEAD "7\t1e9\t3\n", "line 2: timestamp_ms", 0 },
        { HEAD "\t17\t3\n", "line 2: card_id", 0 },
        { HEAD "-\t17\t3\n", "line 2: card_id", 0 },
        { HEAD "1234567890123456789\t17\t3\n", "line 2: card_id", 0 },
        { HEAD "7\t17\t3\t4\n", "line 2: a line has three columns", 0 },
        { HEAD "\n\n7 17 3\n", "line 4: card_id", 0 },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct logged *log = NULL;
        size_t count = 77;
        enum err rc = revlog_parse(&log, &count, (const uint8_t *)rows[i].text,
                                   strlen(rows[i].text), "some.tsv");

        if (rows[i].says == NULL) {
            CHECK(rc == OK, "%zu: %s", i, err_message());
            CHECK_INT(count, rows[i].count, rows[i].text);
        } else {
            CHECK_INT(rc, ERR_FORMAT, rows[i].text);
            CHECK(strstr(err_message(), rows[i].says) != NULL &&
                      strstr(err_message(), "some.tsv") != NULL,
                  "%zu: %s", i, err_message());
            CHECK(log == NULL && count == 77, "%zu: nothing is given", i);
        }
        free(log);
    }
}

static void test_values(void)
{
    static const char text[] = HEAD "12\t1700000000123\t2\n-3\t-9\t4\n";
    struct logged *log = NULL;
    size_t count = 0;

    if (!CHECK(revlog_parse(&log, &count, (const uint8_t *)text, sizeof(text) - 1, "x") == OK &&
                   count == 2,
               "%s", err_message()))
        return;
    CHECK_INT(log[0].card, 12, "card");
    CHECK_INT(log[0].time_ms, INT64_C(1700000000123), "time");
    CHECK_INT(log[0].rating, RATING_HARD, "rating");
    CHECK_INT(log[1].card, -3, "card");
    CHECK_INT(log[1].time_ms, -9, "time");
    free(log);
}

static void test_files(void)
{
    struct logged *log = NULL;
    size_t count = 0;

    CHECK_INT(revlog_read(&log, &count, "/nonexistent/x.tsv"), ERR_ABSENT, "no such file");
    CHECK_INT(revlog_read(&log, &count, "/tmp"), ERR_IO, "a folder");
    CHECK_INT(revlog_read(&log, &count, "/dev/null"), ERR_IO, "no regular file");
    CHECK(revlog_read(&log, &count, WORDLOOT_SOURCE_DIR "/tests/data/srs/learner.tsv") == OK, "%s",
          err_message());
    CHECK_INT(count, 700, "reviews");
    free(log);
}

int main(void)
{
    test_rows();
    test_values();
    test_files();
    return check_done();
}
