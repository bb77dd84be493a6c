#ifndef TESTS_CLASS_DESK_H
#define TESTS_CLASS_DESK_H

/* A class as the program runs it: engine, store and host in one thread, which takes what
 * arrives, applies it, keeps it, publishes and replies. The test has the phones and, by the
 * teacher's page, the lead. */

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

#include "app/classroom/host.h"
#include "app/classroom/set.h"
#include "app/classroom/store.h"
#include "app/classroom/wire.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "tests/http_client.h"

enum { DESK_BATCH = 256 };

struct desk {
    char folder[64]; /* with assets of its own and class.db */
    struct host *host;
    struct question_set *set;
    struct engine *engine;
    struct store *store; /* NULL: nothing is kept */
    int64_t session;
    int port, teacher_port;
    char secret[64];
    pthread_t thread;
    atomic_bool is_over, is_stopped; /* the session; the thread's work */
    atomic_size_t applied;
};

/* --- a folder of pages --- */

static void desk_write(const struct desk *desk, const char *name, const char *text)
{
    char *path = file_join(desk->folder, name);

    if (file_write(path, text, strlen(text), 0600) != OK)
        fprintf(stderr, "%s\n", err_message());
    free(path);
}

static void desk_make_pages(struct desk *desk)
{
    static const char *const folders[] = { "class", "class/texts" };
    static const char nicknames[] = WORDLOOT_SOURCE_DIR "/assets/class/nicknames";
    char *link = xasprintf("%s/class/nicknames", desk->folder);

    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        char *path = file_join(desk->folder, folders[i]);

        if (mkdir(path, 0700) != 0)
            perror(path);
        free(path);
    }
    desk_write(desk, "class/index.html", "<!doctype html><title>class</title>");
    desk_write(desk, "class/teacher.html", "<!doctype html><title>teacher</title>");
    desk_write(desk, "class/class.js", "'use strict';");
    desk_write(desk, "class/class.css", "body{}");
    desk_write(desk, "class/teacher.js", "'use strict';");
    desk_write(desk, "class/texts/it.json", "{\"join\":\"Entra\"}");
    desk_write(desk, "class/notes.txt", "no page loads this");
    if (symlink(nicknames, link) != 0)
        perror(link);
    free(link);
}

static void desk_remove_folder(const struct desk *desk)
{
    static const char *const names[] = {
        "class/index.html", "class/teacher.html",
        "class/class.js",   "class/class.css",
        "class/teacher.js", "class/texts/it.json",
        "class/notes.txt",  "class/nicknames",
        "class/texts",      "class",
        "class.db",         "class.db-wal",
        "class.db-shm",     "",
    };

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char *path = file_join(desk->folder, names[i]);

        (void)remove(path);
        free(path);
    }
}

/* --- the thread --- */

static enum err desk_apply(struct desk *desk, struct host_request *request, struct buf *body)
{
    enum err rc;

    if (request->ask == HOST_TAKEAWAY)
        return wire_missed(body, desk->engine, request->event.token);
    if (request->ask == HOST_END) {
        desk->is_over = true;
        return OK;
    }
    request->event.now_ms = clock_now_ms();
    rc = engine_apply(desk->engine, &request->event);
    if (rc == OK && desk->store != NULL)
        rc = store_add(desk->store, desk->session, &request->event);
    desk->applied += rc == OK;
    return rc;
}

/* All that waits is applied, then published once, then replied to. */
static void desk_work(struct desk *desk)
{
    static struct host_request batch[DESK_BATCH];
    static const char *tokens[DESK_BATCH];
    static char *whys[DESK_BATCH];
    struct buf body;
    enum err rcs[DESK_BATCH];
    size_t count = 0, changed = 0;
    bool all = false;

    buf_init(&body, 1 << 20);
    while (count < DESK_BATCH && host_take(desk->host, &batch[count])) {
        buf_clear(&body);
        rcs[count] = desk_apply(desk, &batch[count], &body);
        whys[count] = xstrdup(rcs[count] == OK ? buf_text(&body) : err_message());
        all = all ||
              (batch[count].event.kind != EVENT_JOIN && batch[count].event.kind != EVENT_ANSWER);
        if (batch[count].event.token != NULL)
            tokens[changed++] = batch[count].event.token;
        count++;
    }
    if (count > 0)
        host_publish(desk->host, desk->engine, clock_now_ms(), all ? NULL : tokens, changed);
    for (size_t i = 0; i < count; i++) {
        const enum err rc = rcs[i] == OK ? OK : err_set(rcs[i], "%s", whys[i]);

        host_reply(desk->host, batch[i].id, rc, batch[i].ask == HOST_TAKEAWAY ? whys[i] : NULL);
        free(whys[i]);
    }
    buf_dispose(&body);
}

static void *desk_run(void *cls)
{
    struct desk *desk = cls;
    struct pollfd wait = { .fd = host_fd(desk->host), .events = POLLIN };

    while (!desk->is_stopped)
        if (poll(&wait, 1, 50) > 0)
            desk_work(desk);
    return NULL;
}

/* --- opening and closing --- */

