#ifndef TESTS_KILL_CHILD_H
#define TESTS_KILL_CHILD_H

/* A child that works until it is killed at a random moment, and tells through a pipe what
 * was acknowledged to it: records of one size. */

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "dict/base/mem.h"
#include "tests/check.h"

struct told {
    size_t size; /* bytes of a record, few enough that a pipe takes them whole or not at all */
    uint8_t *records;
    size_t count, room;
};

__attribute__((unused)) static const void *told_at(const struct told *told, size_t at)
{
    return told->records + at * told->size;
}

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* At most MAX records, fewer when the pipe ends. */
static void told_read(struct told *told, int pipe_end, size_t max)
{
    for (; max > 0; max--) {
        if (told->count == told->room) {
            told->room = told->room > 0 ? told->room * 2 : 1024;
            told->records = xrealloc(told->records, told->room, told->size);
        }
        if (read(pipe_end, told->records + told->count * told->size, told->size) !=
            (ssize_t)told->size)
            return;
        told->count++;
    }
}

/* The child does WORK, which never returns, until it has told FIRST records, and WAIT_US
 * longer. */
static void kill_child(struct told *told, void (*work)(int pipe_end), size_t first,
                       unsigned wait_us, int nth)
{
    const struct timespec wait = { .tv_nsec = (long)wait_us * 1000 };
    int ends[2], status = 0;
    pid_t child;

    if (!CHECK(pipe(ends) == 0, "a pipe"))
        return;
    child = fork();
    if (child == 0) {
        close(ends[0]);
        work(ends[1]);
    }
    close(ends[1]);
    told_read(told, ends[0], first);
    nanosleep(&wait, NULL);
    kill(child, SIGKILL);
    told_read(told, ends[0], SIZE_MAX);
    close(ends[0]);
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status), "kill %d: the child ended by itself: %d", nth, WEXITSTATUS(status));
}

#endif
