/* Dictionaries on the shelf: good, empty and damaged files, scanning, changes of
 * the source, planned failures. The files are made here, byte by byte. */

#include "dict/shelf.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "dict/base/fault.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static char folder[] = "/tmp/wordloot-shelf-XXXXXX";
static const char assets[] = WORDLOOT_SOURCE_DIR "/assets";
static char cache[sizeof(folder) + 8]; /* of the compiled files, in the folder */

static char *put(const char *name, const void *bytes, size_t len)
{
    char *path = file_join(folder, name), *dir = xstrdup(path);

    *strrchr(dir, '/') = '\0';
    CHECK(file_make_dirs(dir, 0700) == OK && file_write(path, bytes, len, 0600) == OK, "%s: %s",
          name, err_message());
    free(dir);
    return path;
}

static void put_text(const char *name, const char *text)
{
    free(put(name, text, strlen(text)));
}

/* The first LEN bytes (0: all) of a sample of tests/data/dictd, which has a text in
 * three chunks, as NAME. */
static void put_sample(const char *sample, const char *name, size_t len)
{
    char *path = xasprintf("%s/tests/data/dictd/%s", WORDLOOT_SOURCE_DIR, sample);
    struct buf bytes;

    buf_init(&bytes, 1 << 20);
    CHECK(file_read(&bytes, path) == OK, "%s", err_message());
    free(put(name, buf_text(&bytes), len > 0 ? len : bytes.len));
    buf_dispose(&bytes);
    free(path);
}

static struct shelf *open_shelf(void)
{
    struct shelf *shelf = NULL;

    CHECK(shelf_open(&shelf, assets, folder, cache) == OK, "%s", err_message());
    return shelf;
}

static void forget_all(void)
{
    char *list = file_join(folder, "dictionaries.json");

    unlink(list);
    free(list);
}

static enum err add(const char *name, const char *lang, const char *gloss)
{
    char *path = file_join(folder, name);
    struct shelf *shelf = open_shelf();
    enum err rc = shelf_add(shelf, path, NULL, lang, gloss, NULL, NULL);

    CHECK_INT(shelf_count(shelf), rc == OK ? 1 : 0, name);
    shelf_close(shelf);
    free(path);
    return rc;
}

static bool see_kingdom(void *ctx, struct str headword, struct str body)
{
    (void)headword;
    if (str_find(body, str_of("kingdom"), 0) < body.len)
        *(bool *)ctx = true;
    return true;
}

static bool has_kingdom(const char *compiled_name)
{
    char *path = file_join(cache, compiled_name);
    struct compiled *compiled = NULL;
    bool seen = false;

    CHECK(compiled_open(&compiled, path) == OK, "%s: %s", compiled_name, err_message());
    if (compiled != NULL)
        CHECK(compiled_find(compiled, str_of("regno"), see_kingdom, &seen) == OK, "%s", path);
    compiled_close(compiled);
    free(path);
    return seen;
}

static void test_dictd(void)
{
    put_text("plain.index", "regno\tA\tN\n");
    put_text("plain.dict", "regno\nkingdom");
    CHECK(add("plain.index", "it", "en") == OK, "plain: %s", err_message());
    CHECK(has_kingdom("plain.dict"), "its entry");
    forget_all();
    put_sample("freedict-ita-eng.index", "freedict-ita-eng.index", 0);
    put_sample("freedict-ita-eng.dict.dz", "freedict-ita-eng.dict.dz", 0);
    CHECK(add("freedict-ita-eng.index", NULL, NULL) == OK, "the name tells the languages: %s",
          err_message());
    CHECK(has_kingdom("freedict-ita-eng.dict"), "read from its chunks");
    forget_all();
}

