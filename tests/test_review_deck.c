/* A session of reviews over a real journal: limits, steps, taking back, and that the
 * cards come out of the log the same, bit for bit. */

#include "app/review/deck.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/cards.h"
#include "app/journal/reviews.h"
#include "app/journal/settings.h"
#include "app/review/cache.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/journal_folder.h"

static const int64_t start_ms = INT64_C(1790000000000), minute_ms = 60000,
                     day_ms = INT64_C(86400000);

static struct journal *open_journal(void)
{
    struct journal *journal = NULL;

    folder_make();
    CHECK(journal_open(&journal, journal_path) == OK, "%s", err_message());
    return journal;
}

static int64_t keep_word(struct journal *journal, const char *headword, int64_t now_ms)
{
    const struct keep keep = { .lang = "it",
                               .headword = headword,
                               .form = headword,
                               .sentence = str_of("Una frase."),
                               .now_ms = now_ms };
    struct kept kept = { .word = 0 };

    CHECK(journal_keep(journal, &keep, &kept) == OK, "%s: %s", headword, err_message());
    return kept.word;
}

static void keep_words(struct journal *journal, int count, int64_t *words)
{
    char headword[32];
    int i;

    for (i = 0; i < count; i++) {
        snprintf(headword, sizeof(headword), "parola%d", i);
        words[i] = keep_word(journal, headword, start_ms + i * minute_ms);
    }
}

static struct deck *open_deck(struct journal *journal, int64_t now_ms, int cards)
{
    const struct deck_options options = { .cards = cards };
    struct deck *deck = NULL;

    CHECK(deck_open(&deck, journal, &options, now_ms, NULL) == OK, "%s", err_message());
    return deck;
}

/* --- the cache is what the log says --- */

struct dump {
    struct card_row rows[2000];
    size_t count;
};

static bool dump_row(void *ctx, const struct card_row *row)
{
    struct dump *dump = ctx;

    dump->rows[dump->count++] = *row;
    return dump->count < ARRAY_LEN(dump->rows);
}

static int compare_rows(const void *a, const void *b)
{
    const struct card_row *x = a, *y = b;

    return x->word < y->word ? -1 : x->word > y->word;
}

static struct dump *dump_cards(struct journal *journal)
{
    struct dump *dump = xcalloc(1, sizeof(*dump));

    CHECK(journal_cards_all(journal, NULL, dump_row, dump) == OK, "%s", err_message());
    qsort(dump->rows, dump->count, sizeof(dump->rows[0]), compare_rows);
    return dump;
}

/* Bit for bit, which == is not: -0 and 0, and what is no number. */
static bool is_same_real(double a, double b)
{
    uint64_t bits[2];

    memcpy(&bits[0], &a, sizeof(a));
    memcpy(&bits[1], &b, sizeof(b));
    return bits[0] == bits[1];
}

static bool is_same_row(const struct card_row *a, const struct card_row *b)
{
    return a->word == b->word && a->state == b->state && a->step == b->step &&
           is_same_real(a->stability, b->stability) && is_same_real(a->difficulty, b->difficulty) &&
           a->last_ms == b->last_ms && a->due_ms == b->due_ms &&
           a->interval_days == b->interval_days && a->reps == b->reps && a->lapses == b->lapses;
}

static void check_rebuilt(struct journal *journal, const struct plan *plan, int64_t now_ms)
{
    struct dump *before = dump_cards(journal), *after;
    size_t i;

    CHECK(cache_rebuild(plan, journal, now_ms, NULL) == OK, "%s", err_message());
    after = dump_cards(journal);
    CHECK(before->count > 0 && before->count == after->count, "as many cards: %zu, %zu",
          before->count, after->count);
    for (i = 0; i < before->count && i < after->count; i++)
        CHECK(is_same_row(&before->rows[i], &after->rows[i]), "word %lld is rebuilt the same",
              (long long)before->rows[i].word);
    free(before);
    free(after);
}

