/* Installing when things fail: each fallible call in turn fails once, and nothing must be
 * half installed after it. Whole installs: tests/test_dict_get.sh. */

#include "tests/check.h"

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/fault.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/install.h"

enum { TRIES_MAX = 2000 };

static const char line[] = "{\"word\": \"lupo\", \"lang_code\": \"it\", \"pos\": \"noun\", "
                           "\"senses\": [{\"glosses\": [\"wolf\"]}]}\n";

static const struct catalogue_entry wolf = {
    .name = "wolf",
    .title = "Wolf",
    .kind = CATALOGUE_WIKTIONARY,
    .lang = "it",
    .gloss = "en",
    .licence = "CC0",
    .files = { { .url = "https://a.b/wolf.jsonl", .name = "wolf.jsonl" } },
    .file_count = 1,
};

struct world {
    char dir[64];
    char *config, *cache, *data;
    struct shelf *shelf;
};

static bool open_world(struct world *world)
{
    snprintf(world->dir, sizeof(world->dir), "/tmp/wordloot-install-XXXXXX");
    if (!CHECK(mkdtemp(world->dir) != NULL, "a folder"))
        return false;
    world->config = file_join(world->dir, "config");
    world->cache = file_join(world->dir, "cache");
    world->data = file_join(world->dir, "data");
    mkdir(world->config, 0700);
    mkdir(world->cache, 0700);
    return CHECK(
        shelf_open(&world->shelf, WORDLOOT_SOURCE_DIR "/assets", world->config, world->cache) == OK,
        "%s", err_message());
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void close_world(struct world *world)
{
    shelf_close(world->shelf);
    nftw(world->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(world->config);
    free(world->cache);
    free(world->data);
}

static bool exists(const struct world *world, const char *below)
{
    char *path = file_join(world->data, below);
    bool there = file_exists(path);

    free(path);
    return there;
}

/* Begins, downloads as it were, and finishes. */
static enum err install(struct world *world)
{
    char *dir = NULL, *path;
    enum err rc = install_begin(&dir, world->shelf, world->data, &wolf);

    if (rc != OK)
        return rc;
    path = file_join(dir, wolf.files[0].name);
    if (!file_exists(path))
        rc = file_write(path, line, sizeof(line) - 1, 0600);
    if (rc == OK)
        rc = install_finish(world->shelf, world->data, &wolf, NULL);
    free(path);
    free(dir);
    return rc;
}

/* After a failure nothing of it may be seen. */
static void check_nothing(const struct world *world, unsigned long nth)
{
    CHECK_INT(shelf_count(world->shelf), 0, "on the shelf after a failure");
    CHECK(!exists(world, "dictionaries/wolf"), "fault %lu: a folder is left", nth);
    CHECK(!exists(world, "dictionaries/.new-wolf"), "fault %lu: half a folder is left", nth);
    CHECK(!install_is_done(world->shelf, world->data, &wolf), "fault %lu: it is done", nth);
}

/* A failure that can be lived with ends in an install as without one. */
static void check_done_and_remove(struct world *world, unsigned long nth)
{
    CHECK_INT(shelf_count(world->shelf), 1, "on the shelf");
    CHECK(install_is_done(world->shelf, world->data, &wolf), "fault %lu: not done", nth);
    CHECK(!exists(world, "dictionaries/.get-wolf"), "fault %lu: the download is left", nth);
    if (shelf_count(world->shelf) == 1) {
        char *path = xstrdup(shelf_get(world->shelf, 0).path);
        char *name = xstrdup(shelf_get(world->shelf, 0).name);

        CHECK_INT(shelf_remove(world->shelf, name), OK, err_message());
        CHECK(install_forget(world->data, path), "fault %lu: not ours", nth);
        free(name);
        free(path);
    }
    CHECK(!exists(world, "dictionaries/wolf"), "fault %lu: a folder is left", nth);
}

static void test_faults(void)
{
    struct world world = { .shelf = NULL };
    unsigned long nth, failed = 0;
    bool fired = true;
    enum err rc;

    if (!open_world(&world))
        return;
    for (nth = 1; fired && nth < TRIES_MAX; nth++) {
        fault_arm(nth);
        rc = install(&world);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        if (rc == OK)
            check_done_and_remove(&world, nth);
        else
            check_nothing(&world, nth);
    }
    CHECK(!fired && failed > 3, "%lu tries, %lu failed", nth, failed);
    close_world(&world);
}

static bool stop(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)what;
    (void)done;
    (void)total;
    return false;
}

static void test_stopped(void)
{
    const struct progress progress = { stop, NULL };
    struct world world = { .shelf = NULL };
    char *dir = NULL, *path;

    if (!open_world(&world))
        return;
    CHECK_INT(install_begin(&dir, world.shelf, world.data, &wolf), OK, err_message());
    path = file_join(dir, wolf.files[0].name);
    CHECK_INT(file_write(path, line, sizeof(line) - 1, 0600), OK, "the download");
    CHECK_INT(install_finish(world.shelf, world.data, &wolf, &progress), ERR_CANCELLED, "stopped");
    CHECK(file_exists(path), "the download stays for the next call");
    CHECK_INT(install_finish(world.shelf, world.data, &wolf, NULL), OK, err_message());
    free(path);
    free(dir);
    close_world(&world);
}

static void test_lock(void)
{
    struct world world = { .shelf = NULL };
    int first = -1, second = -1;

    if (!open_world(&world))
        return;
    CHECK_INT(install_lock(&first, world.data), OK, err_message());
    CHECK_INT(install_lock(&second, world.data), ERR_BUSY, "a second call");
    install_unlock(first);
    CHECK_INT(install_lock(&second, world.data), OK, err_message());
    install_unlock(second);
    close_world(&world);
}

int main(void)
{
    test_faults();
    test_stopped();
    test_lock();
    return check_done();
}
