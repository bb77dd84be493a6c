#ifndef E2E_SESSION_H
#define E2E_SESSION_H

/* An X11 session of a test's own: a server that no monitor shows, a window
 * manager, key and mouse events as a person's, and what is on the screen then.
 * One at a time; DISPLAY, HOME and WORDLOOT_HOME are set to it, so that all
 * that is started belongs to it. Everything ends with session_close(), or with
 * the test, however that ends. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <X11/Xlib.h>

#include "dict/base/buf.h"

/* Generous: a test that waits this long has failed, on the slowest machine. */
enum { SESSION_LIMIT_MS = 30000, SESSION_WIDTH = 1280, SESSION_HEIGHT = 720 };

struct session;

/* Programs are looked for in the folder BIN, then in PATH. Ends the test with a
 * message when no session can be had. Yours: session_close(). */
struct session *session_open(const char *bin);
void session_close(struct session *session);

/* The test's own connection, for what is not offered here. */
Display *session_display(struct session *session);
/* The session's folder, for files of the test; and WORDLOOT_HOME. Borrowed. */
const char *session_folder(const struct session *session);
const char *session_home(const struct session *session);

/* Waits a little; false when *LEFT_MS is used up. */
bool session_wait(int *left_ms);
/* Waits until CONDITION holds or the limit is reached; check it afterwards. */
#define SESSION_UNTIL(condition)                        \
    do {                                                \
        int left_ms_ = SESSION_LIMIT_MS;                \
        while (!(condition) && session_wait(&left_ms_)) \
            continue;                                   \
    } while (0)

/* --- processes --- */

/* Starts ARGV (ends in NULL); its output goes to FOLDER/NAME.log. */
pid_t session_start(struct session *session, const char *name, const char *const *argv);
bool session_runs(struct session *session, pid_t pid);
/* Asks it to end, then ends it; gives its exit code, 128 + its signal. */
int session_stop(struct session *session, pid_t pid);
/* Runs ARGV to its end; gives its exit code, -1 when that takes too long. */
int session_run(struct session *session, const char *name, const char *const *argv);

/* Whether the file FOLDER/NAME contains TEXT from byte FROM on; and its size. */
bool session_log_has(const struct session *session, const char *name, size_t from,
                     const char *text);
size_t session_log_size(const struct session *session, const char *name);

/* Sends REQUEST to the session's overlay; false if nobody answers. */
bool session_send(const struct session *session, const char *request, struct buf *reply);

/* --- keyboard and mouse --- */

/* Presses and releases a chord of keysym names: "Super_L+w", "Escape". */
void session_key(struct session *session, const char *chord);
void session_key_down(struct session *session, const char *keysym);
void session_key_up(struct session *session, const char *keysym);
/* Types ASCII text, or what the layout has of Latin-1. */
void session_type(struct session *session, const char *text);
/* Caps_Lock or Num_Lock on or off. */
void session_lock(struct session *session, const char *keysym, bool on);
/* Another layout, as setxkbmap's arguments; "" for no VARIANT or OPTION. */
void session_layout(struct session *session, const char *layout, const char *variant,
                    const char *option);
void session_mouse(struct session *session, int x, int y);
void session_click(struct session *session, int x, int y);

/* --- the screen --- */

/* 0xRRGGBB of what is shown there. */
uint32_t session_pixel(struct session *session, int x, int y);
/* Writes the whole screen to PATH in PPM format; false if that fails. */
bool session_picture(struct session *session, const char *path);
/* The window with the input focus, and the one the window manager calls active. */
Window session_focus(struct session *session);
Window session_active(struct session *session);

#endif
