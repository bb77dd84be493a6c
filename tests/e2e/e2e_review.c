/* The review window and the statistics, driven by real keys alone and by the mouse alone. */

#include <stdlib.h>

#include "app/journal/reviews.h"
#include "app/journal/settings.h"
#include "app/journal/taught.h"
#include "app/journal/words.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/journal_there.h"

enum { INSIDE_X = 640, INSIDE_Y = 360 };
static uint32_t bare_screen; /* the pixel there without any window */

static const char *const words[] = { "guerra", "reame", "regno", "anno", "orco", "nord" };
static const char sentence[] = "Nel ventottesimo anno del regno la guerra.";

static void keep_words(struct journal *journal)
{
    struct kept kept;
    size_t i;

    for (i = 0; i < ARRAY_LEN(words); i++) {
        const struct keep keep = { .lang = "it",
                                   .headword = words[i],
                                   .form = words[i],
                                   .sentence = str_of(sentence),
                                   .form_at = 4,
                                   .form_len = 12,
                                   .now_ms = clock_now_ms() };

        CHECK(journal_keep(journal, &keep, &kept) == OK, "%s", err_message());
    }
}

struct ratings {
    int count, last;
};

static void count_one(void *ctx, const struct review_row *row)
{
    struct ratings *ratings = ctx;

    ratings->count++;
    ratings->last = row->rating;
}

static struct ratings ratings_since(struct journal *journal, int64_t since_ms)
{
    struct ratings ratings = { 0 };

    CHECK(journal_reviews_since(journal, since_ms, count_one, &ratings) == OK, "%s", err_message());
    return ratings;
}

static int reviews(struct journal *journal)
{
    return ratings_since(journal, 0).count;
}

static bool reaches(struct journal *journal, int want)
{
    SESSION_UNTIL(reviews(journal) == want);
    return reviews(journal) == want;
}

static pid_t start(struct session *session, const char *command)
{
    const char *const argv[] = { "wordloot", command, NULL };
    const pid_t pid = session_start(session, command, argv);

    SESSION_UNTIL(session_active(session) != None &&
                  session_pixel(session, INSIDE_X, INSIDE_Y) != bare_screen);
    CHECK(session_active(session) != None, "the window has the keyboard");
    return pid;
}

/* Until it and its window are gone, and the bare screen is there again. */
static void end(struct session *session, pid_t pid)
{
    session_stop(session, pid);
    SESSION_UNTIL(session_pixel(session, INSIDE_X, INSIDE_Y) == bare_screen);
}

static void test_keys(struct session *session, struct journal *journal)
{
    const pid_t pid = start(session, "review");

    session_key(session, "Return"); /* begin */
    session_key(session, "space");  /* show */
    CHECK_INT(reviews(journal), 0, "showing is no answer");
    session_key(session, "Return"); /* got it */
    CHECK(reaches(journal, 1), "Enter answers");
    session_key(session, "space");
    session_key(session, "1"); /* again */
    CHECK(reaches(journal, 2), "1 answers");
    session_key(session, "Control_L+z");
    CHECK(reaches(journal, 1), "Ctrl+Z takes it back");
    session_key(session, "BackSpace");
    CHECK(reaches(journal, 0), "and Backspace the one before");
    session_key(session, "k");
    session_key(session, "space");
    session_key(session, "3");
    CHECK(reaches(journal, 1), "after a word that is known the next one comes");
    session_key(session, "Escape"); /* the closing page */
    session_key(session, "Return");
    SESSION_UNTIL(!session_runs(session, pid));
    CHECK(!session_runs(session, pid), "and the window closes");
    end(session, pid);
}

/* --- the mouse --- */

/* Places in the window, whose size is 900 by 640: the large button's middle, the two smaller
 * ones', the first of the foot's actions, and a pixel that only the large button covers. */
enum {
    WINDOW_HEIGHT = 640,
    MIDDLE_X = 450,
    AGAIN_X = 250,
    GOT_IT_X = 650,
    BUTTON_Y = 527,
    UNDO_X = 75,
    FOOT_Y = 603,
    EDGE_Y = 493
};

struct place {
    int x, y;
};

/* From the window's corner to the screen's. */
static struct place on_screen(struct session *session, int x, int y)
{
    Display *display = session_display(session);
    struct place place = { 0, 0 };
    Window child;

    XTranslateCoordinates(display, session_active(session), DefaultRootWindow(display), x, y,
                          &place.x, &place.y, &child);
    return place;
}

static void click(struct session *session, int x, int y)
{
    const struct place place = on_screen(session, x, y);

    session_click(session, place.x, place.y);
}

static uint32_t pixel(struct session *session, int x, int y)
{
    const struct place place = on_screen(session, x, y);

    return session_pixel(session, place.x, place.y);
}

/* Clicks, and waits until the large button is there, or not. */
static void click_until(struct session *session, int x, bool large, uint32_t large_colour)
{
    click(session, x, BUTTON_Y);
    SESSION_UNTIL((pixel(session, MIDDLE_X, EDGE_Y) == large_colour) == large);
    CHECK((pixel(session, MIDDLE_X, EDGE_Y) == large_colour) == large,
          "the page follows the click");
}

