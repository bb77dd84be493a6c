/* Over a game: a learned word is looked up again, noted as forgotten by one key, and the
 * review is opened by another. */

#include <stdlib.h>

#include "app/journal/reviews.h"
#include "app/journal/settings.h"
#include "app/journal/words.h"
#include "dict/base/clock.h"
#include "tests/check.h"
#include "tests/e2e/desk.h"
#include "tests/e2e/journal_there.h"

/* Kept and rated easy ten days ago. */
static void learn(struct journal *journal, const char *headword)
{
    const int64_t then_ms = clock_now_ms() - INT64_C(10) * 24 * 3600 * 1000;
    const struct keep keep = {
        .lang = "it", .headword = headword, .form = headword, .now_ms = then_ms
    };
    struct review_row review = {
        .time_ms = then_ms + 1, .rating = 4, .interval_days = 30, .place = "desk"
    };
    struct kept kept = { .word = 0 };
    char id[UUID_LEN + 1];

    CHECK(journal_keep(journal, &keep, &kept) == OK, "%s", err_message());
    review.word = kept.word;
    CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
}

static void count_again(void *ctx, const struct review_row *row)
{
    *(int *)ctx += row->rating == 1;
}

static int forgotten(struct journal *journal)
{
    int count = 0;

    CHECK(journal_reviews_read(journal, NULL, count_again, &count) == OK, "%s", err_message());
    return count;
}

static void test_forgotten(struct desk *desk, struct journal *journal)
{
    desk_look_up(desk, "guerra");
    session_key(desk->session, "Control_L+f");
    SESSION_UNTIL(forgotten(journal) == 1);
    CHECK_INT(forgotten(journal), 1, "one key notes that the word was forgotten");
    session_key(desk->session, "Control_L+z");
    SESSION_UNTIL(forgotten(journal) == 0);
    CHECK_INT(forgotten(journal), 0, "and one takes it back");
    session_key(desk->session, "Escape");
    CHECK(desk_becomes(desk, "visible", false), "closed");
}

static void test_review_opens(struct desk *desk)
{
    const Window game = session_active(desk->session);

    session_key(desk->session, "Super_L+w");
    CHECK(desk_reaches(desk, "page", "prompt"), "the prompt, with the offer in it");
    session_key(desk->session, "Control_L+r");
    SESSION_UNTIL(session_active(desk->session) != game && session_active(desk->session) != None);
    CHECK(session_active(desk->session) != game, "the review's window has the keyboard");
    CHECK(desk_becomes(desk, "visible", false), "the card is gone");
    session_key(desk->session, "Escape");
    SESSION_UNTIL(session_active(desk->session) == game);
    CHECK(session_active(desk->session) == game, "Esc goes back to the game");
}

int main(int argc, char **argv)
{
    struct desk desk = { 0 };
    struct journal *journal;

    if (argc != 2)
        return 2;
    desk.session = session_open(argv[1]);
    desk_add_dictionary(&desk);
    journal = journal_there(desk.session);
    learn(journal, "guerra");
    learn(journal, "anno");
    desk_start_game(&desk);
    desk_start_overlay(&desk);
    test_forgotten(&desk, journal);
    test_review_opens(&desk);
    desk_stop_overlay(&desk);
    journal_close(journal);
    session_close(desk.session);
    return check_done();
}
