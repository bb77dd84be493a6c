#include "app/journal/journal_private.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "app/journal/backup.h"
#include "app/journal/schema.h"
#include "app/journal/words.h"
#include "tests/journal_folder.h"

/* Steps behind today's: what a later Wordloot, and a broken one, would have. */
static const char *const add_column[] = { "ALTER TABLE word ADD COLUMN extra TEXT",
                                          "UPDATE word SET extra = headword", NULL };
static const char *const add_table[] = { "CREATE TABLE extra (id INTEGER PRIMARY KEY)", NULL };
static const char *const broken[] = { "CREATE TABLE half (id INTEGER)", "DROP TABLE nowhere",
                                      NULL };

enum { STEPS_MAX = 16 };

/* Today's schema with MORE steps behind it. */
struct longer {
    const char *const *steps[STEPS_MAX];
    struct schema schema;
};

static void lengthen(struct longer *out, const char *const *const *more, int count)
{
    const struct schema *today = schema_current();
    int i;

    for (i = 0; i < today->version; i++)
        out->steps[i] = today->steps[i];
    for (i = 0; i < count; i++)
        out->steps[today->version + i] = more[i];
    out->schema = (struct schema){ out->steps, today->version + count };
}

static bool is_same_file(const char *path, const struct buf *want)
{
    struct buf now;
    bool same;

    buf_init(&now, 1 << 24);
    same = file_read(&now, path) == OK && str_eq(buf_str(&now), buf_str(want));
    buf_dispose(&now);
    return same;
}

static int64_t query_int(struct journal *journal, const char *sql)
{
    struct stmt *query = db_prepare(journal->db, sql);
    int64_t value = stmt_row(query) == OK ? stmt_get_int(query, 0) : -1;

    stmt_free(query);
    return value;
}

static void test_new_and_empty(void)
{
    struct journal *journal = folder_begin();
    struct stat info;

    CHECK(journal_notice(journal) == NULL, "a new journal: %s", journal_notice(journal));
    CHECK_INT(query_int(journal, "PRAGMA user_version"), schema_current()->version, "new");
    CHECK(stat(journal_path, &info) == 0 && (info.st_mode & 0777) == 0600, "private");
    CHECK(journal_check(journal) == OK, "check: %s", err_message());
    CHECK_INT(query_int(journal, "PRAGMA synchronous"), 2, "FULL");
    CHECK_INT(query_int(journal, "PRAGMA foreign_keys"), 1, "on");
    journal_close(journal);

    unlink(journal_path);
    CHECK(file_write(journal_path, "", 0, 0600) == OK, "an empty file");
    journal = folder_open();
    CHECK(journal_notice(journal) == NULL, "an empty file is a new journal");
    (void)folder_keep(journal, "casa", "A", noon_ms);
    CHECK_INT(folder_count("journal.db.", NULL), 0, "nothing was set aside");
    folder_end(journal);
}

/* A word as every version had it: today's program cannot keep one in an old journal. */
static void keep_as_then(struct journal *journal)
{
    static const char sql[] =
        "INSERT INTO word (uuid, lang, headword, fold, changed_ms)"
        " VALUES ('w', 'it', 'casa', 'casa', 0);"
        "INSERT INTO play_session (uuid, lang, start_ms, end_ms) VALUES ('s', 'it', 0, 0);"
        "INSERT INTO encounter (id, word, form, session, time_ms) VALUES ('e', 1, 'casa', 1, 0)";

    CHECK(db_exec(journal->db, sql) == OK, "%s", err_message());
}

/* From every version there was to today's, and today's to a later one. */
static void test_upgrade(void)
{
    static const char *const *const more[] = { add_column, add_table };
    struct longer later;
    int version, last = schema_current()->version;

    lengthen(&later, more, 2);
    for (version = 1; version <= last + 1; version++) {
        struct longer early_steps = later;
        struct schema early = { early_steps.steps, version };
        struct journal *journal = NULL;
        char copy[512] = "", before[64];

        folder_make();
        CHECK(journal_open_with(&journal, journal_path, &early) == OK, "v%d: %s", version,
              err_message());
        keep_as_then(journal);
        journal_close(journal);

        CHECK(journal_open_with(&journal, journal_path, &later.schema) == OK, "v%d on: %s", version,
              err_message());
        CHECK_INT(query_int(journal, "PRAGMA user_version"), last + 2, "upgraded");
        CHECK_INT(query_int(journal, "SELECT count(*) FROM word WHERE headword = 'casa'"), 1,
                  "rows");
        CHECK_INT(query_int(journal, "SELECT count(*) FROM word WHERE extra = 'casa'"),
                  version <= last, "the first step changes the rows that it finds");
        CHECK_INT(query_int(journal, "SELECT count(*) FROM extra"), 0, "the second step");
        CHECK(journal_notice(journal) != NULL, "v%d: the copy is told of", version);
        snprintf(before, sizeof(before), "journal.db.before-v%d", last + 2);
        CHECK_INT(folder_count(before, copy), 1, "a copy from before");
        journal_close(journal);

        /* The copy is a journal of the old version with its rows. */
        CHECK(journal_open_with(&journal, copy, &early) == OK, "the copy: %s", err_message());
        CHECK_INT(journal_lookup_count(journal, "it", "casa"), 1, "the copy");
        journal_close(journal);
        CHECK(journal_open_with(&journal, journal_path, &later.schema) == OK, "again");
        CHECK(journal_notice(journal) == NULL, "once is enough");
        journal_close(journal);
        folder_remove();
    }
}

