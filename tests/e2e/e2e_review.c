/* The review window driven by real keys alone, as a person does it. */

#include <stdlib.h>

#include "app/journal/reviews.h"
#include "app/journal/words.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/session.h"

enum { INSIDE_X = 640, INSIDE_Y = 360 };

static const char *const words[] = { "guerra", "reame", "regno", "anno", "orco", "nord" };
static const char sentence[] = "Nel ventottesimo anno del regno la guerra.";

static struct journal *open_there(const struct session *session)
{
    char *folder = file_join(session_home(session), "data"), *path;
    struct journal *journal = NULL;

    path = file_join(folder, "journal.db");
    CHECK(file_make_dirs(folder, 0700) == OK && journal_open(&journal, path) == OK, "%s",
          err_message());
    free(folder);
    free(path);
    return journal;
}

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

static void count_one(void *ctx, const struct review_row *row)
{
    (void)row;
    ++*(int *)ctx;
}

static int reviews(struct journal *journal)
{
    int count = 0;

    CHECK(journal_reviews_read(journal, NULL, count_one, &count) == OK, "%s", err_message());
    return count;
}

static bool reaches(struct journal *journal, int want)
{
    SESSION_UNTIL(reviews(journal) == want);
    return reviews(journal) == want;
}

static pid_t start(struct session *session)
{
    const char *const argv[] = { "wordloot", "review", NULL };
    const uint32_t empty = session_pixel(session, INSIDE_X, INSIDE_Y);
    const pid_t pid = session_start(session, "review", argv);

    SESSION_UNTIL(session_active(session) != None &&
                  session_pixel(session, INSIDE_X, INSIDE_Y) != empty);
    CHECK(session_active(session) != None, "the window has the keyboard");
    return pid;
}

/* Until it and its window are gone. */
static void end(struct session *session, pid_t pid)
{
    session_stop(session, pid);
    SESSION_UNTIL(session_active(session) == None);
}

static void test_keys(struct session *session, struct journal *journal)
{
    const pid_t pid = start(session);

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

int main(int argc, char **argv)
{
    struct session *session;
    struct journal *journal;

    if (argc != 2)
        return 2;
    session = session_open(argv[1]);
    journal = open_there(session);
    keep_words(journal);
    test_keys(session, journal);
    journal_close(journal);
    session_close(session);
    return check_done();
}
