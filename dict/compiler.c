/* Writing a compiled dictionary. Entries go to the file as they come; their
 * keys wait in memory and are written in order at the end, which is several
 * times faster than letting SQLite find each one's place. */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "dict/base/db.h"
#include "dict/base/log.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/compiled.h"
#include "dict/near_key.h"
#include "dict/pool.h"

#define LOG_MODULE "dict"

enum { STALE_SECONDS = 3600, PROGRESS_ROWS = 4096 };
static const char PART_MARK[] = ".part-";

struct compiler {
    struct db *db;
    char *path;
    struct forms_builder *forms;
    enum frequency_kind frequency_kind;
    struct buf body;
    struct pool keys;
    int64_t passed_over;
};

/* --- opening --- */

/* What a killed compiler left behind an hour ago or more. */
static void remove_stale_parts(const char *path)
{
    char *dir_path = xstrdup(path), *slash = strrchr(dir_path, '/');
    char *mark = xasprintf("%s%s", file_base(path), PART_MARK);
    DIR *dir;
    struct dirent *item;
    struct stat info;

    if (slash != NULL)
        *slash = '\0';
    dir = opendir(slash != NULL ? dir_path : ".");
    while (dir != NULL && (item = readdir(dir)) != NULL) {
        if (strncmp(item->d_name, mark, strlen(mark)) == 0 &&
            fstatat(dirfd(dir), item->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
            time(NULL) - info.st_mtime > STALE_SECONDS)
            unlinkat(dirfd(dir), item->d_name, 0);
    }
    if (dir != NULL)
        closedir(dir);
    free(dir_path);
    free(mark);
}

static enum err open_part(struct compiler *compiler)
{
    char *part = xasprintf("%s%sXXXXXX", compiler->path, PART_MARK);
    int fd = mkstemp(part);
    enum err rc;

    if (fd < 0) {
        rc = err_set(ERR_IO, "%s: %s", part, strerror(errno));
        free(part);
        return rc;
    }
    close(fd);
    rc = db_open(&compiler->db, part, DB_BUILD);
    if (rc != OK)
        unlink(part);
    free(part);
    return rc;
}

enum err compiler_open(struct compiler **out, const char *path)
{
    static const char schema[] =
        "CREATE TABLE meta(key TEXT PRIMARY KEY, value);"
        "CREATE TABLE entry(id INTEGER PRIMARY KEY, headword TEXT, body TEXT);"
        "CREATE TABLE key(fold TEXT, entry INTEGER, PRIMARY KEY(fold, entry)) WITHOUT ROWID;"
        "CREATE TABLE near(variant TEXT, prefix TEXT, PRIMARY KEY(variant, prefix)) WITHOUT ROWID;"
        "CREATE TABLE frequency(headword TEXT PRIMARY KEY, rank INTEGER) WITHOUT ROWID;"
        "CREATE TEMP TABLE counted(headword TEXT, value INTEGER);";
    struct compiler *compiler = xcalloc(1, sizeof(*compiler));
    enum err rc;

    compiler->path = xstrdup(path);
    buf_init(&compiler->body, ENTRY_TEXT_MAX);
    pool_init(&compiler->keys);
    compiler->forms = forms_builder_new();
    remove_stale_parts(path);
    rc = open_part(compiler);
    if (rc == OK)
        rc = db_exec(compiler->db, schema);
    if (rc == OK)
        rc = db_begin(compiler->db);
    if (rc == OK)
        *out = compiler;
    else
        compiler_abort(compiler);
    return rc;
}

static void compiler_free(struct compiler *compiler)
{
    db_close(compiler->db);
    pool_dispose(&compiler->keys);
    forms_builder_free(compiler->forms);
    buf_dispose(&compiler->body);
    free(compiler->path);
    free(compiler);
}

void compiler_abort(struct compiler *compiler)
{
    if (compiler == NULL)
        return;
    if (compiler->db != NULL)
        unlink(db_path(compiler->db));
    compiler_free(compiler);
}

/* --- entries --- */

static enum err insert_entry(struct compiler *compiler, struct str headword)
{
    static const char sql[] = "INSERT INTO entry(headword, body) VALUES (?1, ?2)";
    struct stmt *insert = db_cached(compiler->db, sql);

    stmt_text(insert, 1, headword);
    stmt_text(insert, 2, buf_str(&compiler->body));
    return stmt_run(insert);
}

enum err compiler_add(struct compiler *compiler, struct str headword, const struct entry *entry)
{
    struct buf clean, fold;
    enum err rc = OK;

    buf_init(&clean, HEADWORD_MAX * 4);
    buf_init(&fold, HEADWORD_MAX * 8);
    headword = str_trim(headword);
    if (headword.len > 0 && headword.len <= HEADWORD_MAX && text_is_valid(headword)) {
        text_nfc(&clean, headword);
        text_fold(&fold, buf_str(&clean));
    }
    buf_clear(&compiler->body);
    entry_encode(&compiler->body, entry);
    if (clean.len == 0 || fold.len == 0 || compiler->body.failed) {
        compiler->passed_over++;
        goto out;
    }
    rc = insert_entry(compiler, buf_str(&clean));
    if (rc == OK)
        rc = pool_add(&compiler->keys, buf_str(&fold), (uint32_t)db_last_id(compiler->db));
out:
    buf_dispose(&clean);
    buf_dispose(&fold);
    return rc;
}

/* --- forms and frequencies --- */

enum err compiler_add_form(struct compiler *compiler, struct str form, struct str lemma,
                           const char *pos)
{
    return forms_builder_add(compiler->forms, form, lemma, pos);
}

enum err compiler_add_frequency(struct compiler *compiler, struct str headword,
                                enum frequency_kind kind, int64_t value)
{
    static const char sql[] = "INSERT INTO counted(headword, value) VALUES (?1, ?2)";
    struct stmt *insert = db_cached(compiler->db, sql);
    struct buf clean;
    enum err rc = OK;

    buf_init(&clean, HEADWORD_MAX * 4);
    headword = str_trim(headword);
    if (headword.len > 0 && headword.len <= HEADWORD_MAX && text_is_valid(headword))
        text_nfc(&clean, headword);
    if (clean.len > 0) {
        compiler->frequency_kind = kind;
        stmt_text(insert, 1, buf_str(&clean));
        stmt_int(insert, 2, value);
        rc = stmt_run(insert);
    }
    buf_dispose(&clean);
    return rc;
}

/* A word that is counted in several places has its best rank. */
static enum err write_frequencies(struct compiler *compiler, struct compiled_meta *meta)
{
    static const char by_rank[] = "INSERT INTO frequency SELECT headword, min(value) FROM counted "
                                  "WHERE value > 0 GROUP BY headword";
    static const char by_count[] =
        "INSERT INTO frequency SELECT headword, row_number() OVER (ORDER BY total DESC) FROM "
        "(SELECT headword, sum(value) AS total FROM counted WHERE value > 0 GROUP BY headword) "
        "ORDER BY headword";
    struct stmt *count;
    enum err rc =
        db_exec(compiler->db, compiler->frequency_kind == FREQUENCY_RANK ? by_rank : by_count);

    if (rc != OK)
        return rc;
    count = db_prepare(compiler->db, "SELECT count(*) FROM frequency");
    rc = stmt_row(count);
    if (rc == OK)
        meta->frequencies = stmt_get_int(count, 0);
    stmt_free(count);
    return rc;
}

static enum err write_forms(struct compiler *compiler, struct compiled_meta *meta,
                            const struct progress *progress)
{
    char *path;
    enum err rc;

    if (forms_builder_count(compiler->forms) == 0)
        return OK;
    path = compiled_forms_path(compiler->path);
    rc = forms_builder_write(compiler->forms, path, meta->name, progress);
    if (rc == OK)
        meta->forms = (int64_t)forms_builder_count(compiler->forms);
    free(path);
    return rc;
}

/* --- keys --- */

static enum err write_keys(struct compiler *compiler, struct compiled_meta *meta,
                           const struct progress *progress)
{
    static const char sql[] = "INSERT INTO key(fold, entry) VALUES (?1, ?2)";
    const struct pool *keys = &compiler->keys;
    struct stmt *insert = db_cached(compiler->db, sql);
    enum err rc = OK;
    size_t i;

    meta->entries = (int64_t)keys->count;
    meta->headwords = 0;
    for (i = 0; i < keys->count && rc == OK; i++) {
        if (i % PROGRESS_ROWS == 0 && !progress_step(progress, meta->name, i, keys->count))
            return err_set(ERR_CANCELLED, "stopped");
        meta->headwords += i == 0 || !str_eq(pool_text(keys, i), pool_text(keys, i - 1));
        stmt_text(insert, 1, pool_text(keys, i));
        stmt_int(insert, 2, keys->items[i].value);
        rc = stmt_run(insert);
    }
    return rc;
}

/* The variants of all prefixes; value is the number of the key with the prefix. */
struct collecting {
    struct pool variants;
    uint32_t key;
    enum err rc;
};

static void collect_variant(void *ctx, struct str text)
{
    struct collecting *to = ctx;

    if (to->rc == OK && text.len > 0)
        to->rc = pool_add(&to->variants, text, to->key);
}

static enum err collect_variants(struct collecting *to, const struct pool *keys)
{
    struct str before = { NULL, 0 }, prefix;
    size_t i;

    for (i = 0; i < keys->count && to->rc == OK; i++) {
        prefix = near_prefix(pool_text(keys, i));
        if (i > 0 && str_eq(prefix, before))
            continue;
        before = prefix;
        to->key = (uint32_t)i;
        near_variants(prefix, collect_variant, to);
    }
    return to->rc;
}

static enum err write_variants(struct db *db, const struct pool *variants, const struct pool *keys)
{
    /* Two letters alike ("ll") give one variant twice. */
    static const char sql[] = "INSERT OR IGNORE INTO near(variant, prefix) VALUES (?1, ?2)";
    struct stmt *insert = db_cached(db, sql);
    enum err rc = OK;
    size_t i;

    for (i = 0; i < variants->count && rc == OK; i++) {
        stmt_text(insert, 1, pool_text(variants, i));
        stmt_text(insert, 2, near_prefix(pool_text(keys, variants->items[i].value)));
        rc = stmt_run(insert);
    }
    return rc;
}

static enum err write_near(struct compiler *compiler)
{
    struct collecting to = { .rc = OK };
    enum err rc;

    pool_init(&to.variants);
    rc = collect_variants(&to, &compiler->keys);
    pool_sort(&to.variants);
    if (rc == OK)
        rc = write_variants(compiler->db, &to.variants, &compiler->keys);
    pool_dispose(&to.variants);
    return rc;
}

static enum err put_text(struct db *db, const char *key, const char *value)
{
    struct stmt *insert = db_cached(db, "INSERT INTO meta(key, value) VALUES (?1, ?2)");

    stmt_text(insert, 1, str_of(key));
    stmt_text(insert, 2, str_of(value));
    return stmt_run(insert);
}

static enum err put_int(struct db *db, const char *key, int64_t value)
{
    char text[24];

    snprintf(text, sizeof(text), "%lld", (long long)value);
    return put_text(db, key, text);
}

static enum err write_meta(struct db *db, const struct compiled_meta *meta)
{
    const struct {
        const char *key, *value;
    } texts[] = {
        { "name", meta->name },           { "title", meta->title },
        { "format", meta->format },       { "source_path", meta->source_path },
        { "lang", meta->lang },           { "gloss", meta->gloss },
        { "with_path", meta->with_path },
    };
    const struct {
        const char *key;
        int64_t value;
    } numbers[] = {
        { "source_size", meta->source.size },
        { "source_mtime_ns", meta->source.mtime_ns },
        { "headwords", meta->headwords },
        { "entries", meta->entries },
        { "with_size", meta->with.size },
        { "with_mtime_ns", meta->with.mtime_ns },
        { "forms", meta->forms },
        { "frequencies", meta->frequencies },
    };
    enum err rc = db_set_version(db, COMPILED_FORMAT);
    size_t i;

    for (i = 0; i < ARRAY_LEN(texts) && rc == OK; i++) {
        if (texts[i].value != NULL)
            rc = put_text(db, texts[i].key, texts[i].value);
    }
    for (i = 0; i < ARRAY_LEN(numbers) && rc == OK; i++)
        rc = put_int(db, numbers[i].key, numbers[i].value);
    return rc;
}

enum err compiler_finish(struct compiler *compiler, struct compiled_meta *meta,
                         const struct progress *progress)
{
    enum err rc = write_frequencies(compiler, meta);

    if (rc == OK && compiler->keys.count == 0 && meta->frequencies == 0 &&
        forms_builder_count(compiler->forms) == 0)
        rc = err_set(ERR_FORMAT, "%s: there is no entry in it", meta->source_path);
    if (compiler->passed_over > 0)
        log_info("%s: %lld entries without a usable headword", meta->name,
                 (long long)compiler->passed_over);
    pool_sort(&compiler->keys);
    if (rc == OK)
        rc = write_keys(compiler, meta, progress);
    if (rc == OK)
        rc = write_near(compiler);
    if (rc == OK)
        rc = write_forms(compiler, meta, progress);
    if (rc == OK)
        rc = write_meta(compiler->db, meta);
    if (rc == OK)
        rc = db_commit(compiler->db);
    if (rc != OK) {
        compiler_abort(compiler);
        return rc;
    }
    rc = db_publish(compiler->db, compiler->path);
    compiler->db = NULL;
    compiler_free(compiler);
    return rc;
}
