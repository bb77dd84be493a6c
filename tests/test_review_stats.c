/* The figures of the statistics, over a journal whose every row is known. */

#include "app/review/stats.h"

#include <stdlib.h>

#include "app/journal/cards.h"
#include "app/journal/reviews.h"
#include "app/journal/settings.h"
#include "app/journal/words.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/journal_folder.h"

/* 2026-11-27 12:00 UTC; the day began at four. */
static const int64_t now_ms = INT64_C(1795780800000), day_ms = INT64_C(86400000);

static int64_t keep(struct journal *journal, const char *lang, const char *headword,
                    const char *game, int days_ago)
{
    const struct keep keep = { .lang = lang,
                               .headword = headword,
                               .form = headword,
                               .game = game,
                               .now_ms = now_ms - days_ago * day_ms };
    struct kept kept = { .word = 0 };

    CHECK(journal_keep(journal, &keep, &kept) == OK, "%s: %s", headword, err_message());
    return kept.word;
}

static void review(struct journal *journal, int64_t word, double days_ago, int rating)
{
    const struct review_row row = { .word = word,
                                    .time_ms = now_ms - (int64_t)(days_ago * (double)day_ms),
                                    .rating = rating,
                                    .interval_days = -1,
                                    .place = "desk" };
    char id[UUID_LEN + 1];

    CHECK(journal_review_add(journal, &row, id) == OK, "%s", err_message());
}

static void read_stats(struct stats *stats, struct journal *journal, const char *lang)
{
    /* Reviews are added behind the cache's back here. */
    CHECK(journal_cards_reset(journal, "") == OK, "%s", err_message());
    CHECK(stats_read(stats, journal, lang, now_ms) == OK, "%s", err_message());
}

static void test_empty(struct journal *journal)
{
    struct stats stats;

    read_stats(&stats, journal, NULL);
    CHECK_INT(stats.lookups + stats.reviews + stats.learning, 0, "nothing in an empty journal");
    CHECK_INT(stats.recall_all.asked, 0, "nobody was asked");
    CHECK_INT(stats.met.count + stats.games.count + stats.hard.count, 0, "no lists");
    stats_dispose(&stats);
}

static void test_days(struct journal *journal)
{
    struct stats stats;

    keep(journal, "it", "spada", "Wesnoth", 0);
    keep(journal, "it", "spada", "Wesnoth", 3);
    keep(journal, "it", "elfo", "Wesnoth", 3);
    keep(journal, "it", "elfo", NULL, STATS_DAYS + 5);
    keep(journal, "de", "Burg", "Gothic", 1);
    read_stats(&stats, journal, NULL);
    CHECK_INT(stats.lookups, 5, "every lookup of all time");
    CHECK_INT(stats.learning, 3, "three words");
    CHECK_INT(stats.looked_up[0], 1, "today");
    CHECK_INT(stats.looked_up[1], 1, "yesterday");
    CHECK_INT(stats.looked_up[3], 2, "three days ago");
    CHECK_INT(stats.looked_up[2], 0, "none the day between");
    CHECK_INT(stats.strength[STRENGTH_NEW], 3, "none was reviewed");
    CHECK_INT(stats.games.count, 3, "two games and none");
    CHECK_STR(stats.games.items[0].name, "Wesnoth", "the game with most words first");
    CHECK_INT(stats.games.items[0].count, 2, "words, not lookups");
    CHECK_INT(stats.met.count, 2, "words met once are not listed");
    CHECK_STR(stats.met.items[0].name, "elfo", "equal ones by the alphabet");
    stats_dispose(&stats);
    read_stats(&stats, journal, "de");
    CHECK_INT(stats.lookups, 1, "one language alone");
    CHECK_INT(stats.learning, 1, "its words");
    CHECK_INT(stats.games.count, 1, "its games");
    stats_dispose(&stats);
}

