/* A request's way: its head is judged, its body gathered, then its route answers. Of the device
 * nothing is looked at but what it sends on purpose. */

#include <stdlib.h>
#include <strings.h>

#include <microhttpd.h>

#include "app/classroom/host_private.h"
#include "dict/base/mem.h"

static const char *header(const struct visit *visit, const char *name)
{
    return MHD_lookup_connection_value(visit->connection, MHD_HEADER_KIND, name);
}

static struct visit *visit_new(struct door *door, struct MHD_Connection *connection)
{
    struct visit *visit = xcalloc(1, sizeof(*visit));

    visit->host = door->host;
    visit->door = door;
    visit->connection = connection;
    buf_init(&visit->body, BODY_MAX);
    pthread_mutex_lock(&door->host->lock);
    door->host->visit_count++;
    pthread_mutex_unlock(&door->host->lock);
    return visit;
}

void host_served(struct visit *visit)
{
    struct host *host;

    if (visit == NULL)
        return;
    host = visit->host;
    buf_dispose(&visit->body);
    body_dispose(&visit->parsed);
    free(visit->reply);
    free(visit);
    pthread_mutex_lock(&host->lock);
    host->visit_count--;
    pthread_cond_broadcast(&host->changed);
    pthread_mutex_unlock(&host->lock);
}

/* A page from elsewhere that makes a browser ask here has another origin, and one that has
 * bent a name to this address another host (DNS rebinding). */
static int judge_head(struct visit *visit)
{
    static const char scheme[] = "http://";
    const char *host = header(visit, "Host"), *origin = header(visit, "Origin");
    const char *length = header(visit, "Content-Length");
    const char *authority = visit->door->authority;

    if (host == NULL || strcasecmp(host, authority) != 0)
        return answer_error(visit, 421, "bad-request", "this is another host");
    if (origin != NULL && (strncmp(origin, scheme, sizeof(scheme) - 1) != 0 ||
                           strcasecmp(origin + sizeof(scheme) - 1, authority) != 0))
        return answer_error(visit, MHD_HTTP_FORBIDDEN, "bad-request",
                            "another page must not ask for this");
    if (length != NULL && strtoull(length, NULL, 10) > BODY_MAX)
        return answer_error(visit, 413, "bad-request", "that is too much");
    return MHD_YES;
}

int host_serve(struct door *door, struct MHD_Connection *connection, const char *path,
               const char *method, const char *upload, size_t *upload_len, void **state)
{
    struct visit *visit = *state;

    if (visit == NULL) {
        *state = visit = visit_new(door, connection);
        return judge_head(visit);
    }
    if (*upload_len > 0) {
        /* Of one that does not say its length; once it is too much it stays so. */
        if (!visit->body.failed)
            buf_add(&visit->body, upload, *upload_len);
        *upload_len = 0;
        return MHD_YES;
    }
    if (visit->body.failed)
        return answer_error(visit, 413, "bad-request", "that is too much");
    return visit->request.id == 0 ? route_begin(visit, method, path) : route_end(visit);
}
