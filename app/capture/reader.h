#ifndef CAPTURE_READER_H
#define CAPTURE_READER_H

/* The text of pictures, read by a program beside this one. Nothing here waits: ask, then poll
 * reader_fd() with reader_deadline_ms() as the limit, and take what came with reader_take(). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"

struct reader;

/* A line of text, in the pixels of the picture asked about. */
struct read_line {
    int x, y, width, height;
    int confidence; /* 0 to 100 */
    char *text;
};
struct reading {
    struct read_line *lines; /* from top to bottom */
    size_t count;
    int64_t took_us; /* from the question to the answer */
};
void reading_dispose(struct reading *reading);

/* Yours: reader_close(), which ends the other program too. It is started with the first
 * question, and again after it rested. */
struct reader *reader_new(void);
void reader_close(struct reader *reader);
/* Whether that program is there at all, beside this one. */
bool reader_is_installed(void);

/* Asks for the text, in LANG ("ita"), of WIDTH by HEIGHT PIXELS 0x00RRGGBB, which are copied.
 * An answer to an earlier question is not waited for any more. ERR_ABSENT: there is no such
 * program. ERR_LIMIT, ERR_IO. */
MUST_CHECK enum err reader_ask(struct reader *reader, const char *lang, const uint32_t *pixels,
                               int width, int height);
bool reader_is_asked(const struct reader *reader);
/* -1 while nothing is asked. */
int reader_fd(const struct reader *reader);
int reader_deadline_ms(const struct reader *reader);
/* True when the question is answered: *RC is OK and OUT yours, reading_dispose(); or *RC says
 * why not, as reader_ask() and ERR_ABSENT for a language without data. */
bool reader_take(struct reader *reader, struct reading *out, enum err *rc);

/* The process's number, 0 if none runs: for benchmarks. */
int reader_pid(const struct reader *reader);

#endif
