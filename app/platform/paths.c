#include "app/platform/paths.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { PRIVATE = 0700 };

/* A variable that is set and not empty, or NULL. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* $XDG/wordloot, else $HOME/FALLBACK/wordloot. A relative folder in an XDG
 * variable counts as not set (XDG Base Directory Specification). */
static enum err xdg_folder(char **out, const char *xdg, const char *fallback)
{
    const char *root = variable(xdg), *home = variable("HOME");

    if (root != NULL && root[0] == '/')
        *out = file_join(root, "wordloot");
    else if (home != NULL)
        *out = xasprintf("%s/%s/wordloot", home, fallback);
    else
        return err_set(ERR_IO, "HOME is not set: set it, or WORDLOOT_HOME");
    return OK;
}

/* Makes PATH if it is missing. Others may write to the folder above it (/tmp),
 * so what is there must be a folder and ours, and is closed to them. */
static enum err make_private(const char *path)
{
    struct stat info;

    if (mkdir(path, PRIVATE) != 0 && errno != EEXIST)
        return err_set(ERR_IO, "%s: %s", path, strerror(errno));
    if (lstat(path, &info) != 0)
        return err_set(ERR_IO, "%s: %s", path, strerror(errno));
    if (!S_ISDIR(info.st_mode))
        return err_set(ERR_IO, "%s: not a folder: remove it", path);
    if (info.st_uid != geteuid())
        return err_set(ERR_IO, "%s: belongs to another user: set XDG_RUNTIME_DIR", path);
    if ((info.st_mode & 0777) != PRIVATE && chmod(path, PRIVATE) != 0)
        return err_set(ERR_IO, "%s: %s", path, strerror(errno));
    return OK;
}

static bool is_folder_of_ours(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid();
}

/* A session that was not opened by a login has no XDG_RUNTIME_DIR, and one
 * opened with sudo has somebody else's. */
static char *runtime_folder(void)
{
    const char *root = variable("XDG_RUNTIME_DIR");

    if (root != NULL && root[0] == '/' && is_folder_of_ours(root))
        return file_join(root, "wordloot");
    return xasprintf("/tmp/wordloot-%ld", (long)geteuid());
}

static enum err find_under_home(struct paths *paths, const char *home)
{
    paths->config = file_join(home, "config");
    paths->data = file_join(home, "data");
    paths->cache = file_join(home, "cache");
    paths->runtime = file_join(home, "run");
    return file_make_dirs(home, PRIVATE);
}

static enum err find_folders(struct paths *paths)
{
    const char *home = variable("WORDLOOT_HOME");
    enum err rc;

    if (home != NULL)
        return find_under_home(paths, home);
    if ((rc = xdg_folder(&paths->config, "XDG_CONFIG_HOME", ".config")) != OK ||
        (rc = xdg_folder(&paths->data, "XDG_DATA_HOME", ".local/share")) != OK ||
        (rc = xdg_folder(&paths->cache, "XDG_CACHE_HOME", ".cache")) != OK)
        return rc;
    paths->runtime = runtime_folder();
    return OK;
}

static bool holds_assets(const char *path)
{
    char *languages = file_join(path, "languages");
    bool found = file_exists(languages);

    free(languages);
    return found;
}

/* Takes over PATH: it becomes *OUT if the assets are there. */
static bool try_assets(char **out, char *path)
{
    if (!holds_assets(path)) {
        free(path);
        return false;
    }
    *out = path;
    return true;
}

/* The folder of the running executable, yours to free; NULL if not known. */
static char *program_folder(void)
{
    char *path = realpath("/proc/self/exe", NULL), *slash;

    slash = path != NULL ? strrchr(path, '/') : NULL;
    if (slash != NULL)
        *slash = '\0';
    return path;
}

/* Installed, in a build folder inside the source's, and where it was built. */
static enum err find_assets(char **out)
{
    static const char *const beside[] = { "../share/wordloot", "../../assets", "../assets" };
    const char *named = variable("WORDLOOT_ASSETS");
    char *folder;
    bool found = false;
    size_t i;

    if (named != NULL) {
        if (!holds_assets(named))
            return err_set(ERR_IO, "%s: no languages/ in it: correct WORDLOOT_ASSETS", named);
        *out = xstrdup(named);
        return OK;
    }
    folder = program_folder();
    for (i = 0; folder != NULL && !found && i < ARRAY_LEN(beside); i++)
        found = try_assets(out, file_join(folder, beside[i]));
    free(folder);
    if (!found && !try_assets(out, xstrdup(WORDLOOT_SOURCE_DIR "/assets")))
        return err_set(ERR_IO, "the assets folder is not found: set WORDLOOT_ASSETS");
    return OK;
}

enum err paths_find(struct paths *out)
{
    struct paths paths = { 0 };
    enum err rc = find_folders(&paths);

    if (rc == OK)
        rc = find_assets(&paths.assets);
    if (rc == OK)
        rc = file_make_dirs(paths.config, PRIVATE);
    if (rc == OK)
        rc = file_make_dirs(paths.data, PRIVATE);
    if (rc == OK)
        rc = file_make_dirs(paths.cache, PRIVATE);
    if (rc == OK)
        rc = make_private(paths.runtime);
    if (rc == OK) {
        *out = paths;
        paths = (struct paths){ 0 };
    }
    paths_dispose(&paths);
    return rc;
}

void paths_dispose(struct paths *paths)
{
    free(paths->config);
    free(paths->data);
    free(paths->cache);
    free(paths->runtime);
    free(paths->assets);
    *paths = (struct paths){ 0 };
}
