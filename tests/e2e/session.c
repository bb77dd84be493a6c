#include "tests/e2e/session.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/platform/control.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { PROCESSES_MAX = 32, LOG_MAX = 8 << 20, STEP_MS = 10, STOP_MS = 5000 };

struct session {
    char *bin, *folder, *home;
    Display *display;
    pid_t processes[PROCESSES_MAX]; /* 0: an empty place */
    size_t process_count;
};

static void give_up(struct session *session, const char *what)
{
    fprintf(stderr, "no session: %s\n", what);
    session_close(session);
    exit(1);
}

bool session_wait(int *left_ms)
{
    if (*left_ms <= 0)
        return false;
    poll(NULL, 0, STEP_MS);
    *left_ms -= STEP_MS;
    return true;
}

Display *session_display(struct session *session)
{
    return session->display;
}

const char *session_folder(const struct session *session)
{
    return session->folder;
}

const char *session_home(const struct session *session)
{
    return session->home;
}

/* --- processes --- */

/* In the child. It dies with the test, whatever ends that. KEEP stays open as
 * descriptor 3. */
static void become(const struct session *session, const char *log, const char *const *argv,
                   int keep)
{
    char *own = file_join(session->bin, argv[0]);
    int in = open("/dev/null", O_RDONLY), out;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
        _exit(127);
    if (keep >= 0 && dup2(keep, 3) < 0)
        _exit(127);
    execv(own, (char *const *)(uintptr_t)argv);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    dprintf(2, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

static pid_t start(struct session *session, const char *name, const char *const *argv, int keep)
{
    char *log = xasprintf("%s/%s.log", session->folder, name);
    pid_t pid;

    if (session->process_count == PROCESSES_MAX)
        give_up(session, "too many processes");
    pid = fork();
    if (pid < 0)
        give_up(session, strerror(errno));
    if (pid == 0)
        become(session, log, argv, keep);
    session->processes[session->process_count++] = pid;
    free(log);
    return pid;
}

pid_t session_start(struct session *session, const char *name, const char *const *argv)
{
    return start(session, name, argv, -1);
}

static void forget(struct session *session, pid_t pid)
{
    size_t i;

    for (i = 0; i < session->process_count; i++) {
        if (session->processes[i] == pid)
            session->processes[i] = session->processes[--session->process_count];
    }
}

bool session_runs(struct session *session, pid_t pid)
{
    siginfo_t info = { 0 };

    (void)session;
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

/* Collects a process that has ended. */
static int collect(struct session *session, pid_t pid)
{
    int status = 0;

    if (waitpid(pid, &status, 0) != pid)
        return -1;
    forget(session, pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int session_stop(struct session *session, pid_t pid)
{
    int left_ms = STOP_MS;

    kill(pid, SIGTERM);
    while (session_runs(session, pid) && session_wait(&left_ms))
        continue;
    kill(pid, SIGKILL);
    return collect(session, pid);
}

int session_run(struct session *session, const char *name, const char *const *argv)
{
    pid_t pid = session_start(session, name, argv);

    SESSION_UNTIL(!session_runs(session, pid));
    if (!session_runs(session, pid))
        return collect(session, pid);
    session_stop(session, pid);
    return -1;
}

/* --- what they wrote and answer --- */

static void read_log(const struct session *session, const char *name, struct buf *out)
{
    char *path = file_join(session->folder, name);

    buf_init(out, LOG_MAX);
    if (file_read(out, path) != OK)
        buf_clear(out);
    free(path);
}

bool session_log_has(const struct session *session, const char *name, size_t from, const char *text)
{
    struct buf log;
    bool found;

    read_log(session, name, &log);
    found = str_find(buf_str(&log), str_of(text), from) < log.len;
    buf_dispose(&log);
    return found;
}

size_t session_log_size(const struct session *session, const char *name)
{
    struct buf log;
    size_t size;

    read_log(session, name, &log);
    size = log.len;
    buf_dispose(&log);
    return size;
}

bool session_send(const struct session *session, const char *request, struct buf *reply)
{
    char *runtime = file_join(session->home, "run");
    bool answered = control_send(runtime, request, reply, SESSION_LIMIT_MS) == OK;

    free(runtime);
    return answered;
}

/* --- opening and closing --- */

static void make_folders(struct session *session)
{
    const char *root = getenv("TMPDIR");

    session->folder = xasprintf("%s/wordloot-session-XXXXXX", root != NULL ? root : "/tmp");
    if (mkdtemp(session->folder) == NULL)
        give_up(session, "no temporary folder");
    session->home = file_join(session->folder, "wordloot");
    setenv("HOME", session->folder, 1);
    setenv("WORDLOOT_HOME", session->home, 1);
    unsetenv("XDG_RUNTIME_DIR");
    unsetenv("WAYLAND_DISPLAY");
    unsetenv("XMODIFIERS");
    unsetenv("XDG_CONFIG_HOME");
}

/* The server writes the number of the display that it found free, and a line
 * feed when it is ready. */
static void read_number(int fd, char *out, size_t size)
{
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    size_t len = 0;

    while (len < size - 1 && poll(&wait, 1, SESSION_LIMIT_MS) > 0 && read(fd, out + len, 1) == 1 &&
           out[len] != '\n')
        len++;
    out[len] = '\0';
}

static void start_server(struct session *session)
{
    static const char *const argv[] = { "Xvfb",        "-displayfd", "3",   "-screen",  "0",
                                        "1280x720x24", "-nolisten",  "tcp", "-noreset", NULL };
    char name[16] = ":";
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        give_up(session, strerror(errno));
    start(session, "Xvfb", argv, ends[1]);
    close(ends[1]);
    read_number(ends[0], name + 1, sizeof(name) - 1);
    close(ends[0]);
    setenv("DISPLAY", name, 1);
    session->display = XOpenDisplay(NULL);
    if (session->display == NULL)
        give_up(session, "Xvfb does not answer");
}

static bool has_window_manager(struct session *session)
{
    Atom atom = XInternAtom(session->display, "_NET_SUPPORTING_WM_CHECK", False), type = None;
    unsigned char *bytes = NULL;
    unsigned long len, left;
    int format;

    XGetWindowProperty(session->display, DefaultRootWindow(session->display), atom, 0, 1, False,
                       AnyPropertyType, &type, &format, &len, &left, &bytes);
    if (bytes != NULL)
        XFree(bytes);
    return type != None;
}

struct session *session_open(const char *bin)
{
    static const char *const manager[] = { "openbox", NULL };
    struct session *session = xcalloc(1, sizeof(*session));

    session->bin = xstrdup(bin);
    make_folders(session);
    start_server(session);
    session_start(session, "openbox", manager);
    SESSION_UNTIL(has_window_manager(session));
    if (!has_window_manager(session))
        give_up(session, "openbox does not start");
    return session;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info;
    (void)kind;
    (void)where;
    return remove(path);
}

/* The display's last client goes before its server. */
void session_close(struct session *session)
{
    if (session == NULL)
        return;
    if (session->display != NULL)
        XCloseDisplay(session->display);
    while (session->process_count > 0)
        session_stop(session, session->processes[session->process_count - 1]);
    if (session->folder != NULL)
        nftw(session->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(session->bin);
    free(session->folder);
    free(session->home);
    free(session);
}
