/* The interface's texts: filling, plurals, fallback, and that every language has
 * the keys and placeholders that English has. */

#include <stdlib.h>
#include <unistd.h>

#include "app/ui/texts.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static char dir[] = "/tmp/wordloot-texts-XXXXXX";

static void put(const char *lang, const char *json)
{
    char *path = xasprintf("%s/%s.json", dir, lang);

    CHECK(file_write(path, json, strlen(json), 0600) == OK, "%s: %s", path, err_message());
    free(path);
}

static void drop(const char *lang)
{
    char *path = xasprintf("%s/%s.json", dir, lang);

    unlink(path);
    free(path);
}

static void check_filling(void)
{
    static const struct {
        const char *key, *want;
    } rows[] = {
        { "plain", "ciao" },
        { "game", "in Wesnoth, Wesnoth" },
        { "english-only", "only here: Wesnoth" },
        { "nowhere", "nowhere" },
        { "unknown", "{what} and Wesnoth" },
        { "broken", "{game and } {" },
        { "empty", "<>" },
    };
    struct texts *texts;
    size_t i;

    if (!CHECK(texts_open(&texts, dir, "it_IT.UTF-8") == OK, "open: %s", err_message()))
        return;
    CHECK_STR(texts_lang(texts), "it", "language of a locale");
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        char *got =
            texts_fill(texts, rows[i].key, TEXT_ARGS({ "game", "Wesnoth" }, { "no", NULL }));

        CHECK_STR(got, rows[i].want, rows[i].key);
        free(got);
    }
    texts_close(texts);
}

static void check_plurals(void)
{
    static const struct {
        const char *lang;
        long n;
        const char *want;
    } rows[] = {
        { "en", 0, "0 times in X" }, { "en", 1, "1 time in X" },  { "en", 21, "21 times in X" },
        { "it", 0, "0 volta in X" }, { "it", 1, "1 volta in X" }, { "it", 2, "2 volte in X" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct texts *texts;
        char *got;

        if (!CHECK(texts_open(&texts, dir, rows[i].lang) == OK, "open: %s", err_message()))
            continue;
        got = texts_plural(texts, "times", rows[i].n, TEXT_ARGS({ "game", "X" }));
        CHECK_STR(got, rows[i].want, rows[i].lang);
        free(got);
        texts_close(texts);
    }
}

/* A value is data: braces in it are not filled once more, and a long one does
 * not break anything. */
static void check_values(void)
{
    struct texts *texts;
    char *long_value = xmalloc(100001), *got;

    if (!CHECK(texts_open(&texts, dir, "en") == OK, "open: %s", err_message()))
        return;
    got = texts_fill(texts, "game", TEXT_ARGS({ "game", "{game}%s%n" }));
    CHECK_STR(got, "in {game}%s%n, {game}%s%n", "braces in a value");
    free(got);
    memset(long_value, 'x', 100000);
    long_value[100000] = '\0';
    got = texts_fill(texts, "game", TEXT_ARGS({ "game", long_value }));
    CHECK_STR(got, "in {game}, {game}", "a value too long");
    free(got);
    free(long_value);
    texts_close(texts);
}

static void check_choice(void)
{
    static const struct {
        const char *asked, *got;
    } rows[] = {
        { "it", "it" },    { "C.UTF-8", "en" }, { "xx_XX", "en" }, { "../../etc", "en" },
        { "POSIX", "en" }, { "it@euro", "it" }, { "", "en" },      { "italiano", "en" },
    };
    struct texts *texts;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        if (!CHECK(texts_open(&texts, dir, rows[i].asked) == OK, "%s: %s", rows[i].asked,
                   err_message()))
            continue;
        CHECK_STR(texts_lang(texts), rows[i].got, rows[i].asked);
        texts_close(texts);
    }
    setenv("LC_ALL", "it_IT.UTF-8", 1);
    if (CHECK(texts_open(&texts, dir, NULL) == OK, "from the environment: %s", err_message())) {
        CHECK_STR(texts_lang(texts), "it", "from the environment");
        texts_close(texts);
    }
    put("it", "{ \"plain\": ");
    CHECK(texts_open(&texts, dir, "it") == ERR_FORMAT, "a damaged file is said");
    drop("en");
    CHECK(texts_open(&texts, dir, "it") == ERR_ABSENT, "no English, no texts");
}

