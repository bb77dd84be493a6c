#include "app/commands/overlay_reviews.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/commands/commands.h"
#include "app/review/deck.h"
#include "dict/base/clock.h"

static int due(void *ctx)
{
    struct overlay_reviews *reviews = ctx;
    int count = 0;

    return deck_count_due(reviews->journal, reviews->lang, clock_now_ms(), &count) == OK ? count
                                                                                         : 0;
}

static bool is_learned(void *ctx, int64_t word)
{
    struct overlay_reviews *reviews = ctx;

    return deck_is_learned(reviews->journal, word);
}

static enum err forget(void *ctx, int64_t word, char review[UUID_LEN + 1])
{
    struct overlay_reviews *reviews = ctx;

    return deck_forget(reviews->journal, word, clock_now_ms(), review);
}

static enum err remember(void *ctx, int64_t word, const char *review)
{
    struct overlay_reviews *reviews = ctx;

    return deck_remember(reviews->journal, word, review, clock_now_ms());
}

/* A child of a child, in a session of its own: it goes on when the overlay ends,
 * and nobody has to wait for it. */
static enum err start(void *ctx, const char *command)
{
    struct overlay_reviews *reviews = ctx;
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
        if (strcmp(command, "review") == 0)
            execl("/proc/self/exe", "wordloot", command, "--lang", reviews->lang, (char *)NULL);
        else
            execl("/proc/self/exe", "wordloot", command, (char *)NULL);
        _exit(EXIT_FAILED);
    }
    _exit(EXIT_DONE);
}

const struct overlay_memory *overlay_reviews_init(struct overlay_reviews *reviews,
                                                  struct journal *journal, const char *lang)
{
    *reviews = (struct overlay_reviews){
        .memory = { due, is_learned, forget, remember, start, reviews },
        .journal = journal,
        .lang = lang,
    };
    return journal != NULL ? &reviews->memory : NULL;
}