static void test_mouse(struct session *session, struct journal *journal)
{
    const int before = reviews(journal);
    const pid_t pid = start(session, "review");
    const uint32_t large = pixel(session, MIDDLE_X, EDGE_Y);

    click(session, MIDDLE_X, BUTTON_Y);           /* begin: the question has a large button too */
    click_until(session, MIDDLE_X, false, large); /* show */
    click_until(session, GOT_IT_X, true, large);
    CHECK(reaches(journal, before + 1), "a click answers");
    click_until(session, MIDDLE_X, false, large);
    click_until(session, AGAIN_X, true, large);
    CHECK(reaches(journal, before + 2), "the other button too");
    CHECK_INT(ratings_since(journal, 0).last, 1, "again");
    click(session, UNDO_X, FOOT_Y);
    CHECK(reaches(journal, before + 1), "undo is a click as well");
    end(session, pid);
}

/* --- typing and editing --- */

/* A word that was easy a fortnight ago: its sentence has a gap now. */
static int64_t keep_with_gap(struct journal *journal)
{
    const int64_t then_ms = clock_now_ms() - INT64_C(14) * 24 * 3600 * 1000;
    const struct keep keep = { .lang = "it",
                               .headword = "spada",
                               .form = "spade",
                               .sentence = str_of("Le spade brillano."),
                               .form_at = 3,
                               .form_len = 5,
                               .now_ms = then_ms };
    struct review_row review = {
        .time_ms = then_ms + 1, .rating = 4, .interval_days = -1, .place = "desk"
    };
    struct kept kept = { .word = 0 };
    char id[UUID_LEN + 1];

    CHECK(journal_keep(journal, &keep, &kept) == OK, "%s", err_message());
    review.word = kept.word;
    CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
    /* Another time of day rebuilds the cards, with this review among them. */
    CHECK(settings_set(journal, SETTING_ROLLOVER, NULL, "3") == OK &&
              settings_set(journal, SETTING_TYPING, NULL, "on") == OK &&
              settings_set(journal, SETTING_NEW_PER_DAY, NULL, "0") == OK,
          "%s", err_message());
    return kept.word;
}

static void ignore_all_others(struct journal *journal)
{
    int64_t word;

    for (word = 1; word <= (int64_t)ARRAY_LEN(words); word++)
        CHECK(journal_set_state(journal, word, WORD_IGNORED) == OK, "%s", err_message());
}

static void test_typing(struct session *session, struct journal *journal)
{
    const int64_t since_ms = clock_now_ms();
    const char *meaning = NULL;
    pid_t pid;

    ignore_all_others(journal);
    keep_with_gap(journal);
    pid = start(session, "review");
    session_key(session, "Return");
    session_type(session, "kpade"); /* K is a letter here, and marks nothing as known */
    session_key(session, "Home");
    session_key(session, "Delete");
    session_type(session, "s");
    session_key(session, "Return"); /* right */
    session_key(session, "Return"); /* so this is "got it" */
    SESSION_UNTIL(ratings_since(journal, since_ms).count == 1);
    CHECK_INT(ratings_since(journal, since_ms).last, 3, "typed right, Enter is \"got it\"");
    session_key(session, "Control_L+z");
    SESSION_UNTIL(ratings_since(journal, since_ms).count == 0);
    session_type(session, "xyz");
    session_key(session, "Return"); /* wrong */
    session_key(session, "e");
    session_key(session, "Tab");
    session_type(session, "a blade");
    session_key(session, "Return"); /* saved */
    SESSION_UNTIL((meaning = journal_definition_get(journal, "it", "spada")) != NULL);
    CHECK_STR(meaning, "a blade", "a meaning of one's own is kept");
    session_key(session, "Return");
    SESSION_UNTIL(ratings_since(journal, since_ms).count == 1);
    CHECK_INT(ratings_since(journal, since_ms).last, 1, "typed wrong, Enter is \"again\"");
    end(session, pid);
}

/* --- statistics --- */

static void test_stats(struct session *session)
{
    char *path = file_join(session_folder(session), "stats.png");
    const char *const picture[] = { "wordloot", "stats", "--png", path, NULL };
    const pid_t pid = start(session, "stats");
    const uint32_t before = pixel(session, 30, 40);

    session_key(session, "End");
    SESSION_UNTIL(pixel(session, 30, 40) != before);
    session_key(session, "Escape");
    SESSION_UNTIL(!session_runs(session, pid));
    CHECK(!session_runs(session, pid), "Esc closes the statistics");
    end(session, pid);
    CHECK_INT(session_run(session, "png", picture), 0, "a picture");
    CHECK(file_exists(path), "stands where it was asked for");
    free(path);
}

int main(int argc, char **argv)
{
    struct session *session;
    struct journal *journal;

    if (argc != 2)
        return 2;
    session = session_open(argv[1]);
    bare_screen = session_pixel(session, INSIDE_X, INSIDE_Y);
    journal = journal_there(session);
    keep_words(journal);
    test_keys(session, journal);
    test_mouse(session, journal);
    test_typing(session, journal);
    test_stats(session);
    journal_close(journal);
    session_close(session);
    return check_done();
}
