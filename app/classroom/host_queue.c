/* What waits for the caller: visits in the order they came, first queued, then taken. */

#include <stdlib.h>
#include <sys/eventfd.h>

#include <microhttpd.h>

#include "app/classroom/host_private.h"
#include "dict/base/mem.h"

static void append(struct visits *list, struct visit *visit)
{
    visit->previous = list->last;
    visit->next = NULL;
    if (list->last != NULL)
        list->last->next = visit;
    else
        list->first = visit;
    list->last = visit;
}

static void take_out(struct visits *list, struct visit *visit)
{
    if (visit->previous != NULL)
        visit->previous->next = visit->next;
    else
        list->first = visit->next;
    if (visit->next != NULL)
        visit->next->previous = visit->previous;
    else
        list->last = visit->previous;
}

/* The server's thread goes on with VISIT; it must not be touched after it. */
static void let_go(struct visit *visit, enum err rc, const char *reply)
{
    visit->rc = rc;
    visit->reply = reply != NULL ? xstrdup(reply) : NULL;
    visit->is_waiting = false;
    MHD_resume_connection(visit->connection);
}

enum err visit_wait(struct visit *visit)
{
    struct host *host = visit->host;
    enum err rc = OK;

    pthread_mutex_lock(&host->lock);
    if (host->is_closing) {
        rc = err_set(ERR_CANCELLED, "the class is over");
    } else {
        visit->request.id = ++host->last_id;
        visit->is_waiting = true;
        append(&host->queued, visit);
        MHD_suspend_connection(visit->connection);
        (void)eventfd_write(host->event_fd, 1);
    }
    pthread_mutex_unlock(&host->lock);
    return rc;
}

int host_fd(const struct host *host)
{
    return host->event_fd;
}

bool host_take(struct host *host, struct host_request *out)
{
    struct visit *visit;
    eventfd_t count;

    pthread_mutex_lock(&host->lock);
    visit = host->queued.first;
    if (visit != NULL) {
        take_out(&host->queued, visit);
        append(&host->taken, visit);
        *out = visit->request;
    }
    /* Under lock: what is queued after it makes the descriptor readable again. */
    if (host->queued.first == NULL)
        (void)eventfd_read(host->event_fd, &count);
    pthread_mutex_unlock(&host->lock);
    return visit != NULL;
}

void host_reply(struct host *host, uint64_t id, enum err rc, const char *body)
{
    struct visit *visit;

    pthread_mutex_lock(&host->lock);
    for (visit = host->taken.first; visit != NULL && visit->request.id != id; visit = visit->next)
        continue;
    if (visit != NULL) {
        take_out(&host->taken, visit);
        let_go(visit, rc, rc == OK ? body : err_message());
    }
    pthread_mutex_unlock(&host->lock);
}

static void refuse(struct visits *list)
{
    while (list->first != NULL) {
        struct visit *visit = list->first;

        take_out(list, visit);
        let_go(visit, ERR_CANCELLED, "the class is over");
    }
}

void visits_refuse(struct host *host)
{
    refuse(&host->queued);
    refuse(&host->taken);
}