/* A clock that jumps, answers of one moment, intervals promised and not, undos. */
static void add_history(struct journal *journal, const struct plan *plan, int64_t word,
                        unsigned *seed, int64_t now_ms)
{
    char id[UUID_LEN + 1];
    int64_t time_ms = start_ms;
    int i, count = 1 + rand_r(seed) % 12;

    for (i = 0; i < count; i++) {
        const struct review_row review = {
            .word = word,
            .time_ms = time_ms,
            .rating = 1 + rand_r(seed) % 4,
            .interval_days = rand_r(seed) % 3 == 0 ? -1 : rand_r(seed) % 40,
            .place = "desk",
        };

        CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
        if (rand_r(seed) % 6 == 0)
            CHECK(journal_review_undo(journal, id, time_ms) == OK, "%s", err_message());
        time_ms += (rand_r(seed) % 20 - 3) * day_ms / 2;
    }
    CHECK(cache_renew(plan, journal, word, now_ms, NULL) == OK, "%s", err_message());
}

static void test_rebuilding(void)
{
    enum { WORDS = 300 };
    struct journal *journal = open_journal();
    int64_t words[WORDS], now_ms = start_ms + 40 * day_ms;
    char notice[NOTICE_MAX];
    struct plan plan;
    unsigned seed = 7;
    int i;

    plan_read(&plan, journal, notice);
    keep_words(journal, WORDS, words);
    CHECK(journal_change_begin(journal) == OK, "%s", err_message());
    for (i = 0; i < WORDS; i++)
        add_history(journal, &plan, words[i], &seed, now_ms);
    CHECK(journal_change_end(journal, OK) == OK, "%s", err_message());
    check_rebuilt(journal, &plan, now_ms);
    journal_close(journal);
    folder_remove();
}

/* --- a session --- */

/* When the first of all cards comes again. */
static int64_t earliest_due(struct journal *journal)
{
    struct dump *dump = dump_cards(journal);
    int64_t earliest = INT64_MAX;
    size_t i;

    for (i = 0; i < dump->count; i++) {
        if (dump->rows[i].due_ms < earliest)
            earliest = dump->rows[i].due_ms;
    }
    free(dump);
    return earliest;
}

/* Words answered so that the first of them comes last. */
static void test_summary(void)
{
    struct journal *journal = open_journal();
    int64_t words[4], now_ms = start_ms + day_ms;
    enum rating rating = RATING_EASY;
    struct deck_summary summary;
    struct deck_card card;
    struct deck *deck;

    keep_words(journal, 4, words);
    deck = open_deck(journal, now_ms, 4);
    while (deck_next(deck, now_ms, &card, NULL) == OK) {
        CHECK(deck_rate(deck, rating, now_ms, 3000) == OK, "%s", err_message());
        rating = RATING_GOOD;
        now_ms += 10000;
    }
    CHECK(deck_summary(deck, now_ms, &summary) == OK, "%s", err_message());
    CHECK(summary.next_due_ms == earliest_due(journal) && summary.next_due_ms > now_ms,
          "the next card is due at %lld", (long long)summary.next_due_ms);
    deck_close(deck);
    journal_close(journal);
    folder_remove();
}