/* A step that fails leaves the journal as it was, and does not set it aside. */
static void test_broken_step(void)
{
    static const char *const *const more[] = { add_column, broken };
    struct longer later;
    struct journal *journal = folder_begin();

    (void)folder_keep(journal, "casa", "A", noon_ms);
    journal_close(journal);
    lengthen(&later, more, 2);
    CHECK(journal_open_with(&journal, journal_path, &later.schema) == ERR_UNSUPPORTED,
          "the step fails");
    CHECK_INT(folder_count("journal.db.damaged", NULL), 0, "it is not damaged");
    journal = folder_open();
    CHECK_INT(journal_lookup_count(journal, "it", "casa"), 1, "still there");
    CHECK_INT(query_int(journal, "SELECT count(*) FROM pragma_table_info('word')"
                                 " WHERE name = 'extra'"),
              0, "nothing of the first step");
    folder_end(journal);
}

static void test_newer(void)
{
    static const char *const *const more[] = { add_column };
    struct longer later;
    struct journal *journal = NULL, *kept = (struct journal *)&later;
    struct buf before;
    char *aside = NULL, newer[128];

    folder_make();
    lengthen(&later, more, 1);
    CHECK(journal_open_with(&journal, journal_path, &later.schema) == OK, "%s", err_message());
    (void)folder_keep(journal, "casa", "A", noon_ms);
    CHECK_INT(journal_open(&kept, journal_path), ERR_NEWER, "still in the WAL");
    journal_close(journal);

    buf_init(&before, 1 << 24);
    CHECK(file_read(&before, journal_path) == OK, "%s", err_message());
    CHECK_INT(journal_open(&kept, journal_path), ERR_NEWER, "a newer journal");
    CHECK(strstr(err_message(), "update Wordloot") != NULL, "what to do: %s", err_message());
    CHECK(kept == (struct journal *)&later, "nothing is handed out");
    CHECK(is_same_file(journal_path, &before), "not a byte is changed");
    CHECK_INT(folder_count("journal.db", NULL), 1, "and nothing lies beside it");

    snprintf(newer, sizeof(newer), "%s/newer.db", journal_folder);
    CHECK(rename(journal_path, newer) == 0, "put away");
    journal = folder_open();
    CHECK_INT(journal_restore(journal, newer, &aside), ERR_NEWER, "not restored either");
    CHECK(is_same_file(newer, &before), "and not changed by that");
    buf_dispose(&before);
    folder_end(journal);
}

static void put_database_of_another(const char *path)
{
    struct db *db = NULL;

    CHECK(db_open(&db, path, DB_WRITE) == OK && db_exec(db, "CREATE TABLE places (id)") == OK &&
              db_set_version(db, 75) == OK,
          "%s", err_message());
    db_close(db);
}

static void test_not_a_journal(void)
{
    static const struct {
        const char *row, *bytes;
    } rows[] = {
        { "one byte", "x" },
        { "a text", "Dear diary, this is no database, but it is somebody's and must not go.\n" },
        { "a torn header", "SQLite format 3" },
        { "another program's database", NULL },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct journal *journal;
        struct buf before;
        char aside[512] = "", first[512];

        folder_make();
        if (rows[i].bytes != NULL)
            CHECK(file_write(journal_path, rows[i].bytes, strlen(rows[i].bytes), 0600) == OK,
                  "put");
        else
            put_database_of_another(journal_path);
        buf_init(&before, 1 << 20);
        CHECK(file_read(&before, journal_path) == OK, "%s", err_message());

        journal = folder_open();
        CHECK_INT(folder_count("journal.db.damaged-", aside), 1, rows[i].row);
        CHECK(is_same_file(aside, &before), "%s: kept as it was", rows[i].row);
        CHECK(journal_notice(journal) != NULL && strstr(journal_notice(journal), aside) != NULL,
              "%s: told where", rows[i].row);
        (void)folder_keep(journal, "casa", "A", noon_ms);
        journal_close(journal);

        /* A second one within the same second gets a name of its own. */
        memcpy(first, aside, sizeof(first));
        CHECK(file_write(journal_path, "junk", 4, 0600) == OK, "put");
        journal = folder_open();
        CHECK_INT(folder_count("journal.db.damaged-", NULL), 2, rows[i].row);
        CHECK(is_same_file(first, &before), "%s: never overwritten", rows[i].row);
        buf_dispose(&before);
        folder_end(journal);
    }
}

