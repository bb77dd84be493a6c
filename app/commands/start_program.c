#include "app/commands/start_program.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/commands/commands.h"

/* A child of a child. */
enum err start_program(const char *const *argv)
{
    sigset_t none;
    const pid_t child = fork();

    if (child < 0)
        return err_set(ERR_IO, "no other program can be started now (%s)", strerror(errno));
    if (child > 0) {
        waitpid(child, NULL, 0);
        return OK;
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (setsid() >= 0 && fork() == 0) {
        execv("/proc/self/exe", (char *const *)(uintptr_t)argv);
        _exit(EXIT_FAILED);
    }
    _exit(EXIT_DONE);
}
