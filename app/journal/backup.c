#include "app/journal/backup.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/journal/journal_private.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

static bool is_same_file(const char *a, const char *b)
{
    struct stat first, second;

    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

bool journal_is_at(const struct journal *journal, const char *path)
{
    return is_same_file(journal->path, path);
}

enum err journal_backup(struct journal *journal, const char *path, bool replace)
{
    struct stat info;

    if (is_same_file(journal->path, path))
        return err_set(ERR_USAGE, "%s is the journal itself: name another file", path);
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        return err_set(ERR_USAGE, "%s is not a file: name one to write to", path);
    if (!replace && file_exists(path))
        return err_set(ERR_USAGE, "%s exists: name another file, or say --force", path);
    return db_backup(journal->db, path);
}

/* Whether PATH is an intact journal that this Wordloot understands. */
static enum err check_copy(struct db **out, const char *path)
{
    const struct schema *schema = schema_current();
    int version = 0;
    enum err rc = schema_peek(path, schema);

    if (rc == ERR_ABSENT && file_exists(path))
        return err_set(ERR_FORMAT, "%s is empty: it is no copy of a journal", path);
    if (rc == OK)
        rc = db_open(out, path, DB_READ);
    if (rc == OK)
        rc = schema_identify(*out, schema, &version);
    if (rc == OK && version == 0)
        rc = err_set(ERR_FORMAT, "%s is empty: it is no copy of a journal", path);
    if (rc == OK)
        rc = db_check(*out);
    return rc;
}

/* Brings FROM's content up to date in a file of ours, WORK. */
static enum err prepare(struct db **out, struct db *from, const char *work)
{
    enum err rc = db_backup(from, work);

    if (rc == OK)
        rc = db_open(out, work, DB_WRITE);
    if (rc == OK)
        rc = schema_upgrade(*out, schema_current());
    return rc;
}

static enum err keep_present(struct journal *journal, char **aside)
{
    char *base = stamped_name(journal->path, "before-restore"), *name = NULL;
    enum err rc = claim_name(&name, base);

    free(base);
    if (rc == OK)
        rc = db_backup(journal->db, name);
    if (rc == OK) {
        *aside = name;
    } else if (name != NULL) {
        unlink(name);
        free(name);
    }
    return rc;
}

static enum err replace_content(struct journal *journal, struct db *content, char **aside)
{
    char *name = NULL;
    enum err rc = keep_present(journal, &name);

    if (rc == OK)
        rc = db_restore(journal->db, content);
    if (rc == OK) {
        *aside = name;
    } else if (name != NULL) {
        unlink(name);
        free(name);
    }
    return rc;
}

enum err journal_restore(struct journal *journal, const char *path, char **aside)
{
    struct db *from = NULL, *content = NULL;
    char *base = xasprintf("%s.restoring", journal->path), *work = NULL;
    enum err rc = OK;

    if (journal->read_only)
        rc = err_set(ERR_IO, "%s cannot be written, so nothing can be restored to it",
                     journal->path);
    else if (is_same_file(journal->path, path))
        rc = err_set(ERR_USAGE, "%s is the journal itself: name a copy of it", path);
    if (rc == OK)
        rc = check_copy(&from, path);
    if (rc == OK)
        rc = claim_name(&work, base);
    if (rc == OK)
        rc = prepare(&content, from, work);
    if (rc == OK)
        rc = replace_content(journal, content, aside);
    db_close(content);
    db_close(from);
    if (work != NULL)
        unlink(work);
    free(work);
    free(base);
    return rc;
}
