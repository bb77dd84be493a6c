#include "app/journal/pictures.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"

static enum err insert(struct journal *journal, const char *id, const void *bytes, size_t len)
{
    struct stmt *put = db_cached(journal->db, "INSERT INTO picture (id, webp) VALUES (?1, ?2)");

    stmt_text(put, 1, str_of(id));
    stmt_blob(put, 2, bytes, len);
    return stmt_run(put);
}

static enum err name_in(struct journal *journal, const char *encounter, const char *id)
{
    struct stmt *set = db_cached(journal->db, "UPDATE encounter SET picture = ?2 WHERE id = ?1");
    enum err rc;

    stmt_text(set, 1, str_of(encounter));
    stmt_text(set, 2, str_of(id));
    rc = stmt_run(set);
    if (rc == OK && db_changes(journal->db) == 0)
        rc = err_set(ERR_ABSENT, "the lookup that the picture belongs to is not in the journal");
    return rc;
}

enum err journal_picture_add(struct journal *journal, const char *encounter, const void *bytes,
                             size_t len)
{
    char id[UUID_LEN + 1];
    enum err rc;

    if (len > PICTURE_MAX)
        return err_set(ERR_LIMIT, "a picture of %zu kB is too large to be kept (%d at most)",
                       len / 1024, PICTURE_MAX / 1024);
    rc = uuid_new(id, clock_now_ms());
    if (rc == OK)
        rc = journal_begin(journal);
    if (rc != OK)
        return rc;
    rc = insert(journal, id, bytes, len);
    if (rc == OK)
        rc = name_in(journal, encounter, id);
    return journal_end(journal, rc);
}

static enum err share(struct journal *journal, const char *encounter, const char *from)
{
    struct stmt *set =
        db_cached(journal->db, "UPDATE encounter SET picture ="
                               " (SELECT picture FROM encounter WHERE id = ?2) WHERE id = ?1"
                               " AND (SELECT picture FROM encounter WHERE id = ?2) IS NOT NULL");
    enum err rc;

    stmt_text(set, 1, str_of(encounter));
    stmt_text(set, 2, str_of(from));
    rc = stmt_run(set);
    if (rc == OK && db_changes(journal->db) == 0)
        rc = err_set(ERR_ABSENT, "there is no picture to be shared");
    return rc;
}

enum err journal_picture_share(struct journal *journal, const char *encounter, const char *from)
{
    enum err rc = journal_begin(journal);

    return rc == OK ? journal_end(journal, share(journal, encounter, from)) : rc;
}

enum err journal_picture_get(struct journal *journal, const char *picture, uint8_t **bytes,
                             size_t *len)
{
    struct stmt *find = db_cached(journal->db, "SELECT webp FROM picture WHERE id = ?1");
    struct str blob;
    enum err rc;

    stmt_text(find, 1, str_of(picture));
    rc = stmt_row(find);
    if (rc == OK) {
        blob = stmt_get_blob(find, 0);
        *len = blob.len;
        *bytes = xcalloc(blob.len + 1, 1);
        if (blob.len > 0)
            memcpy(*bytes, blob.ptr, blob.len);
    } else if (rc == ERR_ABSENT) {
        err_set(rc, "this picture is not in the journal any more");
    }
    stmt_reset(find);
    return rc;
}

enum err journal_pictures_count(struct journal *journal, int64_t *count, int64_t *bytes)
{
    struct stmt *find =
        db_cached(journal->db, "SELECT count(*), coalesce(sum(length(webp)), 0) FROM picture");
    enum err rc = stmt_row(find);

    if (rc == OK) {
        *count = stmt_get_int(find, 0);
        *bytes = stmt_get_int(find, 1);
    }
    stmt_reset(find);
    return rc;
}

static enum err drop(struct journal *journal, int64_t until_ms, int64_t *count)
{
    struct stmt *forget = db_cached(journal->db, "UPDATE encounter SET picture = NULL"
                                                 " WHERE picture IS NOT NULL AND time_ms < ?1");
    struct stmt *delete =
        db_cached(journal->db, "DELETE FROM picture WHERE NOT EXISTS"
                               " (SELECT 1 FROM encounter WHERE encounter.picture = "
                               "picture.id)");
    enum err rc;

    stmt_int(forget, 1, until_ms);
    rc = stmt_run(forget);
    if (rc == OK)
        rc = stmt_run(delete);
    *count = db_changes(journal->db);
    return rc;
}

enum err journal_pictures_drop(struct journal *journal, int64_t until_ms, int64_t *count)
{
    enum err rc = journal_begin(journal);

    *count = 0;
    if (rc == OK)
        rc = journal_end(journal, drop(journal, until_ms, count));
    return rc == OK && *count > 0 ? db_exec(journal->db, "VACUUM") : rc;
}