/* --- the shipped files --- */

/* The placeholders of TEXT in the order of their names, "{game}{n}". */
static void placeholders(struct buf *out, const char *text)
{
    enum { MAX = 16 };
    struct str found[MAX], rest = str_of(text);
    size_t count = 0, at, end, i, j;

    for (at = str_find_char(rest, '{', 0); at < rest.len && count < MAX;
         at = str_find_char(rest, '{', end)) {
        end = str_find_char(rest, '}', at);
        found[count++] = str_sub(rest, at, end - at + 1);
    }
    for (i = 0; i < count; i++) {
        size_t least = i;

        for (j = i + 1; j < count; j++) {
            if (str_compare(found[j], found[least]) < 0)
                least = j;
        }
        buf_add_str(out, found[least]);
        found[least] = found[i];
    }
}

static void compare(const json_t *english, const json_t *own, const char *lang)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)(uintptr_t)own, key, value)
    {
        CHECK(json_object_get(english, key) != NULL, "%s: %s: English has no such key", lang, key);
    }
    json_object_foreach((json_t *)(uintptr_t)english, key, value)
    {
        struct buf want, got;
        const char *text = json_text(own, key, NULL);

        if (!CHECK(text != NULL && text[0] != '\0', "%s: %s is missing", lang, key))
            continue;
        buf_init(&want, 1000);
        buf_init(&got, 1000);
        placeholders(&want, json_string_value(value));
        placeholders(&got, text);
        CHECK(strcmp(buf_text(&got), buf_text(&want)) == 0, "%s: %s: placeholders %s, not %s", lang,
              key, buf_text(&got), buf_text(&want));
        buf_dispose(&want);
        buf_dispose(&got);
    }
}

static void check_shipped(void)
{
    static const char *const langs[] = { "it", "de", "fr", "es" };
    static const char folder[] = WORDLOOT_SOURCE_DIR "/assets/texts";
    json_t *english, *own;
    size_t i;

    if (!CHECK(json_read(&english, WORDLOOT_SOURCE_DIR "/assets/texts/en.json", 1 << 20) == OK,
               "en: %s", err_message()))
        return;
    CHECK(json_object_size(english) > 40, "English has texts");
    for (i = 0; i < ARRAY_LEN(langs); i++) {
        char *path = xasprintf("%s/%s.json", folder, langs[i]);

        if (CHECK(json_read(&own, path, 1 << 20) == OK, "%s", err_message())) {
            compare(english, own, langs[i]);
            json_decref(own);
        }
        free(path);
    }
    json_decref(english);
}

int main(void)
{
    if (!CHECK(mkdtemp(dir) != NULL, "a folder for the test"))
        return check_done();
    put("en", "{ \"plural.one\": \"1\", \"plain\": \"hello\", \"game\": \"in {game}, {game}\","
              "  \"english-only\": \"only here: {game}\", \"times.one\": \"{n} time in {game}\","
              "  \"times.other\": \"{n} times in {game}\", \"unknown\": \"{what} and {game}\","
              "  \"broken\": \"{game and } {\", \"empty\": \"<{no}>\" }");
    put("it", "{ \"plural.one\": \"0 1\", \"plain\": \"ciao\", \"times.one\": \"{n} volta in"
              " {game}\", \"times.other\": \"{n} volte in {game}\" }");
    check_filling();
    check_plurals();
    check_values();
    check_choice();
    check_shipped();
    drop("it");
    rmdir(dir);
    return check_done();
}
