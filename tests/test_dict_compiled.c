/* Writing and reading compiled dictionaries: what is found and in which order, whom
 * the reader refuses, and that two writers leave each other alone. */

#include <glob.h>
#include <stdlib.h>
#include <time.h>
#include <utime.h>
#include <unistd.h>

#include "dict/base/db.h"
#include "dict/base/mem.h"
#include "dict/compiled.h"
#include "tests/check.h"

static char folder[] = "/tmp/wordloot-compiled-XXXXXX";

static struct compiled_meta new_meta(void)
{
    return (struct compiled_meta){ .name = xstrdup("small"),
                                   .title = xstrdup("A small one"),
                                   .format = xstrdup("test"),
                                   .source_path = xstrdup("/small"),
                                   .source = { 5, 7 },
                                   .lang = "it",
                                   .gloss = "en" };
}

static enum err add(struct compiler *compiler, const char *headword, const char *gloss)
{
    const struct sense sense = { .gloss = gloss };
    const struct entry entry = { .dict = "", .senses = &sense, .sense_count = 1 };

    return compiler_add(compiler, str_of(headword), &entry);
}

static enum err finish(struct compiler *compiler, const struct progress *progress)
{
    struct compiled_meta meta = new_meta();
    enum err rc = compiler_finish(compiler, &meta, progress);

    compiled_meta_dispose(&meta);
    return rc;
}

static struct compiler *begin(const char *path)
{
    struct compiler *compiler = NULL;

    CHECK(compiler_open(&compiler, path) == OK, "%s", err_message());
    return compiler;
}

static size_t count_files(const char *pattern)
{
    char *all = file_join(folder, pattern);
    glob_t found;
    size_t count = glob(all, 0, NULL, &found) == 0 ? found.gl_pathc : 0;

    if (count > 0)
        globfree(&found);
    free(all);
    return count;
}

/* --- what is found --- */

static bool list(void *ctx, struct str headword, struct str body)
{
    struct buf *out = ctx;

    buf_printf(out, "%.*s", STR_ARG(headword));
    if (body.len > 0)
        buf_printf(out, "=%.*s", STR_ARG(str_trim(body)));
    buf_addc(out, ' ');
    return true;
}

static bool list_one(void *ctx, struct str headword, struct str body)
{
    list(ctx, headword, body);
    return false;
}

static const char *const words[] = { "perché", "Perche", "casa",           "cassa",
                                     "però",   "Casa",   "cartone animato" };

static struct compiled *compile_words(const char *path)
{
    char huge[HEADWORD_MAX + 2];
    struct compiler *compiler = begin(path);
    struct compiled *compiled = NULL;
    size_t i;

    for (i = 0; i < ARRAY_LEN(words); i++)
        CHECK(add(compiler, words[i], words[i]) == OK, "%s", err_message());
    memset(huge, 'x', sizeof(huge) - 1);
    huge[sizeof(huge) - 1] = '\0';
    CHECK(add(compiler, huge, "too long") == OK, "passed over");
    CHECK(add(compiler, " ", "empty") == OK, "passed over");
    CHECK(add(compiler, "a\xff", "broken") == OK, "passed over");
    CHECK(finish(compiler, NULL) == OK, "%s", err_message());
    CHECK(compiled_open(&compiled, path) == OK, "%s", err_message());
    return compiled;
}

