#ifndef CLASSROOM_STORE_H
#define CLASSROOM_STORE_H

/* The class's own file, class.db: each session's questions and events, apart from the
 * learner's journal. Events are only ever added, and each is on the disk when
 * store_add() returns, so that a host that was killed goes on where it was. */

#include <stdbool.h>
#include <stdint.h>

#include "app/classroom/engine.h"
#include "dict/base/err.h"

struct store;
struct question_set;

enum { STORE_KEEP_DAYS = 30 };

/* Opens or makes the file at PATH, and deletes the sessions that began STORE_KEEP_DAYS
 * before NOW_MS. On success *OUT is yours: store_close(). ERR_FORMAT if it is another
 * program's, ERR_NEWER, ERR_IO, ERR_BUSY. */
MUST_CHECK enum err store_open(struct store **out, const char *path, int64_t now_ms);
void store_close(struct store *store);

/* Begins a session with SET and OPTIONS (seed, level and goal are kept); its number in *ID. */
MUST_CHECK enum err store_begin(struct store *store, const struct question_set *set,
                                const struct engine_options *options, int64_t now_ms, int64_t *id);
/* Adds an event that the engine took. ERR_ABSENT without such a session, or if it has
 * ended. */
MUST_CHECK enum err store_add(struct store *store, int64_t id, const struct event *event);
/* Several of store_add() as one change: all of them or none. END commits if RC is OK and gives
 * RC or the commit's failure. */
MUST_CHECK enum err store_change_begin(struct store *store);
MUST_CHECK enum err store_change_end(struct store *store, enum err rc);
/* No event follows. ERR_ABSENT as store_add(). */
MUST_CHECK enum err store_end(struct store *store, int64_t id, int64_t now_ms);
/* The newest session that has not ended. ERR_ABSENT: there is none. */
MUST_CHECK enum err store_open_session(struct store *store, int64_t *id);

/* A session as it was: its questions in *SET, yours to set_free() after the engine, and
 * an engine that has taken all its events in *ENGINE, yours. OPTIONS gives what is not
 * kept (articles, is_word). ERR_ABSENT without such a session. */
MUST_CHECK enum err store_resume(struct store *store, int64_t id, struct engine_options options,
                                 struct question_set **set, struct engine **engine);

struct store_row {
    int64_t id, begun_ms, ended_ms; /* ended_ms 0 while it is open */
    const char *title, *lang;       /* borrowed for the call */
    int64_t events;
    bool has_tests;
};
typedef void store_fn(void *ctx, const struct store_row *row);
/* All sessions, the newest first. */
MUST_CHECK enum err store_list(struct store *store, store_fn *row, void *ctx);

/* Deletes a session with all that is known of it; the pages are overwritten. ERR_ABSENT
 * without such. */
MUST_CHECK enum err store_delete(struct store *store, int64_t id);

#endif
