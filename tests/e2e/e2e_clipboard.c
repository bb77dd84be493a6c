/* Clipboard and selection in a real session, with owners good and bad. */

#include <stdlib.h>

#include "app/platform/platform.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"
#include "tests/e2e/session.h"
#include "tests/e2e/session_platform.h"

/* A large text is many times this; AddressSanitizer keeps what was freed for a while. */
enum { GROWTH_MAX_KB = 8 * 1024 };

struct scene {
    struct session *session;
    struct platform *platform;
};

static const char *const selection_names[] = { "CLIPBOARD", "PRIMARY" };

static void check_events(struct scene *scene, enum platform_event_kind kind, int want,
                         const char *row)
{
    int count = session_count(scene->platform, kind);

    CHECK_INT(count, want, row);
}

static pid_t start_owner(struct scene *scene, enum platform_selection selection, const char *kind)
{
    const char *argv[] = { "selection_owner", selection_names[selection], kind, NULL };
    size_t from = session_log_size(scene->session, "owner.log");
    pid_t pid = session_start(scene->session, "owner", argv);

    SESSION_UNTIL(session_log_has(scene->session, "owner.log", from, "ready"));
    CHECK(session_log_has(scene->session, "owner.log", from, "ready"), "%s: no owner", kind);
    return pid;
}

/* What this process has in memory. */
static long memory_kb(void)
{
    struct buf status;
    size_t at;
    long kb = 0;

    buf_init(&status, 1 << 16);
    if (file_read(&status, "/proc/self/status") == OK) {
        at = str_find(buf_str(&status), str_of("VmRSS:"), 0);
        kb = strtol(str_from(buf_str(&status), at + strlen("VmRSS:")).ptr, NULL, 10);
    }
    buf_dispose(&status);
    return kb;
}

static const struct row {
    const char *kind;
    enum platform_text_state state;
    const char *text; /* NULL: only the length counts */
    size_t len;
} rows[] = {
    { "word", PLATFORM_TEXT_OK, "coinvolto", 0 },
    { "line", PLATFORM_TEXT_OK, "Größe, città, 日本語\nund mehr", 0 },
    { "latin1", PLATFORM_TEXT_OK, "città", 0 },
    { "terminated", PLATFORM_TEXT_OK, "parola", 0 },
    { "parts", PLATFORM_TEXT_OK, NULL, 30000 },
    { "empty", PLATFORM_TEXT_EMPTY, "", 0 },
    { "binary", PLATFORM_TEXT_NOT_TEXT, "", 0 },
    { "picture", PLATFORM_TEXT_NOT_TEXT, "", 0 },
    { "large", PLATFORM_TEXT_TOO_LARGE, "", 0 },
    { "large-parts", PLATFORM_TEXT_TOO_LARGE, "", 0 },
    { "silent", PLATFORM_TEXT_NO_ANSWER, "", 0 },
    { "stalls", PLATFORM_TEXT_NO_ANSWER, "", 0 },
    { "word", PLATFORM_TEXT_OK, "coinvolto", 0 }, /* the bad ones leave nothing behind */
};

static void check_answer(const struct platform_event *event, const struct row *row)
{
    char *text = xstrndup(event->text.len > 0 ? event->text.ptr : "", event->text.len);

    CHECK_INT(event->text_state, row->state, row->kind);
    if (row->text != NULL)
        CHECK_STR(text, row->text, row->kind);
    else
        CHECK_INT(event->text.len, row->len, row->kind);
    free(text);
}

static void test_owners(struct scene *scene, enum platform_selection selection)
{
    struct platform_event event;
    long before_kb = memory_kb();
    pid_t owner;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        owner = start_owner(scene, selection, rows[i].kind);
        platform_request_text(scene->platform, selection);
        platform_request_text(scene->platform, selection); /* joins the first */
        if (CHECK(session_await(scene->platform, PLATFORM_TEXT, &event), "%s: no answer",
                  rows[i].kind)) {
            CHECK_INT(event.selection, selection, rows[i].kind);
            check_answer(&event, &rows[i]);
        }
        check_events(scene, PLATFORM_TEXT, 0, rows[i].kind);
        CHECK(session_runs(scene->session, owner), "%s: its owner died of us", rows[i].kind);
        session_stop(scene->session, owner);
    }
    CHECK(memory_kb() - before_kb < GROWTH_MAX_KB, "memory grew by %ld kB",
          memory_kb() - before_kb);
}

static void test_no_owner(struct scene *scene)
{
    struct platform_event event;

    platform_request_text(scene->platform, PLATFORM_CLIPBOARD);
    CHECK_INT(platform_deadline_ms(scene->platform), 0, "an answer is there already");
    CHECK(session_await(scene->platform, PLATFORM_TEXT, &event), "no answer");
    CHECK_INT(event.text_state, PLATFORM_TEXT_EMPTY, "no owner");
}

/* Both at once, and the owner of one dies in between. */
static void test_both(struct scene *scene)
{
    struct platform_event event;
    pid_t clipboard = start_owner(scene, PLATFORM_CLIPBOARD, "word");
    pid_t primary = start_owner(scene, PLATFORM_PRIMARY, "silent");
    int i;

    platform_request_text(scene->platform, PLATFORM_PRIMARY);
    platform_request_text(scene->platform, PLATFORM_CLIPBOARD);
    session_stop(scene->session, primary);
    for (i = 0; i < 2; i++) {
        if (!CHECK(session_await(scene->platform, PLATFORM_TEXT, &event), "no answer"))
            break;
        CHECK_INT(event.text_state,
                  event.selection == PLATFORM_CLIPBOARD ? PLATFORM_TEXT_OK
                                                        : PLATFORM_TEXT_NO_ANSWER,
                  "both at once");
    }
    session_stop(scene->session, clipboard);
}

static void check_watch(enum err rc)
{
    CHECK(rc == OK, "watch: %s", rc != OK ? err_message() : "");
}

static void test_watch(struct scene *scene, enum platform_selection selection)
{
    const char *row = selection_names[selection];
    struct platform_event event;
    pid_t owner;

    check_watch(platform_watch_text(scene->platform, selection, true));
    CHECK_INT(platform_deadline_ms(scene->platform), -1, "watching costs nothing");
    owner = start_owner(scene, selection, "word");
    CHECK(session_await(scene->platform, PLATFORM_TEXT_CHANGED, &event), "%s: not told", row);
    CHECK_INT(event.selection, selection, row);
    check_events(scene, PLATFORM_TEXT_CHANGED, 0, row);
    session_stop(scene->session, owner);
    check_events(scene, PLATFORM_TEXT_CHANGED, 0, "its owner went");
    check_watch(platform_watch_text(scene->platform, selection, false));
    owner = start_owner(scene, selection, "word");
    check_events(scene, PLATFORM_TEXT_CHANGED, 0, "not watching");
    session_stop(scene->session, owner);
}

int main(int argc, char **argv)
{
    struct scene scene = { 0 };

    if (argc != 2)
        return 2;
    scene.session = session_open(argv[1]);
    if (CHECK(platform_open(&scene.platform) == OK, "open: %s", err_message())) {
        test_no_owner(&scene);
        test_owners(&scene, PLATFORM_CLIPBOARD);
        test_owners(&scene, PLATFORM_PRIMARY);
        test_both(&scene);
        test_watch(&scene, PLATFORM_CLIPBOARD);
        test_watch(&scene, PLATFORM_PRIMARY);
    }
    platform_close(scene.platform);
    session_close(scene.session);
    return check_done();
}