static void test_session(void)
{
    struct journal *journal = open_journal();
    int64_t words[30], now_ms = start_ms + day_ms, wait_ms = 0;
    struct deck_card card, again;
    struct card outcomes[RATING_COUNT];
    struct deck_summary summary;
    struct deck *deck;
    int answers = 0;

    keep_words(journal, 30, words);
    deck = open_deck(journal, now_ms, 0);
    CHECK_INT(deck_outlook(deck).fresh, 10, "ten new words a day");
    CHECK_INT(deck_outlook(deck).due, 0, "nothing is due yet");
    CHECK(deck_next(deck, now_ms, &card, NULL) == OK && card.word == words[29] && card.is_new,
          "the word met last comes first");
    deck_preview(deck, now_ms, outcomes);
    CHECK(outcomes[RATING_AGAIN - 1].due_ms - now_ms == minute_ms, "again: in a minute");
    CHECK(outcomes[RATING_EASY - 1].interval_days > 1, "easy: in days");
    CHECK(deck_rate(deck, RATING_EASY, now_ms, 4000) == OK, "%s", err_message());
    CHECK(deck_undo(deck, now_ms) == OK, "%s", err_message());
    CHECK(deck_next(deck, now_ms, &again, NULL) == OK && again.word == card.word && again.is_new,
          "taken back, it is asked again and is new again");
    CHECK_INT(deck_undo(deck, now_ms), ERR_ABSENT, "nothing left to take back");
    while (deck_next(deck, now_ms, &card, &wait_ms) == OK && answers < 100) {
        CHECK(deck_rate(deck, RATING_GOOD, now_ms, 3000) == OK, "%s", err_message());
        answers++;
        now_ms += 10000;
    }
    CHECK_INT(answers, 20, "ten words, each in two steps");
    CHECK(deck_summary(deck, now_ms, &summary) == OK, "%s", err_message());
    CHECK_INT(summary.words, 10, "ten words");
    CHECK_INT(summary.learned, 10, "all left their steps");
    CHECK_INT(summary.forgotten, 0, "none was hard");
    check_rebuilt(journal, deck_plan(deck), now_ms);
    deck_close(deck);
    deck = open_deck(journal, now_ms, 0);
    CHECK_INT(deck_outlook(deck).fresh, 0, "no more new words today");
    deck_close(deck);
    deck = open_deck(journal, now_ms + day_ms, 0);
    CHECK_INT(deck_outlook(deck).fresh, 10, "tomorrow ten more");
    deck_close(deck);
    journal_close(journal);
    folder_remove();
}

/* After a long break the day's limit holds, and the rest is said to come later. */
static void test_break(void)
{
    struct journal *journal = open_journal();
    int64_t words[40], now_ms = start_ms + day_ms;
    struct deck_card card;
    struct deck *deck;
    char review[UUID_LEN + 1];
    int forgotten = 0;

    CHECK(settings_set(journal, SETTING_NEW_PER_DAY, NULL, "40") == OK, "%s", err_message());
    CHECK(settings_set(journal, SETTING_REVIEWS_PER_DAY, NULL, "15") == OK, "%s", err_message());
    keep_words(journal, 40, words);
    deck = open_deck(journal, now_ms, 0);
    while (deck_next(deck, now_ms, &card, NULL) == OK)
        CHECK(deck_rate(deck, RATING_EASY, now_ms, 1000) == OK, "%s", err_message());
    deck_close(deck);
    now_ms += 90 * day_ms;
    deck = open_deck(journal, now_ms, 0);
    CHECK_INT(deck_outlook(deck).due, 15, "no wall");
    CHECK_INT(deck_outlook(deck).later, 25, "the rest comes later");
    CHECK_INT(deck_outlook(deck).later_days, 2, "over two days");
    CHECK(deck_next(deck, now_ms, &card, NULL) == OK, "%s", err_message());
    CHECK(deck_set_state(deck, WORD_KNOWN) == OK, "%s", err_message());
    CHECK(deck_undo(deck, now_ms) == OK, "%s", err_message());
    CHECK(deck_is_learned(journal, words[3]), "rated easy, it is learned");
    CHECK(deck_forget(journal, words[3], now_ms, review) == OK, "%s", err_message());
    CHECK(!deck_is_learned(journal, words[3]), "forgotten, it is not");
    CHECK(deck_remember(journal, words[3], review, now_ms) == OK, "%s", err_message());
    CHECK(deck_is_learned(journal, words[3]), "taken back, it is again");
    CHECK(deck_remember(journal, words[3], review, now_ms) == ERR_ABSENT, "once");
    CHECK(deck_forget(journal, words[3], now_ms, review) == OK, "%s", err_message());
    CHECK(deck_count_due(journal, NULL, now_ms, &forgotten) == OK && forgotten > 0, "%s",
          err_message());
    deck_close(deck);
    journal_close(journal);
    folder_remove();
}

int main(void)
{
    setenv("TZ", "UTC", 1);
    test_rebuilding();
    test_session();
    test_summary();
    test_break();
    return check_done();
}
