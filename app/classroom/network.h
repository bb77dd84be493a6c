#ifndef CLASSROOM_NETWORK_H
#define CLASSROOM_NETWORK_H

/* Which addresses of this computer the phones of a room could reach. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/err.h"

enum { NETWORK_ADDRESS = 16, NETWORK_NAME = 16 };

struct network_address {
    char address[NETWORK_ADDRESS]; /* IPv4: "192.168.1.7" */
    char name[NETWORK_NAME];       /* of the interface: "wlan0" */
    bool is_wireless;
    bool is_virtual; /* a bridge, tunnel or container's: hardly the room's */
};

/* At most MAX into OUT, those most likely to be the room's first: Wi-Fi, cable, and last what is
 * virtual. *COUNT is 0 when this computer is in no network. ERR_IO. */
MUST_CHECK enum err network_addresses(struct network_address *out, size_t *count, size_t max);

/* The same with another folder for /sys/class/net, for tests. */
MUST_CHECK enum err network_addresses_in(struct network_address *out, size_t *count, size_t max,
                                         const char *sys);

#endif
