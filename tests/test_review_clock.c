/* Sessions under clocks that lie: set back and forward, in other time zones, over the nights
 * when the hour changes. Nothing is lost, every date is one that a learner can live with,
 * and the log alone gives the same dates again. */

#include "app/review/round.h"

#include <time.h>

#include "app/journal/cards.h"
#include "app/journal/reviews.h"
#include "app/review/cache.h"
#include "app/review/stats.h"
#include "tests/round_desk.h"

static const char line[] = "La guerra continua.";
static const int64_t minute_ms = 60000, day_ms = INT64_C(86400000);

/* A session at AT_MS, in the zone TZ: all that comes is rated. */
struct sitting {
    const char *tz; /* NULL: as it was */
    int64_t at_ms;
    enum rating rating;
};

enum { SITTINGS_MAX = 8, YEAR = 365 };

static void set_zone(const char *tz)
{
    setenv("TZ", tz, 1);
    tzset();
}

static void count_review(void *ctx, const struct review_row *row)
{
    (void)row;
    ++*(int *)ctx;
}

static int reviews(struct journal *journal)
{
    int count = 0;

    CHECK(journal_reviews_read(journal, NULL, count_review, &count) == OK, "%s", err_message());
    return count;
}

static void check_outcomes(const struct round *round, int64_t now_ms, const char *name)
{
    int i;

    for (i = 0; i < RATING_COUNT; i++) {
        const struct card *card = &round->outcomes[i];

        CHECK(card->due_ms >= now_ms && card->due_ms <= now_ms + (int64_t)DAYS_MAX * day_ms,
              "%s: button %d is due in %lld ms", name, i + 1, (long long)(card->due_ms - now_ms));
        CHECK(card->memory.stability >= STABILITY_MIN && card->memory.stability <= STABILITY_MAX,
              "%s: button %d has a stability of %f", name, i + 1, card->memory.stability);
    }
}

/* Gives how many ratings were made. */
static int sit(struct journal *journal, const struct sitting *sitting, const char *name)
{
    struct round *round = begin_round(journal, sitting->at_ms);
    int64_t now_ms = sitting->at_ms;
    int rated = 0;

    round_go(round, now_ms);
    while (round->page == ROUND_QUESTION && rated < 20) {
        check_outcomes(round, now_ms, name);
        round_go(round, now_ms);
        round_rate(round, sitting->rating, now_ms);
        CHECK(round->page != ROUND_ANSWER, "%s: the answer is taken", name);
        rated++;
        now_ms += minute_ms;
    }
    CHECK(round->notice == NULL, "%s: %s", name, round->notice);
    round_close(round);
    return rated;
}

static bool take_due(void *ctx, const struct card_row *row)
{
    *(int64_t *)ctx += row->due_ms;
    return true;
}

static int64_t due_dates(struct journal *journal)
{
    int64_t sum = 0;

    CHECK(journal_cards_all(journal, NULL, take_due, &sum) == OK, "%s", err_message());
    return sum;
}

/* The cached dates are those that the log gives. */
static void check_rebuilt(struct journal *journal, int64_t now_ms, const char *name)
{
    char notice[NOTICE_MAX];
    struct plan plan;
    struct stats stats;
    int64_t before;

    plan_read(&plan, journal, notice);
    CHECK(cache_refresh(&plan, journal, now_ms, NULL) == OK, "%s", err_message());
    before = due_dates(journal);
    CHECK(cache_rebuild(&plan, journal, now_ms, NULL) == OK, "%s", err_message());
    CHECK(due_dates(journal) == before, "%s: the same dates again", name);
    CHECK(stats_read(&stats, journal, NULL, now_ms) == OK, "%s: %s", name, err_message());
    stats_dispose(&stats);
}

static void check_sittings(const char *name, const struct sitting sittings[SITTINGS_MAX])
{
    struct journal *journal = folder_begin();
    int rated = 0;
    size_t i;

    keep_scene(journal, "guerra", "guerra", line, noon_ms - 2000);
    keep_scene(journal, "pace", "guerra", line, noon_ms - 1000);
    for (i = 0; i < SITTINGS_MAX && sittings[i].at_ms != 0; i++) {
        if (sittings[i].tz != NULL)
            set_zone(sittings[i].tz);
        rated += sit(journal, &sittings[i], name);
        CHECK_INT(reviews(journal), rated, name);
    }
    CHECK(rated >= 4, "%s: %d ratings", name, rated);
    check_rebuilt(journal, sittings[i - 1].at_ms + day_ms, name);
    set_zone("UTC");
    folder_end(journal);
}

