#ifndef CAPTURE_READER_PROTOCOL_H
#define CAPTURE_READER_PROTOCOL_H

/* What the overlay and the program that reads pictures say to each other over a socket.
 *
 * A request is one struct reader_request together with a file descriptor of sealed memory,
 * which holds WIDTH * HEIGHT pixels 0x00RRGGBB. The answer is a struct reader_reply and LEN
 * bytes of JSON: {"lines": [{"x", "y", "width", "height", "confidence", "text"}]}, from top
 * to bottom, in the request's pixels; or {"error": "..."}. One answer a request, in order. */

#include <stdint.h>

enum {
    READER_MAGIC = 0x574C5244, /* "WLRD" */
    READER_LANG_MAX = 32,
    READER_SIDE_MAX = 8192,
    READER_REPLY_MAX = 1 << 20,
    READER_REST_SECONDS = 180, /* without a request: it ends, and gives its memory back */
    READER_SOCKET = 3          /* the program's end of the socket */
};

struct reader_request {
    uint32_t magic, number;
    uint32_t width, height;
    char lang[READER_LANG_MAX]; /* Tesseract's name, "ita", ends in NUL */
};

struct reader_reply {
    uint32_t magic, number, len;
};

#endif