/* Pages overwritten with rubbish: set aside whole, or found by the check. */
static void test_damaged(void)
{
    enum { PAGE = 4096 };
    int page;

    for (page = 0; page < 8; page++) {
        struct journal *journal = folder_begin();
        size_t from = page == 0 ? 100 : 0; /* behind the file's header */
        char rubbish[PAGE];
        int fd;

        (void)folder_keep(journal, "casa", "A", noon_ms);
        journal_close(journal);
        memset(rubbish, 0xA5, sizeof(rubbish));
        fd = open(journal_path, O_WRONLY);
        CHECK(pwrite(fd, rubbish, PAGE - from, (off_t)page * PAGE + (off_t)from) ==
                  (ssize_t)(PAGE - from),
              "overwrite");
        close(fd);
        journal = NULL;
        CHECK(journal_open(&journal, journal_path) == OK, "page %d: %s", page, err_message());
        if (journal_notice(journal) != NULL) {
            CHECK_INT(folder_count("journal.db.damaged-", NULL), 1, "aside");
            CHECK(strstr(journal_notice(journal), "wordloot restore") != NULL, "page %d: advice",
                  page);
            CHECK(journal_check(journal) == OK, "the new one is fine");
        } else {
            CHECK(journal_check(journal) == ERR_FORMAT, "page %d: not noticed", page);
        }
        folder_end(journal);
    }
}

/* As another user, for whom nothing here can be written. */
static int read_as_stranger(void)
{
    struct journal *journal = NULL;
    struct keep keep = { .lang = "it", .headword = "x", .form = "x", .now_ms = noon_ms };
    struct kept kept;

    if (getuid() == 0 && setuid(65534) != 0)
        return 1;
    if (!CHECK(journal_open(&journal, journal_path) == OK, "read-only: %s", err_message()))
        return 1;
    CHECK(journal_is_read_only(journal), "it says so");
    CHECK(journal_notice(journal) != NULL, "and tells the user");
    CHECK_INT(journal_lookup_count(journal, "it", "casa"), 1, "words can be read");
    CHECK_INT(journal_keep(journal, &keep, &kept), ERR_IO, "nothing is kept");
    journal_close(journal);
    return check_failures > 0;
}

static void test_read_only(void)
{
    struct journal *journal = folder_begin();
    pid_t child;
    int status = -1;

    (void)folder_keep(journal, "casa", "A", noon_ms);
    journal_close(journal);
    chmod(journal_path, 0444);
    chmod(journal_folder, 0555);
    child = fork();
    if (child == 0)
        _exit(read_as_stranger());
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "as a stranger: status %d", status);
    chmod(journal_folder, 0755);
    chmod(journal_path, 0600);
    journal = folder_open();
    CHECK(!journal_is_read_only(journal), "it was not the journal's fault");
    CHECK_INT(journal_lookup_count(journal, "it", "casa"), 1, "nothing is lost");
    folder_end(journal);
}

static int open_and_keep(int n)
{
    struct journal *journal = NULL;
    char headword[16];
    struct keep keep = { .lang = "it", .headword = headword, .form = "x", .now_ms = noon_ms };
    struct kept kept;
    bool fine;

    snprintf(headword, sizeof(headword), "parola%d", n);
    fine = journal_open(&journal, journal_path) == OK && journal_notice(journal) == NULL &&
           journal_keep(journal, &keep, &kept) == OK;
    if (!fine)
        fprintf(stderr, "child %d: %s\n", n, err_message());
    journal_close(journal);
    return fine ? 0 : 1;
}

/* Several programs that make the journal at once make one. */
static void test_made_at_once(void)
{
    enum { CHILDREN = 6, ROUNDS = 10 };
    int round, n, status;

    for (round = 0; round < ROUNDS; round++) {
        struct journal *journal;
        pid_t child[CHILDREN];

        folder_make();
        for (n = 0; n < CHILDREN; n++) {
            child[n] = fork();
            if (child[n] == 0)
                _exit(open_and_keep(n));
        }
        for (n = 0; n < CHILDREN; n++) {
            status = -1;
            waitpid(child[n], &status, 0);
            CHECK(status == 0, "round %d: child %d ended with %d", round, n, status);
        }
        journal = folder_open();
        CHECK_INT(query_int(journal, "SELECT count(*) FROM encounter"), CHILDREN, "all are kept");
        CHECK_INT(folder_count("journal.db.", NULL), 0, "none was set aside");
        folder_end(journal);
    }
}

static void test_impossible_places(void)
{
    struct journal *journal = NULL;
    char path[128];

    folder_make();
    snprintf(path, sizeof(path), "%s/nowhere/journal.db", journal_folder);
    CHECK_INT(journal_open(&journal, path), ERR_IO, "no folder");
    CHECK_INT(journal_open(&journal, journal_folder), ERR_IO, "a folder");
    CHECK(mkfifo(journal_path, 0600) == 0, "a pipe");
    CHECK_INT(journal_open(&journal, journal_path), ERR_IO, "a pipe");
    folder_remove();
}

int main(void)
{
    test_new_and_empty();
    test_upgrade();
    test_broken_step();
    test_newer();
    test_not_a_journal();
    test_damaged();
    test_read_only();
    test_made_at_once();
    test_impossible_places();
    return check_done();
}
