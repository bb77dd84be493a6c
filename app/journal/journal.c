#include "app/journal/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/journal/journal_private.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

/* --- names for files that are kept aside --- */

enum err claim_name(char **out, const char *base)
{
    enum { TRIES = 1000 };
    char *name;
    int fd, n;

    for (n = 1; n <= TRIES; n++) {
        name = n == 1 ? xstrdup(base) : xasprintf("%s-%d", base, n);
        fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd >= 0) {
            close(fd);
            *out = name;
            return OK;
        }
        if (errno != EEXIST) {
            enum err rc = err_set(ERR_IO, "%s: %s", name, strerror(errno));

            free(name);
            return rc;
        }
        free(name);
    }
    return err_set(ERR_IO, "%s: there are %d such files already: remove some", base, TRIES);
}

char *stamped_name(const char *path, const char *what)
{
    time_t now = (time_t)(clock_now_ms() / 1000);
    struct tm local = { 0 };
    char stamp[32];

    localtime_r(&now, &local);
    strftime(stamp, sizeof(stamp), "%Y%m%d-%H%M%S", &local);
    return xasprintf("%s.%s-%s", path, what, stamp);
}

/* --- opening --- */

/* SQLite's side files belong to their database, under whatever name. */
static void move_side_file(const char *from, const char *to, const char *suffix)
{
    char *old = xasprintf("%s%s", from, suffix), *new = xasprintf("%s%s", to, suffix);

    /* Mostly there is none. */
    (void)rename(old, new);
    free(old);
    free(new);
}

/* Moves what lies at the journal's place aside; the last error says why. */
static enum err set_aside(struct journal *journal)
{
    char *why = xstrdup(err_message());
    char *base = stamped_name(journal->path, "damaged"), *name = NULL;
    enum err rc = claim_name(&name, base);

    if (rc == OK && rename(journal->path, name) != 0) {
        rc = err_set(ERR_IO, "%s: cannot be moved aside: %s", journal->path, strerror(errno));
        unlink(name);
    }
    if (rc == OK) {
        move_side_file(journal->path, name, "-wal");
        move_side_file(journal->path, name, "-shm");
        journal->notice = xasprintf("A new journal was begun, because %s. The old file is kept as "
                                    "%s; `wordloot restore FILE` brings a backup back.",
                                    why, name);
    }
    free(name);
    free(base);
    free(why);
    return rc;
}

static enum err copy_before_upgrade(struct journal *journal, const struct schema *schema)
{
    char *base = xasprintf("%s.before-v%d", journal->path, schema->version), *name = NULL;
    enum err rc = claim_name(&name, base);

    if (rc == OK) {
        rc = db_backup(journal->db, name);
        if (rc != OK)
            unlink(name);
    }
    if (rc == OK)
        journal->notice = xasprintf("The journal was brought up to date; a copy of it as it was "
                                    "is kept as %s.",
                                    name);
    free(name);
    free(base);
    return rc;
}

static enum err upgrade(struct journal *journal, const struct schema *schema, int version)
{
    enum err rc = OK;

    if (version > 0)
        rc = copy_before_upgrade(journal, schema);
    if (rc == OK)
        rc = schema_upgrade(journal->db, schema);
    /* An intact journal that a step could not change is no reason to begin anew. */
    if (rc == ERR_FORMAT && db_check(journal->db) == OK)
        rc = err_set(ERR_UNSUPPORTED, "%s could not be brought up to date: please report it",
                     journal->path);
    return rc;
}

static enum err open_writing(struct journal *journal, const struct schema *schema)
{
    int version = 0;
    enum err rc = schema_peek(journal->path, schema);

    if (rc != OK && rc != ERR_ABSENT)
        return rc;
    rc = db_open(&journal->db, journal->path, DB_WRITE);
    if (rc == OK)
        rc = schema_identify(journal->db, schema, &version);
    if (rc == OK && version < schema->version)
        rc = upgrade(journal, schema, version);
    if (rc != OK) {
        db_close(journal->db);
        journal->db = NULL;
    }
    return rc;
}

/* A full disk or a folder without write permission: the words can still be read.
 * The error that led here stays the message if that fails too. */
static enum err open_reading(struct journal *journal, const struct schema *schema)
{
    char *why = xstrdup(err_message());
    int version = 0;
    struct stat info;
    enum err rc = ERR_IO;

    if (stat(journal->path, &info) == 0 && S_ISREG(info.st_mode)) /* a pipe would hang us */
        rc = db_open(&journal->db, journal->path, DB_READ);
    if (rc == OK)
        rc = schema_identify(journal->db, schema, &version);
    if (rc == OK && version == schema->version) {
        journal->read_only = true;
        free(journal->notice);
        journal->notice =
            xasprintf("The journal can be read but not written, nothing is kept: %s", why);
    } else {
        db_close(journal->db);
        journal->db = NULL;
        rc = err_set(ERR_IO, "%s", why);
    }
    free(why);
    return rc;
}

enum err journal_open_with(struct journal **out, const char *path, const struct schema *schema)
{
    struct journal *journal = xcalloc(1, sizeof(*journal));
    enum err rc;

    journal->path = xstrdup(path);
    rc = open_writing(journal, schema);
    if (rc == ERR_FORMAT) {
        free(journal->notice);
        journal->notice = NULL;
        rc = set_aside(journal);
        if (rc == OK)
            rc = open_writing(journal, schema);
    } else if (rc == ERR_IO) {
        rc = open_reading(journal, schema);
    }
    if (rc == OK)
        *out = journal;
    else
        journal_close(journal);
    return rc;
}

enum err journal_open(struct journal **out, const char *path)
{
    return journal_open_with(out, path, schema_current());
}

void journal_close(struct journal *journal)
{
    if (journal == NULL)
        return;
    db_close(journal->db);
    free(journal->path);
    free(journal->notice);
    free(journal->taught);
    free(journal->defined);
    free(journal);
}

const char *journal_notice(const struct journal *journal)
{
    return journal->notice;
}

bool journal_is_read_only(const struct journal *journal)
{
    return journal->read_only;
}

enum err journal_check(struct journal *journal)
{
    return db_check(journal->db);
}

/* --- changing --- */

enum err journal_begin(struct journal *journal)
{
    if (journal->read_only)
        return err_set(ERR_IO, "%s", journal->notice);
    return db_begin(journal->db);
}

enum err journal_end(struct journal *journal, enum err rc)
{
    if (rc == OK)
        return db_commit(journal->db);
    db_rollback(journal->db);
    return rc;
}

enum err journal_text(char **out, const char *text, size_t max, const char *what)
{
    struct buf clean, composed;
    size_t len = strlen(text);
    enum err rc;

    if (len > max)
        return err_set(ERR_LIMIT, "a %s of %zu bytes is too long to keep: at most %zu", what, len,
                       max);
    buf_init(&clean, 3 * max); /* a broken byte becomes a character of three */
    buf_init(&composed, max);
    text_clean_line(&clean, str_of(text), 3 * max);
    text_nfc(&composed, buf_str(&clean));
    rc = buf_ok(&composed, what);
    if (rc == OK && composed.len == 0)
        rc = err_set(ERR_USAGE, "an empty %s cannot be kept", what);
    if (rc == OK)
        *out = buf_take(&composed);
    buf_dispose(&composed);
    buf_dispose(&clean);
    return rc;
}

void journal_copy(char *out, struct str text, size_t max)
{
    size_t len = 0, end;

    while (len < text.len && (end = text_grapheme_end(text, len)) <= max)
        len = end;
    if (len > 0)
        memcpy(out, text.ptr, len);
    out[len] = '\0';
}
