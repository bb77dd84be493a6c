/* Answers: their headers, and the few forms they have. */

#include <stdlib.h>

#include <microhttpd.h>

#include "app/classroom/host_private.h"
#include "app/classroom/wire_private.h"
#include "dict/base/mem.h"

void answer_headers(struct MHD_Response *response, const char *type)
{
    static const char *const headers[][2] = {
        { "Cache-Control", "no-store" },
        { "Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
    };

    (void)MHD_add_response_header(response, "Content-Type", type);
    for (size_t i = 0; i < ARRAY_LEN(headers); i++)
        (void)MHD_add_response_header(response, headers[i][0], headers[i][1]);
}

/* Each phone keeps its stream and nothing else: a thousand idle connections beside them would
 * fill the house. */
static int send_now(struct visit *visit, unsigned status, struct MHD_Response *response,
                    const char *type)
{
    int queued;

    if (response == NULL)
        return MHD_NO;
    answer_headers(response, type);
    (void)MHD_add_response_header(response, "Connection", "close");
    queued = (int)MHD_queue_response(visit->connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

/* libmicrohttpd copies TEXT and only takes it as mutable. */
static struct MHD_Response *response_of(const char *text, size_t len)
{
    return MHD_create_response_from_buffer(len, (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
}

int answer_json(struct visit *visit, unsigned status, const char *text, size_t len)
{
    return send_now(visit, status, response_of(text, len), "application/json; charset=utf-8");
}

int answer_error(struct visit *visit, unsigned status, const char *error, const char *text)
{
    struct buf out;
    int queued;

    buf_init(&out, 8192);
    buf_printf(&out, "{\"error\":\"%s\",\"text\":", error);
    wire_text(&out, text);
    buf_addc(&out, '}');
    queued = answer_json(visit, status, buf_text(&out), out.len);
    buf_dispose(&out);
    return queued;
}

int answer_screen(struct visit *visit, struct seat *seat)
{
    struct screen *screen;
    bool is_removed;
    int queued;

    pthread_mutex_lock(&visit->host->lock);
    screen = screen_hold(seat);
    is_removed = seat->is_removed;
    pthread_mutex_unlock(&visit->host->lock);
    if (screen == NULL && !is_removed)
        return answer_error(visit, MHD_HTTP_SERVICE_UNAVAILABLE, "busy",
                            "nothing has been published yet");
    if (screen == NULL)
        return answer_error(visit, MHD_HTTP_FORBIDDEN, "removed",
                            "the teacher has removed this device");
    queued = answer_json(visit, MHD_HTTP_OK, screen->text + screen->json_at, screen->json_len);
    pthread_mutex_lock(&visit->host->lock);
    screen_drop(screen);
    pthread_mutex_unlock(&visit->host->lock);
    return queued;
}

int answer_file(struct visit *visit, const char *text, const char *type, const char *name)
{
    struct MHD_Response *response = response_of(text, strlen(text));
    char *disposition = xasprintf("attachment; filename=\"%s\"", name);
    int queued;

    if (response != NULL)
        (void)MHD_add_response_header(response, "Content-Disposition", disposition);
    queued = send_now(visit, MHD_HTTP_OK, response, type);
    free(disposition);
    return queued;
}
