#ifndef PLATFORM_CONTROL_H
#define PLATFORM_CONTROL_H

/* The control socket: RUNTIME/control.sock, by which `wordloot send` talks to
 * the running overlay. A client sends one line and gets one line. Only
 * processes of our own user are answered. */

#include <poll.h>
#include <stddef.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/str.h"

enum {
    CONTROL_REQUEST_MAX = 4096, /* bytes, without the line feed */
    CONTROL_REPLY_MAX = 1 << 16,
    CONTROL_CONNECTIONS = 8,
    CONTROL_POLLS = CONTROL_CONNECTIONS + 1
};

struct control;

/* Answers REQUEST (without its line feed; any bytes) by adding one line to
 * REPLY; the line feed is added for it. It must not close the socket. */
typedef void (*control_answer)(void *data, struct str request, struct buf *reply);

/* Listens in the folder RUNTIME. ANSWER is called from control_step() with
 * DATA. On success *OUT is yours: control_close(). ERR_BUSY: another process
 * listens there, so this is not the only overlay. */
MUST_CHECK enum err control_open(struct control **out, const char *runtime, control_answer answer,
                                 void *data);
void control_close(struct control *control);

/* Fills OUT with the descriptors to wait for; gives their number. */
size_t control_polls(const struct control *control, struct pollfd out[CONTROL_POLLS]);
/* The limit for that poll(): milliseconds, or -1 for none. */
int control_deadline_ms(const struct control *control);
/* Does all that can be done without waiting. Call after poll(). */
void control_step(struct control *control);

/* Sends REQUEST to whoever listens in RUNTIME and adds the answer, without its
 * line feed, to REPLY. ERR_ABSENT: nobody listens. ERR_USAGE: REQUEST is no
 * line or too long. ERR_IO: no answer within WAIT_MS milliseconds. */
MUST_CHECK enum err control_send(const char *runtime, const char *request, struct buf *reply,
                                 int wait_ms);

#endif
