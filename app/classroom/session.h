#ifndef CLASSROOM_SESSION_H
#define CLASSROOM_SESSION_H

/* A class session under way: the one place where the engine, the class's file and the host
 * meet. What the engine takes is on the disk before a phone is told that it was taken, so a
 * host that is killed goes on where it was. Belongs to one thread. */

#include "app/classroom/engine.h"
#include "app/classroom/host.h"
#include "app/classroom/set.h"
#include "app/classroom/store.h"

struct session;

enum { SESSION_NOTICE = 400 };

/* What the session lets its owner know; each may be NULL. */
struct session_hooks {
    /* A practice question was closed: RIGHT of ANSWERS. */
    void (*closed)(void *ctx, const struct question *question, size_t right, size_t answers);
    /* The session has ended; one line about it (where the report is) goes to NOTICE. */
    void (*ended)(void *ctx, const struct engine *engine, char notice[SESSION_NOTICE]);
    /* The session was deleted: what ENDED wrote goes too. */
    void (*forgotten)(void *ctx);
    void *ctx;
};

/* A session of SET, which becomes the session's; also after a failure. STORE is borrowed.
 * On success *OUT is yours: session_close(). Errors of store_begin(). */
MUST_CHECK enum err session_begin(struct session **out, struct store *store,
                                  struct question_set *set, const struct engine_options *options,
                                  const struct session_hooks *hooks, int64_t now_ms);
/* The one that was not ended, as store_resume(). ERR_ABSENT: there is none. */
MUST_CHECK enum err session_resume(struct session **out, struct store *store,
                                   const struct engine_options *options,
                                   const struct session_hooks *hooks);
/* The session that was not ended can be resumed. Its host is closed. */
void session_close(struct session *session);

/* HOST becomes the session's, and gets its screens. */
void session_serve(struct session *session, struct host *host, int64_t now_ms);

int64_t session_id(const struct session *session);
const struct question_set *session_set(const struct session *session);
const struct engine *session_engine(const struct session *session);
const struct host *session_host(const struct session *session); /* NULL: none */
bool session_is_ended(const struct session *session);
/* What the teacher should read, or NULL: the session's end, or why answers cannot be saved. */
const char *session_notice(const struct session *session);

/* What the teacher does at this machine; EVENT's strings live until session_close(). Errors of
 * engine_apply(). What cannot be written is tried again by session_work(). */
MUST_CHECK enum err session_act(struct session *session, const struct event *event);
/* Ends it: a round that is being played is stopped. ERR_USAGE: it has ended. */
MUST_CHECK enum err session_end(struct session *session, int64_t now_ms);
/* Deletes the session, which has ended, with all that is known of it. ERR_USAGE: it has not,
 * or was deleted; errors of store_delete(). */
MUST_CHECK enum err session_forget(struct session *session);
bool session_is_forgotten(const struct session *session);
/* Takes what came from the phones. True: something has changed. */
bool session_work(struct session *session, int64_t now_ms);
/* Call session_work() when this is readable (-1: nothing), or after so many milliseconds (-1:
 * never). */
int session_fd(const struct session *session);
int session_wait_ms(const struct session *session);

#endif
