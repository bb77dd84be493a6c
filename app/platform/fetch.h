#ifndef PLATFORM_FETCH_H
#define PLATFORM_FETCH_H

/* Downloads, by libcurl. Only https is spoken; http is for the loopback addresses
 * 127.0.0.1, [::1] and localhost alone. This is the one place that goes to the network. */

#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"

struct fetch {
    const char *url;
    const char *path; /* where the file shall be; its folder is there */
    const char *what; /* a short name for the progress bar */
    uint64_t max;     /* bytes; a larger file is refused */
    const struct progress *progress;
};

/* Puts what is at the address into a file. Until it is there whole, it is PATH.part, and
 * PATH.resume beside it says where it came from; a later call goes on from there if the
 * server still has the same file and gives parts of it, and begins anew if not. A PATH
 * that is there already is replaced.
 *
 * ERR_IO: the server cannot be reached or refuses, the connection broke, or the disk
 * does; ERR_USAGE: the address, or one it leads to, is not allowed; ERR_LIMIT: larger
 * than max, and nothing is left of it; ERR_CANCELLED: the progress asked for an end. */
MUST_CHECK enum err fetch_file(const struct fetch *fetch);

#endif
