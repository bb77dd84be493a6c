#include "dict/install.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/archive.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/checksum.h"

enum { OPEN_FOLDERS = 16, COUNT_LINE_MAX = 64 };
/* An empty file in the folders that were made here, and may be removed. */
static const char MARK[] = ".downloaded";
static const mode_t FOLDER_MODE = 0700, FILE_MODE = 0600;
static const struct archive_limits LIMITS = { .member_max = UINT64_C(1) << 30,
                                              .total_max = UINT64_C(2) << 30 };

/* Paths of one entry. */
struct places {
    char *dictionaries;
    char *home;      /* NAME/ */
    char *downloads; /* .get-NAME/ */
    char *fresh;     /* .new-NAME/: unpacked, not yet whole */
    char *hunspell;
};

char *install_spelling_dir(const char *data_dir)
{
    return file_join(data_dir, "hunspell");
}

static void places_init(struct places *places, const char *data_dir,
                        const struct catalogue_entry *entry)
{
    places->dictionaries = file_join(data_dir, "dictionaries");
    places->home = xasprintf("%s/%s", places->dictionaries, entry->name);
    places->downloads = xasprintf("%s/.get-%s", places->dictionaries, entry->name);
    places->fresh = xasprintf("%s/.new-%s", places->dictionaries, entry->name);
    places->hunspell = install_spelling_dir(data_dir);
}

static void places_dispose(struct places *places)
{
    free(places->dictionaries);
    free(places->home);
    free(places->downloads);
    free(places->fresh);
    free(places->hunspell);
}

static enum err fail(const char *path)
{
    return err_set(ERR_IO, "%s: %s", path, strerror(errno));
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void remove_tree(const char *path)
{
    if (file_exists(path))
        (void)nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

static enum err move(const char *from_dir, const char *to_dir, const char *name)
{
    char *from = file_join(from_dir, name), *to = file_join(to_dir, name);
    enum err rc = rename(from, to) == 0 ? OK : fail(to);

    free(from);
    free(to);
    return rc;
}

static bool has_file(const char *dir, const char *name)
{
    char *path = file_join(dir, name);
    bool there = file_exists(path);

    free(path);
    return there;
}

/* --- what is there already --- */

static bool is_below(const char *path, const char *dir)
{
    size_t len = strlen(dir);

    return strncmp(path, dir, len) == 0 && path[len] == '/';
}

/* Whether a dictionary whose source lies in the folder HOME is on the shelf, which knows
 * sources by their real paths. */
static bool is_on_shelf(const struct shelf *shelf, const char *home)
{
    char *real = realpath(home, NULL);
    bool found = real != NULL && shelf_has(shelf, NULL, real);

    free(real);
    return found;
}

static bool is_done(const struct shelf *shelf, const struct places *places,
                    const struct catalogue_entry *entry)
{
    if (entry->kind == CATALOGUE_HUNSPELL)
        return has_file(places->hunspell, entry->files[0].name) &&
               has_file(places->hunspell, entry->files[1].name);
    return shelf_has(shelf, entry->name, NULL) || is_on_shelf(shelf, places->home);
}

bool install_is_done(const struct shelf *shelf, const char *data_dir,
                     const struct catalogue_entry *entry)
{
    struct places places;
    bool done;

    places_init(&places, data_dir, entry);
    done = is_done(shelf, &places, entry);
    places_dispose(&places);
    return done;
}

/* What a call that was killed has left: a file that was moved too far goes back. */
static enum err clear_home(const struct places *places, const struct catalogue_entry *entry)
{
    const char *name = entry->files[0].name;
    enum err rc = OK;

    remove_tree(places->fresh);
    if (!file_exists(places->home))
        return OK;
    if (!has_file(places->home, MARK))
        return err_set(ERR_IO, "%s: this folder was not made by `wordloot dict get`: move it away",
                       places->home);
    if (entry->kind != CATALOGUE_DICTD && has_file(places->home, name) &&
        !has_file(places->downloads, name))
        rc = move(places->home, places->downloads, name);
    if (rc == OK)
        remove_tree(places->home);
    return rc;
}

enum err install_begin(char **dir, const struct shelf *shelf, const char *data_dir,
                       const struct catalogue_entry *entry)
{
    struct places places;
    enum err rc;

    places_init(&places, data_dir, entry);
    rc = file_make_dirs(places.downloads, FOLDER_MODE);
    if (rc == OK && !is_on_shelf(shelf, places.home))
        rc = clear_home(&places, entry);
    if (rc == OK)
        *dir = xstrdup(places.downloads);
    places_dispose(&places);
    return rc;
}

/* --- checking --- */

static enum err check_file(const struct places *places, const struct catalogue_file *file,
                           const struct progress *progress)
{
    char *path = file_join(places->downloads, file->name);
    struct file_id id = { 0 };
    enum err rc = file_identify(&id, path);

    if (rc == OK && file->checksum != NULL && file->size > 0 && (uint64_t)id.size != file->size)
        rc = err_set(ERR_FORMAT, "%s: it has %lld bytes where its source says %llu", file->name,
                     (long long)id.size, (unsigned long long)file->size);
    if (rc == OK && file->checksum != NULL)
        rc = checksum_verify(path, file->checksum, progress);
    free(path);
    return rc;
}

static enum err check_files(const struct places *places, const struct catalogue_entry *entry,
                            const struct progress *progress)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < entry->file_count && rc == OK; i++)
        rc = check_file(places, &entry->files[i], progress);
    return rc;
}