static int desk_port_of(const char *url)
{
    return (int)strtol(url + strlen("http://127.0.0.1:"), NULL, 10);
}

/* COUNT questions, each typed: the answer to "domanda 3" is "parola3". */
static struct question_set *desk_questions(int count)
{
    struct question_set *set = set_new("it", "Roma");

    for (int i = 0; i < count; i++) {
        char *word = xasprintf("parola%d", i), *sentence = xasprintf("Qui manca parola%d.", i);
        const struct question question = {
            .kind = QUESTION_CLOZE,
            .headword = word,
            .answer = word,
            .sentence = sentence,
            .gap_at = strlen("Qui manca "),
            .gap_len = strlen(word),
            .definition = "una parola",
            .game = "Assassin's Creed",
        };

        if (set_add(set, &question) != OK)
            fprintf(stderr, "%s\n", err_message());
        free(word);
        free(sentence);
    }
    return set;
}

__attribute__((unused)) static void desk_close(struct desk *desk)
{
    host_close(desk->host);
    store_close(desk->store);
    engine_free(desk->engine);
    set_free(desk->set);
    desk_remove_folder(desk);
}

static enum err desk_open_host(struct desk *desk)
{
    const struct host_options how = {
        .assets_dir = desk->folder,
        .address = "127.0.0.1",
        .title = "Roma <b>",
        .lang = "it",
        .letters = "\u00e0\u00e8",
    };

    return host_open(&desk->host, &how);
}

/* Opens all but the thread. False with a message on stderr. */
__attribute__((unused)) static bool desk_open(struct desk *desk, int questions, bool is_kept)
{
    const struct engine_options options = { .seed = 1, .level = MARK_NORMAL };
    const int64_t now_ms = clock_now_ms();
    char *path;
    enum err rc = OK;

    *desk = (struct desk){ .folder = "/tmp/wordloot-class-XXXXXX" };
    if (mkdtemp(desk->folder) == NULL)
        return false;
    desk_make_pages(desk);
    desk->set = desk_questions(questions);
    desk->engine = engine_new(desk->set->items, desk->set->count, &options);
    path = file_join(desk->folder, "class.db");
    if (is_kept)
        rc = store_open(&desk->store, path, now_ms);
    if (rc == OK && is_kept)
        rc = store_begin(desk->store, desk->set, &options, now_ms, &desk->session);
    free(path);
    if (rc == OK)
        rc = desk_open_host(desk);
    if (rc != OK) {
        fprintf(stderr, "%s\n", err_message());
        desk_close(desk);
        return false;
    }
    desk->port = desk_port_of(host_url(desk->host));
    desk->teacher_port = desk_port_of(host_teacher_url(desk->host));
    snprintf(desk->secret, sizeof(desk->secret), "%s",
             strchr(host_teacher_url(desk->host), '=') + 1);
    host_publish(desk->host, desk->engine, now_ms, NULL, 0);
    return true;
}

__attribute__((unused)) static bool desk_start(struct desk *desk)
{
    return pthread_create(&desk->thread, NULL, desk_run, desk) == 0;
}

__attribute__((unused)) static void desk_stop(struct desk *desk)
{
    desk->is_stopped = true;
    pthread_join(desk->thread, NULL);
}

/* --- what the teacher and phones send --- */

/* The teacher's act; gives the status. */
__attribute__((unused)) static int desk_act(const struct desk *desk, const char *json)
{
    char *path = xasprintf("/teacher/act?t=%s", desk->secret);
    struct http_reply reply = http_post(desk->teacher_port, path, json);

    http_reply_dispose(&reply);
    free(path);
    return reply.status;
}

__attribute__((unused)) static void desk_token(char out[ENGINE_TOKEN_LEN + 1], int phone)
{
    snprintf(out, ENGINE_TOKEN_LEN + 1, "%032x", (unsigned)phone * 2654435761u + 1);
}

__attribute__((unused)) static struct http_reply desk_join(const struct desk *desk, int phone,
                                                           const char *name)
{
    char token[ENGINE_TOKEN_LEN + 1];
    json_t *body;
    char *text;
    struct http_reply reply;

    desk_token(token, phone);
    body =
        json_pack("{s:s, s:s, s:s}", "code", host_code(desk->host), "token", token, "name", name);
    text = json_dumps(body, JSON_COMPACT);
    reply = http_post(desk->port, "/join", text);
    free(text);
    json_decref(body);
    return reply;
}

__attribute__((unused)) static char *desk_answer_text(int phone, int slot, const char *text,
                                                      int seq)
{
    char token[ENGINE_TOKEN_LEN + 1];

    desk_token(token, phone);
    return xasprintf("{\"token\":\"%s\",\"slot\":%d,\"seq\":%d,\"text\":\"%s\"}", token, slot, seq,
                     text);
}

/* A connection that has posted BODY and not read the reply. */
__attribute__((unused)) static int desk_post_begun(const struct desk *desk, const char *path,
                                                   const char *body)
{
    const int fd = http_connect(desk->port);
    char *text =
        xasprintf("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %zu\r\n\r\n%s", path,
                  desk->port, strlen(body), body);

    http_send(fd, text, strlen(text));
    free(text);
    return fd;
}

#endif
