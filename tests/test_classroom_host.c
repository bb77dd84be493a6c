/* The class's server on real sockets: what it gives to whom, and what it refuses. */

#include "app/classroom/host.h"

#include "app/classroom/host_body.h"
#include "tests/check.h"
#include "tests/class_desk.h"

/* ASKED must be answered with STATUS, and WANT (may be NULL) stand in its body. */
static void is_answered(struct http_reply reply, int status, const char *want, const char *row)
{
    CHECK(reply.status == status, "%s: status %d, not %d: %s", row, reply.status, status,
          buf_text(&reply.body));
    if (want != NULL)
        CHECK(strstr(buf_text(&reply.body), want) != NULL, "%s: \"%s\" is in %s", row, want,
              buf_text(&reply.body));
    http_reply_dispose(&reply);
}

static char *state_path(const char *what, int phone)
{
    char token[ENGINE_TOKEN_LEN + 1];

    desk_token(token, phone);
    return xasprintf("/%s?token=%s", what, token);
}

static void phone_gets(const struct desk *desk, const char *what, int phone, int status,
                       const char *want)
{
    char *path = state_path(what, phone);

    is_answered(http_get(desk->port, path), status, want, path);
    free(path);
}

static void phone_answers(const struct desk *desk, int phone, const char *text, int seq, int status,
                          const char *want)
{
    char *body = desk_answer_text(phone, 0, text, seq);

    is_answered(http_post(desk->port, "/answer", body), status, want, body);
    free(body);
}

static void teacher_gets(const struct desk *desk, const char *path, int status, const char *want)
{
    char *full = xasprintf("%s?t=%s", path, desk->secret);

    is_answered(http_get(desk->teacher_port, full), status, want, path);
    free(full);
}

/* --- pages --- */

static void test_pages(const struct desk *desk)
{
    static const struct {
        const char *path;
        int status;
        const char *want;
    } rows[] = {
        { "/", 200, "<title>class" },
        { "/class.js", 200, "strict" },
        { "/texts/it.json", 200, "Entra" },
        { "/info", 200, "\"title\":\"Roma <b>\",\"lang\":\"it\"" },
        { "/nickname?l=it", 200, "{\"name\":\"" },
        { "/teacher", 404, NULL },
        { "/teacher.js", 404, NULL },
        { "/teacher/state", 404, NULL },
        { "/notes.txt", 404, NULL },
        { "/class.db", 404, NULL },
        { "/../class.db", 404, NULL },
        { "/texts/../../class.db", 404, NULL },
        { "/%2e%2e/class.db", 404, NULL },
        { "/join", 405, NULL },
        { "/state", 404, "bad-request" },
        { "/state?token=00000000000000000000000000000000", 404, "bad-request" },
        { "/stream?token=x", 404, "bad-request" },
    };

    CHECK(!host_was_reached(desk->host), "nobody was here yet");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        is_answered(http_get(desk->port, rows[i].path), rows[i].status, rows[i].want, rows[i].path);
    CHECK(host_was_reached(desk->host), "a phone was here");
    teacher_gets(desk, "/teacher", 200, "<title>teacher");
    teacher_gets(desk, "/teacher.js", 200, NULL);
    teacher_gets(desk, "/class.css", 200, NULL);
    teacher_gets(desk, "/", 404, NULL);
    teacher_gets(desk, "/teacher/state", 200, host_code(desk->host));
    is_answered(http_get(desk->teacher_port, "/teacher"), 403, "bad-code", "no secret");
    is_answered(http_get(desk->teacher_port, "/teacher/state?t=0123456789abcdef0123456789abcdef"),
                403, NULL, "a wrong secret");
    is_answered(http_post(desk->teacher_port, "/teacher/act?t=", "{\"act\":\"start\"}"), 403, NULL,
                "an empty secret");
}

static void test_headers(const struct desk *desk)
{
    static const char *const wanted[] = {
        "Content-Security-Policy: default-src 'self'",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
    };
    static const char *const paths[] = { "/", "/class.js", "/info", "/state?token=x" };

    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        struct http_reply reply = http_get(desk->port, paths[i]);

        for (size_t k = 0; k < ARRAY_LEN(wanted); k++)
            CHECK(strstr(buf_text(&reply.head), wanted[k]) != NULL, "%s has %s: %s", paths[i],
                  wanted[k], buf_text(&reply.head));
        http_reply_dispose(&reply);
    }
}

/* --- refusals --- */

