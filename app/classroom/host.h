#ifndef CLASSROOM_HOST_H
#define CLASSROOM_HOST_H

/* The class's HTTP host, by libmicrohttpd: phones get pages and screens, and send what they
 * join and answer with; the teacher's page, for this machine alone, sends everything else.
 *
 * It has threads of its own, which touch neither the engine nor SQLite nor SDL: what arrives
 * waits in a queue for the caller, who takes it, applies it and publishes the new state.
 *
 *     host_open(); host_publish()
 *     loop: poll(host_fd()); while (host_take()) apply; host_publish(); host_reply() to each
 *     host_close()
 *
 * First publish, then reply: a reply carries the screen as it was published last. Several may be
 * taken before one is replied to, and should be: a class that answers at once is then published
 * once. All of this is for one thread.
 *
 * What goes over the wire is in wire.h. Nothing listens before host_open() and after
 * host_close(). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/classroom/engine.h"

struct host;

struct host_options {
    const char *assets_dir; /* its folder class/ has the pages */
    const char *address;    /* IPv4, of the network that the phones are in; NULL: no phones */
    int port;               /* for the phones; 0: any that is free */
    const char *title;      /* of the session */
    const char *lang;       /* that is learnt: "it" */
    const char *letters;    /* of its letter bar: "àèéìòù" */
    bool right_to_left;
};

/* All strings are copied. On success *OUT is yours: host_close(). ERR_BUSY: the port is taken;
 * ERR_USAGE: no such address; ERR_ABSENT: the pages are missing; ERR_IO. The limit of this
 * process's descriptors is raised as far as it goes: each phone needs one. */
MUST_CHECK enum err host_open(struct host **out, const struct host_options *options);
/* Lets every connection go first: what waits is refused with "closed", and streams get the
 * screen published last, for half a second at most. NULL is fine. */
void host_close(struct host *host);

/* "http://192.168.1.7:8765/", and the code of six characters, which is put behind it for the QR
 * code as "?c=K7M2QX"; both NULL without phones. Borrowed until host_close(), as all strings. */
const char *host_url(const struct host *host);
const char *host_code(const struct host *host);
/* "http://127.0.0.1:40123/teacher?t=..." with the secret of the teacher's page. */
const char *host_teacher_url(const struct host *host);

enum host_ask {
    HOST_EVENT,   /* an event for the engine, of a phone (EVENT_JOIN, EVENT_ANSWER: its token
                   * alone has another screen, and its team's) or of the teacher */
    HOST_END,     /* the teacher ends the session */
    HOST_TAKEAWAY /* a phone wants its missed words: event.token */
};
struct host_request {
    uint64_t id;
    enum host_ask ask;
    struct event event; /* its strings are borrowed until host_reply(); now_ms is 0 */
};

/* Readable while a request waits. */
int host_fd(const struct host *host);
/* The next request; false when none waits. Each one taken is replied to once. */
bool host_take(struct host *host, struct host_request *out);
/* Lets the sender know: OK, or why not (err_message() is sent along). BODY, which is copied,
 * is what HOST_TAKEAWAY asked for; NULL otherwise. */
void host_reply(struct host *host, uint64_t id, enum err rc, const char *body);
/* Gives phones and teacher what ENGINE shows now. TOKENS: only these phones' screens have
 * changed; NULL: all. The teacher's has always changed. To be called once before the first
 * request, for a session that goes on with those who joined before. */
void host_publish(struct host *host, const struct engine *engine, int64_t now_ms,
                  const char *const *tokens, size_t count);

/* Phones whose stream is open now, for the lobby. */
size_t host_connected(const struct host *host);
/* Whether any phone ever asked for a page: for `class --check`. */
bool host_was_reached(const struct host *host);

#endif
