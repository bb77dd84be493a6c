/* A rated card is on the disk before the next one shows: a child that reviews is killed at
 * random moments, and no rating that was acknowledged to it is lost or there twice. */

#include "app/journal/reviews.h"
#include "app/journal/settings.h"
#include "app/review/deck.h"
#include "tests/journal_folder.h"
#include "tests/kill_child.h"

enum { KILLS = 200, RATINGS_FIRST = 8, LONGEST_US = 20000, WORDS = 80 };

static const int64_t minute_ms = 60000, day_ms = INT64_C(86400000);

struct rated {
    int64_t word, time_ms;
    int rating, pad;
};

/* When the child's day begins; after all that earlier children did. */
static int64_t child_day_ms = INT64_C(1795176000000);

static struct deck *open_deck(struct journal *journal, int64_t now_ms)
{
    const struct deck_options options = { .cards = WORDS };
    struct deck *deck = NULL;

    if (deck_open(&deck, journal, &options, now_ms, NULL) != OK)
        _exit(2);
    return deck;
}

static void review_until_killed(int pipe_end)
{
    struct journal *journal = NULL;
    struct deck *deck = NULL;
    struct deck_card card = { 0 };
    struct rated rated = { .time_ms = child_day_ms };

    if (journal_open(&journal, journal_path) != OK || journal_notice(journal) != NULL)
        _exit(1);
    deck = open_deck(journal, rated.time_ms);
    for (;;) {
        rated.time_ms += minute_ms;
        if (deck_next(deck, rated.time_ms, &card, NULL) != OK) {
            deck_close(deck);
            rated.time_ms += day_ms;
            deck = open_deck(journal, rated.time_ms);
            continue;
        }
        rated.word = card.word;
        rated.rating = 1 + (int)(rated.time_ms / minute_ms % 4);
        if (deck_rate(deck, (enum rating)rated.rating, rated.time_ms, 0) != OK)
            _exit(3);
        if (write(pipe_end, &rated, sizeof(rated)) != sizeof(rated))
            _exit(4);
    }
}

struct count {
    const struct rated *of;
    int same;
};

static void count_same(void *ctx, const struct review_row *row)
{
    struct count *count = ctx;

    count->same += row->time_ms == count->of->time_ms && row->rating == count->of->rating;
}

static void check_since(const struct told *told, size_t from, int nth)
{
    struct journal *journal = folder_open();
    struct count count;
    size_t i, reviews = 0;

    CHECK(journal_check(journal) == OK, "kill %d: %s", nth, err_message());
    for (i = from; i < told->count; i++) {
        count = (struct count){ told_at(told, i), 0 };
        CHECK(journal_reviews_of(journal, count.of->word, count_same, &count) == OK, "%s",
              err_message());
        CHECK_INT(count.same, 1, "a rating that was acknowledged");
        child_day_ms = count.of->time_ms;
    }
    /* Each kill may have come between the disk and the pipe. */
    CHECK(journal_reviews_count(journal, &reviews) == OK, "%s", err_message());
    CHECK(reviews >= told->count && reviews <= told->count + (size_t)nth + 1,
          "kill %d: %zu reviews for %zu acknowledged", nth, reviews, told->count);
    child_day_ms += 2 * day_ms;
    journal_close(journal);
}

static void keep_words(void)
{
    struct journal *journal = folder_open();
    struct kept kept;
    char headword[32];
    int i;

    for (i = 0; i < WORDS; i++) {
        const struct keep keep = { .lang = "it",
                                   .headword = headword,
                                   .form = headword,
                                   .now_ms = child_day_ms - day_ms + i * minute_ms };

        snprintf(headword, sizeof(headword), "parola%d", i);
        CHECK(journal_keep(journal, &keep, &kept) == OK, "%s", err_message());
    }
    CHECK(settings_set(journal, SETTING_NEW_PER_DAY, NULL, "80") == OK, "%s", err_message());
    journal_close(journal);
}

int main(void)
{
    struct told told = { .size = sizeof(struct rated) };
    unsigned random = 20261126; /* a fixed sequence: a failure can be run again */
    size_t before, first;
    int i;

    folder_make();
    keep_words();
    for (i = 0; i < KILLS; i++) {
        before = told.count;
        first = next_random(&random) % RATINGS_FIRST;
        kill_child(&told, review_until_killed, first, next_random(&random) % LONGEST_US, i);
        check_since(&told, before, i);
    }
    CHECK(told.count > KILLS, "%zu ratings were acknowledged before %d kills", told.count, KILLS);
    fprintf(stderr, "%zu ratings were acknowledged before %d kills\n", told.count, KILLS);
    folder_remove();
    free(told.records);
    return check_done();
}