/* Recalled or not counts once a day, and only when it was asked on a day before. */
static void test_recall(struct journal *journal)
{
    const int64_t word = keep(journal, "it", "drago", NULL, 50), burg = 3;
    struct stats stats;

    review(journal, word, 40, 3);    /* the first time: no recall */
    review(journal, word, 39.99, 1); /* the same day: none */
    review(journal, word, 39.98, 3);
    review(journal, word, 39.97, 3);
    review(journal, word, 38, 3);       /* recalled */
    review(journal, word, 20, 1);       /* not */
    review(journal, word, 19.99, 3);    /* the same day */
    review(journal, word, 9.0 / 24, 3); /* at three in the morning: yesterday still */
    review(journal, word, -1, 1);       /* tomorrow: a wrong clock */
    review(journal, burg, 2, 3);
    read_stats(&stats, journal, NULL);
    CHECK_INT(stats.reviews, 9, "but for the one from the future");
    CHECK_INT(stats.reviewed[0], 0, "before four it is yesterday");
    CHECK_INT(stats.reviewed[1], 1, "yesterday's");
    CHECK_INT(stats.reviewed[20], 2, "both of that day");
    CHECK_INT(stats.recall_all.asked, 3, "asked on a later day");
    CHECK_INT(stats.recall_all.recalled, 2, "and recalled");
    CHECK_INT(stats.recall_month.asked, 2, "in the last 30 days");
    CHECK_INT(stats.recall_month.recalled, 1, "and recalled");
    CHECK_INT(stats.month, 10, "November");
    CHECK_INT(stats.recall_by_month[0].asked, 2, "this month");
    CHECK_INT(stats.recall_by_month[1].asked, 1, "October");
    if (!CHECK_INT(stats.hard.count, 1, "one was forgotten"))
        return;
    CHECK_STR(stats.hard.items[0].name, "drago", "this one");
    CHECK_INT(stats.hard.items[0].count, 1, "once, after it was learned");
    CHECK(!stats.hard.items[0].is_leech, "which makes no leech");
    CHECK_INT(stats.strength[STRENGTH_NEW], 2, "the others are new");
    stats_dispose(&stats);
    read_stats(&stats, journal, "it");
    CHECK_INT(stats.reviews, 8, "one language's reviews alone");
    stats_dispose(&stats);
}

/* A known word is nowhere due; what was due before is due today. */
static void test_due_and_states(struct journal *journal)
{
    struct stats before, after;
    int64_t old = keep(journal, "it", "fuoco", NULL, 200);
    int i, all = 0;

    read_stats(&before, journal, NULL);
    review(journal, old, 190, 3);
    review(journal, old, 180, 3);
    CHECK(settings_set(journal, SETTING_RETENTION, NULL, "85") == OK, "%s", err_message());
    read_stats(&after, journal, NULL);
    CHECK_INT(after.due[0], before.due[0] + 1, "overdue counts for today");
    CHECK(after.wished > 0.849 && after.wished < 0.851, "the retention wished for");
    for (i = 0; i < STATS_AHEAD; i++)
        all += after.due[i];
    CHECK(all >= 1, "and some day has it");
    stats_dispose(&before);
    stats_dispose(&after);
    CHECK(journal_set_state(journal, old, WORD_KNOWN) == OK, "%s", err_message());
    read_stats(&after, journal, NULL);
    CHECK_INT(after.due[0], before.due[0], "a known word is not due");
    CHECK_INT(after.known, 1, "and counted as known");
    CHECK_INT(after.strength[STRENGTH_KNOWN], 1, "in the chart too");
    stats_dispose(&after);
}

static void test_leech(struct journal *journal)
{
    const int64_t word = keep(journal, "it", "orco", NULL, 100);
    struct stats stats;
    int i;

    for (i = 0; i < 12; i++) {
        review(journal, word, 90 - 5 * i, 3);
        review(journal, word, 89.9 - 5 * i, 3);
        review(journal, word, 87 - 5 * i, 1);
        review(journal, word, 86.9 - 5 * i, 3);
    }
    CHECK(settings_set(journal, SETTING_RETENTION, NULL, "90") == OK, "%s", err_message());
    read_stats(&stats, journal, NULL);
    CHECK_STR(stats.hard.items[0].name, "orco", "the hardest first");
    CHECK(stats.hard.items[0].count >= 8, "%d lapses", (int)stats.hard.items[0].count);
    CHECK(stats.hard.items[0].is_leech, "it is a leech");
    stats_dispose(&stats);
}

int main(void)
{
    struct journal *journal;

    setenv("TZ", "UTC", 1);
    journal = folder_begin();
    test_empty(journal);
    test_days(journal);
    test_recall(journal);
    test_due_and_states(journal);
    test_leech(journal);
    folder_end(journal);
    return check_done();
}
