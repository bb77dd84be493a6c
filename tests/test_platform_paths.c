#include "app/platform/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static const char *const variables[] = { "WORDLOOT_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                         "XDG_CACHE_HOME", "XDG_RUNTIME_DIR" };

static void clear_variables(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(variables); i++)
        unsetenv(variables[i]);
}

static bool is_private(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode) && (info.st_mode & 0777) == 0700;
}

/* GOT is NAME under ROOT, and is there. */
static void check_path(const char *got, const char *root, const char *name, const char *row)
{
    char *want = file_join(root, name);

    CHECK_STR(got, want, row);
    CHECK(file_exists(want), "%s: %s was not made", row, want);
    free(want);
}

static void find(struct paths *out, const char *row)
{
    enum err rc = paths_find(out);

    if (!CHECK(rc == OK, "%s: %s", row, err_message()))
        exit(check_done());
}

static void test_home(const char *root)
{
    char *home = file_join(root, "a/b");
    struct paths paths = { 0 };

    clear_variables();
    setenv("WORDLOOT_HOME", home, 1);
    find(&paths, "WORDLOOT_HOME");
    check_path(paths.config, home, "config", "config");
    check_path(paths.data, home, "data", "data");
    check_path(paths.cache, home, "cache", "cache");
    check_path(paths.runtime, home, "run", "runtime");
    CHECK(is_private(paths.runtime), "others may look into the runtime folder");
    chmod(paths.runtime, 0777);
    paths_dispose(&paths);
    find(&paths, "WORDLOOT_HOME again");
    CHECK(is_private(paths.runtime), "the runtime folder stays open to others");
    paths_dispose(&paths);
    free(home);
}

static void test_xdg(const char *root)
{
    char *home = file_join(root, "home"), *config = file_join(root, "config");
    struct paths paths = { 0 };

    clear_variables();
    setenv("HOME", home, 1);
    setenv("XDG_CONFIG_HOME", config, 1);
    setenv("XDG_DATA_HOME", "relative", 1); /* counts as not set */
    setenv("XDG_RUNTIME_DIR", root, 1);
    find(&paths, "XDG");
    check_path(paths.config, config, "wordloot", "config");
    check_path(paths.data, home, ".local/share/wordloot", "data");
    check_path(paths.cache, home, ".cache/wordloot", "cache");
    check_path(paths.runtime, root, "wordloot", "runtime");
    paths_dispose(&paths);
    free(home);
    free(config);
}

/* Without a runtime folder of the session: one that belongs to us alone. */
static void test_no_session(void)
{
    static const char *const names[] = { NULL, "", "relative", "/nonexistent", "/dev/null" };
    char *want = xasprintf("/tmp/wordloot-%ld", (long)geteuid());
    struct paths paths = { 0 };
    size_t i;

    clear_variables();
    for (i = 0; i < ARRAY_LEN(names); i++) {
        if (names[i] != NULL)
            setenv("XDG_RUNTIME_DIR", names[i], 1);
        find(&paths, "no session");
        CHECK_STR(paths.runtime, want, names[i] != NULL ? names[i] : "not set");
        CHECK(is_private(paths.runtime), "others may look into %s", want);
        paths_dispose(&paths);
    }
    rmdir(want); /* stays if an overlay runs there */
    free(want);
}

/* What somebody may have put where our runtime folder is to be. */
static void test_foreign_runtime(const char *root)
{
    char *run = file_join(root, "wordloot"), *elsewhere = file_join(root, "elsewhere");
    struct paths paths = { 0 };
    FILE *file;

    clear_variables();
    setenv("XDG_RUNTIME_DIR", root, 1);
    rmdir(run);
    CHECK(mkdir(elsewhere, 0700) == 0 && symlink(elsewhere, run) == 0, "no link");
    CHECK_INT(paths_find(&paths), ERR_IO, "a symbolic link");
    CHECK(strstr(err_message(), run) != NULL, "not named: %s", err_message());
    unlink(run);
    file = fopen(run, "w");
    CHECK(file != NULL && fclose(file) == 0, "no file");
    CHECK_INT(paths_find(&paths), ERR_IO, "a file");
    unlink(run);
    if (geteuid() == 0) {
        CHECK(mkdir(run, 0700) == 0 && chown(run, 65534, 65534) == 0, "no folder of another");
        CHECK_INT(paths_find(&paths), ERR_IO, "another user's folder");
        rmdir(run);
    }
    rmdir(elsewhere);
    free(elsewhere);
    free(run);
}

static void test_failures(const char *root)
{
    struct paths paths = { 0 };
    const char *assets = getenv("WORDLOOT_ASSETS");
    char *kept = assets != NULL ? xstrdup(assets) : NULL;

    clear_variables();
    setenv("WORDLOOT_HOME", "/dev/null/home", 1);
    CHECK_INT(paths_find(&paths), ERR_IO, "a home that cannot be made");
    CHECK(paths.config == NULL, "written to on failure");
    setenv("WORDLOOT_HOME", root, 1);
    setenv("WORDLOOT_ASSETS", root, 1);
    CHECK_INT(paths_find(&paths), ERR_IO, "assets without languages");
    unsetenv("WORDLOOT_ASSETS");
    find(&paths, "assets of the source folder");
    CHECK_STR(file_base(paths.assets), "assets", "assets");
    paths_dispose(&paths);
    unsetenv("WORDLOOT_HOME");
    unsetenv("HOME");
    CHECK_INT(paths_find(&paths), ERR_IO, "no HOME");
    if (kept != NULL)
        setenv("WORDLOOT_ASSETS", kept, 1);
    free(kept);
}

int main(void)
{
    char root[] = "/tmp/wordloot-test-XXXXXX", *command;

    if (mkdtemp(root) == NULL)
        return 2;
    test_home(root);
    test_xdg(root);
    test_no_session();
    test_foreign_runtime(root);
    test_failures(root);
    command = xasprintf("rm -rf %s", root);
    CHECK(system(command) == 0, "left behind: %s", root);
    free(command);
    return check_done();
}
