/* A class session at the machine, by real keys and the mouse: the questions looked through,
 * hands counted, the session killed and gone on with, its end and its report; and alone. */

#include <signal.h>
#include <stdlib.h>

#include "app/journal/reviews.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/journal_there.h"

static const char *const words[] = { "guerra", "reame", "regno", "anno", "orco", "nord" };

static void keep_words(struct journal *journal)
{
    static const char before[] = "Nessuno disse mai che la parola ";
    struct kept kept;

    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        char *sentence = xasprintf("%s%s era facile.", before, words[i]);
        const struct keep keep = { .lang = "it",
                                   .headword = words[i],
                                   .form = words[i],
                                   .sentence = str_of(sentence),
                                   .form_at = strlen(before),
                                   .form_len = strlen(words[i]),
                                   .now_ms = clock_now_ms() };

        CHECK(journal_keep(journal, &keep, &kept) == OK, "%s", err_message());
        free(sentence);
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

    CHECK(journal_reviews_since(journal, 0, count_one, &count) == OK, "%s", err_message());
    return count;
}

/* A window may be gone by the time that it is asked for its name. */
static int ignore_error(Display *display, XErrorEvent *event)
{
    (void)display;
    (void)event;
    return 0;
}

/* Whether the window with the keyboard is the one of the questions; false if there is none. */
static bool is_titled(struct session *session, bool wants_questions)
{
    Display *display = session_display(session);
    const Window window = session_active(session);
    unsigned char *name = NULL;
    unsigned long len = 0, left;
    int format = 0;
    Atom type = None;
    bool is_questions;

    /* What the window manager calls active gets its keys only when the server says so too. */
    if (window == None || session_focus(session) != window)
        return false;
    XGetWindowProperty(display, window, XInternAtom(display, "_NET_WM_NAME", False), 0, 100, False,
                       AnyPropertyType, &type, &format, &len, &left, &name);
    if (name == NULL || format != 8)
        return false;
    is_questions = strncmp((const char *)name, "Questions", strlen("Questions")) == 0;
    XFree(name);
    return is_questions == wants_questions;
}

static void wait_for(struct session *session, bool questions)
{
    SESSION_UNTIL(is_titled(session, questions));
    CHECK(is_titled(session, questions), "the %s window has the keyboard",
          questions ? "questions'" : "class's");
}

static pid_t start(struct session *session, const char *option, const char *other)
{
    const char *const argv[] = { "wordloot", "class", option, other, NULL };

    return session_start(session, "class", argv);
}

static void wait_gone(struct session *session, pid_t pid)
{
    SESSION_UNTIL(!session_runs(session, pid));
    CHECK(!session_runs(session, pid), "the window closes");
}

static int class_says(struct session *session, const char *option)
{
    const char *const argv[] = { "wordloot", "class", option, "last", NULL };

    return session_run(session, "says", argv);
}

static bool has_report(const struct session *session, const char *name)
{
    char *path = xasprintf("%s/data/class/%s", session_home(session), name);
    const bool is_there = file_exists(path);

    free(path);
    return is_there;
}

/* SDL takes the same key twice within a millisecond for one event; nobody is that fast. */
static void press(struct session *session, const char *key)
{
    int left_ms = SESSION_LIMIT_MS;

    session_key(session, key);
    session_wait(&left_ms);
}

/* One question: so many hands for "had it" and "had it not", closed, and on to the next. */
static void play(struct session *session, int had, int not_had)
{
    for (int i = 0; i < had; i++)
        press(session, "1");
    for (int i = 0; i < not_had; i++)
        press(session, "2");
    press(session, "space");
    press(session, "space");
}

static void test_hands(struct session *session, struct journal *journal)
{
    pid_t pid = start(session, "--no-phones", NULL);

    wait_for(session, true);
    press(session, "Delete"); /* five are left */
    press(session, "Return");
    wait_for(session, false);
    press(session, "space");
    play(session, 3, 1);
    play(session, 4, 0);
    press(session, "1");
    CHECK_INT(class_says(session, "--missed"), 0, "what was counted is in the file at once");
    kill(pid, SIGKILL);
    wait_gone(session, pid);

    pid = start(session, "--no-phones", NULL);
    wait_for(session, false);
    CHECK(session_log_has(session, "class.log", 0, "Going on with"), "it goes on where it was");
    play(session, 0, 0);
    play(session, 2, 0);
    play(session, 2, 0);
    press(session, "space"); /* the one word missed, once more */
    play(session, 4, 0);
    press(session, "Escape");
    press(session, "Escape"); /* stays after all */
    press(session, "Escape");
    press(session, "Return");
    SESSION_UNTIL(has_report(session, "report-1.html"));
    CHECK(has_report(session, "report-1.html") && has_report(session, "report-1.csv"),
          "the report is written at the end");
    press(session, "Return");
    wait_gone(session, pid);
    CHECK_INT(class_says(session, "--missed"), 0, "the word that one had not");
    CHECK(session_log_has(session, "says.log", 0, "1 of 8"), "three, one not, four once more");
    CHECK_INT(reviews(journal), 0, "nothing of a class goes into the teacher's log");
}

static void test_alone(struct session *session, struct journal *journal)
{
    const pid_t pid = start(session, "--alone", "--ready");

    wait_for(session, false);
    press(session, "space");
    play(session, 1, 0);
    SESSION_UNTIL(reviews(journal) == 1);
    CHECK_INT(reviews(journal), 1, "who plays alone reviews");
    press(session, "Escape");
    press(session, "Return");
    SESSION_UNTIL(has_report(session, "report-2.html"));
    CHECK(has_report(session, "report-2.html"), "its report");
    /* One key forgets it, from the moment that the page with it is seen. */
    for (int i = 0; i < 100 && has_report(session, "report-2.html"); i++)
        press(session, "Delete");
    CHECK(!has_report(session, "report-2.html"), "the report is gone");
    press(session, "Return");
    wait_gone(session, pid);
}

/* A list of questions that is closed begins nothing. */
static void test_leaving(struct session *session)
{
    const pid_t pid = start(session, "--no-phones", NULL);

    wait_for(session, true);
    press(session, "Escape");
    wait_gone(session, pid);
    CHECK_INT(class_says(session, "--report"), 0, "the first session is still the last one");
    CHECK(session_log_has(session, "says.log", 0, "report-1.html"), "the first session");
}

int main(int argc, char **argv)
{
    struct session *session;
    struct journal *journal;

    if (argc != 2)
        return 2;
    session = session_open(argv[1]);
    XSetErrorHandler(ignore_error);
    journal = journal_there(session);
    keep_words(journal);
    test_hands(session, journal);
    test_alone(session, journal);
    test_leaving(session);
    journal_close(journal);
    session_close(session);
    return check_done();
}