static void test_clocks(void)
{
    /* 2026-03-29 01:00 UTC and 2026-10-25 01:00 UTC: when the hour changes in Rome. */
    const int64_t spring = INT64_C(1774746000000), autumn = INT64_C(1792890000000);
    const struct {
        const char *name;
        struct sitting sittings[SITTINGS_MAX];
    } rows[] = {
        { "set back by years",
          { { "UTC", noon_ms, RATING_EASY },
            { NULL, noon_ms + 30 * day_ms, RATING_GOOD },
            { NULL, noon_ms - 20 * YEAR * day_ms, RATING_GOOD },
            { NULL, noon_ms + 60 * day_ms, RATING_GOOD } } },
        { "set forward by years",
          { { "UTC", noon_ms, RATING_EASY },
            { NULL, noon_ms + 30 * YEAR * day_ms, RATING_AGAIN },
            { NULL, noon_ms + 40 * day_ms, RATING_GOOD } } },
        { "at the beginning of time",
          { { "UTC", 1, RATING_EASY }, { NULL, noon_ms, RATING_GOOD } } },
        { "the same moment again",
          { { "UTC", noon_ms, RATING_AGAIN },
            { NULL, noon_ms, RATING_GOOD },
            { NULL, noon_ms, RATING_GOOD } } },
        { "to Auckland and to Honolulu",
          { { "Pacific/Auckland", noon_ms, RATING_EASY },
            { "Pacific/Honolulu", noon_ms + 20 * day_ms, RATING_GOOD },
            { "Pacific/Auckland", noon_ms + 200 * day_ms, RATING_GOOD } } },
        { "an hour that does not exist",
          { { "Europe/Rome", spring - 20 * day_ms, RATING_EASY },
            { NULL, spring - minute_ms, RATING_GOOD },
            { NULL, spring + minute_ms, RATING_GOOD },
            { NULL, spring + 90 * day_ms, RATING_GOOD } } },
        { "an hour that comes twice",
          { { "Europe/Rome", autumn - 20 * day_ms, RATING_EASY },
            { NULL, autumn - minute_ms, RATING_GOOD },
            { NULL, autumn + minute_ms, RATING_GOOD },
            { NULL, autumn + 90 * day_ms, RATING_GOOD } } },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        check_sittings(rows[i].name, rows[i].sittings);
}

/* A card is due on a day, and on that whole day, whatever the hour did in between. */
static void test_day_of_spring(void)
{
    const int64_t spring = INT64_C(1774746000000);
    struct journal *journal;
    struct round *round;
    int64_t due_ms;
    int due = 0;

    set_zone("Europe/Rome");
    journal = folder_begin();
    keep_scene(journal, "guerra", "guerra", line, spring - 5 * day_ms);
    round = begin_round(journal, spring - day_ms);
    round_go(round, spring - day_ms);
    due_ms = round->outcomes[RATING_EASY - 1].due_ms;
    round_go(round, spring - day_ms);
    round_rate(round, RATING_EASY, spring - day_ms);
    round_close(round);
    CHECK(deck_count_due(journal, NULL, due_ms - 30 * 3600 * 1000, &due) == OK && due == 0,
          "not the day before");
    CHECK(deck_count_due(journal, NULL, due_ms - 60 * minute_ms, &due) == OK && due == 1,
          "an hour before its time it is due: it is its day");
    set_zone("UTC");
    folder_end(journal);
}

/* Another copy of the journal came from a machine whose clock is years ahead. */
static void test_log_from_the_future(void)
{
    struct journal *journal = folder_begin();
    const struct kept kept = keep_scene(journal, "guerra", "guerra", line, noon_ms - 1000);
    const struct review_row future = { .word = kept.word,
                                       .time_ms = noon_ms + 5 * YEAR * day_ms,
                                       .rating = RATING_GOOD,
                                       .interval_days = 400,
                                       .place = "desk" };
    const struct sitting today = { NULL, noon_ms, RATING_EASY };
    char id[UUID_LEN + 1];

    CHECK(journal_review_add(journal, &future, id) == OK, "%s", err_message());
    CHECK_INT(sit(journal, &today, "a log from the future"), 1, "the word still comes today");
    CHECK_INT(reviews(journal), 2, "and nothing of the log is lost");
    check_rebuilt(journal, noon_ms + day_ms, "a log from the future");
    check_rebuilt(journal, noon_ms + 6 * YEAR * day_ms, "when its time has come");
    folder_end(journal);
}

int main(void)
{
    set_zone("UTC");
    test_clocks();
    test_day_of_spring();
    test_log_from_the_future();
    return check_done();
}
