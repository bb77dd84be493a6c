#ifndef CLASSROOM_HOST_PRIVATE_H
#define CLASSROOM_HOST_PRIVATE_H

/* The host's state, and what its files do for each other. libmicrohttpd runs a thread for the
 * phones and one for the teacher; a third sends the heartbeat; the caller takes, replies and
 * publishes from one thread of its own.
 *
 * One mutex, host.lock, guards what they share. It may be held while libmicrohttpd is told to
 * suspend or resume a connection, never while a response is made or queued. */

#include <pthread.h>
#include <stdatomic.h>

#include "app/classroom/host.h"
#include "app/classroom/host_body.h"
#include "dict/base/buf.h"

enum {
    HOST_CONNECTIONS = 1500, /* a stream for each learner, and room for those that ask */
    HOST_BACKLOG = 1024,
    HOST_POOL_BYTES = 8192,
    HOST_IDLE_S = 30,
    HOST_CODE_LEN = 6,
    HOST_SECRET_LEN = 32,
    HOST_BEAT_S = 10,
    /* A phone that is gone without a word answers neither data nor probes: its connection is
     * dead for the kernel after so long, and the next heartbeat frees it. */
    HOST_GONE_MS = 8000,
    /* A phone that sleeps finds few old states when it wakes: the kernel holds no more. */
    HOST_SEND_BYTES = 16384,
    HOST_STREAMS_MAX = 4,           /* of one device */
    HOST_ANSWERS_A_SECOND = 5,      /* of one device */
    HOST_WRONG_CODES_A_SECOND = 20, /* of all */
    HOST_WRONG_CODES_AT_ONCE = 60,
    HOST_STATE_MAX = 4 << 20 /* bytes of a state */
};

/* <microhttpd.h> is for the .c files. */
struct MHD_Connection;
struct MHD_Daemon;
struct MHD_Response;
struct host_pages;
struct nicknames;
struct stream;

/* A state as it is sent: framed as a server-sent event, with the bare JSON inside. Its bytes
 * never change while anybody else than a seat holds it. Guarded by host.lock. */
struct screen {
    size_t holders;
    size_t len, json_at, json_len;
    size_t closes_at;  /* in TEXT, of the soft timer's number; 0: there is none */
    int64_t closes_us; /* of clock_mono_us(), when the timer ends */
    char text[];
};

/* At most so many at once, and then at an even pace. Guarded by host.lock. */
struct pace {
    int64_t free_us; /* of clock_mono_us(), when all that was let through is worked off */
};

/* Where a device sits: one a learner, in the order of joining, and one for the teacher's page.
 * Guarded by host.lock; seats stay where they are until host_close(). */
struct seat {
    char token[ENGINE_TOKEN_LEN + 1];
    bool is_removed;
    uint64_t name_hash;     /* of the nickname, so that it is not proposed again */
    struct screen *screen;  /* the newest; NULL before the first and after the removal */
    uint64_t serial;        /* counts the screens */
    struct stream *streams; /* the newest first */
    struct pace answers;
};

enum { HOST_BUCKETS = 4096 }; /* more than twice the seats */

/* One of the two servers. Set by host_open(), read only after it. */
struct door {
    struct host *host;
    struct MHD_Daemon *daemon;
    char *authority; /* "192.168.1.7:8765", as the Host header must have it */
    char *url;
    bool is_teacher;
};

/* A request from its head to its answer. It belongs to its connection; while it waits for the
 * caller that is suspended, so that it stays. */
struct visit {
    struct host *host;
    struct door *door;
    struct MHD_Connection *connection;
    struct buf body;
    /* Below: set by the server's thread before the visit is queued, and by host_reply(). */
    struct body parsed;
    struct seat *seat; /* NULL for a device that joins */
    struct host_request request;
    bool is_waiting; /* guarded by host.lock, as all below */
    enum err rc;
    char *reply; /* the caller's body, or why not; NULL for none */
    struct visit *next, *previous;
};

struct visits {
    struct visit *first, *last;
};

struct host {
    /* Set by host_open(), read only after it. */
    struct door phones, teacher;
    struct host_pages *pages;
    char *info; /* the JSON of /info */
    char code[HOST_CODE_LEN + 1], secret[HOST_SECRET_LEN + 1];
    int event_fd;
    pthread_t pulse;
    bool has_pulse;