static void test_other_hosts(const struct desk *desk)
{
    const struct {
        const char *host, *origin;
        int status;
    } rows[] = {
        { "127.0.0.1:%d", NULL, 200 },
        { "127.0.0.1:%d", "http://127.0.0.1:%d", 200 },
        { "127.0.0.1", NULL, 421 },
        { "localhost:%d", NULL, 421 },
        { "evil.example:%d", NULL, 421 },
        { "127.0.0.1:%d", "http://evil.example", 403 },
        { "127.0.0.1:%d", "https://127.0.0.1:%d", 403 },
        { "127.0.0.1:%d", "null", 403 },
        { "127.0.0.1:%d", "http://127.0.0.1:1", 403 },
    };
    const int ports[] = { desk->port, desk->teacher_port };
    char *paths[] = { xstrdup("/info"), xasprintf("/teacher/state?t=%s", desk->secret) };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        for (size_t k = 0; k < ARRAY_LEN(ports); k++) {
            char port[16], *headers, *at;
            struct buf text;

            buf_init(&text, 1000);
            buf_printf(&text, "Host: %s\r\n", rows[i].host);
            if (rows[i].origin != NULL)
                buf_printf(&text, "Origin: %s\r\n", rows[i].origin);
            snprintf(port, sizeof(port), "%d", ports[k]);
            headers = xstrdup("");
            for (at = text.data; *at != '\0'; at++) {
                char *longer = at[0] == '%' ? xasprintf("%s%s", headers, port)
                                            : xasprintf("%s%c", headers, *at);

                at += at[0] == '%';
                free(headers);
                headers = longer;
            }
            is_answered(http_ask(ports[k], "GET", paths[k], headers, NULL), rows[i].status, NULL,
                        headers);
            free(headers);
            buf_dispose(&text);
        }
    free(paths[0]);
    free(paths[1]);
}

static void test_bodies(const struct desk *desk)
{
    static const char *const rows[] = {
        "",
        "[]",
        "null",
        "{",
        "{}",
        "{\"token\":7}",
        "{\"code\":\"x\",\"code\":\"y\",\"token\":\"0\",\"name\":\"a\"}",
        "{\"token\":\"0123456789abcdef0123456789abcdeg\",\"code\":\"\",\"name\":\"a\"}",
        "{\"token\":\"0123456789ABCDEF0123456789ABCDEF\",\"code\":\"\",\"name\":\"a\"}",
        "{\"token\":\"0123456789abcdef0123456789abcdef\",\"code\":\"\"}",
        "\xff\xfe",
    };
    char *large = xcalloc(1, (1 << 20) + 1), *small = xcalloc(1, BODY_MAX + 2);
    struct http_reply reply;

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        is_answered(http_post(desk->port, "/join", rows[i]), 400, "bad-request", rows[i]);
    memset(large, ' ', 1 << 20);
    memset(small, ' ', BODY_MAX + 1);
    is_answered(http_post(desk->port, "/join", small), 413, "bad-request", "1,025 bytes");
    small[BODY_MAX] = '\0';
    is_answered(http_post(desk->port, "/join", small), 400, "bad-request", "1,024 bytes");
    /* The connection is closed while the rest still comes, which may cut off the answer. */
    reply = http_post(desk->port, "/join", large);
    CHECK(reply.status == 413 || reply.status == 0, "1 MB: %d", reply.status);
    http_reply_dispose(&reply);
    is_answered(http_get(desk->port, "/info"), 200, NULL, "it goes on after that");
    free(large);
    free(small);
}

