/* Lists for other programs, from the card over the game and from the review: each opens the
 * same window, which is used by keys and by the mouse. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/journal/words.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/desk.h"
#include "tests/e2e/journal_there.h"

static void keep(struct journal *journal, const char *headword)
{
    const struct keep keep = { .lang = "it",
                               .headword = headword,
                               .form = headword,
                               .sentence = str_of("Nel regno la guerra dura da anni."),
                               .now_ms = clock_now_ms() };
    struct kept kept;

    CHECK(journal_keep(journal, &keep, &kept) == OK, "%s", err_message());
}

/* Waits for another window than BEFORE to have the keyboard. */
static Window next_window(struct session *session, Window before)
{
    SESSION_UNTIL(session_active(session) != None && session_active(session) != before &&
                  session_focus(session) == session_active(session));
    CHECK(session_active(session) != before, "another window has the keyboard");
    return session_active(session);
}

/* The file of EXTENSION that is written today into the session's home; yours. */
static char *file_of(struct session *session, const char *extension)
{
    const time_t now = (time_t)(clock_now_ms() / 1000);
    char date[32];
    struct tm local;

    localtime_r(&now, &local);
    strftime(date, sizeof(date), "%Y-%m-%d", &local);
    return xasprintf("%s/wordloot-%s.%s", session_folder(session), date, extension);
}

static bool appears(struct session *session, const char *extension, const char *text)
{
    char *path = file_of(session, extension);
    struct buf content;
    bool is_there;

    SESSION_UNTIL(file_exists(path));
    buf_init(&content, 1 << 20);
    is_there = file_read(&content, path) == OK && strstr(buf_text(&content), text) != NULL;
    buf_dispose(&content);
    free(path);
    return is_there;
}

/* Whether the clipboard has TEXT in its first line, while its owner's window is open. */
static bool clipboard_has(const char *text)
{
    FILE *reader = popen("xclip -o -selection clipboard 2>&1", "r");
    char line[200] = "";
    bool is_there;

    is_there =
        reader != NULL && fgets(line, sizeof(line), reader) != NULL && strstr(line, text) != NULL;
    if (reader != NULL)
        pclose(reader);
    return is_there;
}

static void test_from_card(struct desk *desk)
{
    const Window game = session_active(desk->session);

    session_key(desk->session, "Super_L+w");
    CHECK(desk_reaches(desk, "page", "prompt"), "the prompt");
    session_key(desk->session, "Control_L+x");
    next_window(desk->session, game);
    CHECK(desk_becomes(desk, "visible", false), "the card is gone");
    session_key(desk->session, "Down"); /* Quizlet */
    session_key(desk->session, "Return");
    CHECK(appears(desk->session, "txt", "guerra\twar"), "the list is in the home folder");
    SESSION_UNTIL(clipboard_has("guerra\twar"));
    CHECK(clipboard_has("guerra\twar"), "and in the clipboard, to be pasted");
    session_key(desk->session, "Escape");
    SESSION_UNTIL(session_active(desk->session) == game);
    CHECK(session_active(desk->session) == game, "Esc goes back to the game");
}

static void test_from_review(struct desk *desk)
{
    const char *const argv[] = { "wordloot", "review", NULL };
    const Window game = session_active(desk->session);
    const pid_t review = session_start(desk->session, "review", argv);
    const Window window = next_window(desk->session, game);

    session_key(desk->session, "x");
    next_window(desk->session, window);
    session_key(desk->session, "Up"); /* the last format: the whole journal */
    session_key(desk->session, "Return");
    CHECK(appears(desk->session, "jsonl", "\"format\":\"wordloot\""), "the journal is written");
    session_key(desk->session, "Escape");
    SESSION_UNTIL(session_active(desk->session) == window);
    session_key(desk->session, "Escape");
    SESSION_UNTIL(!session_runs(desk->session, review));
    CHECK(!session_runs(desk->session, review), "the review closes");
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
    keep(journal, "guerra");
    journal_close(journal);
    desk_start_game(&desk);
    desk_start_overlay(&desk);
    test_from_card(&desk);
    test_from_review(&desk);
    desk_stop_overlay(&desk);
    session_close(desk.session);
    return check_done();
}
