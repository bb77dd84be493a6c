/* Opening and closing. */

#include "app/classroom/host_private.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "app/classroom/nickname.h"
#include "app/classroom/wire_private.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum {
    FILES_WANTED = 2 * HOST_CONNECTIONS + 256, /* descriptors, of all the program */
    FAREWELL_MS = 500                          /* for the last answers to go out */
};

static const char loopback[] = "127.0.0.1";

static enum err draw(void *out, size_t len)
{
    if (getrandom(out, len, 0) != (ssize_t)len)
        return err_set(ERR_IO, "there is no source of randomness: %s", strerror(errno));
    return OK;
}

/* Signs that are not taken for each other: 32, so that each takes 5 bits. */
static enum err draw_secrets(struct host *host)
{
    static const char signs[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", digits[] = "0123456789abcdef";
    unsigned char drawn[HOST_CODE_LEN + HOST_SECRET_LEN];
    enum err rc = draw(drawn, sizeof(drawn));

    for (size_t i = 0; rc == OK && i < HOST_CODE_LEN; i++)
        host->code[i] = signs[drawn[i] % 32];
    for (size_t i = 0; rc == OK && i < HOST_SECRET_LEN; i++)
        host->secret[i] = digits[drawn[HOST_CODE_LEN + i] % 16];
    return rc;
}

static void write_info(struct host *host, const struct host_options *options)
{
    struct buf out;

    buf_init(&out, 1 << 16);
    buf_adds(&out, "{\"title\":");
    wire_text(&out, options->title);
    buf_adds(&out, ",\"lang\":");
    wire_text(&out, options->lang);
    buf_adds(&out, ",\"letters\":");
    wire_text(&out, options->letters);
    buf_adds(&out, ",\"rtl\":");
    wire_bool(&out, options->right_to_left);
    buf_addc(&out, '}');
    host->info = xstrdup(buf_text(&out));
    buf_dispose(&out);
}

static enum err open_assets(struct host *host, const struct host_options *options)
{
    char *folder = file_join(options->assets_dir, "class");
    char *names = file_join(folder, "nicknames");
    uint64_t seed;
    enum err rc = draw(&seed, sizeof(seed));

    if (rc == OK)
        rc = host_pages_open(&host->pages, folder);
    if (rc == OK)
        rc = nicknames_open(&host->nicknames, names, options->lang, seed);
    free(folder);
    free(names);
    return rc;
}

/* Each phone is a descriptor, and the usual limit is 1,024. */
static void raise_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= FILES_WANTED)
        return;
    limit.rlim_cur = limit.rlim_max < FILES_WANTED ? limit.rlim_max : FILES_WANTED;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

/* Signals are for the thread that began. */
static enum err start_threads(struct host *host, const struct host_options *options)
{
    sigset_t all, before;
    enum err rc = OK;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (options->address != NULL)
        rc = door_open(&host->phones, options->address, options->port);
    if (rc == OK)
        rc = door_open(&host->teacher, loopback, 0);
    if (rc == OK) {
        host->has_pulse = pthread_create(&host->pulse, NULL, host_pulse, host) == 0;
        if (!host->has_pulse)
            rc = err_set(ERR_IO, "no thread can be started");
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return rc;
}

static struct host *host_new(void)
{
    struct host *host = xcalloc(1, sizeof(*host));
    pthread_condattr_t clock;

    host->phones.host = host->teacher.host = host;
    host->teacher.is_teacher = true;
    host->event_fd = -1;
    buf_init(&host->scratch, HOST_STATE_MAX);
    pthread_mutex_init(&host->lock, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&host->changed, &clock);
    pthread_condattr_destroy(&clock);
    return host;
}

enum err host_open(struct host **out, const struct host_options *options)
{
    struct host *host = host_new();
    enum err rc = draw_secrets(host);

    write_info(host, options);
    if (rc == OK)
        rc = open_assets(host, options);
    if (rc == OK) {
        host->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (host->event_fd < 0)
            rc = err_set(ERR_IO, "no event can be waited for: %s", strerror(errno));
    }
    raise_limit();
    if (rc == OK)
        rc = start_threads(host, options);
    if (rc == OK) {
        char *url = xasprintf("%steacher?t=%s", host->teacher.url, host->secret);

        free(host->teacher.url);
        host->teacher.url = url;
        *out = host;
        return OK;
    }
    host_close(host);
    return rc;
}

/* Nothing may be suspended when a server is stopped: libmicrohttpd ends the program then. */
static void say_goodbye(struct host *host)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += FAREWELL_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&host->lock);
    host->is_closing = true;
    visits_refuse(host);
    host_wake_all(host, false);
    pthread_cond_broadcast(&host->changed);
    while (host->stream_count + host->visit_count > 0 &&
           pthread_cond_timedwait(&host->changed, &host->lock, &until) == 0)
        continue;
    pthread_mutex_unlock(&host->lock);
}

void host_close(struct host *host)
{
    if (host == NULL)
        return;
    door_shut(&host->phones);
    door_shut(&host->teacher);
    say_goodbye(host);
    if (host->has_pulse)
        pthread_join(host->pulse, NULL);
    door_close(&host->phones);
    door_close(&host->teacher);
    for (size_t i = 0; i < host->seat_count; i++)
        screen_drop(host->seats[i].screen);
    screen_drop(host->teacher_seat.screen);
    nicknames_close(host->nicknames);
    host_pages_close(host->pages);
    buf_dispose(&host->scratch);
    if (host->event_fd >= 0)
        close(host->event_fd);
    pthread_cond_destroy(&host->changed);
    pthread_mutex_destroy(&host->lock);
    free(host->info);
    free(host);
}

/* --- questions --- */

const char *host_url(const struct host *host)
{
    return host->phones.url;
}

const char *host_code(const struct host *host)
{
    return host->phones.url != NULL ? host->code : NULL;
}

const char *host_teacher_url(const struct host *host)
{
    return host->teacher.url;
}

size_t host_connected(const struct host *host)
{
    return atomic_load(&host->connected);
}

bool host_was_reached(const struct host *host)
{
    return atomic_load(&host->was_reached);
}
