/* A class of 1,000 phones on loopback: how long until the last has a new screen, how long a
 * burst of answers takes, and the memory of the host. The phones are a process of their own.
 * --smoke: 50 phones. */

#include "app/classroom/host.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "tests/bench/figures.h"
#include "tests/class_desk.h"

enum { PHONES = 1000, SMOKE_PHONES = 50, QUESTIONS = 20, WAIT_S = 30, PAUSE_US = 250000 };

/* What the phones' process must know, sent to it when the class is open. */
struct invitation {
    int port, teacher_port;
    char secret[64], code[8];
};

struct phones {
    int count;
    struct http_stream streams[PHONES];
    struct pollfd waits[PHONES];
    int events[PHONES]; /* that each had before the change that is measured */
    struct http_stream teacher;
    struct desk desk; /* the address and the secret alone */
    char code[8];
};

static void fail(const char *what)
{
    fprintf(stderr, "bench_class: %s\n", what);
    exit(1);
}

/* --- the phones --- */

static void call(const struct phones *phones, const char *path, const char *body)
{
    struct http_reply reply = http_post(phones->desk.port, path, body);

    if (reply.status != 200)
        fail(reply.status == 0 ? "no answer" : buf_text(&reply.body));
    http_reply_dispose(&reply);
}

static void join_all(struct phones *phones)
{
    for (int i = 0; i < phones->count; i++) {
        char token[ENGINE_TOKEN_LEN + 1], path[64], *body;

        desk_token(token, i);
        body = xasprintf("{\"code\":\"%s\",\"token\":\"%s\",\"name\":\"volpe %d\"}", phones->code,
                         token, i);
        call(phones, "/join", body);
        snprintf(path, sizeof(path), "/stream?token=%s", token);
        if (!http_stream_open(&phones->streams[i], phones->desk.port, path))
            fail("no stream");
        free(body);
    }
}

static void open_teacher(struct phones *phones)
{
    char *path = xasprintf("/teacher/stream?t=%s", phones->desk.secret);

    if (!http_stream_open(&phones->teacher, phones->desk.teacher_port, path))
        fail("no stream for the teacher");
    free(path);
}

/* Reads until each phone has had an event more than it had; microseconds since BEGIN. */
static int64_t wait_for_all(struct phones *phones, int64_t begin)
{
    int missing = phones->count;

    while (missing > 0) {
        if (clock_mono_us() > begin + WAIT_S * INT64_C(1000000))
            fail("a screen did not come");
        for (int i = 0; i < phones->count; i++)
            phones->waits[i] = (struct pollfd){ .fd = phones->streams[i].fd, .events = POLLIN };
        (void)poll(phones->waits, (nfds_t)phones->count, 1000);
        (void)http_stream_read(&phones->teacher);
        missing = 0;
        for (int i = 0; i < phones->count; i++) {
            if (phones->waits[i].revents != 0 && !http_stream_read(&phones->streams[i]))
                fail("a stream was closed");
            missing += phones->streams[i].events == phones->events[i];
        }
    }
    return clock_mono_us() - begin;
}

static void remember(struct phones *phones)
{
    for (int i = 0; i < phones->count; i++)
        phones->events[i] = phones->streams[i].events;
}

static void change(struct phones *phones, const char *act, struct figures *figures)
{
    int64_t begin;

    remember(phones);
    begin = clock_mono_us();
    if (desk_act(&phones->desk, act) != 200)
        fail(act);
    figures_add(figures, wait_for_all(phones, begin));
}

static int ask(const struct phones *phones, int phone, int slot)
{
    char *body = desk_answer_text(phone, slot, "parola", 1);
    const int fd = desk_post_begun(&phones->desk, "/answer", body);

    if (fd < 0)
        fail("no connection");
    free(body);
    return fd;
}

/* All phones answer at once: from the first one's sending to the last one's reply. */
static void burst(struct phones *phones, int slot, struct figures *figures)
{
    const int64_t begin = clock_mono_us();
    int fds[PHONES];

    for (int i = 0; i < phones->count; i++)
        fds[i] = ask(phones, i, slot);
    for (int i = 0; i < phones->count; i++) {
        struct http_reply reply = http_read(fds[i]);

        if (reply.status != 200)
            fail("an answer was refused");
        http_reply_dispose(&reply);
    }
    figures_add(figures, clock_mono_us() - begin);
    remember(phones);
}

