#include "app/classroom/network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"

/* Whether the interface has WHAT in its folder (Linux, Documentation/ABI/testing/
 * sysfs-class-net). */
static bool has(const char *sys, const char *name, const char *what)
{
    char *path = xasprintf("%s/%s/%s", sys, name, what);
    const bool is_there = file_exists(path);

    free(path);
    return is_there;
}

/* Hardware has a device behind it; bridges, tunnels and containers' ends have none. Names of
 * such are known in case the folder cannot be read. */
static bool is_virtual(const char *sys, const char *name)
{
    static const char *const prefixes[] = {
        "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "tun", "tap", "wg",
    };

    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return has(sys, name, "uevent") && !has(sys, name, "device");
}

static int rank(const struct network_address *address)
{
    if (address->is_virtual)
        return 2;
    return address->is_wireless ? 0 : 1;
}

/* What ties stays in the system's order: a stable insertion. */
static void put(struct network_address *out, size_t *count, size_t max,
                const struct network_address *address)
{
    size_t at = *count < max ? (*count)++ : max;

    while (at > 0 && rank(&out[at - 1]) > rank(address)) {
        if (at < max)
            out[at] = out[at - 1];
        at--;
    }
    if (at < max)
        out[at] = *address;
}

static bool is_usable(const struct ifaddrs *item)
{
    return item->ifa_addr != NULL && item->ifa_addr->sa_family == AF_INET &&
           (item->ifa_flags & IFF_UP) != 0 && (item->ifa_flags & IFF_RUNNING) != 0 &&
           (item->ifa_flags & (IFF_LOOPBACK | IFF_POINTOPOINT)) == 0;
}

enum err network_addresses_in(struct network_address *out, size_t *count, size_t max,
                              const char *sys)
{
    struct ifaddrs *all = NULL;

    *count = 0;
    if (getifaddrs(&all) != 0)
        return err_set(ERR_IO, "the networks cannot be listed: %s", strerror(errno));
    for (const struct ifaddrs *item = all; item != NULL; item = item->ifa_next) {
        struct network_address address = { 0 };
        struct sockaddr_in where;

        if (!is_usable(item))
            continue;
        memcpy(&where, item->ifa_addr, sizeof(where));
        if (inet_ntop(AF_INET, &where.sin_addr, address.address, sizeof(address.address)) == NULL)
            continue;
        snprintf(address.name, sizeof(address.name), "%s", item->ifa_name);
        address.is_wireless = has(sys, address.name, "wireless");
        address.is_virtual = is_virtual(sys, address.name);
        put(out, count, max, &address);
    }
    freeifaddrs(all);
    return OK;
}

enum err network_addresses(struct network_address *out, size_t *count, size_t max)
{
    return network_addresses_in(out, count, max, "/sys/class/net");
}