static void test_damaged(void)
{
    static const struct {
        const char *name, *index, *dict, *why;
    } rows[] = {
        { "empty.index", "", "x", "empty" },
        { "nothing.index", "a\tA\tA\n", "", "empty" },
        { "outside.index", "a\tA\tB\nregno\tA\tZZZZ\n", "short", "line 2" },
        { "columns.index", "regno\tA\n", "text", "line 1" },
        { "digits.index", "regno\t?\tA\n", "text", "line 1" },
        { "long.index", "regno\tAAAAAAAAAAAAAAAAAAAA\tA\n", "text", "line 1" },
        { "utf8.index", "re\xffgno\tA\tB\n", "text", "UTF-8" },
        { "useless.index", "00-database-info\tA\tB\n", "text", "no entry" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        char *dict = xasprintf("%.*s.dict", (int)(strlen(rows[i].name) - 6), rows[i].name);

        put_text(rows[i].name, rows[i].index);
        put_text(dict, rows[i].dict);
        CHECK(add(rows[i].name, "it", "en") == ERR_FORMAT, "%s is taken", rows[i].name);
        CHECK(strstr(err_message(), rows[i].why) != NULL, "%s: %s", rows[i].name, err_message());
        free(dict);
    }
    put_text("alone.index", "a\tA\tB\n");
    CHECK(add("alone.index", "it", "en") == ERR_FORMAT, "no .dict beside it");
    put_sample("freedict-ita-eng.index", "cut.index", 0);
    put_sample("freedict-ita-eng.dict.dz", "cut.dict.dz", 9000);
    CHECK(add("cut.index", "it", "en") == ERR_FORMAT, "a truncated .dict.dz");
    CHECK(strstr(err_message(), "cut.dict.dz") != NULL, "%s", err_message());
}

static void test_broken_text_is_repaired(void)
{
    put_text("text.index", "regno\tA\tO\n");
    put_text("text.dict", "regno\nkingdom\xff");
    CHECK(add("text.index", "it", "en") == OK, "%s", err_message());
    CHECK(has_kingdom("text.dict"), "the rest of it stays");
    forget_all();
}

static void test_mythes(void)
{
    static const struct {
        const char *text;
        enum err want;
    } rows[] = {
        { "UTF-8\nregno|1\n(s.m. kingdom)|reame\n", OK },
        { "ISO8859-1\ncitt\xe0|1\n(s.f.)|urbe\nregno|1\n(s.m. kingdom)|reame\n", OK },
        { "", ERR_FORMAT },
        { "no encoding at all, but a line that goes on and on and on\n", ERR_FORMAT },
        { "UTF-8\nregno\n", ERR_FORMAT },
        { "UTF-8\nregno|999999999999\n", ERR_FORMAT },
        { "UTF-8\nregno|3\n(s.m.)|reame\n", ERR_FORMAT },
        { "UTF-8\nre\xffgno|1\n(s.m.)|reame\n", ERR_FORMAT },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        put_text("th_it_IT_v2.dat", rows[i].text);
        CHECK(add("th_it_IT_v2.dat", NULL, NULL) == rows[i].want, "row %zu: %s", i, err_message());
        if (rows[i].want == OK)
            CHECK(has_kingdom("th_it_IT_v2.dict"), "row %zu", i);
        forget_all();
    }
}

static void test_calls_that_are_off(void)
{
    struct shelf *shelf = open_shelf();

    put_text("unknown.txt", "x");
    put_text("words.index", "regno\tA\tN\n");
    put_text("words.dict", "regno\nkingdom");
    CHECK(add("unknown.txt", "it", "en") == ERR_FORMAT, "no format");
    CHECK(add("words.index", NULL, NULL) == ERR_USAGE, "languages unknown");
    CHECK(strstr(err_message(), "--lang") != NULL, "what to give: %s", err_message());
    CHECK(add("words.index", "xx", "en") == ERR_USAGE, "a language without a file");
    CHECK(add("missing.index", "it", "en") == ERR_ABSENT, "no file");
    put_text("br\xffken/words.index", "regno\tA\tN\n");
    CHECK(add("br\xffken/words.index", "it", "en") == ERR_USAGE, "a path the list cannot hold");
    CHECK(shelf_remove(shelf, "nothing") == ERR_ABSENT, "nothing to remove");
    shelf_close(shelf);
}

static void test_scan_and_changes(void)
{
    char *root = file_join(folder, "share"), *index;
    const char *roots[] = { root, NULL };
    struct timespec times[2] = { { 1000, 0 }, { 1000, 0 } };
    struct shelf *shelf = open_shelf();
    size_t added = 0;

    put_text("share/dictd/freedict-ita-eng.index", "regno\tA\tN\n");
    put_text("share/dictd/freedict-ita-eng.dict", "regno\nkingdom");
    put_text("share/dictd/freedict-zzz-eng.index", "x\tA\tB\n");
    put_text("share/mythes/th_it_IT_v2.dat", "UTF-8\nregno|1\n(s.m.)|reame\n");
    CHECK(shelf_scan(shelf, roots, "de", &added) == OK && added == 0, "nothing for German");
    CHECK(shelf_scan(shelf, roots, NULL, &added) == OK && added == 2, "two, not %zu", added);
    CHECK(shelf_scan(shelf, roots, NULL, &added) == OK && added == 0, "nothing is new");
    CHECK(shelf_get(shelf, 0).state == SHELF_STALE, "not compiled yet");
    CHECK(shelf_compile(shelf, NULL, NULL, NULL, NULL) == OK, "%s", err_message());
    CHECK(shelf_get(shelf, 0).state == SHELF_READY, "compiled");
    index = file_join(root, "dictd/freedict-ita-eng.index");
    utimensat(AT_FDCWD, index, times, 0);
    CHECK(shelf_get(shelf, 0).state == SHELF_STALE, "a changed source is stale");
    unlink(index);
    CHECK(shelf_get(shelf, 0).state == SHELF_READY, "what is compiled outlives its source");
    CHECK(shelf_remove(shelf, "th_it_IT_v2") == OK, "%s", err_message());
    CHECK(shelf_scan(shelf, roots, NULL, &added) == OK && added == 0, "removed is remembered");
    shelf_close(shelf);
    forget_all();
    free(index);
    free(root);
}

static void test_list_that_is_off(void)
{
    static const char two_lines[] =
        "{\"dictionaries\": [{\"name\": \"a\\nb\", \"path\": \"/x\", \"format\": \"dictd\","
        " \"lang\": \"it\", \"gloss\": \"en\"}], \"removed\": []}";
    const char *const rows[] = {
        "{\"dictionaries\": [{\"name\": \"../x\"}], \"removed\": []}",
        two_lines,
        "{\"dictionaries\": [1], \"removed\": []}",
        "{\"dictionaries\": [], \"removed\": [1]}",
        "{\"dictionaries\": []}",
        "[",
    };
    struct shelf *shelf = NULL;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        put_text("dictionaries.json", rows[i]);
        CHECK(shelf_open(&shelf, assets, folder, cache) == ERR_FORMAT, "row %zu: taken", i);
    }
    forget_all();
}

