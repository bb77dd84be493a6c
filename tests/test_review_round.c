/* A round of the review window without a screen, over a real journal. */

#include "app/review/round.h"

#include "app/journal/reviews.h"
#include "app/journal/settings.h"
#include "tests/round_desk.h"

static const char line[] = "La guerra continua.", other[] = "Una guerra terribile.";

static void test_empty(void)
{
    struct journal *journal = folder_begin();
    struct round *round = begin_round(journal, noon_ms);

    CHECK_INT(round->page, ROUND_EMPTY, "no words");
    round_go(round, noon_ms);
    round_rate(round, RATING_GOOD, noon_ms);
    CHECK_INT(round->page, ROUND_EMPTY, "nothing to do");
    round_close(round);
    folder_end(journal);
}

static void test_steps(void)
{
    struct journal *journal = folder_begin();
    struct round *round;

    keep_scene(journal, "guerra", "guerra", line, noon_ms - 1000);
    round = begin_round(journal, noon_ms);
    CHECK_INT(round->page, ROUND_OPENING, "something is due");
    round_rate(round, RATING_GOOD, noon_ms);
    CHECK_INT(round->page, ROUND_OPENING, "nothing is answered before it is asked");
    round_go(round, noon_ms);
    CHECK_INT(round->page, ROUND_QUESTION, "the question");
    CHECK_STR(round->headword, "guerra", "of the word");
    CHECK_STR(round->scene.sentence, line, "with its sentence");
    CHECK_STR(round->scene.game, "Wesnoth", "and game");
    CHECK_INT(round->asked.face, FACE_SENTENCE, "a young word shows its sentence");
    round_go(round, noon_ms);
    CHECK(round->page == ROUND_ANSWER && round_has_more(round), "the definition first");
    CHECK_STR(round->meaning.definition, "guerra in it", "as it was asked for");
    round_go(round, noon_ms);
    CHECK(round->translation_shown && !round_has_more(round), "then the translation");
    CHECK(round->outcomes[0].due_ms < round->outcomes[3].due_ms, "buttons tell intervals");
    round_rate(round, RATING_EASY, noon_ms + 5000);
    CHECK_INT(round->page, ROUND_CLOSING, "the end");
    CHECK(round->summary.words == 1 && round->summary.learned == 1, "what was done");
    CHECK(round->summary.next_due_ms > noon_ms, "and when to come back");
    round_undo(round, noon_ms + 6000);
    CHECK_INT(round->page, ROUND_QUESTION, "taken back, it is asked again");
    CHECK_STR(round->notice, "review.undone", "and told");
    round_undo(round, noon_ms + 7000);
    CHECK_STR(round->notice, "review.nothing-to-undo", "once more");
    round_close(round);
    folder_end(journal);
}

static void count_one(void *ctx, const struct review_row *row)
{
    CHECK(row->duration_ms == 3000 && row->rating == RATING_AGAIN, "how long, and what");
    ++*(int *)ctx;
}

static void test_waiting_and_states(void)
{
    struct journal *journal = folder_begin();
    struct round *round;
    int count = 0;

    keep_scene(journal, "guerra", "guerra", line, noon_ms - 3000);
    keep_scene(journal, "pace", "guerra", other, noon_ms - 2000);
    round = begin_round(journal, noon_ms);
    round_go(round, noon_ms);
    round_set_state(round, WORD_KNOWN, noon_ms);
    CHECK_STR(round->notice, "review.known", "told");
    CHECK_INT(round->page, ROUND_QUESTION, "the other word");
    round_go(round, noon_ms);
    round_rate(round, RATING_AGAIN, noon_ms + 3000);
    CHECK(round->page == ROUND_QUESTION, "its step is so near that it is asked at once");
    CHECK(journal_reviews_since(journal, 0, count_one, &count) == OK && count == 1, "in the log");
    round_end(round, noon_ms + 4000);
    CHECK_INT(round->page, ROUND_CLOSING, "ended");
    CHECK(round->summary.forgotten == 1 && round->summary.hard_count == 1, "what was hard");
    round_close(round);
    folder_end(journal);
}

/* Each time the word comes it is another scene. */
static void test_scenes_rotate(void)
{
    struct journal *journal = folder_begin();
    struct round *round;
    char first[100];

    keep_scene(journal, "guerra", "guerra", line, noon_ms - 3000);
    keep_scene(journal, "guerra", "guerra", other, noon_ms - 2000);
    round = begin_round(journal, noon_ms);
    round_go(round, noon_ms);
    snprintf(first, sizeof(first), "%s", round->scene.sentence);
    round_go(round, noon_ms);
    round_rate(round, RATING_AGAIN, noon_ms + 1000);
    CHECK(round->page == ROUND_QUESTION && strcmp(round->scene.sentence, first) != 0,
          "another scene");
    round_close(round);
    folder_end(journal);
}

/* What cannot be used of the settings is said, and the rest works. */
static void test_damaged_parameters(void)
{
    struct journal *journal = folder_begin();
    struct round *round;

    CHECK(journal_setting_set(journal, "fsrs", "nan, 1, 2") == OK, "%s", err_message());
    keep_scene(journal, "guerra", "guerra", line, noon_ms - 3000);
    round = begin_round(journal, noon_ms);
    CHECK_INT(round->page, ROUND_OPENING, "it opens");
    round_go(round, noon_ms);
    round_go(round, noon_ms);
    round_rate(round, RATING_GOOD, noon_ms + 1000);
    CHECK(round->page != ROUND_ANSWER, "and answers count");
    round_close(round);
    folder_end(journal);
}

int main(void)
{
    test_empty();
    test_steps();
    test_waiting_and_states();
    test_scenes_rotate();
    test_damaged_parameters();
    return check_done();
}
