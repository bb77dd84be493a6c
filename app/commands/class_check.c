#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/network.h"
#include "app/classroom/qr.h"
#include "app/classroom/host.h"
#include "app/commands/class_call.h"
#include "dict/base/clock.h"

/* Whether phones can reach this machine: a trial before the class is there. */

enum { ADDRESSES_MAX = 16, WAIT_S = 20, LOOK_MS = 200, URL_MAX = 200, PICTURE_MAX = 1 << 16 };

/* What most often stands between a phone and this machine, the likeliest first. */
static const char advice[] =
    "Nothing arrived in 20 seconds. What it may be:\n"
    "  - The phone is in another network: both must be in the same Wi-Fi, and the phone's\n"
    "    mobile data are best switched off for the trial.\n"
    "  - The Wi-Fi keeps its devices apart, as guests' and schools' networks do: use the phone\n"
    "    as a hotspot for this machine, or a cheap router without internet.\n"
    "  - A firewall on this machine: let it take port %d for the session, with ufw say\n"
    "    `sudo ufw allow %d/tcp`, with firewalld `sudo firewall-cmd --add-port=%d/tcp`.\n"
    "  - Another of the addresses above is the right one: wordloot class --check --address A\n"
    "Without phones it works as well: wordloot class --no-phones counts raised hands.\n";

static void print_addresses(const struct network_address *addresses, size_t count)
{
    puts("Addresses of this machine:");
    for (size_t i = 0; i < count; i++)
        printf("  %-15s  %s%s\n", addresses[i].address, addresses[i].name,
               addresses[i].is_wireless  ? ", Wi-Fi"
               : addresses[i].is_virtual ? ", of a virtual network"
                                         : "");
}

static enum err print_code(const char *url)
{
    struct qr *qr = NULL;
    struct buf picture;
    enum err rc = qr_make(&qr, url);

    if (rc != OK)
        return rc;
    buf_init(&picture, PICTURE_MAX);
    qr_print(qr, &picture);
    printf("\n%s\nOpen it on a phone: %s\n", buf_text(&picture), url);
    fflush(stdout);
    buf_dispose(&picture);
    qr_free(qr);
    return OK;
}

static int port_of(const char *url)
{
    const char *colon = strrchr(url, ':');

    return colon != NULL ? (int)strtol(colon + 1, NULL, 10) : 0;
}

/* What phones ask for is let wait: a page that was fetched is all that is wanted. */
static bool wait_for_phone(struct host *host)
{
    for (int waited_ms = 0; waited_ms < WAIT_S * 1000; waited_ms += LOOK_MS) {
        if (host_was_reached(host))
            return true;
        poll(NULL, 0, LOOK_MS);
    }
    return host_was_reached(host);
}

static enum err try_address(struct class_call *call, const char *address)
{
    const struct host_options options = {
        .assets_dir = call->paths.assets,
        .address = address,
        .port = call->port_number > 0 ? call->port_number : CLASS_PORT,
        .title = "Wordloot",
        .lang = "en",
        .letters = "",
    };
    struct engine *engine = engine_new(NULL, 0, &call->engine);
    struct host *host = NULL;
    char url[URL_MAX];
    int port = 0;
    bool was_reached = false;
    enum err rc = host_open(&host, &options);

    if (rc == OK) {
        host_publish(host, engine, clock_now_ms(), NULL, 0);
        snprintf(url, sizeof(url), "%s?c=%s", host_url(host), host_code(host));
        port = port_of(host_url(host));
        rc = print_code(url);
    }
    if (rc == OK)
        was_reached = wait_for_phone(host);
    host_close(host);
    engine_free(engine);
    if (rc != OK)
        return rc;
    if (!was_reached) {
        printf(advice, port, port, port);
        return err_set(ERR_ABSENT, "no phone reached %s", address);
    }
    printf("A phone has reached this machine at %s: the class can begin.\n", address);
    return OK;
}

enum err class_check(struct class_call *call)
{
    struct network_address addresses[ADDRESSES_MAX];
    size_t count = 0;
    enum err rc = network_addresses(addresses, &count, ADDRESSES_MAX);

    if (rc != OK)
        return rc;
    print_addresses(addresses, count);
    if (call->address == NULL && count == 0)
        return err_set(ERR_ABSENT, "this machine is in no network: connect it to the room's "
                                   "Wi-Fi, or use wordloot class --no-phones");
    return try_address(call, call->address != NULL ? call->address : addresses[0].address);
}