static bool stop(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)what;
    (void)done;
    (void)total;
    return false;
}

static bool is_left(const char *pattern)
{
    char *command = xasprintf("ls %s/%s >/dev/null 2>&1", cache, pattern);
    bool left = system(command) == 0;

    free(command);
    return left;
}

static void test_interrupted(void)
{
    const struct progress progress = { stop, NULL };
    struct shelf *shelf = open_shelf();
    char *path = file_join(folder, "words.index");

    CHECK(shelf_add(shelf, path, NULL, "it", "en", &progress, NULL) == ERR_CANCELLED, "stopped");
    CHECK(!is_left("words.dict*") && !is_left("*.part-*"), "nothing is left behind");
    shelf_close(shelf);
    free(path);
}

/* Whatever call fails, there is a whole dictionary or none. */
static void test_every_fault(void)
{
    char *path = file_join(folder, "words.index"), *compiled = file_join(cache, "words.dict");
    unsigned long nth;
    bool fired = true;

    for (nth = 1; fired && nth < 5000; nth++) {
        struct shelf *shelf = open_shelf();
        enum err rc;

        fault_arm(nth);
        rc = shelf_add(shelf, path, NULL, "it", "en", NULL, NULL);
        fired = fault_fired();
        fault_arm(0);
        CHECK(rc == OK || !is_left("*.part-*"), "failure %lu leaves a part", nth);
        CHECK_INT(shelf_count(shelf), rc == OK ? 1 : 0, "on the shelf");
        CHECK(file_exists(compiled) == (rc == OK), "failure %lu: half installed", nth);
        unlink(compiled);
        shelf_close(shelf);
        forget_all();
    }
    CHECK(nth > 20, "only %lu calls could fail", nth);
    free(path);
    free(compiled);
}

int main(void)
{
    char *command;

    if (mkdtemp(folder) == NULL)
        return 1;
    snprintf(cache, sizeof(cache), "%s/cache", folder);
    CHECK(file_make_dirs(cache, 0700) == OK, "%s", err_message());
    test_dictd();
    test_damaged();
    test_broken_text_is_repaired();
    test_mythes();
    test_calls_that_are_off();
    test_scan_and_changes();
    test_list_that_is_off();
    test_interrupted();
    test_every_fault();
    command = xasprintf("rm -r %s", folder);
    CHECK(system(command) == 0, "clean up");
    free(command);
    return check_done();
}
