#include "tests/e2e/desk.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

/* headword TAB place TAB length, in dictd's digits: each text is 16 bytes long
 * (Q), so the places are 0 (A), 16 (Q), 32 (g), 48 (w), 64 (BA). */
static const char index_text[] = "anno\tw\tQ\n"
                                 "coinvolto\tBA\tQ\n"
                                 "guerra\tQ\tQ\n"
                                 "reame\tg\tQ\n"
                                 "regno\tA\tQ\n";
static const char dict_text[] = "regno\nkingdom\n\n\n"
                                "guerra\nwar\n\n\n\n\n\n"
                                "reame\nrealm\n\n\n\n\n"
                                "anno\nyear\n\n\n\n\n\n\n"
                                "coinvolto\nin it\n";

static void write_file(struct desk *desk, const char *name, const char *text, char **path)
{
    *path = file_join(session_folder(desk->session), name);
    CHECK(file_write(*path, text, strlen(text), 0600) == OK, "%s", err_message());
}

void desk_add_dictionary(struct desk *desk)
{
    const char *words[] = { "dict", "add", NULL, "--lang", "it", "--gloss", "en", NULL };
    char *index, *dict;

    write_file(desk, "small.index", index_text, &index);
    write_file(desk, "small.dict", dict_text, &dict);
    words[2] = index;
    CHECK_INT(desk_run(desk, words), 0, "dict add");
    free(index);
    free(dict);
}

int desk_run(struct desk *desk, const char *const *words)
{
    const char *argv[16] = { "wordloot" };
    char *log = file_join(session_folder(desk->session), "out.log");
    size_t i;

    for (i = 0; words[i] != NULL && i + 2 < ARRAY_LEN(argv); i++)
        argv[i + 1] = words[i];
    remove(log);
    free(log);
    return session_run(desk->session, "out", argv);
}

bool desk_output_has(struct desk *desk, const char *text)
{
    return session_log_has(desk->session, "out.log", 0, text);
}

void desk_start_game(struct desk *desk)
{
    char *log = file_join(session_folder(desk->session), "events.log");
    const char *argv[] = { "fake_game", log,       "--title", "The Battle for Wesnoth - 1.16.8",
                           "--class",   "wesnoth", NULL };

    desk->game = session_start(desk->session, "game", argv);
    SESSION_UNTIL(session_log_has(desk->session, "events.log", 0, "ready"));
    SESSION_UNTIL(session_pixel(desk->session, 10, 10) == GAME_COLOUR);
    CHECK(session_pixel(desk->session, 10, 10) == GAME_COLOUR, "the game does not show");
    free(log);
}

void desk_start_overlay(struct desk *desk)
{
    const char *argv[] = { "wordloot", NULL };
    struct buf reply;

    buf_init(&reply, 1 << 16);
    desk->overlay = session_start(desk->session, "overlay", argv);
    SESSION_UNTIL(session_send(desk->session, "status", &reply));
    CHECK(reply.len > 0, "the overlay does not answer");
    buf_dispose(&reply);
}

void desk_stop_overlay(struct desk *desk)
{
    CHECK_INT(session_stop(desk->session, desk->overlay), 0, "the overlay ends well");
}

json_t *desk_status(struct desk *desk)
{
    json_t *status = NULL;
    struct buf reply;

    buf_init(&reply, 1 << 16);
    if (!session_send(desk->session, "status", &reply) ||
        json_parse(&status, buf_str(&reply), "status") != OK)
        status = NULL;
    buf_dispose(&reply);
    return status;
}

static bool status_has(struct desk *desk, const char *key, const char *text)
{
    json_t *status = desk_status(desk);
    bool has = status != NULL && strcmp(json_text(status, key, ""), text) == 0;

    json_decref(status);
    return has;
}

static bool status_is(struct desk *desk, const char *key, bool value)
{
    json_t *status = desk_status(desk);
    bool is = status != NULL && json_is_true(json_object_get(status, key)) == value;

    json_decref(status);
    return is;
}

bool desk_reaches(struct desk *desk, const char *key, const char *text)
{
    SESSION_UNTIL(status_has(desk, key, text));
    return status_has(desk, key, text);
}

bool desk_becomes(struct desk *desk, const char *key, bool value)
{
    SESSION_UNTIL(status_is(desk, key, value));
    return status_is(desk, key, value);
}

bool desk_send(struct desk *desk, const char *request)
{
    struct buf reply;
    bool sent;

    buf_init(&reply, 1 << 16);
    sent = session_send(desk->session, request, &reply) &&
           strstr(buf_text(&reply), "\"ok\":true") != NULL;
    buf_dispose(&reply);
    return sent;
}

pid_t desk_own_clipboard(struct desk *desk, const char *kind)
{
    const char *argv[] = { "selection_owner", "CLIPBOARD", kind, NULL };
    char *name = xasprintf("owner-%s", kind), *log = xasprintf("%s.log", name);
    size_t from = session_log_size(desk->session, log);
    pid_t owner = session_start(desk->session, name, argv);

    SESSION_UNTIL(session_log_has(desk->session, log, from, "ready"));
    free(name);
    free(log);
    return owner;
}

void desk_look_up(struct desk *desk, const char *word)
{
    session_key(desk->session, "Super_L+w");
    CHECK(desk_reaches(desk, "page", "prompt") && desk_becomes(desk, "keyboard", true),
          "%s: no prompt", word);
    session_type(desk->session, word);
    session_key(desk->session, "Return");
    CHECK(desk_reaches(desk, "query", word), "%s: not looked up", word);
}
