/* A listening socket, and the server behind it. */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <microhttpd.h>

#include "app/classroom/host_private.h"
#include "dict/base/mem.h"

enum { HTTP_PORT = 80 };

static enum err bind_to(int fd, const char *address, int port)
{
    const int yes = 1;
    struct sockaddr_in where = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };

    if (inet_pton(AF_INET, address, &where.sin_addr) != 1 ||
        where.sin_addr.s_addr == htonl(INADDR_ANY))
        return err_set(ERR_USAGE, "%s is no address of this computer", address);
    /* A class that is opened again at once gets its port. */
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    if (bind(fd, (const struct sockaddr *)&where, sizeof(where)) == 0)
        return OK;
    if (errno == EADDRINUSE)
        return err_set(ERR_BUSY, "port %d of %s is taken: choose another one", port, address);
    if (errno == EADDRNOTAVAIL)
        return err_set(ERR_USAGE, "%s is no address of this computer", address);
    return err_set(ERR_IO, "port %d of %s: %s", port, address, strerror(errno));
}

static enum err listen_on(int *out, int *out_port, const char *address, int port)
{
    struct sockaddr_in bound = { 0 };
    socklen_t len = sizeof(bound);
    int fd;
    enum err rc;

    if (port < 0 || port > UINT16_MAX)
        return err_set(ERR_USAGE, "there is no port %d", port);
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return err_set(ERR_IO, "no socket can be made: %s", strerror(errno));
    rc = bind_to(fd, address, port);
    if (rc == OK &&
        (listen(fd, HOST_BACKLOG) != 0 || getsockname(fd, (struct sockaddr *)&bound, &len) != 0))
        rc = errno == EADDRINUSE
                 ? err_set(ERR_BUSY, "port %d of %s is taken: choose another one", port, address)
                 : err_set(ERR_IO, "port %d of %s: %s", port, address, strerror(errno));
    if (rc != OK) {
        close(fd);
        return rc;
    }
    *out = fd;
    *out_port = ntohs(bound.sin_port);
    return OK;
}

/* --- what libmicrohttpd calls --- */

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *path,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_len, void **state)
{
    (void)version;
    return (enum MHD_Result)host_serve(cls, connection, path, method, upload, upload_len, state);
}

static void on_served(void *cls, struct MHD_Connection *connection, void **state,
                      enum MHD_RequestTerminationCode how)
{
    (void)cls;
    (void)connection;
    (void)how;
    host_served(*state);
    *state = NULL;
}

/* A phone out of reach says no goodbye: probes and unanswered data end its connection. */
static void on_connection(void *cls, struct MHD_Connection *connection, void **state,
                          enum MHD_ConnectionNotificationCode what)
{
    static const struct {
        int level, name, value;
    } options[] = {
        { SOL_SOCKET, SO_SNDBUF, HOST_SEND_BYTES },
        { SOL_SOCKET, SO_KEEPALIVE, 1 },
        { IPPROTO_TCP, TCP_KEEPIDLE, 4 },
        { IPPROTO_TCP, TCP_KEEPINTVL, 2 },
        { IPPROTO_TCP, TCP_KEEPCNT, 2 },
        { IPPROTO_TCP, TCP_USER_TIMEOUT, HOST_GONE_MS },
    };
    const union MHD_ConnectionInfo *info;

    (void)cls;
    (void)state;
    if (what != MHD_CONNECTION_NOTIFY_STARTED)
        return;
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    for (size_t i = 0; info != NULL && i < ARRAY_LEN(options); i++)
        (void)setsockopt(info->connect_fd, options[i].level, options[i].name, &options[i].value,
                         sizeof(options[i].value));
}

enum err door_open(struct door *door, const char *address, int port)
{
    int fd = -1;
    enum err rc = listen_on(&fd, &port, address, port);

    if (rc != OK)
        return rc;
    door->authority = port == HTTP_PORT ? xstrdup(address) : xasprintf("%s:%d", address, port);
    door->url = xasprintf("http://%s/", door->authority);
    door->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, door,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, (unsigned)HOST_CONNECTIONS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HOST_POOL_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)HOST_IDLE_S, MHD_OPTION_NOTIFY_COMPLETED, on_served, NULL,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, NULL, MHD_OPTION_END);
    if (door->daemon == NULL) {
        close(fd);
        return err_set(ERR_IO, "no server can be started on %s", door->authority);
    }
    return OK;
}

void door_shut(struct door *door)
{
    const int fd = door->daemon != NULL ? MHD_quiesce_daemon(door->daemon) : -1;

    if (fd >= 0)
        close(fd);
}

void door_close(struct door *door)
{
    if (door->daemon != NULL)
        MHD_stop_daemon(door->daemon);
    free(door->authority);
    free(door->url);
}