/* A body that does not say how long it is. */
static void test_endless_body(const struct desk *desk)
{
    const int fd = http_connect(desk->port);
    struct buf text;

    buf_init(&text, 1 << 16);
    buf_printf(&text, "POST /join HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", desk->port);
    buf_adds(&text, "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 200; i++)
        buf_adds(&text, "20\r\n                                \r\n");
    buf_adds(&text, "0\r\n\r\n");
    http_send(fd, text.data, text.len);
    is_answered(http_read(fd), 413, "bad-request", "6,400 bytes in chunks");
    buf_dispose(&text);
}

static void test_acts(const struct desk *desk)
{
    static const struct {
        const char *body;
        int status;
    } rows[] = {
        { "{\"act\":\"next\"}", 400 },
        { "{\"act\":\"nothing\"}", 400 },
        { "{\"act\":\"start\",\"stage\":\"lunch\"}", 400 },
        { "{\"act\":\"timer\",\"ms\":-1}", 400 },
        { "{\"act\":\"timer\",\"ms\":\"1000\"}", 400 },
        { "{\"act\":\"rename\",\"id\":\"L00\",\"name\":\"x\"}", 400 },
        { "{\"act\":\"rename\",\"id\":\"L1x\",\"name\":\"x\"}", 400 },
        { "{\"act\":\"rename\",\"id\":\"L\",\"name\":\"x\"}", 400 },
        { "{\"act\":\"rename\",\"id\":\"L99\",\"name\":\"x\"}", 404 },
        { "{\"act\":\"team\",\"id\":\"L01\",\"team\":13}", 400 },
        { "{\"act\":\"timer\",\"ms\":30000}", 200 },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_INT(desk_act(desk, rows[i].body), rows[i].status, rows[i].body);
}

/* --- joining and answering --- */

static void test_joining(const struct desk *desk)
{
    char *wrong = xasprintf("{\"code\":\"AAAAAA\",\"token\":\"%032x\",\"name\":\"x\"}", 7u);
    char *early = xasprintf("{\"code\":\"%.5s\",\"token\":\"%032x\",\"name\":\"x\"}",
                            host_code(desk->host), 7u);
    char *spaced = xasprintf("{\"code\":\" %c%.2s-%s\",\"token\":\"%032x\",\"name\":\"spazio\"}",
                             host_code(desk->host)[0] + (host_code(desk->host)[0] > '9' ? 32 : 0),
                             host_code(desk->host) + 1, host_code(desk->host) + 3, 8u);

    CHECK_INT(strlen(host_code(desk->host)), 6, "the code");
    CHECK_INT(strspn(host_code(desk->host), "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"), 6, "its signs");
    is_answered(http_post(desk->port, "/join", wrong), 403, "bad-code", "a wrong code");
    is_answered(http_post(desk->port, "/join", early), 403, "bad-code", "half the code");
    is_answered(http_post(desk->port, "/join", spaced), 200, "spazio", "as one copies it");
    is_answered(desk_join(desk, 1, "<script>alert(1)"), 200, "\"name\":\"<script>alert(1)\"",
                "a script is a name");
    is_answered(desk_join(desk, 2, "=cmd|'/c calc'!A0"), 200, "\"name\":\"=cmd|'/c calc'!A0\"",
                "a formula is a name");
    is_answered(desk_join(desk, 3, "\x01\xe2\x80\xae"), 400, "\"error\":\"name\"", "no name");
    is_answered(desk_join(desk, 3, "ventuno lettere nome."), 400, "\"error\":\"name\"",
                "too long a name");
    is_answered(desk_join(desk, 1, "un altro"), 200, "<script>", "it comes back as it was");
    phone_gets(desk, "state", 3, 404, NULL);
    phone_gets(desk, "state", 2, 200, "\"phase\":\"lobby\"");
    free(wrong);
    free(early);
    free(spaced);
}

static void test_answering(const struct desk *desk)
{
    phone_answers(desk, 1, "parola1", 1, 409, "\"error\":\"closed\"");
    CHECK_INT(desk_act(desk, "{\"act\":\"start\"}"), 200, "start");
    phone_answers(desk, 1, "sbagliato", 2, 200, "\"text\":\"sbagliato\"");
    phone_answers(desk, 1, "corretto", 3, 200, "\"text\":\"corretto\"");
    phone_answers(desk, 9, "parola1", 1, 404, NULL);
    phone_answers(desk, 2, "boh", 1, 200, "\"verdict\":null");
    phone_gets(desk, "state", 2, 200, "\"text\":\"boh\"");
    teacher_gets(desk, "/teacher/state", 200, "\"answered\":2");
    CHECK_INT(desk_act(desk, "{\"act\":\"close\"}"), 200, "close");
    phone_answers(desk, 2, "tardi", 2, 409, "\"error\":\"closed\"");
    phone_gets(desk, "state", 2, 200, "\"verdict\":{\"right\":false,\"mark\":\"wrong\"}");
    phone_gets(desk, "missed", 2, 200, "\"boh\"");
}

static void test_removing(const struct desk *desk)
{
    struct http_stream stream;
    char *path = state_path("stream", 2);
    bool is_open = true;

    CHECK(http_stream_open(&stream, desk->port, path), "a stream");
    for (int i = 0; i < 100 && stream.events == 0; i++) {
        usleep(10000);
        (void)http_stream_read(&stream);
    }
    CHECK_INT(stream.events, 1, "the state comes at once");
    CHECK_INT(host_connected(desk->host), 1, "one is connected");
    CHECK_INT(desk_act(desk, "{\"act\":\"rename\",\"id\":\"L03\",\"name\":\"lupo\"}"), 200,
              "rename");
    phone_gets(desk, "state", 2, 200, "\"name\":\"lupo\"");
    CHECK_INT(desk_act(desk, "{\"act\":\"remove\",\"id\":\"L03\"}"), 200, "remove");
    for (int i = 0; i < 100 && is_open; i++) {
        usleep(10000);
        is_open = http_stream_read(&stream);
    }
    CHECK(!is_open, "its stream ends");
    phone_gets(desk, "state", 2, 403, "\"error\":\"removed\"");
    phone_gets(desk, "stream", 2, 403, "\"error\":\"removed\"");
    phone_answers(desk, 2, "ancora", 5, 403, "\"error\":\"removed\"");
    is_answered(desk_join(desk, 2, "torno"), 403, "\"error\":\"removed\"", "it stays away");
    http_stream_close(&stream);
    free(path);
}

/* --- opening and closing --- */

static void test_opening(const struct desk *desk)
{
    struct host *host = NULL;
    struct host_options how = {
        .assets_dir = desk->folder, .address = "127.0.0.1", .title = "", .lang = "it", .letters = ""
    };

    how.port = desk->port;
    CHECK_INT(host_open(&host, &how), ERR_BUSY, "the port is taken");
    how.port = 0;
    how.address = "198.51.100.7";
    CHECK_INT(host_open(&host, &how), ERR_USAGE, "an address of nobody");
    how.address = "0.0.0.0";
    CHECK_INT(host_open(&host, &how), ERR_USAGE, "all addresses");
    how.address = "casa";
    CHECK_INT(host_open(&host, &how), ERR_USAGE, "no address");
    how.address = NULL;
    how.assets_dir = "/tmp/wordloot-no-such-folder";
    CHECK_INT(host_open(&host, &how), ERR_ABSENT, "no pages");
    CHECK(host == NULL, "nothing was opened");
    how.assets_dir = desk->folder;
    how.lang = "xx/../../..";
    CHECK(host_open(&host, &how) == OK, "without phones: %s", err_message());
    CHECK(host_url(host) == NULL && host_code(host) == NULL, "there is no address for phones");
    host_close(host);
    host_close(NULL);
}

/* Whether anything listens on PORT, by the kernel's own table (proc(5)). */
static bool is_listening(int port)
{
    FILE *table = fopen("/proc/net/tcp", "r");
    char line[256], want[32];
    bool is = false;

    snprintf(want, sizeof(want), ":%04X 00000000:0000 0A", (unsigned)port);
    while (table != NULL && fgets(line, sizeof(line), table) != NULL)
        is = is || strstr(line, want) != NULL;
    if (table != NULL)
        fclose(table);
    return is;
}

/* Streams asleep, and joins and answers that nobody takes: all are let go. */
static void test_closing(void)
{
    enum { STREAMS = 20, POSTS = 10 };
    struct http_stream streams[STREAMS];
    struct desk desk;
    struct host_request request;
    int posts[POSTS], taken = 0, over = 0;

    if (!CHECK(desk_open(&desk, 2, false) && desk_start(&desk), "a class"))
        return;
    for (int i = 0; i < STREAMS; i++) {
        char *path = state_path("stream", i);

        is_answered(desk_join(&desk, i, "nome"), 200, NULL, "join");
        CHECK(http_stream_open(&streams[i], desk.port, path), "stream %d", i);
        free(path);
    }
    desk_stop(&desk);
    for (int i = 0; i < POSTS; i++) {
        char *body = desk_answer_text(i, 0, "mai", 1);

        posts[i] = desk_post_begun(&desk, "/answer", body);
        free(body);
    }
    for (int i = 0; i < 500 && taken < POSTS / 2; i++) {
        taken += host_take(desk.host, &request);
        usleep(10000);
    }
    CHECK_INT(taken, POSTS / 2, "half of them are taken, the others queued");
    usleep(500000);
    CHECK_INT(host_connected(desk.host), STREAMS, "all are connected");
    CHECK(is_listening(desk.port) && is_listening(desk.teacher_port), "two ports are open");
    host_close(desk.host);
    desk.host = NULL;
    CHECK(!is_listening(desk.port) && !is_listening(desk.teacher_port), "and none after it");
    CHECK(http_connect(desk.port) < 0, "nobody is let in");
    CHECK(http_connect(desk.teacher_port) < 0, "not the teacher either");
    for (int i = 0; i < POSTS; i++)
        is_answered(http_read(posts[i]), 503, "\"error\":\"closed\"", "what waited");
    for (int i = 0; i < STREAMS; i++) {
        over += !http_stream_read(&streams[i]);
        http_stream_close(&streams[i]);
    }
    CHECK_INT(over, STREAMS, "all streams have ended");
    desk_close(&desk);
}

int main(void)
{
    struct desk desk;

    if (!CHECK(desk_open(&desk, 3, true) && desk_start(&desk), "a class"))
        return check_done();
    test_pages(&desk);
    test_headers(&desk);
    test_other_hosts(&desk);
    test_bodies(&desk);
    test_endless_body(&desk);
    test_joining(&desk);
    test_acts(&desk);
    test_answering(&desk);
    test_removing(&desk);
    test_opening(&desk);
    CHECK_INT(desk_act(&desk, "{\"act\":\"end\"}"), 200, "end");
    CHECK(desk.is_over, "the teacher has ended the session");
    desk_stop(&desk);
    desk_close(&desk);
    test_closing();
    return check_done();
}