/* A .dic file's first line is the count of its words (hunspell(5)); Hunspell itself
 * takes anything without a word. */
static enum err check_words(const struct places *places, const char *name)
{
    char *path = file_join(places->downloads, name);
    char line[COUNT_LINE_MAX] = "";
    FILE *file = fopen(path, "re");
    const char *digits = line;
    enum err rc = OK;

    if (file == NULL || fgets(line, sizeof(line), file) == NULL)
        line[0] = '\0';
    if (str_starts(str_of(line), str_of("\xef\xbb\xbf")))
        digits += 3;
    if (*digits < '0' || *digits > '9')
        rc = err_set(ERR_FORMAT, "%s: this is no Hunspell word list", name);
    if (file != NULL)
        fclose(file);
    free(path);
    return rc;
}

/* --- installing --- */

static enum err install_spelling(const struct places *places, const struct catalogue_entry *entry)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < entry->file_count && rc == OK; i++) {
        if (str_ends(str_of(entry->files[i].name), str_of(".dic")))
            rc = check_words(places, entry->files[i].name);
    }
    if (rc == OK)
        rc = file_make_dirs(places->hunspell, FOLDER_MODE);
    for (i = 0; i < entry->file_count && rc == OK; i++)
        rc = move(places->downloads, places->hunspell, entry->files[i].name);
    return rc;
}

/* Keeps the name of the first .index file. */
static void take_name(void *ctx, const char *name)
{
    char **index = ctx;

    if (*index == NULL && str_ends(str_of(name), str_of(".index")))
        *index = xstrdup(name);
}

/* FreeDict's archives have ita-eng/ita-eng.index and its text. They get ENTRY's name and
 * lie at the top; *INDEX is the new name. */
static enum err rename_index(char **index, const struct places *places,
                             const struct catalogue_entry *entry)
{
    static const char *const endings[] = { ".index", ".dict.dz", ".dict" };
    int stem = (int)(strlen(*index) - strlen(".index"));
    enum err rc = OK;
    size_t i;

    for (i = 0; i < ARRAY_LEN(endings) && rc == OK; i++) {
        char *from = xasprintf("%s/%.*s%s", places->fresh, stem, *index, endings[i]);
        char *to = xasprintf("%s/%s%s", places->fresh, entry->name, endings[i]);

        if (file_exists(from) && rename(from, to) != 0)
            rc = fail(to);
        free(from);
        free(to);
    }
    free(*index);
    *index = xasprintf("%s.index", entry->name);
    return rc;
}

/* Makes the folder NEW with all of the dictionary in it. *SOURCE is the name in it of the
 * file for the shelf, yours to free. */