static void check_rows(struct compiled *compiled)
{
    static const struct {
        const char *name, *word;
        enum err (*find)(struct compiled *compiled, struct str fold, compiled_row row, void *ctx);
        compiled_row row;
        const char *want;
    } rows[] = {
        { "in the source's order", "perche", compiled_find, list,
          "perché=sperché Perche=sPerche " },
        { "one is enough", "perche", compiled_find, list_one, "perché=sperché " },
        { "words of two words", "cartone animato", compiled_find, list,
          "cartone animato=scartone animato " },
        { "none", "perc", compiled_find, list, "" },
        { "a letter too few", "casa", compiled_near, list, "casa cassa " },
        { "near nothing", "zzzzzz", compiled_near, list, "" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct buf out;
        enum err rc;

        buf_init(&out, 10000);
        rc = rows[i].find(compiled, str_of(rows[i].word), rows[i].row, &out);
        CHECK(rc == OK || (rc == ERR_ABSENT && rows[i].want[0] == '\0'), "%s", rows[i].name);
        CHECK_STR(buf_text(&out), rows[i].want, rows[i].name);
        buf_dispose(&out);
    }
}

static void test_found(void)
{
    char *path = file_join(folder, "small.dict");
    struct compiled *compiled = compile_words(path);
    const struct compiled_meta *meta = compiled_meta(compiled);
    struct buf out;

    CHECK_INT(meta->entries, ARRAY_LEN(words), "those passed over do not count");
    CHECK_INT(meta->headwords, 5, "different folds");
    CHECK_STR(meta->title, "A small one", "title");
    CHECK_STR(meta->lang, "it", "lang");
    CHECK(meta->source.size == 5 && meta->source.mtime_ns == 7, "the source as it was");
    CHECK(compiled_has(compiled, str_of("pero")) && !compiled_has(compiled, str_of("per")), "has");
    check_rows(compiled);
    buf_init(&out, 10000);
    CHECK(compiled_prefix(compiled, str_of("ca"), 2, list, &out) == OK, "%s", err_message());
    CHECK(str_starts(buf_str(&out), str_of("cartone animato ")), "in key order: %s",
          buf_text(&out));
    buf_dispose(&out);
    compiled_close(compiled);
    CHECK_INT(count_files("*.part-*"), 0, "no part is left");
    unlink(path);
    free(path);
}

/* --- who is refused --- */

static void spoil(const char *path, const char *sql)
{
    struct db *db = NULL;

    CHECK(db_open(&db, path, DB_BUILD) == OK && db_exec(db, sql) == OK, "%s", err_message());
    db_close(db);
}

static void test_refused(void)
{
    static const struct {
        const char *sql;
        enum err want;
    } rows[] = {
        { "PRAGMA user_version = 99", ERR_NEWER },
        { "DELETE FROM meta WHERE key = 'lang'", ERR_FORMAT },
        { "DROP TABLE meta", ERR_FORMAT },
    };
    char *path = file_join(folder, "spoilt.dict");
    struct compiled *compiled = NULL;
    size_t i;

    CHECK(compiled_open(&compiled, path) == ERR_ABSENT, "no file");
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        compiled_close(compile_words(path));
        spoil(path, rows[i].sql);
        CHECK_INT(compiled_open(&compiled, path), rows[i].want, rows[i].sql);
        unlink(path);
    }
    CHECK(file_write(path, "not a database at all, only text", 32, 0600) == OK, "write");
    CHECK(compiled_open(&compiled, path) == ERR_FORMAT, "text");
    unlink(path);
    free(path);
}

/* --- writers --- */

static bool stop(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)what;
    (void)done;
    (void)total;
    return false;
}

static void test_nothing_half_done(void)
{
    const struct progress stopping = { stop, NULL };
    char *path = file_join(folder, "half.dict");
    struct compiler *compiler = begin(path);

    CHECK(finish(compiler, NULL) == ERR_FORMAT, "a dictionary without an entry");
    compiler = begin(path);
    CHECK(add(compiler, "casa", "house") == OK, "%s", err_message());
    CHECK(finish(compiler, &stopping) == ERR_CANCELLED, "stopped");
    compiler = begin(path);
    CHECK(add(compiler, "casa", "house") == OK, "%s", err_message());
    compiler_abort(compiler);
    CHECK_INT(count_files("half.dict*"), 0, "nothing is left");
    free(path);
}

/* The later one to finish wins, and both had their own file until then. */
static void test_two_at_once(void)
{
    char *path = file_join(folder, "both.dict");
    struct compiler *first = begin(path), *second = begin(path);
    struct compiled *compiled = NULL;

    CHECK(add(first, "casa", "house") == OK && add(second, "mare", "sea") == OK, "%s",
          err_message());
    CHECK(finish(first, NULL) == OK, "%s", err_message());
    CHECK(finish(second, NULL) == OK, "%s", err_message());
    CHECK(compiled_open(&compiled, path) == OK, "%s", err_message());
    CHECK(compiled_has(compiled, str_of("mare")) && !compiled_has(compiled, str_of("casa")),
          "one of them whole");
    compiled_close(compiled);
    unlink(path);
    free(path);
}

static void test_stale_parts(void)
{
    static const struct {
        const char *name;
        time_t age;
        size_t left;
    } rows[] = {
        { "old.dict.part-abcdef", 2 * 3600, 0 },
        { "old.dict.part-ghijkl", 60, 1 },
        { "other.dict.part-abcdef", 2 * 3600, 1 },
    };
    char *path = file_join(folder, "old.dict"), *part;
    struct utimbuf times;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        part = file_join(folder, rows[i].name);
        times.actime = times.modtime = time(NULL) - rows[i].age;
        CHECK(file_write(part, "x", 1, 0600) == OK && utime(part, &times) == 0, "%s", part);
        free(part);
    }
    compiler_abort(begin(path));
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_INT(count_files(rows[i].name), rows[i].left, rows[i].name);
        part = file_join(folder, rows[i].name);
        unlink(part);
        free(part);
    }
    free(path);
}

int main(void)
{
    if (mkdtemp(folder) == NULL)
        return 1;
    test_found();
    test_refused();
    test_nothing_half_done();
    test_two_at_once();
    test_stale_parts();
    CHECK(rmdir(folder) == 0, "the folder is empty again");
    return check_done();
}