    struct buf scratch; /* the publishing thread's alone */

    atomic_bool was_reached;

    pthread_mutex_t lock;
    pthread_cond_t changed; /* a stream ended, a visit went, or closing began */
    /* Guarded by lock. */
    bool is_closing;
    struct nicknames *nicknames;
    struct pace wrong_codes;
    struct seat seats[ENGINE_LEARNERS_MAX], teacher_seat;
    size_t seat_count;
    uint16_t buckets[HOST_BUCKETS]; /* of tokens: a seat's number and one; 0 is free */
    atomic_size_t connected;        /* learners' seats with a stream; read without the lock */
    size_t stream_count, visit_count;
    struct visits queued, taken;
    uint64_t last_id;
    enum engine_phase phase; /* as published last */
    int slot;
};

/* --- host_seats.c: all under lock, but for host_publish() --- */

/* NULL if it has not joined; one that was removed is found. */
struct seat *host_seat(struct host *host, const char *token);
/* Whether anything was published; before that nobody can be said not to have joined. */
bool host_has_begun(const struct host *host);
/* Its screen with one holder more, the soft timer set right; NULL without one. */
struct screen *screen_hold(struct seat *seat);
void screen_drop(struct screen *screen);
/* Whether one more may pass now, AT_ONCE at most and A_SECOND after that. */
bool pace_allows(struct pace *pace, int64_t now_us, int at_once, int a_second);
/* Whether it would, without counting one. */
bool pace_would(const struct pace *pace, int64_t now_us, int at_once, int a_second);

/* --- host_streams.c --- */

/* Queues a stream of SEAT's screens on VISIT's connection. enum MHD_Result. */
int stream_begin(struct visit *visit, struct seat *seat);
/* Lets the streams of SEAT, or of all, go on. Under lock. */
void seat_wake(struct seat *seat);
void host_wake_all(struct host *host, bool is_beat);
/* The thread of the host CLS that sends heartbeats. */
void *host_pulse(void *cls);

/* --- host_queue.c --- */

/* Hands VISIT with its request over to the caller and suspends its connection. ERR_CANCELLED
 * while the host closes. */
MUST_CHECK enum err visit_wait(struct visit *visit);
/* Refuses all that wait; under lock. */
void visits_refuse(struct host *host);

/* --- host_serve.c --- */

/* What libmicrohttpd calls for each piece of a request, and at its end. */
int host_serve(struct door *door, struct MHD_Connection *connection, const char *path,
               const char *method, const char *upload, size_t *upload_len, void **state);
void host_served(struct visit *visit);

/* --- host_routes.c --- */

/* Answers VISIT or has it wait: all of its body is there. enum MHD_Result. */
int route_begin(struct visit *visit, const char *method, const char *path);
/* Answers VISIT, which waited. enum MHD_Result. */
int route_end(struct visit *visit);

/* --- host_answer.c: each queues an answer; enum MHD_Result --- */

/* The headers that go with whatever is sent. */
void answer_headers(struct MHD_Response *response, const char *type);

int answer_json(struct visit *visit, unsigned status, const char *text, size_t len);
int answer_error(struct visit *visit, unsigned status, const char *error, const char *text);
/* The screen of SEAT; what is refused where it has none. */
int answer_screen(struct visit *visit, struct seat *seat);
int answer_file(struct visit *visit, const char *text, const char *type, const char *name);

/* --- host_pages.c --- */

/* All files of FOLDER and of its folder texts/ that a page can load. ERR_ABSENT without the two
 * pages. */
MUST_CHECK enum err host_pages_open(struct host_pages **out, const char *folder);
void host_pages_close(struct host_pages *pages);
/* Queues the page at PATH; false if there is none. */
bool host_pages_send(const struct host_pages *pages, struct MHD_Connection *connection,
                     const char *path, bool is_teacher);

/* --- host_door.c --- */

/* Begins to listen on ADDRESS; PORT 0 is any. */
MUST_CHECK enum err door_open(struct door *door, const char *address, int port);
/* No new connection after it. */
void door_shut(struct door *door);
void door_close(struct door *door);

#endif
