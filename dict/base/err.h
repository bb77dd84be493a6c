#ifndef BASE_ERR_H
#define BASE_ERR_H

/* What can go wrong, and the one line that says it.
 *
 * The function that knows the reason writes the message with err_set(); all
 * above it pass the code on. Read err_message() right after a failure and
 * nowhere else: it is not cleared by later successes. */

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

enum err {
    OK = 0,
    ERR_ABSENT = -1,      /* what was asked for is not there */
    ERR_USAGE = -2,       /* the caller's words are off */
    ERR_IO = -3,          /* the file system, a socket or the display refused */
    ERR_FORMAT = -4,      /* bytes that are not what they claim to be */
    ERR_NEWER = -5,       /* made by a newer Wordloot: leave it untouched */
    ERR_LIMIT = -6,       /* larger than any honest input */
    ERR_BUSY = -7,        /* somebody else holds it */
    ERR_UNSUPPORTED = -8, /* this desktop or build cannot do it */
    ERR_CANCELLED = -9    /* the user stopped it */
};

/* Stores a message of at most 511 bytes for this thread and returns CODE.
 * Control characters in it are replaced, so that it stays one line. */
enum err err_set(enum err code, const char *format, ...) PRINTF_LIKE(2, 3);

/* The message of this thread's last err_set(); "" before the first one.
 * Borrowed until the next err_set() of the same thread. */
const char *err_message(void);

/* Puts "PREFIX: " before the current message and returns CODE. */
enum err err_prefix(enum err code, const char *format, ...) PRINTF_LIKE(2, 3);

#ifdef __clang_analyzer__
/* The analyser sees one file at a time: tell it that the code comes back. */
#define err_set(code, ...) (err_set((code), __VA_ARGS__), (code))
#define err_prefix(code, ...) (err_prefix((code), __VA_ARGS__), (code))
#endif

#endif