static void play(const struct invitation *invitation, int count, bool is_kept)
{
    static struct figures screens = { .name = "last delivery of a new screen" };
    static struct figures bursts = { .name = "all answer at once" };
    static struct phones phones;

    phones.count = count;
    phones.desk.port = invitation->port;
    phones.desk.teacher_port = invitation->teacher_port;
    snprintf(phones.desk.secret, sizeof(phones.desk.secret), "%s", invitation->secret);
    snprintf(phones.code, sizeof(phones.code), "%s", invitation->code);
    open_teacher(&phones);
    join_all(&phones);
    (void)wait_for_all(&phones, clock_mono_us());
    for (int slot = 0; slot < QUESTIONS; slot++) {
        change(&phones, slot == 0 ? "{\"act\":\"start\"}" : "{\"act\":\"next\"}", &screens);
        burst(&phones, slot, &bursts);
        usleep(PAUSE_US);
        for (int i = 0; i < count; i++)
            (void)http_stream_read(&phones.streams[i]);
        change(&phones, "{\"act\":\"close\"}", &screens);
    }
    printf("%d phones, answers %s\n", count, is_kept ? "synced to the disk" : "not kept");
    figures_print(&screens);
    figures_print(&bursts);
}

/* --- the host --- */

static double own_memory_mb(void)
{
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    char line[256];
    double kilobytes = 0;

    while (file != NULL && fgets(line, sizeof(line), file) != NULL)
        if (strncmp(line, "Pss:", 4) == 0)
            kilobytes = strtod(line + 4, NULL);
    if (file != NULL)
        fclose(file);
    return kilobytes / 1024;
}

static pid_t fork_phones(int *out, int count, bool is_kept)
{
    struct invitation invitation;
    const struct rlimit many = { 4096, 4096 };
    int ends[2];
    pid_t child;

    if (pipe(ends) != 0 || (child = fork()) < 0)
        fail("no process for the phones");
    if (child == 0) {
        close(ends[1]);
        (void)setrlimit(RLIMIT_NOFILE, &many);
        if (read(ends[0], &invitation, sizeof(invitation)) != (ssize_t)sizeof(invitation))
            fail("the class does not open");
        play(&invitation, count, is_kept);
        fflush(stdout);
        _exit(0);
    }
    close(ends[0]);
    *out = ends[1];
    return child;
}

/* Works until the phones' process is done. The most memory that was seen. */
static double serve(struct desk *desk, pid_t child, int *status)
{
    struct pollfd wait = { .fd = host_fd(desk->host), .events = POLLIN };
    double most = 0, now;

    while (waitpid(child, status, WNOHANG) == 0) {
        if (poll(&wait, 1, 200) > 0) {
            desk_work(desk);
            continue;
        }
        now = own_memory_mb();
        most = now > most ? now : most;
    }
    now = own_memory_mb();
    return now > most ? now : most;
}

static int measure(int count, bool is_kept)
{
    struct invitation invitation = { 0 };
    struct desk desk = { 0 };
    double before, most;
    int status = 0, end = -1;
    const pid_t child = fork_phones(&end, count, is_kept);

    if (!desk_open(&desk, QUESTIONS, is_kept))
        fail("the class does not open");
    before = own_memory_mb();
    invitation.port = desk.port;
    invitation.teacher_port = desk.teacher_port;
    snprintf(invitation.secret, sizeof(invitation.secret), "%s", desk.secret);
    snprintf(invitation.code, sizeof(invitation.code), "%s", host_code(desk.host));
    if (write(end, &invitation, sizeof(invitation)) != (ssize_t)sizeof(invitation))
        fail("the phones do not come");
    close(end);
    most = serve(&desk, child, &status);
    printf("memory of the host: %.1f MB, of that before the first phone %.1f MB\n", most, before);
    desk_close(&desk);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
    const bool smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    const int count = smoke ? SMOKE_PHONES : PHONES;

    setvbuf(stdout, NULL, _IOLBF, 0);
    return measure(count, false) != 0 || measure(count, true) != 0;
}