static enum err fill_fresh(char **source, const struct places *places,
                           const struct catalogue_entry *entry, const struct progress *progress)
{
    const char *name = entry->files[0].name;
    char *archive;
    enum err rc = file_make_dirs(places->fresh, FOLDER_MODE);

    if (rc != OK)
        return rc;
    if (entry->kind != CATALOGUE_DICTD) {
        *source = xstrdup(name);
        return move(places->downloads, places->fresh, name);
    }
    archive = file_join(places->downloads, name);
    rc = archive_extract(archive, places->fresh, &LIMITS, take_name, source, progress);
    if (rc == OK && *source == NULL)
        rc = err_set(ERR_FORMAT, "%s: there is no .index file in it", name);
    if (rc == OK)
        rc = rename_index(source, places, entry);
    free(archive);
    return rc;
}

static enum err put_on_shelf(struct shelf *shelf, const struct places *places, const char *source,
                             const struct catalogue_entry *entry, const struct progress *progress)
{
    char *path = file_join(places->fresh, MARK);
    enum err rc = file_write(path, "", 0, FILE_MODE);

    free(path);
    if (rc == OK && rename(places->fresh, places->home) != 0)
        rc = fail(places->home);
    if (rc != OK)
        return rc;
    path = file_join(places->home, source);
    rc = shelf_add(shelf, path, NULL, entry->lang, entry->gloss, progress, NULL);
    free(path);
    return rc;
}

/* The one file of a dictionary that is no archive goes back to the downloads. */
static void take_back(const struct places *places, const struct catalogue_entry *entry)
{
    const char *name = entry->files[0].name;

    if (entry->kind != CATALOGUE_DICTD && has_file(places->fresh, name))
        (void)move(places->fresh, places->downloads, name);
    if (entry->kind != CATALOGUE_DICTD && has_file(places->home, name))
        (void)move(places->home, places->downloads, name);
    remove_tree(places->fresh);
    remove_tree(places->home);
}

static enum err install_dictionary(struct shelf *shelf, const struct places *places,
                                   const struct catalogue_entry *entry,
                                   const struct progress *progress)
{
    char *source = NULL;
    enum err rc = fill_fresh(&source, places, entry, progress);

    if (rc == OK)
        rc = put_on_shelf(shelf, places, source, entry, progress);
    if (rc != OK)
        take_back(places, entry);
    free(source);
    return rc;
}

enum err install_finish(struct shelf *shelf, const char *data_dir,
                        const struct catalogue_entry *entry, const struct progress *progress)
{
    struct places places;
    enum err rc;

    places_init(&places, data_dir, entry);
    rc = check_files(&places, entry, progress);
    if (rc == OK && entry->kind == CATALOGUE_HUNSPELL)
        rc = install_spelling(&places, entry);
    else if (rc == OK)
        rc = install_dictionary(shelf, &places, entry, progress);
    if (rc == OK || rc == ERR_FORMAT || rc == ERR_LIMIT)
        remove_tree(places.downloads);
    places_dispose(&places);
    return rc;
}

bool install_forget(const char *data_dir, const char *source_path)
{
    char *dictionaries = file_join(data_dir, "dictionaries");
    char *real = realpath(dictionaries, NULL), *home = NULL;
    struct str name;
    bool ours = real != NULL && is_below(source_path, real);

    if (ours) {
        name = str_from(str_of(source_path), strlen(real) + 1);
        name = str_sub(name, 0, str_find_char(name, '/', 0));
        home = xasprintf("%s/%.*s", real, STR_ARG(name));
        ours = has_file(home, MARK);
    }
    if (ours)
        remove_tree(home);
    free(home);
    free(real);
    free(dictionaries);
    return ours;
}

/* --- one at a time --- */

enum err install_lock(int *lock, const char *data_dir)
{
    char *dir = file_join(data_dir, "dictionaries");
    char *path = file_join(dir, ".lock");
    enum err rc = file_make_dirs(dir, FOLDER_MODE);
    int fd = -1;

    if (rc == OK) {
        fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        rc = fd >= 0 ? OK : fail(path);
    }
    if (rc == OK && flock(fd, LOCK_EX | LOCK_NB) != 0)
        rc = err_set(ERR_BUSY, "another `wordloot dict get` is at work; wait for its end");
    if (rc == OK)
        *lock = fd;
    else if (fd >= 0)
        close(fd);
    free(path);
    free(dir);
    return rc;
}

void install_unlock(int lock)
{
    close(lock);
}
